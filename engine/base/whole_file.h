// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <string>
#include <string_view>

namespace qb {

/// Writes a file so that there is always a whole one under its name: the old one until the new one is complete, also if the
/// process is killed or the disk is full. Until then it is called PATH.part. What is no regular file (/dev/stdout, a pipe)
/// is written to directly; where a link leads is replaced, not the link. Throws Error(Resources) with the system's reason.
void writeWholeFile(const std::string& path, std::string_view bytes);

/// Error(Resources): the file can't be written, for the reason that errno had then (0: not known).
[[noreturn]] void throwCantWrite(const std::string& path, int reason);

/// What an errno means, e.g. "there is no such file or folder"; in the system's words where it is a rare one.
[[nodiscard]] Text systemReason(int reason);

} // namespace qb
