// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/rules_model.h"

#include "engine/qconfig/requests.h"
#include "engine/qconfig/rule_text.h"
#include "widgets/common/worded.h"

#include <QMimeData>

namespace qb {

namespace {

const QString kMime = QStringLiteral("application/x-quantbench-rule");

QString text(const std::string& s) { return QString::fromStdString(s); }

} // namespace

QString ruleSays(const Rule& rule) { return worded(whatItSets(rule)); }

std::vector<UnitId> unitsDecidedBy(const Model& model, const Effective& effective, int rule)
{
    // Grids are decided by rules that only the story names.
    const std::string named = "rule " + std::to_string(rule + 1) + " (";
    std::vector<UnitId> units;
    for (std::size_t p = 0; p < effective.points.size(); ++p) {
        const PointConfig& c = effective.points[p];
        const UnitId unit = model.units.points[p].unit;
        if (c.follows != PointId::None || (!units.empty() && units.back() == unit))
            continue;
        if (c.rule == rule || std::any_of(c.story.begin(), c.story.end(),
                                          [&](const Text& line) { return line.english().find(named) != std::string::npos; }))
            units.push_back(unit);
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

RulesModel::RulesModel(Bench& bench, QObject* parent) : QAbstractListModel(parent), m_bench(bench)
{
    const auto take = [this] {
        const RuleSet& now = m_bench.rules();
        if (now.rules == m_rules.rules) { // other statistics, another target: the rows stay
            m_rules = now;
            retranslate();
            return;
        }
        if (now.rules.size() == m_rules.rules.size()) {
            m_rules = now;
            emit dataChanged(index(0), index(rowCount() - 1));
            return;
        }
        beginResetModel();
        m_rules = now;
        endResetModel();
    };
    connect(&bench, &Bench::rulesChanged, this, take);
    connect(&bench, &Bench::modelChanged, this, take);
    connect(&bench, &Bench::configurationChanged, this, take);
    take();
}

int RulesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.rules.size());
}

bool RulesModel::isResolved() const
{
    const auto& configuration = m_bench.configuration();
    return configuration && configuration->effective && configuration->rules == m_rules;
}

QString RulesModel::reason(int row) const
{
    const auto& configuration = m_bench.configuration();
    if (!rule(row).enabled || !isResolved())
        return {};
    const Effective& effective = *configuration->effective;
    if (static_cast<std::size_t>(row) >= effective.decides.size() || effective.decides[static_cast<std::size_t>(row)] > 0)
        return {};
    const Text named = ruleText(m_rules, row);
    for (const Finding& f : effective.findings) {
        const auto arguments = f.message.arguments();
        if (arguments.empty() || arguments.front().text != named)
            continue;
        // "rule 3 (...): no unit is named ...": the rule stands right beside.
        return worded(f.message.format() == "{}: {}" ? arguments.back().text : f.message);
    }
    return {};
}

QString RulesModel::tip(int row) const
{
    QStringList lines{worded(rule(row).text()), ruleSays(rule(row))};
    if (const auto* over = std::get_if<OverrideRule>(&rule(row).what); over && over->units) {
        constexpr std::size_t kListed = 12;
        for (std::size_t i = 0; i < std::min(kListed, over->units->size()); ++i)
            lines << QStringLiteral("  ") + text((*over->units)[i]);
        if (over->units->size() > kListed)
            lines << QStringLiteral("  ...");
    }
    if (const QString why = reason(row); !why.isEmpty())
        lines << RulesModel::tr("Without effect: %1").arg(why);
    return lines.join(QLatin1Char('\n'));
}

QVariant RulesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole: return worded(rule(row).text());
    case Qt::AccessibleTextRole:
        return RulesModel::tr("Rule %1: %2: %3").arg(row + 1).arg(worded(rule(row).text()), ruleSays(rule(row)));
    case Qt::CheckStateRole: return rule(row).enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole: return tip(row);
    case SaysRole: return ruleSays(rule(row));
    case ReasonRole: return reason(row);
    case DecidesRole: {
        if (!rule(row).enabled)
            return -1;
        return isResolved() ? QVariant(m_bench.configuration()->effective->decides[static_cast<std::size_t>(row)]) : QVariant();
    }
    default: return {};
    }
}

bool RulesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid())
        return false;
    emit enabledAsked(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags RulesModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList RulesModel::mimeTypes() const { return {kMime}; }

QMimeData* RulesModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(kMime, QByteArray::number(indexes.first().row()));
    return data;
}

bool RulesModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(kMime))
        return false;
    const int from = data->data(kMime).toInt();
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (to > from)
        --to;
    if (from >= 0 && from < rowCount() && to != from)
        emit moveAsked(from, to);
    return false; // the view must not remove rows: the answer comes from the bench
}

void RulesModel::retranslate()
{
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace qb
