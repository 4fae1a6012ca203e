// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/colors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qb {

namespace {

DataColors makeLight()
{
    DataColors c;
    c.dark = false;
    c.float32 = QColor(0x8a8f98);
    c.int8 = QColor(0x2a78c2);
    c.int16 = QColor(0x8354b2);
    c.fixed = QColor(0x0f8a7e);
    c.mixed = QColor(0x6b7aa8);
    c.quantized = QColor(0x1f6fd0);
    c.warning = QColor(0xae5700);
    c.error = QColor(0xc4314b);
    c.better = QColor(0x2e7d4f);
    c.worse = QColor(0xb3391f);
    c.grid = QColor(0xdfe3e8);
    c.unknown = QColor(0xc9ced6);
    return c;
}

DataColors makeDark()
{
    DataColors c;
    c.dark = true;
    c.float32 = QColor(0x9aa0aa);
    c.int8 = QColor(0x5aa2e8);
    c.int16 = QColor(0xb48be0);
    c.fixed = QColor(0x3fbfae);
    c.mixed = QColor(0x93a3d1);
    c.quantized = QColor(0x63a8ff);
    c.warning = QColor(0xf29a3f);
    c.error = QColor(0xf0697f);
    c.better = QColor(0x62c08a);
    c.worse = QColor(0xf08a6a);
    c.grid = QColor(0x3a3f47);
    c.unknown = QColor(0x565c66);
    return c;
}

// The map of metrics is a straight line of lightness in OKLab (B. Ottosson, 2020), so that brightness alone orders the values;
// hue runs from a quiet blue over yellow to red, chroma grows.
QColor fromOklch(double lightness, double chroma, double hueDegrees)
{
    const double h = hueDegrees * M_PI / 180;
    const double a = chroma * std::cos(h);
    const double b = chroma * std::sin(h);
    const auto cube = [](double x) { return x * x * x; };
    const double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    const auto encode = [](double x) {
        x = std::clamp(x, 0.0, 1.0);
        return static_cast<float>(x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055);
    };
    return QColor::fromRgbF(encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                            encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                            encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

constexpr std::array<unsigned, 8> kLightCurves{0x1f6fd0, 0xd9730d, 0x2e8b57, 0x8a5bb8, 0xb8860b, 0x0f8a9e, 0xc0407a, 0x6b7280};
constexpr std::array<unsigned, 8> kDarkCurves{0x63a8ff, 0xf29a3f, 0x62c08a, 0xb48be0, 0xd9b84a, 0x4fc3d9, 0xe682b0, 0xaab2bd};

} // namespace

QColor DataColors::metric(double badness) const
{
    if (std::isnan(badness))
        return unknown;
    const double t = std::clamp(badness, 0.0, 1.0);
    const double lightness = dark ? 0.36 + 0.40 * t : 0.90 - 0.45 * t;
    return fromOklch(lightness, 0.03 + 0.13 * std::sqrt(t), 225 - 200 * t);
}

QColor DataColors::dtype(DType type, bool isFixed) const
{
    if (isFixed)
        return fixed;
    switch (type) {
    case DType::Int16:
    case DType::UInt16: return int16;
    case DType::Int4:
    case DType::Int8:
    case DType::UInt8: return int8;
    default: return float32;
    }
}

QColor DataColors::curve(int index) const
{
    const auto i = static_cast<std::size_t>(index) % kLightCurves.size();
    return QColor(dark ? kDarkCurves[i] : kLightCurves[i]);
}

const DataColors& dataColors(const QPalette& palette)
{
    static const DataColors kLight = makeLight();
    static const DataColors kDark = makeDark();
    return palette.color(QPalette::Window).lightness() < 128 ? kDark : kLight;
}

QColor textOn(const QColor& background)
{
    const double luminance = 0.299 * background.redF() + 0.587 * background.greenF() + 0.114 * background.blueF();
    return luminance > 0.55 ? QColor(0x16191d) : QColor(0xffffff);
}

} // namespace qb
