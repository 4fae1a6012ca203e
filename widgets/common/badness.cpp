// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/badness.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Badness)
};

/// Those that hold the error against the values themselves.
bool isRelative(Metric metric)
{
    return metric == Metric::Cosine || metric == Metric::Sqnr || metric == Metric::Rtol || metric == Metric::Kl;
}

} // namespace

double badness(Metric metric, double value)
{
    if (std::isnan(value))
        return value;
    switch (metric) {
    case Metric::Cosine: return std::clamp((std::log10(std::max(1 - value, 1e-6)) + 6) / 6, 0.0, 1.0); // 0.9 -> 5/6
    case Metric::Sqnr: return std::clamp((50 - value) / 50, 0.0, 1.0);
    case Metric::MaxQscaleDiff: return std::clamp(std::log10(std::max(value, 0.5) / 0.5) / 3, 0.0, 1.0);
    case Metric::RmseOverScale: return std::clamp(std::log10(std::max(value, 0.289) / 0.289) / 2, 0.0, 1.0);
    case Metric::ClippedShare: return std::clamp(std::sqrt(value) * 3, 0.0, 1.0); // 0.1 % -> a tenth
    default: return std::clamp((std::log10(std::max(value, 1e-6)) + 6) / 7, 0.0, 1.0);
    }
}

bool hasBar(Metric metric)
{
    switch (metric) {
    case Metric::Cosine:
    case Metric::Sqnr:
    case Metric::MaxQscaleDiff:
    case Metric::RmseOverScale:
    case Metric::ClippedShare: return true;
    default: return false;
    }
}

Meaning meaningOf(Metric metric, const MetricSums& sums)
{
    const Trust trust = sums.trust();
    if (trust == Trust::Ok || trust == Trust::Equal)
        return Meaning::Full;
    if (metric == Metric::Cosine && (trust == Trust::Constant || (trust == Trust::TooFewValues && sums.count < 2)))
        return Meaning::None;
    return trust == Trust::NonFinite || isRelative(metric) ? Meaning::Doubtful : Meaning::Full;
}

QString doubtOf(Metric metric, const MetricSums& sums)
{
    if (meaningOf(metric, sums) == Meaning::Full)
        return {};
    switch (sums.trust()) {
    case Trust::NonFinite: return Words::tr("Not all values are finite; those are left out.");
    case Trust::TooFewValues: return Words::tr("Fewer than 8 values: this number says little.");
    case Trust::Constant: return Words::tr("All float values are the same: this number says little.");
    default: return Words::tr("Nearly all float values are 0: this number says little.");
    }
}

} // namespace qb
