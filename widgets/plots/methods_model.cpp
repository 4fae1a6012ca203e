// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/methods_model.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/worded.h"

#include <QApplication>
#include <QFont>

#include <cmath>

namespace qb {

QString observerText(const Observer& observer)
{
    QString text = QString::fromStdString(std::string(toString(observer.method)));
    if (observer.method == Method::Percentile) {
        const double share = observer.param("percentile").value_or(99.99);
        return share == 99.99 ? text : text + QLatin1Char(' ') + number(share);
    }
    for (const auto& [name, value] : observer.params)
        text += QLatin1Char(' ') + QString::fromStdString(name) + QLatin1Char('=') + number(value);
    return text;
}

void MethodsModel::setRows(std::vector<MethodRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QVariant MethodsModel::raw(int row, int column) const
{
    const MethodRow& r = m_rows[static_cast<std::size_t>(row)];
    const Calibrated& c = r.calibrated;
    switch (column) {
    case MethodColumn: return r.byHand ? QString() : observerText(r.observer);
    // One scale per channel: there is no one range.
    case ThresholdColumn:
        if (c.params.perChannel())
            return std::nan("");
        return c.hi > 0 && c.lo < 0 && c.hi != -c.lo ? c.hi : c.threshold;
    case LowColumn: return c.params.perChannel() ? std::nan("") : c.lo;
    case ScaleColumn:
        return c.params.scales.empty() ? std::nan("")
                                       : static_cast<double>(*std::max_element(c.params.scales.begin(), c.params.scales.end()));
    case SqnrColumn: return c.sqnrDb;
    case GainColumn: return std::isfinite(c.sqnrDb) && std::isfinite(c.sqnrDbMinMax) ? c.sqnrDb - c.sqnrDbMinMax : std::nan("");
    case ClippedColumn: return c.clippedShare * 100;
    default: return {};
    }
}

MethodsProxy::MethodsProxy(MethodsModel& model, QObject* parent) : WordsProxy(parent), m_model(model) { setSourceModel(&model); }

QString MethodsProxy::title(int column) const
{
    switch (column) {
    case MethodsModel::MethodColumn: return tr("Method");
    case MethodsModel::ThresholdColumn: return tr("Threshold");
    case MethodsModel::LowColumn: return tr("Low end");
    case MethodsModel::ScaleColumn: return tr("Scale");
    case MethodsModel::SqnrColumn: return tr("SQNR [dB]");
    case MethodsModel::GainColumn: return tr("Δ min_max");
    case MethodsModel::ClippedColumn: return tr("Clipped [%]");
    default: return {};
    }
}

QString MethodsProxy::explain(int column) const
{
    switch (column) {
    case MethodsModel::MethodColumn: return tr("how the range is chosen from what calibration saw");
    case MethodsModel::ThresholdColumn: return tr("the upper end of the range that is chosen");
    case MethodsModel::LowColumn: return tr("the lower end of the range that is chosen");
    case MethodsModel::ScaleColumn: return tr("the width of a step; of several channels the widest");
    case MethodsModel::SqnrColumn:
        return tr("10 log10(sum x² / expected sum of squared errors) over the calibration samples; higher is better");
    case MethodsModel::GainColumn: return tr("SQNR in dB minus that of min_max with the same dtype and scheme");
    case MethodsModel::ClippedColumn: return tr("share of the values that lie beyond the grid by more than half a step");
    default: return {};
    }
}

QString MethodsProxy::words(int column, const QVariant& value) const
{
    if (column == MethodsModel::MethodColumn)
        return value.toString().isEmpty() ? tr("by hand") : value.toString();
    const double x = value.toDouble();
    if (column == MethodsModel::SqnrColumn)
        return metricText(Metric::Sqnr, x);
    if (column == MethodsModel::GainColumn)
        return std::isnan(x) ? QStringLiteral("-") : (std::abs(x) < 0.05 ? QStringLiteral("0.0") : QString::asprintf("%+.1f", x));
    if (column == MethodsModel::ClippedColumn)
        return std::isnan(x) ? QStringLiteral("-") : QString::number(x, 'g', 3);
    return number(x);
}

QVariant MethodsProxy::look(const QModelIndex& source, int role) const
{
    const MethodRow& row = m_model.row(source.row());
    if (role == Qt::FontRole && row.inUse) {
        QFont font = QApplication::font();
        font.setBold(true);
        return font;
    }
    if (role == Qt::DisplayRole && source.column() == MethodsModel::MethodColumn && row.inUse)
        return words(source.column(), source.data(Qt::EditRole)) + QStringLiteral(" ✓");
    if (role == Qt::ToolTipRole && source.column() == MethodsModel::MethodColumn) {
        QStringList lines{row.byHand ? tr("the grid that was fixed by hand") : observerText(row.observer)};
        if (row.inUse)
            lines << tr("in use");
        for (const Finding& f : row.calibrated.findings)
            lines << worded(f.message);
        return lines.join(QLatin1Char('\n'));
    }
    if (role == Qt::ForegroundRole && source.column() == MethodsModel::GainColumn) {
        const double gain = source.data(Qt::EditRole).toDouble();
        const DataColors& colors = dataColors(QApplication::palette());
        if (gain > 0.05)
            return colors.better;
        if (gain < -0.05)
            return colors.worse;
    }
    return {};
}

} // namespace qb
