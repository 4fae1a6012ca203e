// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/dtype.h"

#include <QColor>
#include <QPalette>

namespace qb {

/// Colours of data: the one table outside the palette. Everything else asks QPalette. One for light, one for dark windows.
struct DataColors {
    bool dark = false;
    QColor float32;   ///< float data and units: grey
    QColor int8;      ///< and uint8, int4
    QColor int16;     ///< and uint16
    QColor fixed;     ///< a scale by hand
    QColor mixed;     ///< several dtypes in one group
    QColor quantized; ///< curves of quantized data
    QColor warning;   ///< clipping and saturation
    QColor error;
    QColor better;
    QColor worse;
    QColor grid;    ///< lines of plots
    QColor unknown; ///< no value

    /// A perceptually even map, safe for the colour-blind: 0 is good (quiet), 1 is bad (loud).
    [[nodiscard]] QColor metric(double badness) const;
    [[nodiscard]] QColor dtype(DType dtype, bool isFixed = false) const;
    /// Distinct curves: configurations, methods, channels. Repeats after 8.
    [[nodiscard]] QColor curve(int index) const;
};

/// Those that fit the palette's window colour.
[[nodiscard]] const DataColors& dataColors(const QPalette& palette);
/// Black or white, whichever can be read on it.
[[nodiscard]] QColor textOn(const QColor& background);

} // namespace qb
