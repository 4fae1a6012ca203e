// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/message_bar.h"

#include "widgets/common/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace qb {

void MessageBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    QStyleOption panel;
    panel.initFrom(this);
    style()->drawPrimitive(QStyle::PE_PanelStatusBar, &panel, &painter, this);
    if (currentMessage().isEmpty())
        return;
    int end = width();
    for (const QWidget* other : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (other->isVisible())
            end = std::min(end, other->x());
    const QRect room(2 * kGrid, 0, std::max(0, end - 4 * kGrid), height());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(currentMessage(), Qt::ElideRight, room.width()));
}

} // namespace qb
