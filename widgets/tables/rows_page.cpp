// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/rows_page.h"

#include "widgets/common/format.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/search_line.h"
#include "widgets/common/theme.h"
#include "widgets/tables/table_selection.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

bool holds(const TableRow& row, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [&](const QVariant& cell) { return cell.toString().contains(word, Qt::CaseInsensitive); });
    });
}

} // namespace

RowsPage::RowsPage(Selection& selection, std::vector<TableColumn> columns, int stretched, QWidget* parent)
    : QWidget(parent),
      m_model(new RowsModel(std::move(columns), this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_link(new TableSelection(
          *m_table, selection,
          [this](int row) {
              return TableSelection::Place{m_model->row(row).unit, m_model->row(row).point};
          },
          this)),
      m_bar(new QHBoxLayout),
      m_filter(new SearchLine),
      m_count(new QLabel),
      m_export(new QToolButton),
      m_empty(new QLabel)
{
    m_table->setWords(m_words, stretched);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_export->setAutoRaise(true);
    m_export->setIcon(themeIcon(QStringLiteral("document-export-table")));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setMargin(4 * kGrid);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->hide();
    m_bar->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
    m_bar->setSpacing(kGrid);
    m_bar->addWidget(m_filter, 1);
    m_bar->addWidget(m_count);
    m_bar->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    auto* copy = new QAction(this);
    copy->setIcon(themeIcon(QStringLiteral("edit-copy")));
    copy->setObjectName(QStringLiteral("copy"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, m_table, &TableView::copy);
    connect(m_filter, &QLineEdit::textChanged, this, &RowsPage::applyFilter);
    connect(m_export, &QToolButton::clicked, this, [this] { emit csvRequested(m_table->csv()); });
    retranslate();
}

void RowsPage::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter"));
    nameWidget(m_filter, tr("Filter"), tr("Shows the rows in which all these words occur"));
    nameWidget(m_export, tr("Export table"), tr("All columns of the rows shown, as a CSV file"));
    for (QAction* action : m_table->actions())
        if (action->objectName() == QLatin1String("copy"))
            action->setText(tr("Copy"));
    m_words->retranslate();
    applyFilter();
}

void RowsPage::setRows(std::vector<TableRow> rows)
{
    m_model->set(std::move(rows));
    applyFilter();
    m_link->mark();
}

void RowsPage::setEmptyText(const QString& text) { m_empty->setText(text); }

void RowsPage::setKept(std::function<bool(const TableRow&)> kept)
{
    m_kept = std::move(kept);
    applyFilter();
}

void RowsPage::addTool(QWidget* tool) { m_bar->insertWidget(m_bar->indexOf(m_count), tool); }

void RowsPage::applyFilter()
{
    const QStringList words = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<char> shown;
    for (int r = 0; r < m_model->rowCount(); ++r)
        shown.push_back((!m_kept || m_kept(m_model->row(r))) && holds(m_model->row(r), words));
    const bool all = std::find(shown.begin(), shown.end(), 0) == shown.end();
    m_words->setFilter(std::move(shown));
    const bool nothing = m_words->rowCount() == 0 && words.isEmpty() && !m_empty->text().isEmpty();
    m_table->setVisible(!nothing);
    m_empty->setVisible(nothing);
    const auto rows = [](const QAbstractItemModel& model) { return count(static_cast<std::uint64_t>(model.rowCount())); };
    m_count->setText(all ? rows(*m_words) : tr("%1 of %2").arg(rows(*m_words), rows(*m_model)));
}

} // namespace qb
