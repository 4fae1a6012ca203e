// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/job.h"
#include "engine/data/sample_set.h"
#include "engine/model/model.h"

#include <functional>
#include <map>

namespace qb {

/// Calls body for every sample of the set, on job.threads threads (one where the samples carry states), while the next
/// samples are decoded. Between samples only, a stop request ends it with Error(Interrupted): what body has begun, it
/// ends. Findings of broken files are added to `findings`.
/// `skip`: samples that need not be run again. `checkpoint` (may be empty) is called while no body runs, every
/// `everySeconds` or, where it takes long itself, as seldom as it costs a tenth of the time; and once at the end, also
/// after a stop or an error.
struct SampleLoop {
    Text phase;
    std::function<void(const Sample& sample, unsigned worker)> body;
    std::function<bool(std::uint64_t sampleId)> skip;
    std::function<void()> checkpoint;
    double everySeconds = 2;

    void run(const SampleSet& set, const JobContext& job, Findings& findings) const;
};

/// The states of one run of samples in order: what an output of the sample before was.
class CarriedStates {
public:
    CarriedStates(const Model& model, const SampleSet& set);
    /// The sample's inputs with the states put in.
    [[nodiscard]] std::vector<Tensor> inputs(const Sample& sample) const;
    /// `outputs` in the order of the graph's outputs.
    void update(std::span<const Tensor> outputs);
    [[nodiscard]] bool any() const { return !m_links.empty(); }

private:
    std::vector<std::pair<std::size_t, std::size_t>> m_links; // input, output
    std::map<std::size_t, Tensor> m_states;                   // by input
};

} // namespace qb
