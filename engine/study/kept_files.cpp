// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/kept_files.h"

#include "engine/base/error.h"

#include <filesystem>

namespace qb {

namespace {

namespace fs = std::filesystem;

/// Under whichever name; false where one of them isn't there.
bool sameFile(const std::string& a, const std::string& b)
{
    std::error_code failed;
    return !a.empty() && !b.empty() && fs::equivalent(a, b, failed) && !failed;
}

} // namespace

void refuseToReplace(const std::string& path, const std::string& model, const std::string& study)
{
    if (sameFile(path, model))
        throw Error(ErrorCode::Usage, Text("{} is the model itself: writing there would lose it", path),
                    Text("choose another name"), {{"file", path}, {"model", model}});
    if (sameFile(path, study))
        throw Error(ErrorCode::Usage, Text("{} is the study itself: writing there would lose it", path),
                    Text("choose another name"), {{"file", path}, {"study", study}});
}

} // namespace qb
