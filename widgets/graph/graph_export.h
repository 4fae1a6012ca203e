// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_painter.h"

#include <QString>

namespace qb {

enum class PictureFormat { Png, Svg, Pdf };

/// Writes the whole scene, with its legend, at 1:1 (a PNG smaller where it would have more than 100 million pixels).
/// The file is there whole or not at all. Returns an empty string, or what went wrong.
[[nodiscard]] QString exportGraph(const GraphPaint& paint, PictureFormat format, const QString& path);

} // namespace qb
