// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/detail_pane.h"

#include "widgets/common/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qb {

QWidget* detailPane(QLabel* text, QPushButton* cure, Qt::TextInteractionFlags flags)
{
    text->setWordWrap(true);
    text->setTextFormat(Qt::RichText);
    text->setTextInteractionFlags(flags);
    text->setAlignment(Qt::AlignTop);
    text->setMargin(2 * kGrid);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 2 * kGrid);
    buttons->addWidget(cure);
    buttons->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(text);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(scroll, 1);
    column->addLayout(buttons);
    return pane;
}

} // namespace qb
