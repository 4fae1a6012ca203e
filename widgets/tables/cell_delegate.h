// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace qb {

/// Draws cells of TableView: bars behind numbers, dtype badges, tones. Colours come from the palette and DataColors.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// What it is without what it is not: "int8 fixed" of "int8 fixed, not uint8", for where there is little room.
[[nodiscard]] QString briefBadge(const QString& text);

/// A dtype as it looks everywhere: a quiet frame in its colour with its name. `text`: as dtypeText() gives it.
void drawBadge(QPainter& painter, const QRect& cell, const QString& text, const QPalette& palette, bool selected);
[[nodiscard]] QColor badgeColor(const QString& text, const QPalette& palette);

} // namespace qb
