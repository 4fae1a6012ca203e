// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/methods_model.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <cmath>

namespace qb {

namespace {

constexpr double kSameGain = 0.05; ///< dB; less is shown as 0.0

} // namespace

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

void MethodsModel::setRows(std::vector<MethodRow> rows, const QString& profile)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_profile = profile;
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
        return r.threshold ? *r.threshold : c.hi;
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

QString MethodsModel::nameOf(int index) const
{
    const MethodRow& r = row(index);
    return (r.byHand ? tr("by hand") : observerText(r.observer)) + (r.inUse ? QStringLiteral(" ✓") : QString());
}

QString MethodsModel::weightText(int index) const
{
    const MethodRow& r = row(index);
    if (r.clipWeight == 1)
        return {};
    const bool own = r.observer.param("clip_weight").has_value();
    return own || m_profile.isEmpty()
               ? tr("mse: squared errors of clipped values count %1 times (clip_weight), which SQNR does not show.")
                     .arg(number(r.clipWeight))
               : tr("mse: squared errors of clipped values count %1 times (clip_weight of profile %2), which SQNR does not show.")
                     .arg(number(r.clipWeight), m_profile);
}

QString MethodsModel::weightNote() const
{
    for (int i = 0; i < rows(); ++i)
        if (const QString text = weightText(i); !text.isEmpty())
            return text;
    return {};
}

bool MethodsModel::isWorse(int index) const
{
    constexpr double kWarning = 3; // dB
    return raw(index, GainColumn).toDouble() < -kWarning;
}

QString MethodsModel::tipOf(int index) const
{
    const MethodRow& r = row(index);
    QStringList lines{r.byHand ? tr("the grid that was fixed by hand") : observerText(r.observer)};
    if (r.inUse)
        lines << tr("in use");
    if (const QString weight = weightText(index); !weight.isEmpty())
        lines << weight;
    if (isWorse(index))
        lines << tr("more than 3 dB worse than min_max");
    for (const Finding& f : r.calibrated.findings)
        lines << worded(f.message);
    return lines.join(QLatin1Char('\n'));
}

TableColumn MethodsModel::column(Column column) const
{
    TableColumn c;
    const auto set = [&](const char* key, int digits, int priority, std::function<QString()> title,
                         std::function<QString()> about) {
        c.key = key;
        c.kind = CellKind::Number;
        c.digits = digits;
        c.priority = priority;
        c.title = std::move(title);
        c.about = std::move(about);
        c.text = [](const QVariant& v) { return number(v.toDouble()); };
    };
    switch (column) {
    case ThresholdColumn:
        set(
            "threshold", 8, 40, [] { return tr("Threshold"); },
            [] {
                return tr(
                    "the upper end of the range that is chosen; of symmetric grids the threshold that gives this scale when it "
                    "is fixed");
            });
        break;
    case LowColumn:
        set(
            "low", 8, 45, [] { return tr("Low end"); }, [] { return tr("the lower end of the range that is chosen"); });
        break;
    case ScaleColumn:
        set(
            "scale", 9, 50, [] { return tr("Scale"); }, [] { return tr("the width of a step; of several channels the widest"); });
        break;
    case SqnrColumn:
        set(
            "sqnr_db", 8, 10, [] { return tr("SQNR [dB]"); },
            [this] {
                return tr("10 log10(sum x² / expected sum of squared errors) over the calibration samples; higher is better") +
                       (weightNote().isEmpty() ? QString() : QLatin1Char('\n') + weightNote());
            });
        c.text = [](const QVariant& v) { return metricText(Metric::Sqnr, v.toDouble()); };
        c.icon = [this](int index) { return isWorse(index) ? themeIcon(QStringLiteral("data-warning")) : QIcon(); };
        c.tone = [this](int index, const QVariant&) { return isWorse(index) ? Tone::Warning : Tone::Plain; };
        c.tip = [this](int index) { return fullNumber(raw(index, SqnrColumn).toDouble()) + QLatin1Char('\n') + tipOf(index); };
        break;
    case GainColumn:
        set(
            "gain_db", 6, 30, [] { return tr("Δ min_max [dB]"); },
            [] { return tr("SQNR in dB minus that of min_max with the same dtype and scheme"); });
        c.text = [](const QVariant& v) {
            const double x = v.toDouble();
            return std::isnan(x)             ? QStringLiteral("-")
                   : std::abs(x) < kSameGain ? QStringLiteral("0.0")
                                             : QString::asprintf("%+.1f", x);
        };
        c.tone = [](int, const QVariant& v) {
            const double gain = v.toDouble();
            return gain > kSameGain ? Tone::Better : gain < -kSameGain ? Tone::Worse : Tone::Plain;
        };
        break;
    case ClippedColumn:
        set(
            "clipped_percent", 6, 20, [] { return tr("Clipped [%]"); },
            [] { return tr("share of the values that lie beyond the grid by more than half a step"); });
        c.text = [](const QVariant& v) {
            return std::isnan(v.toDouble()) ? QStringLiteral("-") : shortExponent(QString::number(v.toDouble(), 'g', 3));
        };
        break;
    default:
        set(
            "method", 11, 0, [] { return tr("Method"); }, [] { return tr("how the range is chosen from what calibration saw"); });
        c.kind = CellKind::Text;
        c.rowText = [this](int index) { return nameOf(index); };
        c.tip = [this](int index) { return tipOf(index); };
        break;
    }
    c.strong = [this](int index) { return row(index).inUse; };
    return c;
}

std::vector<TableColumn> MethodsModel::words() const
{
    std::vector<TableColumn> columns;
    columns.reserve(ColumnCount);
    for (int c = 0; c < ColumnCount; ++c)
        columns.push_back(column(static_cast<Column>(c)));
    return columns;
}

} // namespace qb
