// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/card_look.h"

#include <QFont>
#include <QPalette>
#include <QSizeF>

class QPainter;

namespace qb {

/// What the colours mean, as a small box. Shows only badges and families that occur.
[[nodiscard]] QSizeF legendSize(const std::vector<CardLook>& looks, const GraphDecoration& decoration, const QFont& font);
void paintLegend(QPainter& painter, const QPointF& leftTop, const std::vector<CardLook>& looks, const GraphDecoration& decoration,
                 const QPalette& palette, const QFont& font);

} // namespace qb
