// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <cstdint>
#include <string>

namespace qb {

/// The study's bad case: on which sample layers are compared, and why.
struct ChosenCase {
    std::uint64_t sample = 0;
    std::string file;
    std::string output;          ///< by which it was chosen; empty: the custom expression
    std::string metric;          ///< a metric's name, or the text of the expression
    double value = 0;            ///< NaN where it has none
    std::uint64_t notFinite = 0; ///< values of the output that are NaN or infinite: these make it bad
    std::uint64_t rank = 0, of = 0;
    std::string by;       ///< "find", "set", "load"
    std::string data;     ///< SampleSet::listFingerprint() in hex
    std::string contents; ///< of its files, see SampleSet::contents(); empty where there are none
    /// Plan::fingerprint() in hex under which rank and value hold; empty where that is not known.
    std::string configuration;

    /// "sample 17 (17.png), rank 1 of 64 by Atol of pose"; "... under another configuration" where `now` (Plan::fingerprint()
    /// in hex, empty: not known) is not the one under which that holds.
    [[nodiscard]] Text text(const std::string& now = {}) const;
    bool operator==(const ChosenCase&) const = default;
};

} // namespace qb
