// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QSettings;
class QWidget;

namespace qb {

/// Asks the user for a file or a name; replaced in tests, so that no modal dialog blocks them. Empty: cancelled.
struct FileChoosers {
    std::function<QString(const QString& title, const QString& filter)> open;
    std::function<QString(const QString& title, const QString& suggestion, const QString& filter)> save;
    std::function<QString(const QString& title)> folder;
    std::function<QString(const QString& title, const QString& suggestion)> name;
    enum class Leave { Save, Discard, Cancel };
    std::function<Leave()> leave; ///< what becomes of a study that is not kept
    /// Whether an existing file may be replaced, or files of the same names in a folder that is not empty.
    std::function<bool(const QString& path)> overwrite;
};

/// The absolute path that is written where this was typed: without blanks around it, relative to `folder`. Empty for nothing.
[[nodiscard]] QString writtenPath(const QString& typed, const QString& folder);

/// Those of the desktop, over the window. They start in the folder of the last choice, which `settings` keep (window/folder).
[[nodiscard]] FileChoosers systemChoosers(QWidget* window, QSettings& settings);

} // namespace qb
