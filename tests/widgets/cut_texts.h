// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenuBar>
#include <QStyle>
#include <QTabBar>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

namespace qb::test {

/// Visible texts that don't fit where they stand: of labels, buttons, combo boxes, tabs and table heads. Texts that are
/// shortened on purpose have a tool tip with the whole and are left out.
inline QStringList cutTexts(const QWidget& widget)
{
    QStringList cut;
    const auto say = [&](const QWidget& where, const QString& text) {
        QString path = where.objectName().isEmpty() ? QString::fromLatin1(where.metaObject()->className()) : where.objectName();
        for (const QWidget* w = where.parentWidget(); w && w != &widget; w = w->parentWidget())
            if (QString::fromLatin1(w->metaObject()->className()).startsWith(QLatin1String("qb::"))) {
                path.prepend(QString::fromLatin1(w->metaObject()->className()) + QLatin1Char('/'));
                break;
            }
        cut << path + QStringLiteral(": ") + text;
    };
    const auto shown = [](const QWidget& w) { return w.isVisible() && !w.visibleRegion().isEmpty(); };
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (!shown(*label) || !label->pixmap().isNull() || label->text().isEmpty())
            continue;
        if (label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1
                              : label->sizeHint().width() > label->width() + 1)
            say(*label,
                label->text() + QStringLiteral(" [%1 x %2, needs %3 x %4]")
                                    .arg(label->width())
                                    .arg(label->height())
                                    .arg(label->wordWrap() ? label->width() : label->sizeHint().width())
                                    .arg(label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height()));
    }
    for (const auto* button : widget.findChildren<QAbstractButton*>()) {
        const auto* tool = qobject_cast<const QToolButton*>(button);
        if (shown(*button) && !button->text().isEmpty() && !(tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly) &&
            button->sizeHint().width() > button->width() + 1)
            say(*button, button->text());
    }
    for (const auto* combo : widget.findChildren<QComboBox*>())
        if (shown(*combo) && combo->fontMetrics().horizontalAdvance(combo->currentText()) + 24 > combo->width() &&
            combo->toolTip().isEmpty())
            say(*combo, combo->currentText());
    for (const auto* tabs : widget.findChildren<QTabBar*>())
        for (int i = 0; shown(*tabs) && i < tabs->count(); ++i)
            if (tabs->fontMetrics().horizontalAdvance(tabs->tabText(i).remove(QLatin1Char('&'))) > tabs->tabRect(i).width())
                say(*tabs, tabs->tabText(i));
    for (const auto* header : widget.findChildren<QHeaderView*>()) {
        if (!shown(*header->viewport()) || header->orientation() != Qt::Horizontal || !header->model())
            continue;
        for (int i = 0; i < header->count(); ++i) {
            const QString text = header->model()->headerData(i, Qt::Horizontal).toString();
            int widest = 0;
            for (const QString& line : text.split(QLatin1Char('\n')))
                widest = std::max(widest, header->fontMetrics().horizontalAdvance(line));
            if (!header->isSectionHidden(i) && widest > header->sectionSize(i) &&
                header->model()->headerData(i, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty())
                say(*header, text);
        }
    }
    return cut;
}

} // namespace qb::test
