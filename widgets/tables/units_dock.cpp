// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/units_dock.h"

#include "widgets/common/theme.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QVBoxLayout>

#include <set>

namespace qb {

UnitsDock::UnitsDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_selection(selection),
      m_model(new UnitsModel(bench, this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_filter(new FilterField),
      m_table(new TableView),
      m_export(new QAction(this))
{
    m_table->setWords(m_words, UnitsModel::Name);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    setContent(full);

    connect(m_filter, &FilterField::changed, this, &UnitsDock::applyFilter);
    connect(&bench, &Bench::modelChanged, this, [this] {
        if (!m_bench.model()) // the next one has other units
            m_filter->setText(QString());
    });
    connect(m_filter, &FilterField::selectAllAsked, this, [this] {
        selectHits();
        m_table->setFocus(); // keys are for the units from here on
    });
    connect(m_filter, &FilterField::downPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_table, &TableView::rowsChosen, this, &UnitsDock::toSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { emit menuRequested(m_table->viewport()->mapToGlobal(at)); });
    connect(m_words, &QAbstractItemModel::modelReset, this, &UnitsDock::fromSelection);
    connect(&selection, &Selection::changed, this, &UnitsDock::fromSelection);
    connect(m_model, &QAbstractItemModel::modelReset, this, &UnitsDock::takeModel);
    connect(m_model, &TableModel::valuesChanged, this, [this] {
        if (m_filter->selector() && m_filter->selector()->asksResults())
            applyFilter();
    });
    m_export->setIcon(themeIcon(QStringLiteral("document-export-table")));
    connect(m_export, &QAction::triggered, this, [this] { emit csvRequested(csv()); });
    m_table->addHeaderAction(m_export);
    retranslate();
    takeModel();
}

QString UnitsDock::csv() const { return m_table->csv(); }

void UnitsDock::takeModel()
{
    showPage();
    if (const auto& model = m_bench.model()) {
        std::set<QString> words;
        for (const Unit& unit : model->units.units) {
            words.insert(QStringLiteral("op:") + QString::fromStdString(unit.opType));
            words.insert(QString::fromStdString(unit.name));
        }
        for (const char* dtype : {"dtype:float", "dtype:int8", "dtype:int16"})
            words.insert(QString::fromLatin1(dtype));
        m_filter->setWords(QStringList(words.begin(), words.end()));
    }
    applyFilter();
}

void UnitsDock::applyFilter()
{
    const auto& model = m_bench.model();
    if (!model) {
        m_filter->setHits(0, 0);
        return;
    }
    std::optional<std::vector<char>> shown;
    if (const auto& selector = m_filter->selector()) {
        const SelectorFacts facts = m_model->facts();
        shown.emplace(model->unitCount(), 0);
        for (const UnitId unit : selector->select(model->graph, model->units, facts))
            (*shown)[indexOf(unit)] = 1;
    }
    m_words->setFilter(std::move(shown));
    m_filter->setHits(m_words->rowCount(), static_cast<int>(model->unitCount()));
}

void UnitsDock::showRanges(bool first)
{
    m_table->prefer(first ? std::vector<int>{UnitsModel::ObservedMin, UnitsModel::ObservedMax} : std::vector<int>{});
}

SelectorFacts UnitsDock::facts() const { return m_model->facts(); }

void UnitsDock::selectHits()
{
    std::vector<UnitId> units;
    for (int r = 0; r < m_words->rowCount(); ++r)
        units.push_back(static_cast<UnitId>(m_words->sourceRow(r)));
    m_selection.select(std::move(units));
}

void UnitsDock::toSelection()
{
    std::vector<UnitId> units;
    for (const int row : m_table->selectedSourceRows())
        units.push_back(static_cast<UnitId>(row));
    m_selecting = true;
    m_selection.select(std::move(units));
    m_selecting = false;
}

void UnitsDock::fromSelection()
{
    if (m_selecting)
        return;
    std::vector<int> rows;
    for (const UnitId unit : m_selection.units())
        rows.push_back(static_cast<int>(unit));
    m_table->selectSourceRows(rows);
}

void UnitsDock::showPage()
{
    if (m_bench.model())
        showContent();
    else
        showEmpty(tr("Every unit of the model will be listed here, with its dtype, its costs and its error."));
}

void UnitsDock::retranslate()
{
    setAccessibleName(tr("Units"));
    m_table->setAccessibleName(tr("Table of units"));
    m_model->retranslate();
    showPage();
    m_export->setText(tr("Export the table…"));
    m_export->setToolTip(tr("All columns of the units shown, as a CSV file with all digits"));
}

} // namespace qb
