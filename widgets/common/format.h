// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metrics.h"
#include "engine/quant/dtype.h"

#include <QFontMetrics>
#include <QString>

#include <cstdint>

namespace qb {

struct PointConfig;

/// Numbers as the whole window writes them: 4 significant digits, one exponent style ("1.234e-5"), a real minus sign is not
/// used so that a copy pastes as a number. NaN is "-".
[[nodiscard]] QString number(double value);
[[nodiscard]] QString shortExponent(QString number); ///< "1e+05" as "1e5"
[[nodiscard]] QString fullNumber(double value);      ///< all 17 digits, for tooltips and copies
[[nodiscard]] QString percent(double share);         ///< 0.0123 -> "1.23 %"
[[nodiscard]] QString count(std::uint64_t value);    ///< "1,234,567" by the language
[[nodiscard]] QString bigCount(double value);        ///< "1.23 G", "45.6 M": MACs, parameters
[[nodiscard]] QString byteSize(std::uint64_t bytes);
[[nodiscard]] QString duration(double seconds);      ///< "0.8 s", "54 s", "3 min 12 s", "1 h 2 min"
[[nodiscard]] QString shapeText(const Shape& shape); ///< "1x3x224x224"

[[nodiscard]] QString metricTitle(Metric metric);   ///< "Cosine", "SQNR [dB]": a header, with its unit
[[nodiscard]] QString metricFormula(Metric metric); ///< for tooltips
[[nodiscard]] QString metricText(Metric metric, double value);

/// "int8", "int16", "fixed" (int8 with a scale by hand keeps its dtype: "int8 fixed"), "f32".
[[nodiscard]] QString dtypeText(const PointConfig& point);
[[nodiscard]] QString dtypeText(DType dtype);

} // namespace qb
