// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/point_edit.h"

#include <QCoreApplication>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(qb::PortWords)
};

} // namespace

PointId decidingPoint(const Model& model, const Effective& effective, PointId point)
{
    const Point& p = model.point(point);
    if (p.kind == PointKind::Operand && !effective.at(point).active && model.units.outputPoint[indexOf(p.value)] != PointId::None)
        point = model.units.outputPoint[indexOf(p.value)];
    for (std::size_t guard = 0; guard < model.pointCount() && effective.at(point).follows != PointId::None; ++guard)
        point = effective.at(point).follows;
    return point;
}

std::string portOf(const Model& model, PointId point)
{
    const std::string& name = model.point(point).name;
    std::string port = name.substr(name.rfind(':') + 1);
    // "output" alone means all outputs of the unit.
    if (port == "output" && model.units.pointOf(model.point(point).unit, PointKind::Output, 1) != PointId::None)
        port += "0";
    return port;
}

QString portTitle(PointKind kind, const std::string& port)
{
    if (kind == PointKind::Constant)
        return Words::tr("Constant at %1").arg(QString::fromStdString(port));
    const QString title = kind == PointKind::Output   ? Words::tr("Output")
                          : kind == PointKind::Weight ? Words::tr("Weight")
                                                      : Words::tr("Input");
    const auto digits = port.find_first_of("0123456789");
    return digits == std::string::npos ? title : title + QLatin1Char(' ') + QString::fromStdString(port.substr(digits));
}

RuleSet withPort(const RuleSet& rules, const Model& model, PointId point, const PortConfig& config)
{
    RuleSet after = rules;
    const std::vector<std::string> units{model.unitOf(point).name};
    const std::string port = portOf(model, point);
    if (!after.rules.empty() && after.rules.back().enabled)
        if (auto* last = std::get_if<OverrideRule>(&after.rules.back().what);
            last && last->units == units && !last->config.unset) {
            last->config.ports[port].merge(config);
            return after;
        }
    OverrideRule rule;
    rule.units = units;
    rule.config.ports[port] = config;
    after.rules.push_back({rule, true});
    return after;
}

} // namespace qb
