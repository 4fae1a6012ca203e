// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/empty_page.h"

#include "widgets/common/theme.h"

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

EmptyPage::EmptyPage(QWidget* parent) : QWidget(parent), m_text(new QLabel), m_button(new QToolButton)
{
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_text->setMinimumWidth(160);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * kGrid, 2 * kGrid, 4 * kGrid, 2 * kGrid);
    layout->setSpacing(3 * kGrid);
    layout->addStretch();
    layout->addWidget(m_text);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch();
    m_button->hide();
}

void EmptyPage::setContent(const QString& text, QAction* action)
{
    m_text->setText(text);
    m_button->setVisible(action != nullptr);
    if (!action || m_button->defaultAction() == action)
        return;
    // The one before would stay among its actions, and a button of two looks as if it had a menu.
    if (QAction* before = m_button->defaultAction())
        m_button->removeAction(before);
    m_button->setDefaultAction(action);
}

} // namespace qb
