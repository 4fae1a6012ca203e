// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/card_look.h"
#include "widgets/graph/elided_texts.h"
#include "widgets/graph/graph_scene.h"

#include <QFont>
#include <QPalette>

class QPainter;

namespace qb {

/// All that a picture of a scene depends on.
struct GraphPaint {
    const GraphScene* scene = nullptr;
    const std::vector<CardLook>* looks = nullptr; ///< by card
    const GraphDecoration* decoration = nullptr;
    const std::vector<char>* selected = nullptr; ///< by card; may be null: none
    int current = -1;                            ///< card with the keyboard's focus
    Hit hovered;
    bool showShapes = false;
    bool showScales = false;
    double scale = 1; ///< pixels on the device per pixel of the scene; decides what is drawn
    QRectF visible;   ///< in scene coordinates
    QPalette palette;
    QFont font;
    ElidedTexts* texts = nullptr; ///< may be null
};

/// Paints what is visible; the painter is set to scene coordinates.
void paintGraph(QPainter& painter, const GraphPaint& paint);

} // namespace qb
