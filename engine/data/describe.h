// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/job.h"
#include "engine/data/sample_set.h"

#include <optional>
#include <string>
#include <vector>

namespace qb {

/// What the model gets at one input, over the samples looked at. NaN and Inf are counted and in no other number.
struct InputSummary {
    std::string name;
    ElementType type = ElementType::Undefined;
    Shape shape; ///< -1 where the samples differ
    double min = 0.0;
    double max = 0.0;
    double mean = 0.0;
    std::uint64_t notFinite = 0;
    Text source; ///< "20 pictures, stretched to 320x320, rgb, nchw"
};

struct DataDescription {
    std::vector<InputSummary> inputs;
    std::uint64_t count = 0;  ///< samples chosen
    std::uint64_t looked = 0; ///< samples read for this
    Findings findings;        ///< of the set, of broken files, and of ranges that look wrong
};

/// Reads the first `samples` samples. A range far from what the preprocessing gives for bytes becomes the finding
/// "data.preprocess_twice" (a sixteenth of it or less) or "data.preprocess_never" (four times as much or more).
[[nodiscard]] DataDescription describeData(const SampleSet& set, const JobContext& job, std::size_t samples = 8);

/// What a finding of describeData says to do, done; nothing where it can't be known ("repair the data").
[[nodiscard]] std::optional<DataOptions> withDataCure(const DataOptions& options, const Finding& finding);

} // namespace qb
