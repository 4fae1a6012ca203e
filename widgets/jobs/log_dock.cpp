// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/log_dock.h"

#include "widgets/common/theme.h"
#include "widgets/jobs/list_page.h"
#include "widgets/models/findings_model.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

namespace qb {

namespace {

enum Column { When, What, ColumnCount };
constexpr int kRoomForTime = 72 * kGrid;

} // namespace

LogDock::LogDock(Bench& bench, QWidget* parent)
    : PagedDock(parent), m_bench(bench), m_table(new QTreeWidget), m_copy(new QToolButton)
{
    setContent(listPage(m_copy, QStringLiteral("edit-copy"), m_table, ColumnCount));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setTextElideMode(Qt::ElideRight);
    m_toEnd.setSingleShot(true);
    connect(&m_toEnd, &QTimer::timeout, m_table, &QTreeWidget::scrollToBottom);
    m_table->setTreePosition(What);
    m_table->viewport()->installEventFilter(this);
    auto* copy = new QAction(m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(copy);
    const auto toClipboard = [this] { QGuiApplication::clipboard()->setText(selectedText()); };
    connect(copy, &QAction::triggered, this, toClipboard);
    connect(m_copy, &QToolButton::clicked, this, toClipboard);
    connect(&m_bench, &Bench::logAdded, this, &LogDock::add);
    retranslate();
    if (!m_bench.log().empty())
        add();
}

void LogDock::showPage()
{
    if (m_bench.log().empty())
        showEmpty(tr("What happened appears here; beside warnings and errors, what to do about them."));
    else
        showContent();
}

void LogDock::retranslate()
{
    m_table->setHeaderLabels({tr("Time"), tr("What happened")});
    m_table->setColumnWidth(When, std::max(m_table->fontMetrics().horizontalAdvance(QStringLiteral("00:00:00")),
                                           m_table->fontMetrics().horizontalAdvance(tr("Time"))) +
                                      4 * kGrid);
    m_table->setAccessibleName(tr("Log"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the selected lines with their details, or all of them (%1)")
                           .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));
    showPage();
    // The same lines in other words: what is selected and unfolded stays so.
    for (int row = 0; row < m_table->topLevelItemCount(); ++row)
        word(*m_table->topLevelItem(row), m_bench.log()[static_cast<std::size_t>(row)]);
}

void LogDock::word(QTreeWidgetItem& item, const LogLine& line)
{
    const QString text = line.text();
    const QStringList details = line.details().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    item.setText(When, QLocale().toString(line.when.time(), QStringLiteral("HH:mm:ss")));
    item.setText(What, text);
    QString whole = severityText(line.severity) + QStringLiteral(": ") + text;
    item.setData(What, Qt::AccessibleTextRole, whole);
    whole.prepend(item.text(When) + QLatin1Char(' '));
    if (!details.isEmpty())
        whole += QStringLiteral("\n\n") + details.join(QLatin1Char('\n'));
    item.setToolTip(What, whole);
    while (item.childCount() > details.size())
        delete item.takeChild(item.childCount() - 1);
    for (int i = 0; i < details.size(); ++i) {
        auto* child = i < item.childCount() ? item.child(i) : new QTreeWidgetItem(&item);
        child->setText(What, details[i]);
        child->setToolTip(What, details[i]);
    }
}

/// Where there is little room it is left to what happened; the tool tip has the time.
bool LogDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        m_table->setColumnHidden(When, m_table->viewport()->width() < kRoomForTime);
    return PagedDock::eventFilter(watched, event);
}

/// Shows the line that has just come; the oldest goes where the log is full.
void LogDock::add()
{
    const auto& log = m_bench.log();
    const bool atEnd = m_toEnd.isActive() || m_table->verticalScrollBar()->value() >= m_table->verticalScrollBar()->maximum() - 2;
    while (m_table->topLevelItemCount() >= static_cast<int>(log.size()))
        delete m_table->takeTopLevelItem(0);
    for (auto i = static_cast<std::size_t>(m_table->topLevelItemCount()); i < log.size(); ++i) {
        auto* item = new QTreeWidgetItem(m_table);
        word(*item, log[i]);
        item->setIcon(What, severityIcon(log[i].severity));
        item->setExpanded(log[i].severity == Severity::Error);
    }
    showPage();
    if (atEnd)
        m_toEnd.start(0); // once for many lines: it lays all of them out
}

QString LogDock::selectedText() const
{
    QStringList lines;
    const bool all = m_table->selectedItems().isEmpty();
    const auto chosen = [](const QTreeWidgetItem& item) { // itself, or one of its details
        bool on = item.isSelected();
        for (int i = 0; i < item.childCount(); ++i)
            on = on || item.child(i)->isSelected();
        return on;
    };
    for (std::size_t i = 0; i < m_bench.log().size() && i < static_cast<std::size_t>(m_table->topLevelItemCount()); ++i) {
        const auto* item = m_table->topLevelItem(static_cast<int>(i));
        if (!all && !chosen(*item))
            continue;
        const LogLine& line = m_bench.log()[i];
        lines << line.when.toString(Qt::ISODate) + QLatin1Char(' ') + severityText(line.severity) + QStringLiteral(": ") +
                     line.text();
        for (const QString& detail : line.details().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            lines << QStringLiteral("    ") + detail;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace qb
