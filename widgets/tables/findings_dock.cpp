// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/findings_dock.h"

#include "widgets/common/colors.h"
#include "widgets/common/evidence.h"
#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/tables/check_pages.h"
#include "widgets/tables/detail_pane.h"
#include "widgets/tables/rows_page.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace qb {

namespace {

std::array<std::string, 3> placeOf(const Finding& f) { return {f.rule, f.unit, f.point}; }

} // namespace

FindingsDock::FindingsDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_selection(selection),
      m_model(new FindingsModel(bench, this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_tables(new CheckPages(selection, this)),
      m_pages(new QComboBox),
      m_stack(new QStackedWidget),
      m_save(new QToolButton),
      m_stale(new QLabel),
      m_check(new QToolButton),
      m_families(new QComboBox),
      m_details(new QLabel),
      m_cure(new QPushButton),
      m_copy(new QAction(this)),
      m_export(new QAction(this))
{
    build();
    connect(m_table, &TableView::rowsChosen, this, &FindingsDock::choose);
    connect(m_table, &TableView::clicked, this, &FindingsDock::choose); // also the row that stands there from the start
    connect(m_table, &TableView::taken, this, &FindingsDock::choose);
    connect(m_model, &QAbstractItemModel::modelReset, this, &FindingsDock::takeFindings);
    connect(&bench, &Bench::modelChanged, this, &FindingsDock::takeFindings);
    connect(&bench, &Bench::configurationChanged, this, &FindingsDock::takeFindings);
    connect(&bench, &Bench::configurationChanged, this, &FindingsDock::showAge);
    connect(&bench, &Bench::checkChanged, this, &FindingsDock::takeCheck);
    connect(m_pages, &QComboBox::activated, this, [this](int page) { setPage(static_cast<Page>(page)); });
    connect(m_tables, &CheckPages::csvRequested, this, &FindingsDock::csvRequested);
    connect(m_save, &QToolButton::clicked, this, &FindingsDock::saveRequested);
    connect(m_check, &QToolButton::clicked, this, &FindingsDock::checkRequested);
    connect(m_families, &QComboBox::activated, this, &FindingsDock::applyFilter);
    connect(m_cure, &QPushButton::clicked, this, [this] {
        if (const Finding* f = current())
            emit cureRequested(QString::fromStdString(f->rule), QString::fromStdString(f->unit));
    });
    connect(m_copy, &QAction::triggered, m_table, &TableView::copy);
    connect(m_export, &QAction::triggered, this, [this] { emit csvRequested(csv()); });
    retranslate();
}

void FindingsDock::build()
{
    m_stale->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the dock does not widen for it
    m_stale->setWordWrap(true);
    m_stack->addWidget(buildList()); // in the order of Page
    for (RowsPage* page : {m_tables->types(), m_tables->weights(), m_tables->calls()})
        m_stack->addWidget(page);
    for (int i = 0; i < m_stack->count(); ++i)
        m_pages->addItem(QString());
    m_pages->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_save->setAutoRaise(true);
    m_save->setIcon(themeIcon(QStringLiteral("document-save-as")));
    m_check->setAutoRaise(true);
    m_check->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_check->setIcon(themeIcon(QStringLiteral("dialog-ok-apply")));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGrid, kGrid, kGrid, 0);
    bar->setSpacing(kGrid);
    bar->addWidget(m_pages);
    bar->addStretch();
    bar->addWidget(m_check);
    bar->addWidget(m_save);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    m_stale->setContentsMargins(kGrid, kGrid / 2, kGrid, kGrid / 2);
    layout->addWidget(m_stale); // at the end: the rows stay where they are when it comes
    setContent(full);
}

QWidget* FindingsDock::buildList()
{
    m_table->setWords(m_words, FindingsModel::Message);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_copy, m_export});
    m_copy->setIcon(themeIcon(QStringLiteral("edit-copy")));
    m_export->setIcon(themeIcon(QStringLiteral("document-export-table")));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
    bar->setSpacing(kGrid);
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        auto*& button = m_severities[static_cast<std::size_t>(severity)];
        button = new QToolButton;
        button->setCheckable(true);
        button->setChecked(true);
        button->setAutoRaise(true);
        button->setIcon(severityIcon(severity));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(button, &QToolButton::toggled, this, &FindingsDock::applyFilter);
        bar->addWidget(button);
    }
    bar->addStretch();
    m_families->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    bar->addWidget(m_families);
    auto* shown = new QToolButton;
    shown->setDefaultAction(m_export);
    shown->setAutoRaise(true);
    bar->addWidget(shown);

    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(detailPane(m_details, m_cure, Qt::TextSelectableByMouse));
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({280, 190});
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);
    return full;
}

void FindingsDock::setPage(Page page)
{
    m_pages->setCurrentIndex(page);
    fillTables();
    m_stack->setCurrentIndex(page);
}

void FindingsDock::fillTables()
{
    const auto& check = m_bench.check();
    if (m_pages->currentIndex() == List || m_tablesOf == check)
        return;
    m_tablesOf = check;
    if (check && m_bench.model())
        m_tables->show(*m_bench.model(), check->tables);
    else
        m_tables->clear();
}

void FindingsDock::takeCheck()
{
    fillTables();
    m_save->setEnabled(m_bench.check() != nullptr);
    showAge();
    showCurrent(); // that nothing was found
    showPage();
}

/// Findings and tables stay until the check is run again; after an edit that is said.
void FindingsDock::showAge()
{
    const auto& check = m_bench.check();
    const bool stale = check && m_bench.configuration() && check->configuration->key != m_bench.configuration()->key;
    m_stale->setText(stale ? QStringLiteral("<span style='color:%1'>%2</span>")
                                 .arg(dataColors(palette()).warning.name(), tr("before the last change").toHtmlEscaped())
                           : QString());
    m_stale->setToolTip(stale ? tr("Checked before the last change of rules or statistics; check again to see what came of it")
                              : QString());
    m_check->setVisible(stale);
}

QString FindingsDock::csv() const { return m_table->csv(); }

void FindingsDock::takeFindings()
{
    std::set<QString> families;
    std::array<int, 3> counts{};
    for (int r = 0; r < m_model->rowCount(); ++r) {
        families.insert(familyOf(m_model->finding(r)));
        ++counts[static_cast<std::size_t>(m_model->finding(r).severity)];
    }
    for (std::size_t s = 0; s < counts.size(); ++s)
        m_severities[s]->setText(QString::number(counts[s]));
    const QString before = m_families->currentData().toString();
    const QSignalBlocker blocker(m_families);
    m_families->clear();
    m_families->addItem(tr("All kinds"), QString());
    for (const QString& family : families)
        m_families->addItem(family, family);
    m_families->setCurrentIndex(std::max(0, m_families->findData(before)));
    applyFilter();
    showPage();
}

void FindingsDock::applyFilter()
{
    std::vector<char> shown(static_cast<std::size_t>(m_model->rowCount()), 0);
    const QString family = m_families->currentData().toString();
    for (int r = 0; r < m_model->rowCount(); ++r) {
        const Finding& f = m_model->finding(r);
        shown[static_cast<std::size_t>(r)] =
            m_severities[static_cast<std::size_t>(f.severity)]->isChecked() && (family.isEmpty() || familyOf(f) == family);
    }
    m_words->setFilter(std::move(shown));
    // The one that was chosen stays, also after its cure: the next click is not for another one.
    int row = -1;
    for (int r = 0; r < m_words->rowCount() && row < 0; ++r)
        if (placeOf(m_model->finding(m_words->sourceRow(r))) == m_chosen)
            row = m_words->sourceRow(r);
    if (row < 0 && m_words->rowCount() > 0)
        row = m_words->sourceRow(0);
    if (row >= 0)
        m_table->selectSourceRows({row});
    showCurrent();
}

const Finding* FindingsDock::current() const
{
    const auto rows = m_table->selectedSourceRows();
    return rows.empty() ? nullptr : &m_model->finding(rows.back());
}

void FindingsDock::choose()
{
    showCurrent();
    const Finding* f = current();
    if (f)
        m_chosen = placeOf(*f);
    if (!f || f->unit.empty() || !m_bench.model())
        return;
    const UnitId unit = m_bench.model()->units.findUnit(f->unit);
    const PointId point = f->point.empty() ? PointId::None : m_bench.model()->units.findPoint(f->point);
    if (unit != UnitId::None)
        m_selection.select(std::vector<UnitId>{unit}, point);
}

void FindingsDock::showCurrent()
{
    const Finding* f = current();
    m_cure->setVisible(f && f->canApply);
    if (!f) {
        m_details->setText(m_model->rowCount() == 0 && m_bench.check()
                               ? tr("Nothing odd was found in the model and its configuration.")
                               : QString());
        return;
    }
    const auto escaped = [](const std::string& s) { return richText(QString::fromStdString(s)); };
    const QString quiet = palette().color(QPalette::PlaceholderText).name();
    QString html = QStringLiteral("<p style='margin:0 0 4px 0'>%1</p>").arg(richText(worded(f->message)));
    if (!f->numbers.empty())
        html += evidenceTable(f->numbers, palette());
    if (!f->cure.empty())
        html += QStringLiteral("<p style='margin:0 0 4px 0'>%1</p>").arg(tr("Cure: %1").arg(richText(worded(f->cure))));
    html += QStringLiteral("<p style='margin:0;color:%1'>%2</p>")
                .arg(quiet,
                     escaped(f->rule) +
                         (f->unit.empty() ? QString() : QStringLiteral(" · ") + escaped(f->point.empty() ? f->unit : f->point)));
    m_details->setText(html);
}

void FindingsDock::showPage()
{
    if (m_model->rowCount() > 0 || m_bench.check())
        showContent();
    else if (m_bench.model())
        showEmpty(tr("Not checked yet: what is odd in structure, ranges and configuration of the model, with its cure."));
    else
        showEmpty(tr("What is odd in structure, ranges and configuration of the model will be listed here, with its cure."));
}

void FindingsDock::retranslate()
{
    setAccessibleName(tr("Findings"));
    m_table->setAccessibleName(tr("Table of findings"));
    m_pages->setItemText(List, tr("Findings"));
    m_pages->setItemText(Types, tr("Dtypes of units"));
    m_pages->setItemText(Weights, tr("Weights"));
    m_pages->setItemText(Calls, tr("Used more than once, or never"));
    nameWidget(m_pages, tr("Table"), tr("Findings, or one of the tables that the check makes beside them"));
    nameWidget(m_save, tr("Save model_check_result.txt"), tr("The whole check as a text file, as the command line writes it"));
    m_check->setText(tr("Check"));
    m_check->setToolTip(tr("Check again, with the rules and statistics of now"));
    m_tables->retranslate();
    m_tablesOf.reset(); // their words
    takeCheck();
    m_families->setAccessibleName(tr("Kind of finding"));
    m_families->setToolTip(tr("Show one kind of finding only"));
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        QToolButton* button = severityButton(severity);
        button->setToolTip(severity == Severity::Error     ? tr("Show errors")
                           : severity == Severity::Warning ? tr("Show warnings")
                                                           : tr("Show notes"));
        button->setAccessibleName(button->toolTip());
    }
    m_cure->setText(tr("Apply cure"));
    m_cure->setToolTip(tr("Adds the rules that cure this finding, as one step that can be undone"));
    m_copy->setText(tr("Copy"));
    m_export->setText(tr("Export the table…"));
    m_export->setToolTip(tr("The findings shown, as a CSV file"));
    takeFindings(); // the words of its list
    showCurrent();
}

} // namespace qb
