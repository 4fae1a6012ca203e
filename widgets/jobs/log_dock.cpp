// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/log_dock.h"

#include "widgets/common/empty_page.h"
#include "widgets/common/theme.h"
#include "widgets/models/findings_model.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeWidget>

namespace qb {

namespace {

enum Column { When, What, ColumnCount };

} // namespace

LogDock::LogDock(Bench& bench, QWidget* parent)
    : QWidget(parent), m_bench(bench), m_table(new QTreeWidget), m_copy(new QToolButton), m_empty(new EmptyPage)
{
    m_table->setColumnCount(ColumnCount);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAlternatingRowColors(true);
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->header()->setStretchLastSection(true);
    m_table->header()->setSectionResizeMode(When, QHeaderView::ResizeToContents);
    m_copy->setIcon(themeIcon(QStringLiteral("edit-copy")));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    bar->addWidget(m_copy);
    bar->addStretch();
    column->addLayout(bar);
    column->addWidget(m_table);
    m_pages = new QStackedLayout(this);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);

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

void LogDock::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LogDock::retranslate()
{
    m_table->setHeaderLabels({tr("Time"), tr("What happened")});
    m_table->setAccessibleName(tr("Log"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the selected lines with their details, or all of them (%1)")
                           .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));
    m_empty->setContent(tr("Warnings and errors appear here, with what to do about them."));
    m_table->clear();
    m_pages->setCurrentIndex(m_bench.log().empty() ? 0 : 1);
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
    m_pages->setCurrentIndex(log.empty() ? 0 : 1);
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
