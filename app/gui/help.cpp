// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help.h"

#include "widgets/common/help_window.h"

#include <QApplication>
#include <QCoreApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QSettings>

namespace qb {

QString helpFolder()
{
    for (const QString& folder :
         {QCoreApplication::applicationDirPath() + QStringLiteral("/../share/quantbench"), QStringLiteral(QB_RESOURCES_DIR)})
        if (const QFileInfo help(folder + QStringLiteral("/help")); help.isDir())
            return help.canonicalFilePath();
    return {};
}

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
