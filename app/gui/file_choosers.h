// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace qb {

/// Asks the user for a file or a name; replaced in tests, so that no modal dialog blocks them. Empty: cancelled.
struct FileChoosers {
    std::function<QString(const QString& title, const QString& filter)> open;
    std::function<QString(const QString& title, const QString& suggestion, const QString& filter)> save;
    std::function<QString(const QString& title)> folder;
    std::function<QString(const QString& title, const QString& suggestion)> name;
    std::function<bool(const QString& path)> overwrite; ///< whether an existing file may be replaced
};

/// Those of the desktop, over the window.
[[nodiscard]] FileChoosers systemChoosers(QWidget* window);

} // namespace qb
