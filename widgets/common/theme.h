// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

class QApplication;
class QIcon;

namespace qb {

enum class Theme { System, Light, Dark };

/// Fusion with our own palettes where no platform theme is set; `System` follows the desktop's light or dark. Icons come from
/// Breeze in the variant that fits.
void applyTheme(QApplication& application, Theme theme);
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// By the name of the icon theme ("document-open"); symbolic, one colour.
[[nodiscard]] QIcon themeIcon(const QString& name);

inline constexpr int kGrid = 4;        ///< all margins and gaps are multiples of it
inline constexpr int kCellPadding = 6; ///< between the text of a cell, or of its title, and its borders
inline constexpr int kRowPadding = 6;  ///< rows of tables are as tall as the font plus this

} // namespace qb
