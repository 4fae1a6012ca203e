// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <limits>
#include <utility>
#include <vector>

namespace qb {

/// What a badge stands for; each has one colour everywhere.
enum class Badge { None, Float32, Int8, Int16, Fixed, Mixed };

enum class ColorBy { DType, Metric, OpType };

/// What is known of one unit, apart from the model.
inline constexpr double kClippedMuch = 1e-3; ///< share of a tensor's values from which on a unit is marked

struct UnitDecoration {
    Badge badge = Badge::None;
    QString dtype;                                             ///< the badge's words, "int8"
    double badness = std::numeric_limits<double>::quiet_NaN(); ///< the metric as length and colour: 0 good, 1 bad; NaN: unknown
    QString metric;                                            ///< the number as it is read, "0.9987"
    bool stale = false;                                        ///< measured under another configuration
    bool clipped = false;                                      ///< more than kClippedMuch of it
    QString doubt;                                             ///< why the metric says little; of the tooltip
    QString note;                                              ///< one more line of the tooltip
};

/// A region of float units among quantized ones.
struct SegmentLook {
    QString label;   ///< at its border: "float: 2 DQ, 1 Q, 12.3 KiB"
    QString toolTip; ///< lines
};

/// Everything the graph shows beside the structure; swapped whole.
struct GraphDecoration {
    std::vector<UnitDecoration> units; ///< by unit; may be shorter than the model
    std::vector<QString> scales;       ///< by value, for edges; may be shorter
    std::vector<int> segmentOf;        ///< by unit, -1: in no float segment; may be shorter
    std::vector<SegmentLook> segments; ///< empty where they are not shown
    ColorBy colorBy = ColorBy::DType;
    QString metricTitle;                           ///< "Cosine"
    std::vector<std::pair<double, QString>> ticks; ///< thresholds of the legend: badness and its number
};

} // namespace qb
