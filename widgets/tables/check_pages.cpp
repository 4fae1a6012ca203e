// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/check_pages.h"

#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/tables/rows_page.h"
#include "widgets/tables/table_view.h"

#include <QHeaderView>
#include <QTimer>

#include <algorithm>

namespace qb {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

QString axisText(int axis) { return axis < 0 ? QStringLiteral("-") : QString::number(axis); }

TableColumn axisColumn(int priority)
{
    TableColumn c = TableColumn::of("ch_axis", CellKind::Number, 5, priority, [] { return CheckPages::tr("Channel axis"); });
    c.about = [] { return CheckPages::tr("axis along which there is a scale for each channel; - where there is one in all"); };
    return c;
}

std::vector<TableColumn> typeColumns()
{
    return {TableColumn::of("unit", CellKind::Text, 18, 0, [] { return CheckPages::tr("Unit"); }),
            TableColumn::of("op_type", CellKind::Text, 10, 40, [] { return CheckPages::tr("Type"); }),
            TableColumn::of("inputs", CellKind::Text, 11, 10, [] { return CheckPages::tr("Inputs"); }),
            TableColumn::of("output", CellKind::Badge, 7, 11, [] { return CheckPages::tr("Output"); }),
            axisColumn(70),
            TableColumn::of("observer", CellKind::Text, 14, 60, [] { return CheckPages::tr("Observer"); }),
            TableColumn::of("why_float", CellKind::Text, 22, 50, [] { return CheckPages::tr("Why float"); })};
}

std::vector<TableColumn> weightColumns()
{
    return {TableColumn::of("point", CellKind::Text, 20, 0, [] { return CheckPages::tr("Weight"); }),
            TableColumn::of("dtype", CellKind::Badge, 7, 10, [] { return CheckPages::tr("Dtype"); }), axisColumn(20),
            TableColumn::of("observer", CellKind::Text, 14, 30, [] { return CheckPages::tr("Observer"); })};
}

std::vector<TableColumn> callColumns()
{
    return {TableColumn::of("name", CellKind::Text, 16, 0, [] { return CheckPages::tr("Name"); }),
            TableColumn::of("calls", CellKind::Number, 5, 10, [] { return CheckPages::tr("Calls"); }),
            TableColumn::of("note", CellKind::Text, 26, 20, [] { return CheckPages::tr("Note"); })};
}

constexpr int kUnit = 0;
constexpr int kWhyFloat = 6;

/// What is left of the room of names goes to the reasons, as far as they need it and the user has not chosen widths.
class RoomForReasons : public QObject {
public:
    explicit RoomForReasons(TableView& table) : QObject(&table), m_table(table)
    {
        connect(table.words(), &QAbstractItemModel::modelReset, this, &RoomForReasons::measure);
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
            if (column == kUnit)
                m_later.start(0); // the header is at work on its sections
        });
        m_later.setSingleShot(true);
        connect(&m_later, &QTimer::timeout, this, &RoomForReasons::give);
        measure();
    }

private:
    void measure()
    {
        m_unit = widest(kUnit);
        m_reason = widest(kWhyFloat);
        give();
    }

    [[nodiscard]] int least(int column) const
    {
        return m_table.fontMetrics().horizontalAdvance(QLatin1Char('0')) * m_table.words()->column(column).digits + 3 * kGrid;
    }

    [[nodiscard]] int widest(int column) const
    {
        int width = least(column);
        const TableWords& words = *m_table.words();
        for (int r = 0; r < words.rowCount(); ++r)
            width =
                std::max(width, m_table.fontMetrics().horizontalAdvance(words.index(r, column).data().toString()) + 4 * kGrid);
        return width;
    }

    void give()
    {
        const QHeaderView& header = *m_table.horizontalHeader();
        if (header.isSectionHidden(kWhyFloat) || !m_table.saveColumns().isEmpty())
            return;
        const int both = header.sectionSize(kUnit) + header.sectionSize(kWhyFloat);
        const int width = std::clamp(both - m_unit, least(kWhyFloat), m_reason);
        if (width != header.sectionSize(kWhyFloat))
            m_table.setColumnWidth(kWhyFloat, width);
    }

    TableView& m_table;
    QTimer m_later;
    int m_unit = 0;   ///< that names need
    int m_reason = 0; ///< that reasons need
};

} // namespace

CheckPages::CheckPages(Selection& selection, QObject* parent)
    : QObject(parent),
      m_types(new RowsPage(selection, typeColumns(), 0)),
      m_weights(new RowsPage(selection, weightColumns(), 0)),
      m_calls(new RowsPage(selection, callColumns(), 2))
{
    for (RowsPage* page : {m_types, m_weights, m_calls})
        connect(page, &RowsPage::csvRequested, this, &CheckPages::csvRequested);
    new RoomForReasons(*m_types->table());
    retranslate();
}

void CheckPages::retranslate()
{
    m_types->table()->setAccessibleName(tr("Dtypes of units"));
    m_weights->table()->setAccessibleName(tr("Weights"));
    m_calls->table()->setAccessibleName(tr("Used more than once, or never"));
    m_weights->setEmptyText(tr("No unit has weights."));
    m_calls->setEmptyText(tr("Everything is used exactly once."));
    for (RowsPage* page : {m_types, m_weights, m_calls})
        page->retranslate();
}

void CheckPages::clear()
{
    for (RowsPage* page : {m_types, m_weights, m_calls})
        page->setRows({});
}

void CheckPages::show(const Model& model, const CheckTables& tables)
{
    std::vector<TableRow> rows;
    for (const UnitTypes& t : tables.types) {
        QStringList inputs;
        for (const std::string& input : t.inputs)
            inputs << text(input);
        const Unit& unit = model.unit(t.unit);
        TableRow& row = rows.emplace_back();
        row.unit = t.unit;
        row.cells = {text(unit.name), text(unit.opType),       inputs.join(QStringLiteral(", ")),
                     text(t.output),  axisText(t.channelAxis), worded(t.observer),
                     worded(t.reason)};
    }
    m_types->setRows(std::move(rows));
    rows.clear();
    for (const WeightTypes& w : tables.weights) {
        const Point& point = model.point(w.point);
        TableRow& row = rows.emplace_back();
        row.unit = point.unit;
        row.point = w.point;
        row.cells = {text(model.unit(point.unit).name), text(w.dtype), axisText(w.channelAxis), worded(w.observer)};
    }
    m_weights->setRows(std::move(rows));
    rows.clear();
    // A weight is used by units; the first of them can be shown.
    std::map<std::string_view, UnitId> unitOf;
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const Unit& unit = model.units.units[u];
        unitOf.emplace(unit.name, static_cast<UnitId>(u));
        if (unit.weight)
            unitOf.emplace(model.graph.value(unit.weight->value).name, static_cast<UnitId>(u));
    }
    for (const CallCount& c : tables.calls) {
        TableRow& row = rows.emplace_back();
        if (const auto found = unitOf.find(c.name); found != unitOf.end())
            row.unit = found->second;
        row.cells = {text(c.name), static_cast<qulonglong>(c.calls), worded(c.note)};
    }
    m_calls->setRows(std::move(rows));
}

} // namespace qb
