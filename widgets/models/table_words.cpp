// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/table_words.h"

#include "widgets/common/format.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

bool isNumber(const QVariant& value) { return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::ULongLong; }

bool unknown(const QVariant& value)
{
    return !value.isValid() || (value.typeId() == QMetaType::Double && std::isnan(value.toDouble()));
}

bool less(const QVariant& a, const QVariant& b)
{
    if (isNumber(a) && isNumber(b))
        return a.toDouble() < b.toDouble();
    return QString::compare(a.toString(), b.toString(), Qt::CaseInsensitive) < 0;
}

/// Only the weight: the rest is the view's.
QFont boldFont()
{
    QFont font;
    font.setBold(true);
    return font;
}

QString wholeText(const QVariant& value)
{
    if (!value.isValid())
        return {};
    return value.typeId() == QMetaType::Double ? fullNumber(value.toDouble()) : value.toString();
}

} // namespace

TableWords::TableWords(TableModel& source, std::vector<TableColumn> columns, QObject* parent)
    : QAbstractTableModel(parent), m_source(source), m_columns(std::move(columns))
{
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&source, &QAbstractItemModel::modelReset, this, [this] {
        m_shown.reset();
        order();
        endResetModel();
    });
    connect(&source, &TableModel::valuesChanged, this, &TableWords::takeValues);
    order();
}

int TableWords::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_order.size()); }
int TableWords::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_columns.size()); }

int TableWords::rowOf(int sourceRow) const
{
    return sourceRow >= 0 && sourceRow < static_cast<int>(m_rowOf.size()) ? m_rowOf[static_cast<std::size_t>(sourceRow)] : -1;
}

QVariant TableWords::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TableColumn& c = column(index.column());
    const int row = sourceRow(index.row());
    switch (role) {
    case KindRole: return static_cast<int>(c.kind);
    case Qt::FontRole: return c.strong && c.strong(row) ? QVariant(boldFont()) : QVariant();
    case Qt::DecorationRole: return c.icon ? QVariant(c.icon(row)) : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (c.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    default: break;
    }
    const QVariant value = m_source.raw(row, index.column());
    const Meaning meaning = c.meaning ? c.meaning(row) : Meaning::Full;
    const auto optional = [&](const auto& function) {
        if (meaning == Meaning::None)
            return QVariant();
        const auto x = function ? function(value) : std::nullopt;
        return x && !std::isnan(*x) ? QVariant(std::clamp(*x, 0.0, 1.0)) : QVariant();
    };
    switch (role) {
    case RawRole: return value;
    case Qt::DisplayRole: return shownText(row, index.column(), value);
    case Qt::ToolTipRole:
        if (c.tip)
            return c.tip(row);
        // A word in the language of the window; a number with all its digits.
        return c.kind == CellKind::Text ? shownText(row, index.column(), value) : unknown(value) ? QString() : wholeText(value);
    case Qt::AccessibleTextRole: {
        const QString text = shownText(row, index.column(), value);
        return QStringLiteral("%1: %2").arg(c.title(), c.iconText ? c.iconText(row) + QStringLiteral(": ") + text : text);
    }
    case BarRole: return optional(c.bar);
    case BadnessRole: return optional(c.badness);
    case ToneRole: return static_cast<int>(meaning != Meaning::Full ? Tone::Quiet : c.tone ? c.tone(row, value) : Tone::Plain);
    default: return {};
    }
}

QString TableWords::shownText(int sourceRow, int index, const QVariant& value) const
{
    const TableColumn& c = column(index);
    if (c.rowText)
        return c.rowText(sourceRow);
    return c.text ? c.text(value) : unknown(value) ? QString() : wholeText(value);
}

QVariant TableWords::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& c = column(section);
    if (role == Qt::DisplayRole)
        return c.heading ? c.heading() : c.title();
    if (role == Qt::ToolTipRole)
        return !c.about ? c.title() : c.heading ? c.title() + QLatin1Char('\n') + c.about() : c.about();
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (c.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

void TableWords::order()
{
    const int rows = m_source.rowCount();
    m_order.clear();
    for (int r = 0; r < rows; ++r)
        if (!m_shown || (*m_shown)[static_cast<std::size_t>(r)] != 0)
            m_order.push_back(r);
    if (m_sortColumn >= 0 && m_sortColumn < columnCount()) {
        std::vector<QVariant> values(static_cast<std::size_t>(rows));
        for (const int r : m_order)
            values[static_cast<std::size_t>(r)] = m_source.raw(r, m_sortColumn);
        const auto at = [&](int r) -> const QVariant& { return values[static_cast<std::size_t>(r)]; };
        std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) {
            if (unknown(at(a)) || unknown(at(b)))
                return !unknown(at(a)) && unknown(at(b));
            return m_sortOrder == Qt::AscendingOrder ? less(at(a), at(b)) : less(at(b), at(a));
        });
    }
    m_rowOf.assign(static_cast<std::size_t>(rows), -1);
    for (std::size_t i = 0; i < m_order.size(); ++i)
        m_rowOf[static_cast<std::size_t>(m_order[i])] = static_cast<int>(i);
}

void TableWords::sort(int column, Qt::SortOrder sortOrder)
{
    if (column == m_sortColumn && sortOrder == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = sortOrder;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<int> before = m_order;
    order();
    const QModelIndexList old = persistentIndexList();
    QModelIndexList now;
    for (const QModelIndex& i : old)
        now << index(m_rowOf[static_cast<std::size_t>(before[static_cast<std::size_t>(i.row())])], i.column());
    changePersistentIndexList(old, now);
    emit layoutChanged({}, VerticalSortHint);
}

void TableWords::setFilter(std::optional<std::vector<char>> shown)
{
    if (shown && shown->size() != static_cast<std::size_t>(m_source.rowCount()))
        shown.reset();
    const std::vector<int> before = m_order;
    std::swap(m_shown, shown);
    // A filter that hits the same rows as before (its words ask for metrics) is no reset.
    if (std::count_if(m_rowOf.begin(), m_rowOf.end(), [](int r) { return r >= 0; }) ==
        static_cast<std::ptrdiff_t>(m_order.size())) {
        bool same = m_rowOf.size() == static_cast<std::size_t>(m_source.rowCount());
        for (std::size_t r = 0; same && r < m_rowOf.size(); ++r)
            same = (m_rowOf[r] >= 0) == (!m_shown || (*m_shown)[r] != 0);
        if (same)
            return;
    }
    beginResetModel();
    order();
    endResetModel();
}

void TableWords::takeValues()
{
    // Rows stay where they are when their values change under the user's eyes; the next click on the header sorts anew.
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void TableWords::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    takeValues();
}

QString TableWords::fullText(int row, int column) const { return wholeText(m_source.raw(sourceRow(row), column)); }

} // namespace qb
