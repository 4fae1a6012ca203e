// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"

#include "engine/qconfig/resolver.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

} // namespace

QString number(double value)
{
    if (std::isnan(value))
        return QStringLiteral("-");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("inf") : QStringLiteral("-inf");
    return shortExponent(QString::number(value, 'g', 4));
}

QString shortExponent(QString number)
{
    static const QRegularExpression kFiller(QStringLiteral("e(?:\\+|(-))0*(?=\\d)"));
    return !number.contains(QLatin1Char('e')) ? number : number.replace(kFiller, QStringLiteral("e\\1"));
}

QString fullNumber(double value) { return std::isnan(value) ? QStringLiteral("-") : QString::number(value, 'g', 17); }

QString percent(double share)
{
    return std::isnan(share) ? QStringLiteral("-") : shortExponent(QString::number(share * 100, 'g', 3)) + QStringLiteral(" %");
}

QString count(std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }

QString bigCount(double value)
{
    static constexpr std::array<const char*, 5> kUnits{"", " k", " M", " G", " T"};
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return QString::number(value, 'g', 3) + QLatin1String(kUnits[unit]);
}

QString byteSize(std::uint64_t bytes) { return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1); }

QString duration(double seconds)
{
    if (seconds < 10)
        return Words::tr("%1 s").arg(seconds, 0, 'f', seconds < 1 ? 2 : 1);
    const auto whole = std::llround(seconds);
    if (whole < 60)
        return Words::tr("%1 s").arg(whole);
    if (whole < 3600) // two units: nobody reads it as a time of the day
        return Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Words::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

QString shapeText(const Shape& shape)
{
    QStringList sizes;
    for (const std::int64_t d : shape)
        sizes << (d < 0 ? QStringLiteral("?") : QString::number(d));
    return sizes.isEmpty() ? QStringLiteral("-") : sizes.join(QLatin1Char('x'));
}

QString metricTitle(Metric metric)
{
    switch (metric) {
    case Metric::Sqnr: return Words::tr("SQNR [dB]");
    case Metric::MaxQscaleDiff: return Words::tr("Max [steps]");
    case Metric::RmseOverScale: return Words::tr("RMSE [steps]");
    case Metric::ClippedShare: return Words::tr("Clipped [%]");
    default: return QString::fromUtf8(toString(metric).data(), static_cast<qsizetype>(toString(metric).size()));
    }
}

QString metricFormula(Metric metric)
{
    switch (metric) {
    case Metric::Cosine: return Words::tr("a.b / (|a| |b|); a is float, b quantized. 1 is equal.");
    case Metric::L1: return Words::tr("mean |a - b|. 0 is equal.");
    case Metric::Atol: return Words::tr("max |a - b|. 0 is equal.");
    case Metric::MaxQscaleDiff:
        return Words::tr("max_qscale_diff: max |a - b| / scale, how many steps the worst value is off. 0.5 is ideal rounding.");
    case Metric::Mse: return Words::tr("mean (a - b)². 0 is equal.");
    case Metric::RmseOverScale:
        return Words::tr("root of the mean squared error, in steps. 0.289 is ideal rounding, above 0.7 is suspicious.");
    case Metric::Sqnr: return Words::tr("10 log10(sum a² / sum (a - b)²). Higher is better.");
    case Metric::Rtol: return Words::tr("max |a - b| / max(|a|, 1e-6 max |a|). 0 is equal.");
    case Metric::ClippedShare: return Words::tr("share of the values that lie beyond the grid by more than half a step.");
    case Metric::Kl: return Words::tr("Kullback-Leibler divergence of the two histograms, 2,048 bins. 0 is equal.");
    }
    return {};
}

QString metricText(Metric metric, double value)
{
    if (metric == Metric::ClippedShare)
        return std::isnan(value) ? QStringLiteral("-") : shortExponent(QString::number(value * 100, 'g', 3));
    if (metric == Metric::Cosine)
        return std::isnan(value) ? QStringLiteral("-") : QString::number(value, 'f', 5);
    if (metric == Metric::Sqnr && std::isfinite(value))
        return QString::number(value, 'f', 1);
    return number(value);
}

QString dtypeText(DType dtype)
{
    if (dtype == DType::Float32)
        return QStringLiteral("f32");
    if (dtype == DType::Float16)
        return QStringLiteral("f16");
    const auto name = toString(dtype);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString dtypeText(const PointConfig& point)
{
    if (!point.active)
        return QStringLiteral("f32");
    return point.fixed ? Words::tr("%1 fixed").arg(dtypeText(point.dtype)) : dtypeText(point.dtype);
}

} // namespace qb
