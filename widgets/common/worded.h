// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <QString>

#include <exception>

namespace qb {

/// What the engine says, in the language of the window: its format translated (context "engine"), then its arguments put in.
/// From any thread. A text that no catalogue knows stays English.
[[nodiscard]] QString worded(const Text& text);
/// The same as a line of its own: in English with a capital, unless it begins with a name.
[[nodiscard]] QString sentence(const Text& text);
/// The message of an exception; those that are not ours say it in the system's words.
[[nodiscard]] QString worded(const std::exception& exception);

} // namespace qb
