// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSettings;
class QWidget;

namespace qb {

[[nodiscard]] QString helpFolder(); ///< of the installation, else of the source; empty where there is none

/// Opens the help at the page of the dock that has the focus; one window per main window. It follows window/language of the settings.
void showHelp(QWidget& window, QSettings& settings);

} // namespace qb
