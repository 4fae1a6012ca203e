// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QStringList>
#include <QTabBar>
#include <QToolBar>

namespace qb::test {

/// Controls that are shown, which a screen reader can't name or which Tab does not reach.
inline QStringList unreachable(const QWidget& root)
{
    const auto isPartOf = [&](const QWidget* w, auto... kinds) {
        for (const QWidget* p = w->parentWidget(); p && p != &root; p = p->parentWidget())
            if ((... || (qobject_cast<decltype(kinds)>(p) != nullptr)))
                return true;
        return false;
    };
    QStringList result;
    for (const QWidget* w : root.findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<const QAbstractButton*>(w) || qobject_cast<const QAbstractItemView*>(w) ||
                               qobject_cast<const QAbstractSlider*>(w) || qobject_cast<const QAbstractSpinBox*>(w) ||
                               qobject_cast<const QComboBox*>(w) || qobject_cast<const QLineEdit*>(w);
        // Parts of a control, and what repeats the entries of the menus or the buttons of a title.
        if (!isControl || !w->isVisible() || qobject_cast<const QScrollBar*>(w) || qobject_cast<const QHeaderView*>(w) ||
            isPartOf(w, static_cast<const QAbstractSpinBox*>(nullptr), static_cast<const QComboBox*>(nullptr),
                     static_cast<const QAbstractItemView*>(nullptr), static_cast<const QTabBar*>(nullptr),
                     static_cast<const QLineEdit*>(nullptr)) ||
            qobject_cast<const QDockWidget*>(w->parentWidget()) || w->inherits("QToolBarExtension"))
            continue;
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(w));
        const QString name = accessible ? accessible->text(QAccessible::Name) : QString();
        const QString where = QString::fromLatin1(w->metaObject()->className()) + QStringLiteral(" in ") +
                              QString::fromLatin1(w->parentWidget()->metaObject()->className()) + QLatin1Char(' ') +
                              w->parentWidget()->objectName();
        if (name.trimmed().isEmpty())
            result << where + QStringLiteral(": no name");
        const bool inToolBar = qobject_cast<const QToolBar*>(w->parentWidget()) && qobject_cast<const QAbstractButton*>(w);
        if (w->isEnabled() && !(w->focusPolicy() & Qt::TabFocus) && !inToolBar)
            result << where + QStringLiteral(": Tab does not reach ") + name;
    }
    return result;
}

} // namespace qb::test
