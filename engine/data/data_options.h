// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/preprocess.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace qb {

/// How audio is cut: a row holds `context` samples of the past and `frame` new ones; the next row starts `hop` later.
struct WavFraming {
    std::int64_t frame = 0; ///< 0: what the model's input leaves beside the context
    std::int64_t hop = 0;   ///< 0: the frame
    std::int64_t context = 0;
    bool operator==(const WavFraming&) const = default;
};

/// Samples `begin` to `end` - 1 of the list.
struct SampleRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool operator==(const SampleRange&) const = default;
};

/// Everything that says which samples a set has and how they become tensors: the "Data" section of the command line.
struct DataOptions {
    std::string path; ///< file, folder, text list, or "random:N"
    PreprocessByInput preprocess;
    std::optional<ElementType> rawDtype;  ///< files of unknown kind are raw values of this type
    std::optional<std::uint64_t> samples; ///< this many, spread evenly (over `range` where given)
    std::optional<SampleRange> range;
    std::set<std::uint64_t> also;              ///< these too, whatever `samples` and `range` say
    std::optional<std::uint64_t> sample;       ///< only this one
    std::map<std::string, std::int64_t> dims;  ///< symbolic dimension, or "INPUT:AXIS", to its size
    std::map<std::string, std::string> inputs; ///< input to "1,2,3", image_size, zeros, randint:LO:HI or from:OUTPUT
    WavFraming wav;
    std::uint64_t seed = 0; ///< of random: and randint:

    bool operator==(const DataOptions&) const = default;
};

/// The canonical form for the study: only what differs from the default.
[[nodiscard]] nlohmann::json toJson(const DataOptions& options);
/// Throws one Error(BadInput) that names every unknown key and impossible value.
[[nodiscard]] DataOptions dataOptionsFromJson(const nlohmann::json& json);

/// "A:B" of --range. Throws Error(Usage).
[[nodiscard]] SampleRange sampleRangeFromText(const std::string& text);

} // namespace qb
