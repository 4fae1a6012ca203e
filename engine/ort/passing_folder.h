// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include <stdlib.h>

namespace qb {

/// A folder of its own in the temporary folder, gone with everything in it. Throws Error(Resources).
class PassingFolder {
public:
    PassingFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "quantbench-XXXXXX").string();
        if (!mkdtemp(pattern.data()))
            throw Error(ErrorCode::Resources, Text("can't make a temporary folder: {}", std::strerror(errno)),
                        Text("set TMPDIR to a folder with space"));
        m_path = pattern;
    }
    ~PassingFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace qb
