// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/tool_commands.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QToolButton>

namespace qb {

namespace {

/// Parts of other widgets: what clears a line, scrolls tabs.
bool isOwnTool(const QWidget& widget)
{
    return !qobject_cast<const QLineEdit*>(widget.parentWidget()) && !qobject_cast<const QTabBar*>(widget.parentWidget()) &&
           !widget.objectName().startsWith(QLatin1String("qt_"));
}

QString nameOf(const QWidget& widget, const QString& text)
{
    return widget.accessibleName().isEmpty() ? text : widget.accessibleName();
}

void addMenu(const QMenu& menu, const QString& title, std::vector<ToolCommand>& commands)
{
    for (QAction* action : menu.actions()) {
        const QString text = withoutMnemonic(action->text());
        if (const QMenu* inner = action->menu())
            addMenu(*inner, text, commands);
        else if (!action->isSeparator() && action->isVisible())
            commands.push_back({text, title, action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                                action->isEnabled(), [action = QPointer<QAction>(action)] {
                                    if (action)
                                        action->trigger();
                                }});
    }
}

} // namespace

QString withoutMnemonic(QString text)
{
    static const QRegularExpression mark(QStringLiteral("\\(&\\w\\)|&(?=\\w)"));
    return text.remove(mark);
}

std::vector<ToolCommand> toolCommands(QWidget& part)
{
    std::vector<ToolCommand> commands;
    for (QWidget* widget : part.findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(&part) || !isOwnTool(*widget))
            continue;
        if (auto* box = qobject_cast<QComboBox*>(widget)) {
            commands.push_back(
                {nameOf(*box, {}) + QStringLiteral("…"), {}, {}, {}, box->isEnabled(), [box = QPointer<QComboBox>(box)] {
                     if (box) {
                         box->setFocus();
                         box->showPopup();
                     }
                 }});
            continue;
        }
        auto* button = qobject_cast<QAbstractButton*>(widget);
        const auto* tool = qobject_cast<QToolButton*>(widget);
        if (!button || (!tool && !qobject_cast<QPushButton*>(widget)))
            continue;
        const QString name = withoutMnemonic(nameOf(*button, button->text()));
        if (tool && tool->menu())
            addMenu(*tool->menu(), name, commands);
        if (!tool || !tool->menu() || tool->popupMode() != QToolButton::InstantPopup)
            commands.push_back({name, {}, {}, button->icon(), button->isEnabled(), [button = QPointer<QAbstractButton>(button)] {
                                    if (button)
                                        button->click();
                                }});
    }
    std::erase_if(commands, [](const ToolCommand& c) { return c.text.isEmpty() || c.text == QStringLiteral("…"); });
    return commands;
}

} // namespace qb
