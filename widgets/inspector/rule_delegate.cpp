// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/rule_delegate.h"

#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/models/rules_model.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace qb {

QRect RuleDelegate::checkRect(const QRect& row) { return QRect(row.left() + 2 * kGrid, row.top() + kGrid, 4 * kGrid, 4 * kGrid); }

QSize RuleDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {100, 2 * option.fontMetrics.height() + 2 * kGrid + 2};
}

void RuleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    option.text.clear();
    QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    QStyleOptionButton check;
    check.rect = checkRect(option.rect);
    check.palette = option.palette;
    const bool enabled = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    check.state = QStyle::State_Enabled | (enabled ? QStyle::State_On : QStyle::State_Off);
    style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &check, painter, option.widget);

    const bool selected = option.state & QStyle::State_Selected;
    const QString reason = index.data(RulesModel::ReasonRole).toString();
    const QVariant known = index.data(RulesModel::DecidesRole);
    const int decides = known.toInt();
    const QColor ink = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = selected ? ink : option.palette.color(QPalette::PlaceholderText);
    const QFontMetrics& metrics = option.fontMetrics;
    painter->save();
    painter->setFont(option.font);
    QRect room = option.rect.adjusted(8 * kGrid, kGrid, -2 * kGrid, -kGrid);
    room.setHeight(metrics.height());

    // At the right how many points it decides, or that it has no effect.
    const QString points = !known.isValid() ? QString()
                           : decides < 0    ? RulesModel::tr("off")
                           : decides == 1   ? RulesModel::tr("1 point")
                                            : RulesModel::tr("%1 points").arg(QLocale().toString(decides));
    const QColor pointsInk = selected ? ink : decides == 0 && !reason.isEmpty() ? dataColors(option.palette).warning : quiet;
    painter->setPen(pointsInk);
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, points);
    const int pointsWidth = metrics.horizontalAdvance(points) + 2 * kGrid;

    painter->setPen(enabled ? ink : quiet);
    const QString title = QStringLiteral("%1  %2").arg(index.row() + 1).arg(index.data(Qt::DisplayRole).toString());
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(title, Qt::ElideMiddle, room.width() - pointsWidth));
    room.translate(0, metrics.height() + 1);
    painter->setPen(!reason.isEmpty() && !selected ? dataColors(option.palette).warning : quiet);
    const QString says =
        reason.isEmpty() ? index.data(RulesModel::SaysRole).toString() : RulesModel::tr("Without effect: %1").arg(reason);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(says, Qt::ElideRight, room.width()));
    painter->restore();
}

bool RuleDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                               const QModelIndex& index)
{
    const bool clicked =
        event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton &&
        checkRect(option.rect).adjusted(-kGrid, -kGrid, kGrid, kGrid).contains(static_cast<QMouseEvent*>(event)->pos());
    const bool space = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    if (!clicked && !space)
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace qb
