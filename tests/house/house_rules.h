// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace qb::house {

/// A file of the project as the rules see it.
struct SourceFile {
    std::string path; ///< from the top folder, with '/', e.g. "engine/base/error.h"
    std::string text;
};

/// One place where a file breaks a rule of the house.
struct Breach {
    std::string path;
    std::size_t line = 0; ///< from 1
    std::string what;     ///< one sentence that says what is allowed

    bool operator==(const Breach&) const = default;
};

/// "path:line: what", which editors jump to.
[[nodiscard]] std::string toString(const Breach& breach);

/// Every breach of the order of the layers in these files: a folder that is included by one to its left, a path that is not
/// written from the top, Qt in the engine, a foreign type outside of the folder where it stops - be it included there or
/// carried there by a header. Files in tests/ may include anything. In the order of the files, then of the lines.
[[nodiscard]] std::vector<Breach> includeBreaches(const std::vector<SourceFile>& files);

/// Every C++, CMake, script and settings file that does not begin with the licence line (after "#!" where there is one).
[[nodiscard]] std::vector<Breach> licenceBreaches(const std::vector<SourceFile>& files);

/// All files under the folder that the rules look at: C++ and CMake sources, scripts and settings of the tracked folders.
/// Throws std::filesystem::filesystem_error where it can't read.
[[nodiscard]] std::vector<SourceFile> readTree(const std::string& top);

} // namespace qb::house
