// SPDX-License-Identifier: GPL-3.0-or-later
// What the configuration says: weights that are not int8, scales fixed by hand, float units and the borders of their
// segments. Rules without effect and dtypes that came out otherwise are the resolver's findings.
#include "engine/analysis/check_rules.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace qb {

namespace {

void weightNotInt8(const CheckContext& c, Findings& findings)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const Point& point = c.model().point(id);
        const DType dtype = c.at(id).active ? c.at(id).dtype : DType::Float32;
        if (point.kind != PointKind::Weight || !c.quantized(point.unit) || dtype == DType::Int8 || c.facts().passive(point.unit))
            continue;
        Finding f = findingAt(c, "config.weight_not_int8", Severity::Info, point.unit, id,
                              Text("the weight of {} is {}", c.model().unit(point.unit).name, toString(dtype)),
                              Text("int8, one scale per channel, where the accuracy allows it"));
        f.numbers = {{"bits", bits(dtype)}, {"values", static_cast<double>(c.graph().value(point.value).constant.count())}};
        findings.push_back(std::move(f));
    }
}

std::vector<Cure> weightInt8(const CheckContext& c, const Finding& f)
{
    const PointId id = c.units().findPoint(f.point);
    return id != PointId::None && c.takes(id, DType::Int8) ? std::vector<Cure>{{c.model().point(id).unit, "weight=int8"}}
                                                           : std::vector<Cure>{};
}

void fixedScale(const CheckContext& c, Findings& findings)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const PointConfig& point = c.at(id);
        if (!c.owns(id) || c.imported(id) || (!point.fixed && point.observer.method != Method::FixedScale))
            continue;
        Finding f =
            findingAt(c, "config.fixed_scale_in_use", Severity::Info, c.model().point(id).unit, id,
                      Text("{} has a grid that was fixed by hand; calibration does not move it", c.model().point(id).name),
                      Text("an observer takes the fixed grid back"));
        f.numbers["training_may_update"] = point.fixScale ? 0 : 1;
        if (const PointParams* params = c.params(id); params && !params->params->scales.empty()) {
            f.numbers["scale"] = static_cast<double>(params->params->scales.front());
            f.numbers["clipped_share"] = params->calibrated.clippedShare;
        }
        findings.push_back(std::move(f));
    }
}

std::vector<Cure> useObserver(const CheckContext& c, const Finding& f)
{
    const PointId id = c.units().findPoint(f.point);
    if (id == PointId::None)
        return {};
    const bool weight = c.model().point(id).kind != PointKind::Output;
    const Observer observer = (weight ? c.profile().weight : c.profile().activation).observer.value_or(Observer{});
    return configureUnit(c, f, "observer=" + observer.text());
}

/// A unit that computes with numbers in float.
bool computesInFloat(const CheckContext& c, UnitId id)
{
    const Unit& unit = c.model().unit(id);
    if (c.quantized(id) || unit.main == NodeId::None || c.profile().isShapeWork(unit.opType))
        return false;
    return std::any_of(unit.outputs.begin(), unit.outputs.end(), [&](ValueId v) {
        return c.graph().value(v).type == ElementType::Float32 && c.facts().data[indexOf(v)] != 0;
    });
}

bool isQuantizedValue(const CheckContext& c, ValueId value)
{
    const PointId p = c.units().outputPoint[indexOf(value)];
    return p != PointId::None && c.at(p).active;
}

/// What a quantized unit gives, whether as integers or as its accumulator. What a float unit or a graph input gives is
/// read as it is, also where others read it quantized.
bool fromQuantized(const CheckContext& c, const Use& use)
{
    return std::any_of(use.roots.begin(), use.roots.end(), [&](PointId p) {
        return c.quantized(c.model().point(p).unit) && c.model().unitOf(p).main != NodeId::None;
    });
}

bool readByQuantized(const CheckContext& c, ValueId value)
{
    const auto& readers = c.units().readers[indexOf(value)];
    return isQuantizedValue(c, value) && std::any_of(readers.begin(), readers.end(), [&](UnitId r) { return c.quantized(r); });
}

void floatBetween(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; u < c.model().unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        const Unit& unit = c.model().unit(id);
        const auto& uses = c.facts().uses[u];
        if (!computesInFloat(c, id) || c.facts().passive(id) || uses.empty() || unit.outputs.empty())
            continue;
        const bool before = std::all_of(uses.begin(), uses.end(), [&](const Use& use) { return fromQuantized(c, use); });
        const bool after =
            std::all_of(unit.outputs.begin(), unit.outputs.end(), [&](ValueId v) { return readByQuantized(c, v); });
        if (!before || !after)
            continue;
        Finding f = findingAt(c, "config.float_between_quantized", Severity::Warning, id, PointId::None,
                              Text("{} computes in float between quantized units: {}", unit.name, c.in().effective.whyNotUnit[u]),
                              Text("quantize it too, or keep its neighbours in float: each border rounds and costs time"));
        f.numbers = {{"dequantize", static_cast<double>(uses.size())}, {"quantize", static_cast<double>(unit.outputs.size())}};
        findings.push_back(std::move(f));
    }
}

std::vector<Cure> quantizeUnit(const CheckContext& c, const Finding& f)
{
    const UnitId unit = c.units().findUnit(f.unit);
    if (unit == UnitId::None || !c.facts().quantizable(unit) || c.facts().passive(unit))
        return {};
    const auto dtype = c.profile().defaultAt(c.model().unit(unit).opType, "output");
    return dtype && isInteger(*dtype) ? std::vector<Cure>{{unit, std::string(toString(*dtype))}} : std::vector<Cure>{};
}

/// Float units that hang together, each set once.
class Segments {
public:
    explicit Segments(const CheckContext& c) : m_parent(c.model().unitCount())
    {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
        for (std::size_t u = 0; u < m_parent.size(); ++u) {
            if (!computesInFloat(c, static_cast<UnitId>(u)))
                continue;
            for (const ValueId v : c.units().units[u].inputs)
                if (const UnitId p = c.units().producer[indexOf(v)];
                    p != UnitId::None && computesInFloat(c, p) && c.graph().value(v).type == ElementType::Float32)
                    m_parent[find(u)] = find(indexOf(p));
        }
        for (std::size_t u = 0; u < m_parent.size(); ++u)
            if (computesInFloat(c, static_cast<UnitId>(u)))
                m_members[find(u)].push_back(static_cast<UnitId>(u));
    }

    [[nodiscard]] const std::map<std::size_t, std::vector<UnitId>>& members() const { return m_members; }

private:
    std::size_t find(std::size_t u)
    {
        while (m_parent[u] != u)
            u = m_parent[u] = m_parent[m_parent[u]];
        return u;
    }

    std::vector<std::size_t> m_parent;
    std::map<std::size_t, std::vector<UnitId>> m_members;
};

/// Nothing where its shape is not known, as within bodies before the model ran.
std::optional<double> bytesOf(const CheckContext& c, ValueId value)
{
    const Shape& shape = c.model().shapes[indexOf(value)];
    const auto count = elementCount(shape);
    if (!count || (shape.empty() && !c.graph().value(value).shapeKnown))
        return std::nullopt;
    const PointId p = c.units().outputPoint[indexOf(value)];
    return static_cast<double>(*count) * (p != PointId::None && c.at(p).active ? bits(c.at(p).dtype) : 32) / 8;
}

std::vector<FloatSegment> segmentsOf(const CheckContext& c)
{
    std::vector<FloatSegment> found;
    const auto& points = c.in().effective.points;
    if (std::none_of(points.begin(), points.end(), [](const PointConfig& p) { return p.active; }))
        return found;
    const Segments segments(c);
    for (const auto& [root, units] : segments.members()) {
        FloatSegment segment;
        segment.units = units;
        std::set<ValueId> seen;
        for (const UnitId u : units) {
            for (const Use& use : c.facts().uses[indexOf(u)])
                if (fromQuantized(c, use) && seen.insert(use.value).second &&
                    !std::binary_search(units.begin(), units.end(), c.units().producer[indexOf(use.value)]))
                    segment.dequantized.push_back(use.value);
            for (const ValueId v : c.model().unit(u).outputs)
                if (readByQuantized(c, v))
                    segment.quantized.push_back(v);
        }
        for (const std::vector<ValueId>& border : {segment.dequantized, segment.quantized})
            for (const ValueId v : border)
                if (const auto bytes = bytesOf(c, v))
                    segment.bytes += *bytes;
                else
                    ++segment.unsized;
        if (!segment.dequantized.empty() || !segment.quantized.empty())
            found.push_back(std::move(segment));
    }
    std::sort(found.begin(), found.end(),
              [](const FloatSegment& a, const FloatSegment& b) { return a.units.front() < b.units.front(); });
    return found;
}

void findSegments(const CheckContext& c, Findings& findings)
{
    const auto segments = segmentsOf(c);
    for (const FloatSegment& s : segments) {
        Finding f =
            findingAt(c, "config.float_segment", Severity::Info, s.units.front(), PointId::None,
                      Text("{} units from {} to {} compute in float; {} tensors are dequantized at the border and {} quantized, "
                           "{:.0f} bytes in all",
                           s.units.size(), c.model().unit(s.units.front()).name, c.model().unit(s.units.back()).name,
                           s.dequantized.size(), s.quantized.size(), s.bytes),
                      Text("fewer and larger segments cost less"));
        if (s.unsized > 0)
            f.message = Text("{}, without {} tensors whose shape shows only when the model has run", f.message, s.unsized);
        f.numbers = {
            {"units", static_cast<double>(s.units.size())},        {"dequantize", static_cast<double>(s.dequantized.size())},
            {"quantize", static_cast<double>(s.quantized.size())}, {"bytes", s.bytes},
            {"unsized", static_cast<double>(s.unsized)},           {"segment", static_cast<double>(&s - segments.data() + 1)},
            {"segments", static_cast<double>(segments.size())}};
        if (&s == &segments.back())
            f.message = Text("the last float segment: {}", f.message);
        findings.push_back(std::move(f));
    }
}

/// Only float units and graph outputs get it, through passive units that move values.
bool onlyFloatReads(const CheckContext& c, ValueId value)
{
    const auto& readers = c.units().readers[indexOf(value)];
    if (!c.facts().givenAs[indexOf(value)].empty() || (readers.empty() && !c.graph().value(value).isOutput))
        return false;
    return std::all_of(readers.begin(), readers.end(), [&](UnitId r) {
        const auto& outputs = c.model().unit(r).outputs;
        if (c.facts().passive(r))
            return c.facts().exact[indexOf(r)] != 0 &&
                   std::all_of(outputs.begin(), outputs.end(), [&](ValueId v) { return onlyFloatReads(c, v); });
        return !c.quantized(r);
    });
}

/// The last GEMM-like units before the float segments, whose outputs are rounded for nobody.
void roundedBeforeFloat(const CheckContext& c, Findings& findings)
{
    std::set<PointId> told;
    for (const FloatSegment& s : segmentsOf(c))
        for (const ValueId v : s.dequantized) {
            const PointId p = c.units().outputPoint[indexOf(v)];
            const PointId root = p == PointId::None ? p : c.facts().root[indexOf(p)];
            if (root == PointId::None || !c.at(root).active || !told.insert(root).second)
                continue;
            const Unit& unit = c.model().unitOf(root);
            if (!c.profile().isGemm(unit.opType) || !onlyFloatReads(c, c.model().point(root).value))
                continue;
            Finding f =
                findingAt(c, "config.rounded_before_float", Severity::Info, c.model().point(root).unit, root,
                          Text("{} is the last GEMM-like unit before float units: only they read its output, and yet it is "
                               "rounded to {}",
                               unit.name, toString(c.at(root).dtype)),
                          Text("high-precision output: output=float"));
            f.numbers = {{"bits", bits(c.at(root).dtype)}};
            if (const PointParams* params = c.params(root); params && !params->params->scales.empty())
                f.numbers["scale"] = static_cast<double>(params->params->scales.front());
            findings.push_back(std::move(f));
        }
}

std::vector<Cure> highPrecision(const CheckContext& c, const Finding& f)
{
    const UnitId unit = c.units().findUnit(f.unit);
    return unit == UnitId::None ? std::vector<Cure>{} : std::vector<Cure>{{unit, "output=float"}};
}

} // namespace

std::vector<CheckRule> configRules()
{
    return {
        {"config.weight_not_int8", "a weight of a quantized unit has another type than int8", weightNotInt8, weightInt8},
        {"config.fixed_scale_in_use", "a grid is fixed by hand", fixedScale, useObserver},
        {"config.float_between_quantized", "one float unit stands between quantized ones", floatBetween, quantizeUnit},
        {"config.rounded_before_float", "the last GEMM-like unit before float units gives them rounded values",
         roundedBeforeFloat, highPrecision},
        {"config.float_segment", "units that compute in float, with what crosses their border", findSegments, {}},
    };
}

std::vector<FloatSegment> floatSegments(const CheckInput& input) { return segmentsOf(CheckContext(input)); }

} // namespace qb
