// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/port_summary.h"

#include "engine/qconfig/config_text.h"
#include "engine/qconfig/effective_text.h"
#include "engine/qconfig/graph_facts.h"
#include "engine/quant/affine.h"
#include "widgets/common/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

/// Larger constants would hold up a click.
constexpr std::size_t kMostValues = std::size_t{1} << 22U;

FloatRange rangeOf(const Tensor& tensor)
{
    FloatRange range;
    if (tensor.type() == ElementType::Float32 && tensor.floats().size() <= kMostValues)
        for (const float x : tensor.floats())
            if (std::isfinite(x))
                range.include({x, x});
    return range;
}

QStringList namesOf(const std::vector<DType>& dtypes)
{
    QStringList names;
    for (const DType d : dtypes)
        names << dtypeText(d);
    return names;
}

std::vector<DType> askable(PointKind kind)
{
    std::vector<DType> result{DType::Float32};
    for (const std::string& name : dtypeNames())
        if (const auto dtype = dtypeFromString(name);
            dtype && *dtype != DType::Float32 && (*dtype != DType::Int4 || kind == PointKind::Weight))
            result.push_back(*dtype);
    return result;
}

/// Points of one kind of operator take the same, however many they are.
void addChoices(const Model& model, const Profile& profile, PortSummary& port)
{
    std::map<std::pair<std::string, std::string>, std::size_t> kinds;
    for (const PointId p : port.points)
        ++kinds[{model.unitOf(p).opType, portOf(model.units, p)}];
    const QString target = QString::fromStdString(profile.title);
    for (const DType dtype : askable(port.kind)) {
        PortSummary::Choice choice{dtype, 0, {}};
        for (const auto& [kind, count] : kinds) {
            const auto& [op, name] = kind;
            if (dtype == DType::Float32 || profile.takes(op, name, dtype)) {
                choice.taking += count;
            } else if (choice.why.isEmpty()) {
                const QStringList takes = namesOf(profile.legalAt(op, name));
                const QString what = QString::fromStdString(op);
                choice.why = takes.isEmpty()
                                 ? Words::tr("%1 can't be quantized on %2.").arg(what, target)
                                 : Words::tr("On %1, %2 takes only %3 here.").arg(target, what, takes.join(QStringLiteral(", ")));
            }
        }
        port.dtypes.push_back(std::move(choice));
    }
}

void addPoint(const Model& model, const Effective& effective, const PlanResult* plan, const CalibrationData* statistics,
              PointId id, PortSummary& port)
{
    const PointConfig& c = effective.at(id);
    port.points.push_back(id);
    port.units.push_back(model.point(id).unit);
    const DType given = givenDType(model, effective, id);
    const bool floatUnit = c.active && given == DType::Float32;
    port.requested.add(floatUnit ? given : c.requested);
    port.dtype.add(given);
    if (floatUnit)
        port.readAs = dtypeText(c);
    port.effective.add(floatUnit ? dtypeText(given) : dtypeText(c));
    port.observer.add(c.observer);
    port.scheme.add(c.scheme);
    port.threshold.add(c.fixed ? c.fixed->threshold : std::nullopt);
    const bool oneScale = c.fixed && c.fixed->scales.size() == 1;
    if (c.fixed && c.fixed->scales.size() > 1)
        port.fixedChannels = static_cast<int>(c.fixed->scales.size());
    port.fixedScale.add(oneScale ? std::optional(static_cast<double>(c.fixed->scales.front())) : std::nullopt);
    port.perChannel.add(c.axis >= 0);
    port.axis.add(c.axis);
    port.fixScale.add(c.fixScale);
    port.rule.add(c.rule);
    const PlanMemo::Entry entry = plan && c.active && indexOf(id) < plan->points.size() ? plan->points[indexOf(id)] : nullptr;
    if (entry && entry->params && !entry->params->scales.empty()) {
        port.scale.add(static_cast<double>(entry->params->scales.front()));
        port.zeroPoint.add(entry->params->zeroPoints.front());
        if (!std::isnan(entry->calibrated.clippedShare))
            port.clipped.add(entry->calibrated.clippedShare);
        if (!std::isnan(entry->calibrated.sqnrDb))
            port.sqnr.add(entry->calibrated.sqnrDb);
    }
    FloatRange range;
    const PointId source = model.units.outputPoint[indexOf(model.point(id).value)];
    if (const Tensor& constant = model.graph.value(model.point(id).value).constant; !constant.empty()) {
        if (port.points.size() == 1)
            range = rangeOf(constant);
    } else if (statistics && source != PointId::None && statistics->has(source)) {
        range = statistics->points[indexOf(source)].range();
    }
    if (!range.empty()) {
        port.lo.add(static_cast<double>(range.min));
        port.hi.add(static_cast<double>(range.max));
    }
}

bool passive(const Model& model, const Effective& effective, UnitId unit)
{
    const PointId output = model.units.pointOf(unit, PointKind::Output);
    return output != PointId::None && effective.at(output).follows != PointId::None;
}

} // namespace

std::vector<PortSummary> summarizePorts(const Model& model, const Profile& profile, const Effective& effective,
                                        const PlanResult* plan, const CalibrationData* statistics,
                                        const std::vector<UnitId>& units)
{
    std::vector<PortSummary> ports;
    const bool one = units.size() == 1;
    for (const UnitId unit : units)
        for (const PointId id : model.units.pointsOfUnit[indexOf(unit)]) {
            const Point& point = model.point(id);
            if (point.kind == PointKind::Operand && passive(model, effective, unit))
                continue; // it takes what it reads as it is
            if (!one && point.kind != PointKind::Output && point.kind != PointKind::Weight)
                continue;
            const std::string exact = portOf(model.units, id);
            const std::string name = one ? exact : exact.substr(0, exact.find_first_of("0123456789"));
            auto found = std::find_if(ports.begin(), ports.end(), [&](const PortSummary& p) { return p.port == name; });
            if (found == ports.end()) {
                PortSummary fresh;
                fresh.port = name;
                fresh.kind = point.kind;
                found = ports.insert(ports.end(), std::move(fresh));
            }
            const PointConfig& c = effective.at(id);
            if (one) {
                found->point = id;
                found->story = c.story;
                found->whyNot = c.whyNot;
                found->follows = c.follows;
            }
            if (c.follows == PointId::None)
                addPoint(model, effective, plan, statistics, id, *found);
            else
                found->effective.add(dtypeText(c));
        }
    for (PortSummary& port : ports) {
        addChoices(model, profile, port);
        if (port.points.size() > 1 && port.kind != PointKind::Output)
            port.lo = port.hi = {}; // looking into many weights takes too long
    }
    return ports;
}

double clippedBeyond(const Model& model, const CalibrationData* statistics, PointId point, const PointConfig& config,
                     double threshold)
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    const DType dtype = isInteger(config.dtype) ? config.dtype : DType::Int8;
    if (!(threshold > 0))
        return kNan;
    const QuantParams params =
        paramsForRange({-threshold, threshold}, {dtype, config.scheme, config.scaleRule, config.narrow}, RangeSource::Fixed);
    const Tensor& constant = model.graph.value(model.point(point).value).constant;
    if (constant.empty()) {
        const PointId source = model.units.outputPoint[indexOf(model.point(point).value)];
        if (!statistics || source == PointId::None || !statistics->has(source))
            return kNan;
        return assess(statistics->points[indexOf(source)], params, config.scaleRule).clippedShare;
    }
    if (constant.type() != ElementType::Float32 || constant.floats().size() > kMostValues)
        return kNan;
    const Grid grid = gridOf(params);
    std::size_t beyond = 0;
    const auto values = constant.floats();
    for (const float x : values)
        beyond +=
            static_cast<double>(x) > grid.scale * (grid.high + 0.5) || static_cast<double>(x) < grid.scale * (grid.low - 0.5);
    return values.empty() ? kNan : static_cast<double>(beyond) / static_cast<double>(values.size());
}

} // namespace qb
