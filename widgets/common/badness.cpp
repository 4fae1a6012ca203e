// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/badness.h"

#include <algorithm>
#include <cmath>

namespace qb {

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

} // namespace qb
