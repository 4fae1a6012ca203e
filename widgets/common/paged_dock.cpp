// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paged_dock.h"

#include "widgets/common/empty_page.h"

#include <QAction>
#include <QEvent>
#include <QStackedLayout>

namespace qb {

PagedDock::PagedDock(QWidget* parent) : QWidget(parent), m_stack(new QStackedLayout(this)), m_page(new EmptyPage)
{
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_page);
}

void PagedDock::setContent(QWidget* content) { m_stack->addWidget(content); }

void PagedDock::setEmptyAction(QAction* action)
{
    m_action = action;
    m_page->setContent(m_text, m_button == EmptyButton::Shown ? action : nullptr);
}

bool PagedDock::isEmptyShown() const { return m_stack->currentWidget() == m_page; }

void PagedDock::showEmpty(const QString& text, EmptyButton button)
{
    m_text = text;
    m_button = button;
    m_page->setContent(text, button == EmptyButton::Shown ? m_action.data() : nullptr);
    m_stack->setCurrentWidget(m_page);
}

void PagedDock::showContent() { m_stack->setCurrentIndex(1); }

void PagedDock::addPage(QWidget* page) { m_stack->addWidget(page); }

void PagedDock::showPage(QWidget* page) { m_stack->setCurrentWidget(page); }

void PagedDock::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        restyle();
}

void nameWidget(QWidget* widget, const QString& name, const QString& tip)
{
    widget->setAccessibleName(name);
    widget->setToolTip(tip);
}

} // namespace qb
