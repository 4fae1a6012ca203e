// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace qb {

/// A file or folder that a study refers to, written down twice, so that it is found again after a folder that holds both
/// has moved, and after the study alone has.
struct StoredPath {
    std::string relative; ///< to the study's folder; empty for a study in memory
    std::string absolute;
};

/// `studyPath` is empty for a study in memory.
[[nodiscard]] StoredPath storedPath(const std::string& path, const std::string& studyPath);

/// The first of these that exists: relative to the study, as it was, the same name beside the study. If none does, the
/// first of them: where it should be.
[[nodiscard]] std::string foundPath(const StoredPath& stored, const std::string& studyPath);

} // namespace qb
