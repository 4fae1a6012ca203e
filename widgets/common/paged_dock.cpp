// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paged_dock.h"

#include "engine/model/model.h"
#include "widgets/common/empty_page.h"
#include "widgets/common/worded.h"

#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QStackedLayout>

#include <algorithm>

namespace qb {

PagedDock::PagedDock(QWidget* parent) : QWidget(parent), m_stack(new QStackedLayout(this)), m_page(new EmptyPage)
{
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_page);
}

void PagedDock::setContent(QWidget* content) { m_stack->addWidget(content); }

void PagedDock::setEmptyActions(const QList<QAction*>& actions)
{
    m_actions = {actions.begin(), actions.end()};
    for (QAction* action : actions)
        connect(action, &QAction::enabledChanged, this, &PagedDock::setPage, Qt::UniqueConnection);
    setPage();
}

void PagedDock::setPage()
{
    const auto first = std::find_if(m_actions.begin(), m_actions.end(), [](const auto& a) { return a && a->isEnabled(); });
    m_page->setContent(m_text, m_button == EmptyButton::Shown && first != m_actions.end() ? first->data() : nullptr);
}

bool PagedDock::isEmptyShown() const { return m_stack->currentWidget() == m_page; }

void PagedDock::showEmpty(const QString& text, EmptyButton button)
{
    m_text = text;
    m_button = button;
    setPage();
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

QString notRunnable(const Model& model)
{
    return QCoreApplication::translate("PagedDock", "This model can be looked at, not run, so nothing of it can be measured: %1")
        .arg(worded(model.whyNotRunnable));
}

void nameWidget(QWidget* widget, const QString& name, const QString& tip)
{
    widget->setAccessibleName(name);
    widget->setToolTip(tip);
}

} // namespace qb
