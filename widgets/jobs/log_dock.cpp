// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/log_dock.h"

#include "widgets/jobs/list_page.h"
#include "widgets/models/findings_model.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeWidget>

namespace qb {

namespace {

enum Column { When, What, ColumnCount };

} // namespace

LogDock::LogDock(Bench& bench, QWidget* parent)
    : PagedDock(parent), m_bench(bench), m_table(new QTreeWidget), m_copy(new QToolButton)
{
    setContent(listPage(m_copy, QStringLiteral("edit-copy"), m_table, ColumnCount));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->header()->setSectionResizeMode(When, QHeaderView::ResizeToContents);
    auto* copy = new QAction(m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(copy);
    const auto toClipboard = [this] { QGuiApplication::clipboard()->setText(selectedText()); };
    connect(copy, &QAction::triggered, this, toClipboard);
    connect(m_copy, &QToolButton::clicked, this, toClipboard);
    connect(&m_bench, &Bench::logAdded, this, &LogDock::add);
    retranslate();
}

void LogDock::showPage()
{
    if (m_bench.log().empty())
        showEmpty(tr("Warnings and errors appear here, with what to do about them."));
    else
        showContent();
}

void LogDock::retranslate()
{
    m_table->setHeaderLabels({tr("Time"), tr("What happened")});
    m_table->setAccessibleName(tr("Log"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the selected lines with their details, or all of them (%1)")
                           .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));
    m_table->clear();
    showPage();
    for (std::size_t i = 0; i < m_bench.log().size(); ++i)
        add();
}

/// Adds the lines that the table does not show yet.
void LogDock::add()
{
    const auto& log = m_bench.log();
    const bool atEnd = m_table->verticalScrollBar()->value() >= m_table->verticalScrollBar()->maximum() - 2;
    if (m_table->topLevelItemCount() >= static_cast<int>(log.size()) && !log.empty())
        delete m_table->takeTopLevelItem(0);
    for (auto i = static_cast<std::size_t>(m_table->topLevelItemCount()); i < log.size(); ++i) {
        const LogLine& line = log[i];
        auto* item = new QTreeWidgetItem(m_table);
        item->setText(When, QLocale().toString(line.when.time(), QStringLiteral("HH:mm:ss")));
        item->setText(What, line.text);
        item->setIcon(What, severityIcon(line.severity));
        item->setToolTip(What, severityText(line.severity) + QStringLiteral(": ") + line.text +
                                   (line.details.isEmpty() ? QString() : QStringLiteral("\n\n") + line.details));
        for (const QString& detail : line.details.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            auto* child = new QTreeWidgetItem(item);
            child->setText(What, detail);
        }
        if (line.severity == Severity::Error)
            item->setExpanded(true);
    }
    showPage();
    if (atEnd)
        m_table->scrollToBottom();
}

QString LogDock::selectedText() const
{
    QStringList lines;
    const bool all = m_table->selectedItems().isEmpty();
    for (std::size_t i = 0; i < m_bench.log().size() && i < static_cast<std::size_t>(m_table->topLevelItemCount()); ++i) {
        const auto* item = m_table->topLevelItem(static_cast<int>(i));
        if (!all && !item->isSelected())
            continue;
        const LogLine& line = m_bench.log()[i];
        lines << line.when.toString(Qt::ISODate) + QLatin1Char(' ') + severityText(line.severity) + QStringLiteral(": ") +
                     line.text;
        for (const QString& detail : line.details.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            lines << QStringLiteral("    ") + detail;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace qb
