// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_dock.h"

#include "widgets/common/empty_page.h"
#include "widgets/common/theme.h"
#include "widgets/plots/plot.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QStackedLayout>

namespace qb {

PlotDock::PlotDock(Bench& bench, Selection& selection, QWidget* parent)
    : QWidget(parent), m_bench(bench), m_selection(selection), m_stack(new QStackedLayout(this)), m_empty(new EmptyPage)
{
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_empty);
}

void PlotDock::setContent(QWidget* content) { m_stack->addWidget(content); }

void PlotDock::setEmptyAction(QAction* action)
{
    m_emptyAction = action;
    m_empty->setContent(m_emptyText, m_withAction ? action : nullptr);
}

bool PlotDock::isEmptyShown() const { return m_stack->currentWidget() == m_empty; }

void PlotDock::showEmpty(const QString& text, bool withAction)
{
    m_emptyText = text;
    m_withAction = withAction;
    m_empty->setContent(text, withAction ? m_emptyAction.data() : nullptr);
    m_stack->setCurrentWidget(m_empty);
}

void PlotDock::showContent() { m_stack->setCurrentIndex(1); }

QString PlotDock::exportPicture(const QString& path) { return plot()->exportPicture(path); }

void PlotDock::exportInteractively()
{
    const QString path = m_chooser(this, plot()->windowTitle() + QStringLiteral(".svg"), pictureFilter());
    if (path.isEmpty())
        return;
    if (const QString problem = exportPicture(path); !problem.isEmpty())
        emit failed(problem);
}

void PlotDock::exportCsv(const TableView& table)
{
    const QString path = m_chooser(this, plot()->windowTitle() + QStringLiteral(".csv"), csvFilter());
    if (path.isEmpty())
        return;
    if (const QString problem = writeText(path, table.csv()); !problem.isEmpty())
        emit failed(problem);
}

void PlotDock::addContextMenu(QWidget* on, TableView* table)
{
    on->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(on, &QWidget::customContextMenuRequested, this, [this, on, table](QPoint at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(themeIcon(QStringLiteral("edit-copy")), tr("&Copy"), this, [this, table] {
            if (table)
                table->copy();
            else
                QApplication::clipboard()->setText(tsv());
        });
        if (table)
            menu->addAction(themeIcon(QStringLiteral("document-export")), tr("Export &Table…"), this,
                            [this, table] { exportCsv(*table); });
        menu->addAction(themeIcon(QStringLiteral("document-export")), tr("&Export Picture…"), this,
                        [this] { exportInteractively(); });
        if (auto* view = qobject_cast<Plot*>(on)) {
            menu->addSeparator();
            menu->addAction(themeIcon(QStringLiteral("zoom-fit-best")), tr("&Show All"), view, &Plot::showAll);
        }
        menu->popup(on->mapToGlobal(at));
    });
}

void PlotDock::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace qb
