// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace qb {

/// Which colour is what in the plots of values, as one line of rich text.
struct PlotKeys {
    /// Float and `other` ("dequantized", "simulated"); `marks`: least and largest value are marked too.
    [[nodiscard]] static QString histogram(const QPalette& palette, const QString& other, bool marks);
    /// Boxes or bands of channels; `grid`: with the ends of the grid.
    [[nodiscard]] static QString channels(const QPalette& palette, bool grid);
};

} // namespace qb
