// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>

class QDockWidget;
class QMainWindow;

namespace qb {

inline constexpr int kLayoutVersion = 2; ///< of a window's saved state; 1 had docks without a place

enum class LayoutName { Edit, Calibrate, Analyse };

[[nodiscard]] QString keyOf(LayoutName layout);        ///< in the settings
[[nodiscard]] LayoutName layoutOf(const QString& key); ///< Edit for a key that is none

/// Puts the docks (by id) where a layout has them at first; docks that it lacks are hidden, behind its last.
void arrangeDocks(QMainWindow& window, const std::map<QString, QDockWidget*>& docks, LayoutName layout);

} // namespace qb
