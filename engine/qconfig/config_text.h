// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/qconfig.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// Parts of the configuration grammar that the rule file's JSON shares.
[[nodiscard]] std::vector<std::string> dtypeNames(); ///< those that can be asked for
[[nodiscard]] std::vector<std::string> observerNames();

/// Each gives nothing and adds a sentence to `problems` where the text is wrong.
[[nodiscard]] std::optional<DType> readDType(std::string_view text, std::vector<Text>& problems);
[[nodiscard]] std::optional<Scheme> readScheme(std::string_view text, std::vector<Text>& problems);
/// "mse" or "percentile:percentile=99.9".
[[nodiscard]] std::optional<Observer> readObserver(std::string_view text, std::vector<Text>& problems);
/// The whole text as a finite number, "." as the decimal sign whatever the locale.
[[nodiscard]] std::optional<double> readNumber(std::string_view text);

/// The shortest text that reads back as the same number.
[[nodiscard]] std::string exactText(double value);

/// One error from all problems; `what` begins the message.
[[noreturn]] void throwProblems(const Text& what, std::span<const Text> problems);

} // namespace qb
