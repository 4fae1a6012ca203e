// SPDX-License-Identifier: GPL-3.0-or-later
// The tensors of two files of one network: an exported one and its float model, the same model from another tool.
#include "engine/analysis/foreign.h"
#include "engine/base/error.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace qb {

namespace {

class Matcher {
public:
    Matcher(const Model& here, const Model& there) : m_here(here), m_there(there), m_taken(there.graph.values.size(), false)
    {
        m_result.there.assign(here.graph.values.size(), ValueId::None);
        for (std::size_t i = 0; i < there.graph.values.size(); ++i)
            m_byName.emplace(there.graph.values[i].name, static_cast<ValueId>(i));
    }

    Counterparts run()
    {
        inputs();
        // Names first, over the whole model, so that structure never takes what a name will claim.
        for (const Unit& unit : m_here.units.units)
            for (const ValueId v : unit.outputs)
                byName(v);
        for (const Unit& unit : m_here.units.units)
            byStructure(unit);
        for (const Unit& unit : m_here.units.units)
            if (floatOutputs(m_here, unit, [&](ValueId v) { return m_result.there[indexOf(v)] == ValueId::None; }))
                m_result.unmatchedHere.push_back(unit.name);
        for (const Unit& unit : m_there.units.units)
            if (floatOutputs(m_there, unit, [&](ValueId v) { return !m_taken[indexOf(v)]; }))
                m_result.unmatchedThere.push_back(unit.name);
        return std::move(m_result);
    }

private:
    template <typename Missing>
    static bool floatOutputs(const Model& model, const Unit& unit, Missing missing)
    {
        return std::any_of(unit.outputs.begin(), unit.outputs.end(),
                           [&](ValueId v) { return isMeasurable(model.graph.value(v).type) && missing(v); });
    }

    void take(ValueId here, ValueId there)
    {
        m_result.there[indexOf(here)] = there;
        m_taken[indexOf(there)] = true;
    }

    void inputs()
    {
        const auto& ours = m_here.graph.inputs;
        const auto& theirs = m_there.graph.inputs;
        std::string problems;
        if (ours.size() != theirs.size())
            problems = std::to_string(theirs.size()) + " inputs instead of " + std::to_string(ours.size());
        for (std::size_t i = 0; i < ours.size() && problems.empty(); ++i) {
            const std::string& name = m_here.graph.value(ours[i]).name;
            const auto same =
                std::find_if(theirs.begin(), theirs.end(), [&](ValueId v) { return m_there.graph.value(v).name == name; });
            const ValueId there = same != theirs.end() ? *same : theirs[i];
            if (m_taken[indexOf(there)])
                problems += "input \"" + name + "\" has no counterpart; ";
            else
                take(ours[i], there);
        }
        if (!problems.empty())
            throw Error(ErrorCode::BadInput, Text("{} is no other form of this model: it has {}", m_there.path, problems),
                        Text("compare files of one network"), {{"file", m_there.path}});
        for (const ValueId here : ours)
            checkInput(m_here.graph.value(here), m_there.graph.value(m_result.there[indexOf(here)]));
    }

    /// Both get the same samples.
    void checkInput(const Value& here, const Value& there) const
    {
        bool same = here.type == there.type;
        if (here.shapeKnown && there.shapeKnown)
            same = same && std::equal(here.shape.begin(), here.shape.end(), there.shape.begin(), there.shape.end(),
                                      [](std::int64_t a, std::int64_t b) { return a == b || a < 0 || b < 0; });
        if (!same)
            throw Error(ErrorCode::BadInput,
                        Text("{} takes other samples: its input {} is {}{}, here {} is {}{}", m_there.path, there.name,
                             toString(there.type), toString(there.shape), here.name, toString(here.type), toString(here.shape)),
                        Text("compare files of one network with inputs of one size and type"), {{"file", m_there.path}});
    }

    void byName(ValueId v)
    {
        if (m_result.there[indexOf(v)] != ValueId::None)
            return;
        const auto found = m_byName.find(m_here.graph.value(v).name);
        if (found == m_byName.end() || m_taken[indexOf(found->second)] ||
            m_there.units.producer[indexOf(found->second)] == UnitId::None)
            return;
        take(v, found->second);
    }

    void byStructure(const Unit& unit)
    {
        if (unit.inputs.empty() || unit.outputs.empty() || m_result.there[indexOf(unit.outputs[0])] != ValueId::None)
            return;
        std::vector<ValueId> wanted;
        for (const ValueId v : unit.inputs) {
            wanted.push_back(m_result.there[indexOf(v)]);
            if (wanted.back() == ValueId::None)
                return;
        }
        const Unit* found = nullptr;
        for (const UnitId reader : m_there.units.readers[indexOf(wanted[0])]) {
            const Unit& other = m_there.unit(reader);
            if (other.opType != unit.opType || other.inputs != wanted || other.outputs.size() != unit.outputs.size() ||
                m_taken[indexOf(other.outputs[0])])
                continue;
            if (found)
                return; // two alike: which is which can't be told
            found = &other;
        }
        for (std::size_t i = 0; found && i < unit.outputs.size(); ++i)
            take(unit.outputs[i], found->outputs[i]);
    }

    const Model& m_here;
    const Model& m_there;
    std::vector<bool> m_taken;
    std::unordered_map<std::string_view, ValueId> m_byName;
    Counterparts m_result;
};

} // namespace

Counterparts findCounterparts(const Model& here, const Model& there) { return Matcher(here, there).run(); }

ForeignTensors tensorsOfModel(const std::shared_ptr<const Model>& here, Evaluator& there, const Plan& plan,
                              const Counterparts& counterparts, const SampleSet& samples, const JobContext& job)
{
    struct Source {
        std::shared_ptr<const Model> here;
        Evaluator* there = nullptr;
        Plan plan;
        CarriedStates states;
        std::vector<std::size_t> inputOrder;                    // by their input: index of ours
        std::vector<ValueId> outputs;                           // by our graph output: theirs
        std::vector<ValueId> wanted;                            // theirs
        std::unordered_map<ValueId, std::vector<ValueId>> ours; // by theirs
    };
    const auto source = std::make_shared<Source>(Source{here, &there, plan, CarriedStates(*here, samples), {}, {}, {}, {}});
    const Model& other = there.model();
    for (const ValueId v : other.graph.inputs) {
        const auto& ours = here->graph.inputs;
        const auto at = std::find_if(ours.begin(), ours.end(), [&](ValueId o) { return counterparts.there[indexOf(o)] == v; });
        source->inputOrder.push_back(static_cast<std::size_t>(at - ours.begin()));
    }
    for (std::size_t i = 0; i < counterparts.there.size(); ++i)
        if (const ValueId v = counterparts.there[i]; v != ValueId::None)
            source->ours[v].push_back(static_cast<ValueId>(i));
    for (const auto& [v, ours] : source->ours)
        source->wanted.push_back(v);
    for (const ValueId v : here->graph.outputs)
        source->outputs.push_back(counterparts.there[indexOf(v)]);
    return [source, job](const Sample& sample) {
        const Model& model = source->there->model();
        const std::vector<Tensor> given = source->states.inputs(sample);
        std::vector<Tensor> inputs;
        for (const std::size_t i : source->inputOrder)
            inputs.push_back(given[i]);
        std::vector<Tensor> tensors(source->here->graph.values.size());
        const Branch branch{&source->plan};
        source->there->evaluate(
            {&branch, 1}, inputs, source->wanted,
            [&](UnitId unit, const UnitView& view) {
                for (const ValueId v : model.unit(unit).outputs)
                    if (const auto ours = source->ours.find(v); ours != source->ours.end())
                        for (const ValueId o : ours->second)
                            tensors[indexOf(o)] = view.read(0, v);
            },
            job);
        std::vector<Tensor> outputs;
        for (const ValueId v : source->here->graph.outputs)
            outputs.push_back(tensors[indexOf(v)]);
        source->states.update(outputs);
        return tensors;
    };
}

} // namespace qb
