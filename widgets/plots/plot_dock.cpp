// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_dock.h"

#include "widgets/common/theme.h"
#include "widgets/plots/plot.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSplitter>

namespace qb {

PlotDock::PlotDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent), m_bench(bench), m_selection(selection)
{
}

QVBoxLayout* PlotDock::setParts(QWidget* bar, QLabel* line, Qt::Orientation orientation, QWidget* first, QWidget* second)
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(bar);
    line->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    line->setMinimumWidth(1);
    column->addWidget(line);
    m_parts = new QSplitter(orientation);
    m_parts->addWidget(first);
    m_parts->addWidget(second);
    connect(m_parts, &QSplitter::splitterMoved, this, [this] { m_dividedByHand = true; });
    column->addWidget(m_parts, 1);
    setContent(content);
    return column;
}

void PlotDock::divide(int percent)
{
    const int all = m_parts->orientation() == Qt::Horizontal ? width() : height(); // the splitter may not have it yet
    if (!m_dividedByHand)
        m_parts->setSizes({all * percent / 100, all - all * percent / 100});
}

QWidget* PlotDock::makeBar(std::initializer_list<QWidget*> left, std::initializer_list<QWidget*> right, QWidget* wide)
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(kGrid, kGrid, kGrid, 0);
    row->setSpacing(kGrid);
    for (QWidget* widget : left)
        row->addWidget(widget, widget == wide ? 100 : 0);
    row->addStretch(1);
    for (QWidget* widget : right)
        row->addWidget(widget);
    return bar;
}

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
            menu->addAction(themeIcon(QStringLiteral("document-export")), tr("Export &table…"), this,
                            [this, table] { exportCsv(*table); });
        menu->addAction(themeIcon(QStringLiteral("document-export")), tr("&Export picture…"), this,
                        [this] { exportInteractively(); });
        if (auto* view = qobject_cast<Plot*>(on)) {
            menu->addSeparator();
            menu->addAction(themeIcon(QStringLiteral("zoom-fit-best")), tr("&Show all"), view, &Plot::showAll);
        }
        menu->popup(on->mapToGlobal(at));
    });
}

} // namespace qb
