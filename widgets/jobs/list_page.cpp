// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/list_page.h"

#include "widgets/common/tall_rows.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QTreeWidget>

namespace qb {

QWidget* listPage(QToolButton* button, const QString& icon, QTreeWidget* list, int columns)
{
    list->setColumnCount(columns);
    list->setAlternatingRowColors(true);
    list->setUniformRowHeights(true);
    list->setItemDelegate(new TallRows(list));
    list->setFrameShape(QFrame::NoFrame);
    list->header()->setStretchLastSection(true);
    button->setIcon(themeIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    bar->addWidget(button);
    bar->addStretch();
    column->addLayout(bar);
    column->addWidget(list);
    return page;
}

} // namespace qb
