// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/activity.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

namespace {

class ActivityFinder {
public:
    ActivityFinder(const Model& model, const GraphFacts& facts, const Settled& settled, const std::vector<char>& quantized,
                   Effective& effective)
        : m_model(model),
          m_facts(facts),
          m_settled(settled),
          m_quantized(quantized),
          m_effective(effective),
          m_needed(model.graph.values.size(), 0)
    {
    }

    void find()
    {
        findNeeded();
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            PointConfig& point = m_effective.points[p];
            point.whyNot = whyNot(static_cast<PointId>(p));
            point.active = point.whyNot.empty();
        }
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            m_effective.floatUnit[u] = static_cast<char>(!computesQuantized(static_cast<UnitId>(u)));
        movePassiveIntoFloat();
    }

private:
    [[nodiscard]] bool isQuantized(UnitId id) const { return m_quantized[indexOf(id)] != 0; }

    /// The unit reads that value with its numbers (a Resize reads its scales without).
    [[nodiscard]] bool uses(UnitId unit, ValueId value) const
    {
        const auto& all = m_facts.uses[indexOf(unit)];
        return std::any_of(all.begin(), all.end(), [&](const Use& use) { return use.value == value; });
    }

    void findNeeded()
    {
        for (std::size_t u = m_model.unitCount(); u-- > 0;)
            for (const ValueId v : m_model.units.units[u].outputs)
                m_needed[indexOf(v)] = static_cast<char>(needed(v));
    }

    /// A QuantStub stands there.
    [[nodiscard]] bool isForced(ValueId value) const
    {
        const PointId p = m_model.units.outputPoint[indexOf(value)];
        return p != PointId::None && m_effective.at(p).forced;
    }

    [[nodiscard]] bool needed(ValueId value) const
    {
        if (isForced(value))
            return true;
        for (const UnitId r : m_model.units.readers[indexOf(value)]) {
            if (!uses(r, value))
                continue;
            if (isQuantized(r) || (!m_facts.passive(r) && isGiven(value)))
                return true;
            const auto& outputs = m_model.unit(r).outputs;
            if (m_facts.passive(r) &&
                std::any_of(outputs.begin(), outputs.end(), [&](ValueId v) { return m_needed[indexOf(v)] != 0; }))
                return true;
        }
        const auto& given = m_facts.givenAs[indexOf(value)];
        if (std::any_of(given.begin(), given.end(), [&](ValueId v) { return m_needed[indexOf(v)] != 0; }))
            return true;
        const bool shown = m_model.graph.value(value).isOutput ||
                           std::any_of(given.begin(), given.end(), [&](ValueId v) { return m_model.graph.value(v).isOutput; });
        return shown && isGiven(value);
    }

    /// A passive unit behind a float one, or behind a graph input, whose result is wanted in float somewhere: it computes in
    /// float and its quantized readers get what it gives quantized. Quantized before it, float readers would get rounded
    /// values that no quantized unit ever gave.
    void movePassiveIntoFloat()
    {
        std::vector<char> wanted(m_model.graph.values.size(), 0); // by value: somebody takes it as float
        for (std::size_t u = m_model.unitCount(); u-- > 0;) {
            const auto id = static_cast<UnitId>(u);
            for (const ValueId v : m_model.unit(id).outputs)
                wanted[indexOf(v)] = static_cast<char>(wantedInFloat(v, wanted));
            if (!m_facts.passive(id) || m_effective.floatUnit[u] != 0)
                continue;
            const auto& outputs = m_model.unit(id).outputs;
            if (isGiven(m_facts.follows[u]) ||
                std::none_of(outputs.begin(), outputs.end(), [&](ValueId v) { return wanted[indexOf(v)] != 0; }))
                continue;
            m_effective.floatUnit[u] = 1;
            for (const PointId p : m_model.units.pointsOfUnit[u])
                m_effective.points[indexOf(p)].exact = false;
        }
    }

    [[nodiscard]] bool wantedInFloat(ValueId value, const std::vector<char>& wanted) const
    {
        if (isForced(value))
            return false;
        const auto isWanted = [&](ValueId v) {
            return !isForced(v) && (m_model.graph.value(v).isOutput || wanted[indexOf(v)] != 0);
        };
        const auto& given = m_facts.givenAs[indexOf(value)];
        if (isWanted(value) || std::any_of(given.begin(), given.end(), isWanted))
            return true;
        const auto& readers = m_model.units.readers[indexOf(value)];
        return std::any_of(readers.begin(), readers.end(), [&](UnitId r) {
            const auto& outputs = m_model.unit(r).outputs;
            if (!uses(r, value))
                return false;
            return m_facts.passive(r) ? std::any_of(outputs.begin(), outputs.end(), isWanted) : !isQuantized(r);
        });
    }

    /// As a graph output, or to a float unit, it is given quantized: what made it computes quantized.
    [[nodiscard]] bool isGiven(ValueId value) const
    {
        const PointId point = m_model.units.outputPoint[indexOf(value)];
        if (point == PointId::None)
            return false;
        const UnitId maker = m_model.point(m_facts.root[indexOf(point)]).unit;
        return isQuantized(maker) && m_model.unit(maker).main != NodeId::None;
    }

    [[nodiscard]] Text whyNot(PointId id) const
    {
        const Point& point = m_model.point(id);
        const Text& unitReason = m_effective.whyNotUnit[indexOf(point.unit)];
        if (point.kind == PointKind::Output)
            return whyNotOutput(id, point);
        if (m_facts.passive(point.unit))
            return Text("a passive unit takes what it reads as it is");
        if (!isQuantized(point.unit))
            return Text("its unit is float: {}", unitReason);
        if (point.kind == PointKind::Operand)
            return m_settled.ownOperand[indexOf(id)] != 0 ? Text() : Text("read as its producer gives it");
        return m_effective.at(id).dtype == DType::Float32 ? Text("float was asked for") : Text();
    }

    /// Of what follows another point, that point's reason.
    [[nodiscard]] Text whyNotOutput(PointId id, const Point& point) const
    {
        const PointId root = m_facts.root[indexOf(id)];
        const auto ofRoot = [&](const Text& why) {
            return root == id ? why : Text("follows {}, which is off: {}", m_model.point(root).name, why);
        };
        const PointId fused = m_settled.fusedInto[indexOf(root)];
        if (fused != PointId::None)
            return ofRoot(Text("runs as one with {}", m_model.unitOf(fused).name));
        if (m_settled.highPrecision[indexOf(root)] != 0)
            return ofRoot(Text("high-precision output ({})", toString(m_settled.dtype[indexOf(root)])));
        if (m_facts.data[indexOf(point.value)] == 0)
            return Text("only feeds shapes or indices");
        if (m_needed[indexOf(point.value)] == 0)
            return m_model.graph.value(point.value).isOutput && !isGiven(point.value)
                       ? Text("a graph output that no quantized unit gives")
                       : Text("no quantized unit reads it");
        const UnitRef owner{m_model, root};
        if (const Text& reason = m_effective.whyNotUnit[indexOf(owner.unit())]; owner.isInput() && !reason.empty())
            return ofRoot(reason);
        return m_settled.dtype[indexOf(root)] == DType::Float32 ? ofRoot(Text("float was asked for")) : Text();
    }

    struct UnitRef {
        const Model& model;
        PointId point;
        [[nodiscard]] UnitId unit() const { return model.point(point).unit; }
        [[nodiscard]] bool isInput() const { return model.unit(unit()).main == NodeId::None; }
    };

    [[nodiscard]] bool computesQuantized(UnitId id) const
    {
        const auto& points = m_model.units.pointsOfUnit[indexOf(id)];
        if (!m_facts.passive(id))
            return isQuantized(id);
        return std::any_of(points.begin(), points.end(), [&](PointId p) { return m_effective.at(p).active; });
    }

    const Model& m_model;
    const GraphFacts& m_facts;
    const Settled& m_settled;
    const std::vector<char>& m_quantized;
    Effective& m_effective;
    std::vector<char> m_needed; // by value: must be quantized for somebody
};

} // namespace

void findActivity(const Model& model, const GraphFacts& facts, const Settled& settled, const std::vector<char>& quantized,
                  Effective& effective)
{
    ActivityFinder(model, facts, settled, quantized, effective).find();
}

} // namespace qb
