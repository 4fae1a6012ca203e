// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/job.h"
#include "engine/data/sample_set.h"

#include <memory>
#include <optional>

namespace qb {

/// Streams the samples of a set in order, decoded ahead on `job.threads` threads of its own. At most `ahead` samples are
/// inside at any time (decoded or being decoded), beside the one that next() gave last.
///
/// A broken file becomes the finding "data.broken_file" and its sample is left out; in a sequence the sample after it
/// starts anew. One consumer thread; the destructor stops and joins the workers.
class SampleReader {
public:
    SampleReader(SampleSet set, const JobContext& job, std::size_t ahead);
    ~SampleReader();
    SampleReader(const SampleReader&) = delete;
    SampleReader& operator=(const SampleReader&) = delete;

    /// The next sample, or nothing after the last. Throws Error(Interrupted) soon after a stop request, Error(BadInput)
    /// with the first few names as soon as more than a tenth of the samples are broken, any other error as it came.
    [[nodiscard]] std::optional<Sample> next();

    [[nodiscard]] const Findings& findings() const; ///< of the files met so far
    [[nodiscard]] std::size_t position() const;     ///< samples given or left out so far

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace qb
