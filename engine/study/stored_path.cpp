// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/stored_path.h"

#include <filesystem>
#include <vector>

namespace qb {

namespace fs = std::filesystem;

namespace {

/// Absolute, without "..", links followed as far as the path exists.
fs::path resolved(const fs::path& path)
{
    std::error_code failed;
    const fs::path result = fs::weakly_canonical(fs::absolute(path), failed);
    return failed ? fs::absolute(path).lexically_normal() : result;
}

} // namespace

StoredPath storedPath(const std::string& path, const std::string& studyPath)
{
    // The last part stays as it is named: a link to a model is the user's name for it.
    const fs::path absolute = resolved(fs::absolute(path).parent_path()) / fs::path(path).filename();
    StoredPath stored{{}, absolute.string()};
    if (!studyPath.empty())
        stored.relative = absolute.lexically_relative(resolved(studyPath).parent_path()).string();
    return stored;
}

std::string foundPath(const StoredPath& stored, const std::string& studyPath)
{
    std::vector<fs::path> places;
    const fs::path folder = studyPath.empty() ? fs::path() : resolved(studyPath).parent_path();
    if (!studyPath.empty() && !stored.relative.empty())
        places.push_back((folder / stored.relative).lexically_normal());
    places.emplace_back(stored.absolute);
    if (!studyPath.empty())
        places.push_back(folder / fs::path(stored.absolute).filename());
    std::error_code ignored;
    for (const fs::path& place : places)
        if (fs::exists(place, ignored))
            return place.string();
    return places.front().string();
}

} // namespace qb
