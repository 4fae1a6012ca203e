// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/column_table.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <cmath>

namespace qb {

namespace {

bool isNumber(const QVariant& value)
{
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int;
}

/// A thin bar at the foot of the cell, so that the text stays readable.
class BarDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant share = index.data(ColumnBar);
        if (!share.isValid() || std::isnan(share.toDouble()))
            return;
        const double width = std::clamp(share.toDouble(), 0.0, 1.0) * (option.rect.width() - 6);
        painter->fillRect(QRectF(option.rect.left() + 3, option.rect.bottom() - 2.5, std::max(width, 1.0), 2.5),
                          index.data(ColumnBarColor).value<QColor>());
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = isNumber(index.data(Qt::EditRole)) ? Qt::ElideRight : Qt::ElideMiddle;
        // The one in focus is the row; no dotted frame around a cell.
        option->state &= ~QStyle::State_HasFocus;
    }
};

QString field(const QString& text, QChar separator)
{
    if (separator == QLatin1Char('\t'))
        return QString(text).replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (!text.contains(separator) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')))
        return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1String("\""), QLatin1String("\"\"")) + QLatin1Char('"');
}

} // namespace

QVariant ColumnModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rows() || index.column() >= columns())
        return {};
    return role == Qt::DisplayRole || role == Qt::EditRole ? raw(index.row(), index.column()) : QVariant();
}

QVariant WordsProxy::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = mapToSource(index);
    const QVariant value = source.data(Qt::EditRole);
    switch (role) {
    case Qt::DisplayRole: {
        const QVariant own = look(source, role);
        return own.isValid() ? own : words(index.column(), value);
    }
    case Qt::TextAlignmentRole: {
        const QVariant own = look(source, role);
        return own.isValid() ? own : static_cast<int>((isNumber(value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::ToolTipRole: {
        const QVariant own = look(source, role);
        if (own.isValid())
            return own;
        return value.typeId() == QMetaType::Double ? fullNumber(value.toDouble()) : words(index.column(), value);
    }
    case Qt::EditRole: return value;
    default: return look(source, role);
    }
}

QVariant WordsProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return title(section);
    if (role == Qt::ToolTipRole) {
        const QString more = explain(section);
        return more.isEmpty() ? title(section) : title(section) + QLatin1String(": ") + more;
    }
    if (role == Qt::TextAlignmentRole && rowCount() > 0)
        return data(index(0, section), role);
    return {};
}

QString WordsProxy::words(int, const QVariant& value) const
{
    return value.typeId() == QMetaType::Double ? number(value.toDouble()) : value.toString();
}

bool WordsProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant a = left.data(Qt::EditRole);
    const QVariant b = right.data(Qt::EditRole);
    if (!isNumber(a) || !isNumber(b))
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    const double x = a.toDouble();
    const double y = b.toDouble();
    if (std::isnan(x) || std::isnan(y))
        return sortOrder() == Qt::AscendingOrder ? !std::isnan(x) && std::isnan(y) : std::isnan(x) && !std::isnan(y);
    return x < y;
}

DataTable::DataTable(QWidget* parent) : QTableView(parent)
{
    setItemDelegate(new BarDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kRowPadding);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &DataTable::headerMenu);
    connect(this, &QTableView::doubleClicked, this, &DataTable::taken);
}

void DataTable::setProxy(WordsProxy* proxy) { setModel(proxy); }

void DataTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kRowPadding);
}

QString DataTable::text(QChar separator, bool all) const
{
    if (!model())
        return {};
    std::vector<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int c = horizontalHeader()->logicalIndex(visual); !isColumnHidden(c))
            columns.push_back(c);
    std::vector<int> rows;
    if (!all && selectionModel())
        for (const QModelIndex& index : selectionModel()->selectedRows())
            rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    if (rows.empty())
        for (int r = 0; r < model()->rowCount(); ++r)
            rows.push_back(r);
    QString out;
    const auto line = [&](const std::function<QString(int)>& cell) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            out += (i > 0 ? QString(separator) : QString()) + field(cell(columns[i]), separator);
        out += QLatin1Char('\n');
    };
    line([&](int c) { return model()->headerData(c, Qt::Horizontal).toString(); });
    for (const int r : rows)
        line([&](int c) {
            const QModelIndex index = model()->index(r, c);
            const QVariant raw = index.data(Qt::EditRole);
            return raw.typeId() == QMetaType::Double ? fullNumber(raw.toDouble()) : index.data().toString();
        });
    return out;
}

void DataTable::copy() const { QApplication::clipboard()->setText(text(QLatin1Char('\t'))); }

void DataTable::fitColumns(int stretch)
{
    for (int c = 0; c < horizontalHeader()->count(); ++c)
        horizontalHeader()->setSectionResizeMode(c, QHeaderView::Interactive);
    resizeColumnsToContents();
    m_needed = horizontalHeader()->length() + 2 * kGrid;
    for (int c = 0; c < horizontalHeader()->count(); ++c)
        horizontalHeader()->setSectionResizeMode(c, c == stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit taken(currentIndex());
    } else {
        QTableView::keyPressEvent(event);
    }
}

void DataTable::headerMenu(QPoint at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int c = 0; c < model()->columnCount(); ++c) {
        QAction* action = menu->addAction(model()->headerData(c, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(c));
        connect(action, &QAction::toggled, this, [this, c](bool on) { setColumnHidden(c, !on); });
    }
    menu->popup(horizontalHeader()->viewport()->mapToGlobal(at));
}

} // namespace qb
