// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help.h"

#include "app/gui/places.h"
#include "widgets/common/help_window.h"

#include <QApplication>
#include <QDockWidget>
#include <QSettings>

namespace qb {

QString helpFolder() { return bundled(QStringLiteral("help")); }

void showHelp(QWidget& window, QSettings& settings)
{
    QString dock;
    for (const QWidget* w = QApplication::focusWidget(); w != nullptr && dock.isEmpty(); w = w->parentWidget())
        if (qobject_cast<const QDockWidget*>(w) != nullptr)
            dock = w->objectName();
    auto* help = window.findChild<HelpWindow*>(QString(), Qt::FindDirectChildrenOnly);
    if (help == nullptr)
        help = new HelpWindow(
            helpFolder(),
            [&settings] { return settings.value(QStringLiteral("window/language"), QStringLiteral("en")).toString(); }, &window);
    help->open(helpPlaceOf(dock));
}

} // namespace qb
