// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace qb {

// Names and numbers as the reports show them.

/// Valid UTF-8 in which everything can be seen: broken bytes become U+FFFD, control characters and those that turn the
/// direction of writing become "\u{202E}". Line ends become blanks.
[[nodiscard]] std::string visibleText(std::string_view text);

/// At most `most` characters of valid UTF-8, with an ellipsis in place of the middle.
[[nodiscard]] std::string middleCut(const std::string& text, std::size_t most);

/// "–" where it is NaN, "∞" where it is infinite.
[[nodiscard]] std::string fixedNumber(double value, int decimals);
/// The same with so many significant digits, without superfluous zeros: "0.0125", "1.2e-07".
[[nodiscard]] std::string shortNumber(double value, int digits = 4);
/// "35.12", "equal" where it is infinite.
[[nodiscard]] Text decibels(double value);
[[nodiscard]] std::string percent(double share); ///< 0..1 -> "12.3 %"
/// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t value);
/// "1.25 G", "320.1 M"
[[nodiscard]] std::string largeNumber(double value);

} // namespace qb
