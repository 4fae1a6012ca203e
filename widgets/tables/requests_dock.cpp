// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/requests_dock.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/tables/rows_page.h"
#include "widgets/tables/table_view.h"

#include <QToolButton>

namespace qb {

namespace {

enum Column { PointColumn, TypeColumn, RequestedColumn, EffectiveColumn, RuleColumn, StoryColumn };

std::vector<TableColumn> columns()
{
    std::vector<TableColumn> columns{
        TableColumn::of("point", CellKind::Text, 20, 0, [] { return RequestsDock::tr("Point"); }),
        TableColumn::of("op_type", CellKind::Text, 10, 60, [] { return RequestsDock::tr("Type"); }),
        TableColumn::of("requested", CellKind::Badge, 7, 10, [] { return RequestsDock::tr("Requested"); }),
        TableColumn::of("effective", CellKind::Badge, 7, 11, [] { return RequestsDock::tr("Effective"); }),
        TableColumn::of("rule", CellKind::Text, 6, 50, [] { return RequestsDock::tr("Rule"); }),
        TableColumn::of("story", CellKind::Text, 24, 20, [] { return RequestsDock::tr("Story"); })};
    columns[StoryColumn].prose = true;
    return columns;
}

/// Row by row as the rules file and the window count them: from 1.
TableRow rowOf(const Model& model, const Effective& effective, std::size_t index)
{
    const Point& point = model.units.points[index];
    const PointConfig& config = effective.points[index];
    const DType came = config.active ? config.dtype : DType::Float32;
    QStringList story;
    for (const Text& line : config.story)
        story << worded(line);
    if (!config.whyNot.empty())
        story << worded(config.whyNot);
    // What decided comes first: it must not be what is cut off.
    QStringList lastFirst(story.rbegin(), story.rend());
    lastFirst.removeDuplicates();
    TableRow row;
    row.unit = point.unit;
    row.point = static_cast<PointId>(index);
    row.cells = {QString::fromStdString(point.name),
                 QString::fromStdString(model.unit(point.unit).opType),
                 dtypeText(config.requested),
                 dtypeText(came),
                 config.rule < 0 ? RequestsDock::tr("target") : QString::number(config.rule + 1),
                 lastFirst.join(QStringLiteral(" ← "))};
    row.tip = QString::fromStdString(point.name) + QLatin1Char('\n') + story.join(QLatin1Char('\n'));
    row.tone = came != config.requested ? Tone::Warning : Tone::Plain;
    return row;
}

} // namespace

RequestsDock::RequestsDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_page(new RowsPage(selection, columns(), StoryColumn)),
      m_only(new QToolButton),
      m_save(new QToolButton)
{
    m_only->setCheckable(true);
    m_only->setAutoRaise(true);
    m_only->setIcon(themeIcon(QStringLiteral("view-filter")));
    m_save->setAutoRaise(true);
    m_save->setIcon(themeIcon(QStringLiteral("document-save-as")));
    m_page->addTool(m_only);
    m_page->addTool(m_save);
    setContent(m_page);
    connect(m_only, &QToolButton::toggled, this, [this](bool on) {
        m_page->setKept(on ? [](const TableRow& row) { return row.tone == Tone::Warning; }
                           : std::function<bool(const TableRow&)>());
    });
    connect(m_page, &RowsPage::csvRequested, this, &RequestsDock::csvRequested);
    connect(m_save, &QToolButton::clicked, this, &RequestsDock::saveRequested);
    for (const auto change : {&Bench::modelChanged, &Bench::configurationChanged})
        connect(&bench, change, this, &RequestsDock::refresh);
    retranslate();
}

void RequestsDock::retranslate()
{
    setAccessibleName(tr("Requested and effective"));
    m_page->table()->setAccessibleName(tr("Requested and effective dtypes"));
    m_page->setEmptyText(tr("Every point came out as it was asked for."));
    nameWidget(m_only, tr("Only what came out otherwise"), tr("Shows only the points that came out otherwise than asked"));
    nameWidget(m_save, tr("Save qconfig_changelogs.txt"), tr("The same as a text file, as the command line writes it"));
    m_page->retranslate();
    refresh();
}

void RequestsDock::refresh()
{
    const auto& model = m_bench.model();
    const auto& configuration = m_bench.configuration();
    if (!model || !configuration || configuration->effective->points.size() != model->pointCount())
        return showEmpty(tr("Which dtype the rules asked for at every point, to what it came, and why."));
    showContent();
    m_filled = false;
    if (isVisible())
        fill();
}

void RequestsDock::showEvent(QShowEvent* event)
{
    PagedDock::showEvent(event);
    if (!isEmptyShown() && !m_filled)
        fill();
}

void RequestsDock::fill()
{
    const auto& model = m_bench.model();
    const Effective& effective = *m_bench.configuration()->effective;
    m_filled = true;
    std::vector<TableRow> rows;
    for (std::size_t p = 0; p < model->pointCount(); ++p)
        if (effective.points[p].active || model->units.points[p].kind != PointKind::Operand)
            rows.push_back(rowOf(*model, effective, p));
    std::stable_partition(rows.begin(), rows.end(), [](const TableRow& row) { return row.tone == Tone::Warning; });
    m_page->setRows(std::move(rows));
}

} // namespace qb
