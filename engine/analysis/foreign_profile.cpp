// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/foreign_profile.h"

#include <algorithm>

namespace qb {

namespace {

/// A constant of the other model, and how its plan quantizes it.
struct Constant {
    UnitInput input;
    SharedParams params;
};

/// What stands there for a constant that a unit of ours reads; nothing where the two units are not built alike.
std::optional<Constant> constantThere(const Model& here, const TensorProfiler::Slot& slot, const Model& there, const Plan& plan,
                                      const Counterparts& counterparts)
{
    const Unit& reader = here.unit(slot.reader);
    const ValueId given = reader.outputs.empty() ? ValueId::None : counterparts.there[indexOf(reader.outputs.front())];
    const UnitId unit = given == ValueId::None ? UnitId::None : there.units.producer[indexOf(given)];
    if (unit == UnitId::None)
        return std::nullopt;
    const std::vector<UnitInput> ours = changeableConstants(here.graph, reader);
    const std::vector<UnitInput> theirs = changeableConstants(there.graph, there.unit(unit));
    const auto at = std::find_if(ours.begin(), ours.end(), [&](const UnitInput& c) { return c.value == slot.value; });
    const auto k = static_cast<std::size_t>(at - ours.begin());
    if (ours.size() != theirs.size() || k >= theirs.size() || ours[k].role != theirs[k].role)
        return std::nullopt;
    return Constant{theirs[k], constantParams(there.units, there.graph, plan, unit, theirs[k])};
}

} // namespace

TensorProfile profileForeign(const std::shared_ptr<const Model>& here, Evaluator& there, const Plan& plan,
                             const Counterparts& counterparts, const SampleSet& samples, const ArrayDump& dump,
                             const JobContext& job, ChannelMoments channels)
{
    const Model& other = there.model();
    TensorProfiler profiler(*here, Plan::allFloat(here->units), dump, channels);
    std::map<std::pair<UnitId, ValueId>, SharedParams> constants; // by unit of ours that reads it
    std::size_t missing = 0;
    for (std::size_t i = 0; i < profiler.tensors().size(); ++i) {
        const TensorProfiler::Slot& s = profiler.tensors()[i];
        if (!s.isConstant) {
            missing += isMeasurable(here->graph.value(s.value).type) && counterparts.there[indexOf(s.value)] == ValueId::None;
            continue;
        }
        if (const auto constant = constantThere(*here, s, other, plan, counterparts)) {
            profiler.add(i, 0, there.quantizedConstant(constant->input.value, constant->params));
            constants[{s.reader, s.value}] = constant->params;
        }
    }
    const ForeignTensors tensors = tensorsOfModel(here, there, plan, counterparts, samples, job);
    Findings findings;
    SampleLoop loop;
    loop.phase = Text("profile the other model");
    loop.body = [&](const Sample& sample, unsigned) {
        const std::vector<Tensor> values = tensors(sample);
        for (std::size_t i = 0; i < profiler.tensors().size(); ++i)
            if (const TensorProfiler::Slot& s = profiler.tensors()[i]; !s.isConstant)
                profiler.add(i, sample.id, values[indexOf(s.value)]);
    };
    loop.run(samples, inOrder(job, channels), findings);
    if (missing != 0)
        findings.push_back(
            {"profile.unmatched",
             Severity::Warning,
             {},
             {},
             Text("{} of the model's tensors have no counterpart in {}, by name or structure", missing, other.path),
             {{"tensors", static_cast<double>(missing)}},
             {},
             false});
    TensorProfile profile = profiler.result(std::move(findings));
    for (ProfiledTensor& row : profile.rows)
        if (const auto constant = constants.find({row.unit, row.value}); constant != constants.end())
            row.params = constant->second;
        else if (const ValueId v = counterparts.there[indexOf(row.value)]; v != ValueId::None)
            row.params = outputParams(other.units, plan, v);
    return profile;
}

} // namespace qb
