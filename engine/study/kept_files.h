// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace qb {

/// Throws Error(Usage) where writing `path` would replace the model that the work is about, or the study that keeps it: by the
/// same path or by another name of the same file (relative, a symbolic or a hard link). `study` may be empty or ":memory:".
void refuseToReplace(const std::string& path, const std::string& model, const std::string& study);

} // namespace qb
