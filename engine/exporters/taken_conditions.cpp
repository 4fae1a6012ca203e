// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/taken_conditions.h"

namespace qb {

std::map<std::string, bool> takenConditions(Evaluator& evaluator, const Plan& plan, std::span<const Tensor> inputs,
                                            const JobContext& job)
{
    const Model& model = evaluator.model();
    std::map<std::string, bool> taken;
    std::vector<ValueId> wanted;
    for (const Scope& s : model.graph.scopes) {
        const Value& v = model.graph.value(s.condition);
        if (v.isConstant())
            taken[v.name] = v.constant.valueAt(0) != 0;
        else
            wanted.push_back(s.condition);
    }
    if (wanted.empty())
        return taken;
    const Branch branch{&plan};
    evaluator.evaluate(
        {&branch, 1}, inputs, wanted,
        [&](UnitId unit, const UnitView& view) {
            for (const ValueId v : wanted)
                if (model.units.producer[indexOf(v)] == unit)
                    if (const Tensor t = view.raw(0, v); t.isDense())
                        taken[model.graph.value(v).name] = t.valueAt(0) != 0;
        },
        job);
    return taken;
}

} // namespace qb
