// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layout/collapse.h"
#include "widgets/common/colors.h"
#include "widgets/graph/graph_decoration.h"

namespace qb {

/// Families of operators that share a colour.
enum class OpFamily { Input, Compute, Activation, Normalize, Elementwise, Pool, Move, Other };
[[nodiscard]] OpFamily familyOf(const std::string& opType);
[[nodiscard]] QString familyName(OpFamily family);
inline constexpr int kOpFamilies = 8;

/// What one card shows of the units behind it.
struct CardLook {
    Badge badge = Badge::None;
    QString dtype;
    double badness = std::numeric_limits<double>::quiet_NaN(); ///< the worst
    QString metric;                                            ///< of the worst
    bool stale = false;
    bool clipped = false;
    OpFamily family = OpFamily::Other;
    UnitId worst = UnitId::None;
    int segment = -1; ///< the float segment of its units, the first of several
};

/// By card: of a group the worst metric, and its badge if all agree, else Mixed.
[[nodiscard]] std::vector<CardLook> cardLooks(const Model& model, const VisibleGraph& graph, const GraphDecoration& decoration);

[[nodiscard]] QColor badgeColor(Badge badge, const DataColors& colors);
/// The colour that stands for the whole card.
[[nodiscard]] QColor cardColor(const CardLook& look, ColorBy colorBy, const DataColors& colors);

} // namespace qb
