// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/text.h"

#include <string>

#include <nlohmann/json.hpp>

namespace qb::cli {

/// A cure in English, and behind it in brackets the options of the command line that carry it out. The engine words cures so
/// that the window can say them too; which option is meant follows from the sentences, those of `message` as well.
[[nodiscard]] std::string withFlags(const Text& cure, const Text& message);

/// findingsJson() with such cures.
[[nodiscard]] nlohmann::ordered_json findingsWithFlags(const Findings& findings);

} // namespace qb::cli
