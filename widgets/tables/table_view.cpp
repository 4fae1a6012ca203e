// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/table_view.h"

#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/tables/cell_delegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <set>

namespace qb {

TableView::TableView(QWidget* parent) : QTableView(parent), m_changed(new QTimer(this))
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setItemDelegate(new CellDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(4 * kGrid);
    header->setTextElideMode(Qt::ElideRight);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { popupHeaderMenu(horizontalHeader()->mapToGlobal(at)); });
    const auto byHand = [this] {
        if (m_fitting || QGuiApplication::mouseButtons() == Qt::NoButton)
            return;
        m_chosen = true;
        emit columnsChanged();
    };
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_following = false; });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& i) { emit taken(m_words->sourceRow(i.row())); });
    connect(header, &QHeaderView::sectionMoved, this, byHand);
    connect(header, &QHeaderView::sectionResized, this, [this, byHand](int column, int before, int now) {
        if (column != m_stretched && before > 0 && now > 0)
            byHand();
    });
}

void TableView::setWords(TableWords* words, int stretched)
{
    m_words = words;
    m_stretched = stretched;
    m_offered.assign(static_cast<std::size_t>(words->columnCount()), 1);
    setModel(words);
    connect(words, &QAbstractItemModel::modelReset, this, &TableView::refit);
    connect(words, &QAbstractItemModel::rowsInserted, this, &TableView::refit);
    // A dtype is known, or fixed now. Once for all that changes in a moment: cells are measured.
    m_changed->setSingleShot(true);
    connect(words, &QAbstractItemModel::dataChanged, m_changed, qOverload<>(&QTimer::start));
    connect(m_changed, &QTimer::timeout, this, [this] {
        if (!m_chosen && isVisible())
            spendSpareWidth();
    });
    setSortingEnabled(true);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    measure();
    fitColumns();
}

void TableView::setLeastRowHeight(int pixels)
{
    m_leastRowHeight = pixels;
    measure();
}

void TableView::measure()
{
    const QFontMetrics metrics = fontMetrics();
    verticalHeader()->setMinimumSectionSize(metrics.height());
    verticalHeader()->setDefaultSectionSize(std::max(m_leastRowHeight, metrics.height() + kRowPadding));
    if (!m_words || m_chosen)
        return;
    for (int c = 0; c < m_words->columnCount(); ++c)
        setColumnWidth(c, usualWidth(c));
}

int TableView::usualWidth(int column) const
{
    const TableColumn& c = m_words->column(column);
    return std::max(fontMetrics().horizontalAdvance(c.heading ? c.heading() : c.title()) + 6 * kGrid,
                    fontMetrics().horizontalAdvance(QLatin1Char('0')) * c.digits + 3 * kGrid);
}

int TableView::naturalWidth(int column) const
{
    constexpr int kMeasured = 400;
    const QFontMetrics metrics = fontMetrics();
    const int rows = m_words->rowCount();
    int natural = 0;
    QSet<QString> measured; // badges are few words in many cells
    for (int i = 0; i < std::min(rows, kMeasured); ++i) {
        const auto row = static_cast<int>(static_cast<qint64>(i) * rows / std::min(rows, kMeasured));
        const QString text = m_words->index(row, column).data().toString();
        const bool badge = m_words->column(column).kind == CellKind::Badge;
        if (badge && measured.contains(text))
            continue;
        if (badge)
            measured.insert(text);
        natural = std::max(natural, metrics.horizontalAdvance(badge ? briefBadge(text) : text));
    }
    return natural + 5 * kGrid; // of cells and badges, and the line between columns
}

int TableView::naturalWidth() const
{
    if (m_natural < 0)
        m_natural = naturalWidth(m_stretched);
    return m_natural;
}

/// What names may claim where other columns want room too.
int TableView::namesIn(int width) const { return std::min(naturalWidth(), width / 2); }

/// After its rows have changed.
void TableView::refit()
{
    m_natural = -1;
    if (!m_chosen)
        fitColumns();
}

/// Names come before columns that are nice to have, but not before the two that count most: what is cut to the same few
/// letters in each row names nothing. Long ones get half of the room: they are cut in the middle.
TableView::Fit TableView::fitInto(int width) const
{
    std::vector<int> byPriority(static_cast<std::size_t>(m_words->columnCount()));
    std::iota(byPriority.begin(), byPriority.end(), 0);
    std::stable_sort(byPriority.begin(), byPriority.end(), [&](int a, int b) { return rankOf(a) < rankOf(b); });
    const int leastNames = fontMetrics().horizontalAdvance(QLatin1Char('0')) * m_words->column(m_stretched).digits;
    Fit fit{std::vector<char>(byPriority.size(), 0), leastNames};
    fit.shown[static_cast<std::size_t>(m_stretched)] = 1;
    constexpr int kVital = 2; // a name alone says nothing
    int others = 0;
    for (const int c : byPriority) {
        if (c == m_stretched || m_offered[static_cast<std::size_t>(c)] == 0)
            continue;
        if (others == kVital && !m_words->column(m_stretched).prose)
            fit.width = std::max(fit.width, std::min(width, fit.width + std::max(0, namesIn(width) - leastNames)));
        const int needed = fit.width + usualWidth(c);
        const bool optional = others > 0 && m_words->column(c).priority != TableColumn::kAlways;
        if ((needed > width && optional) || rankOf(c) >= TableColumn::kOnRequest)
            break;
        ++others;
        fit.width = needed;
        fit.shown[static_cast<std::size_t>(c)] = 1;
    }
    return fit;
}

int TableView::rankOf(int column) const
{
    const auto found = std::find(m_preferred.begin(), m_preferred.end(), column);
    return found == m_preferred.end() ? m_words->column(column).priority
                                      : static_cast<int>(found - m_preferred.begin() - std::ssize(m_preferred));
}

void TableView::prefer(std::vector<int> columns)
{
    if (columns == m_preferred)
        return;
    m_preferred = std::move(columns);
    refit();
}

int TableView::widthFor(int most) const { return m_words ? fitInto(most).width : 0; }

void TableView::fitColumns()
{
    if (!m_words)
        return;
    QHeaderView* header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    const Fit fit = fitInto(viewport()->width());
    for (int c = 0; c < m_words->columnCount(); ++c)
        if (!m_chosen || m_offered[static_cast<std::size_t>(c)] == 0)
            header->setSectionHidden(c, fit.shown[static_cast<std::size_t>(c)] == 0);
    // With columns that must be there it keeps its room, and the table scrolls; else it gives way.
    const int least = fontMetrics().horizontalAdvance(QLatin1Char('0')) * m_words->column(m_stretched).digits;
    int others = 0;
    bool always = false;
    for (int c = 0; c < m_words->columnCount(); ++c) {
        others += c == m_stretched ? 0 : header->sectionSize(c);
        always |= m_words->column(c).priority == TableColumn::kAlways;
    }
    if (always && others + least > viewport()->width())
        header->resizeSection(m_stretched, least);
    else
        header->setSectionResizeMode(m_stretched, QHeaderView::Stretch);
    if (!m_chosen)
        spendSpareWidth();
}

/// What the stretched column does not need goes to texts that are cut.
void TableView::spendSpareWidth()
{
    const QScopedValueRollback fitting(m_fitting, true);
    QHeaderView* header = horizontalHeader();
    int all = viewport()->width();
    for (int c = 0; c < m_words->columnCount(); ++c)
        if (c != m_stretched && !header->isSectionHidden(c))
            all -= usualWidth(c);
    int given = 0;
    // Badges first: a cut one is not understood, while names are cut in the middle.
    const int names = std::min(naturalWidth(), viewport()->width() * 2 / 5);
    for (const auto& [kind, spare] : {std::pair{CellKind::Badge, all - names}, {CellKind::Text, all - naturalWidth()}})
        for (int c = 0; c < m_words->columnCount(); ++c) {
            if (c == m_stretched || header->isSectionHidden(c) || m_words->column(c).kind != kind)
                continue;
            const int usual = usualWidth(c);
            const int more = spare <= given ? 0 : std::clamp(naturalWidth(c) - usual, 0, spare - given);
            given += more;
            if (header->sectionSize(c) != usual + more)
                header->resizeSection(c, usual + more);
        }
}

void TableView::setOffered(int column, bool offered)
{
    char& now = m_offered[static_cast<std::size_t>(column)];
    if ((now != 0) == offered)
        return;
    now = offered ? 1 : 0;
    if (m_chosen)
        setColumnHidden(column, !offered);
    else
        fitColumns();
}

void TableView::showColumn(int column, bool shown)
{
    m_chosen = true;
    setColumnHidden(column, !shown);
    emit columnsChanged();
}

QMenu* TableView::makeHeaderMenu()
{
    auto* menu = new QMenu(this);
    for (int c = 0; c < m_words->columnCount(); ++c) {
        QAction* action = menu->addAction(m_words->column(c).title());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(c));
        action->setEnabled(c != m_stretched);
        action->setVisible(m_offered[static_cast<std::size_t>(c)] != 0);
        connect(action, &QAction::toggled, this, [this, c](bool on) { showColumn(c, on); });
    }
    menu->addSeparator();
    QAction* fit = menu->addAction(tr("Columns that fit"));
    fit->setToolTip(tr("Show as many columns as there is room for"));
    connect(fit, &QAction::triggered, this, [this] {
        m_chosen = false;
        measure();
        fitColumns();
        emit columnsChanged();
    });
    addSortMenu(*menu);
    menu->addActions(m_headerActions);
    return menu;
}

void TableView::popupHeaderMenu(const QPoint& global)
{
    QMenu* menu = makeHeaderMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(global);
}

/// What a click on a header does; once more turns it round.
void TableView::addSortMenu(QMenu& menu)
{
    QMenu* sorts = menu.addMenu(tr("Sort by"));
    const QHeaderView* header = horizontalHeader();
    for (int c = 0; c < m_words->columnCount(); ++c) {
        if (isColumnHidden(c))
            continue;
        const bool sorted = header->sortIndicatorSection() == c;
        QAction* action = sorts->addAction(m_words->column(c).title());
        action->setCheckable(true);
        action->setChecked(sorted);
        const bool down = sorted && header->sortIndicatorOrder() == Qt::AscendingOrder;
        connect(action, &QAction::triggered, this,
                [this, c, down] { sortByColumn(c, down ? Qt::DescendingOrder : Qt::AscendingOrder); });
    }
    connect(sorts->addAction(tr("As it was")), &QAction::triggered, this, [this] { sortByColumn(-1, Qt::AscendingOrder); });
}

QByteArray TableView::saveColumns() const { return m_chosen ? columnMark() + horizontalHeader()->saveState() : QByteArray(); }

/// What another version with other columns has kept would name the wrong ones.
QByteArray TableView::columnMark() const { return QByteArray::number(m_words->columnCount()) + ':'; }

void TableView::restoreColumns(const QByteArray& state)
{
    const QByteArray mark = columnMark();
    m_chosen = state.startsWith(mark) && horizontalHeader()->restoreState(state.mid(mark.size()));
    measure();
    fitColumns();
}

QString TableView::tsv(Rows which) const
{
    if (!m_words)
        return {};
    QList<int> rows;
    if (which == Rows::Selected && selectionModel()->hasSelection())
        for (const QModelIndex& i : selectionModel()->selectedRows())
            rows << i.row();
    else
        for (int r = 0; r < m_words->rowCount(); ++r)
            rows << r;
    std::sort(rows.begin(), rows.end());
    QList<int> columns;
    for (int v = 0; v < m_words->columnCount(); ++v)
        if (const int c = horizontalHeader()->logicalIndex(v); !isColumnHidden(c))
            columns << c;
    QString text;
    const auto line = [&](const auto& cell) {
        QStringList cells;
        for (const int c : columns)
            cells << QString(cell(c)).replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    };
    line([&](int c) { return m_words->column(c).title(); });
    for (const int r : rows)
        line([&](int c) { return m_words->fullText(r, c); });
    return text;
}

QString TableView::csv() const
{
    if (!m_words)
        return {};
    const auto quoted = [](QString cell) {
        if (!cell.contains(QLatin1Char(',')) && !cell.contains(QLatin1Char('"')) && !cell.contains(QLatin1Char('\n')))
            return cell;
        return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    };
    QString text;
    for (int r = -1; r < m_words->rowCount(); ++r) {
        QStringList cells;
        for (int c = 0; c < m_words->columnCount(); ++c)
            cells << quoted(r < 0 ? QString::fromLatin1(m_words->column(c).key) : m_words->fullText(r, c));
        text += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

void TableView::copy() { QGuiApplication::clipboard()->setText(tsv()); }

void TableView::selectSourceRows(const std::vector<int>& rows)
{
    if (!m_words)
        return;
    std::vector<int> shown;
    for (const int r : rows)
        if (const int row = m_words->rowOf(r); row >= 0)
            shown.push_back(row);
    const int current = shown.empty() ? -1 : shown.back();
    std::sort(shown.begin(), shown.end());
    QItemSelection selection;
    const int last = m_words->columnCount() - 1;
    for (std::size_t i = 0; i < shown.size();) {
        std::size_t end = i + 1;
        while (end < shown.size() && shown[end] == shown[end - 1] + 1)
            ++end;
        selection.append(QItemSelectionRange(m_words->index(shown[i], 0), m_words->index(shown[end - 1], last)));
        i = end;
    }
    m_selecting = true;
    if (current >= 0) {
        selectionModel()->setCurrentIndex(m_words->index(current, m_stretched), QItemSelectionModel::NoUpdate);
        scrollTo(m_words->index(current, m_stretched));
        m_following = true;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_selecting = false;
}

std::vector<int> TableView::selectedSourceRows() const
{
    std::vector<int> rows;
    if (!m_words)
        return rows;
    const QModelIndex current = selectionModel()->currentIndex();
    bool currentToo = false;
    for (const QModelIndex& i : selectionModel()->selectedRows()) {
        if (i.row() == current.row())
            currentToo = true;
        else
            rows.push_back(m_words->sourceRow(i.row()));
    }
    std::sort(rows.begin(), rows.end());
    if (currentToo)
        rows.push_back(m_words->sourceRow(current.row()));
    return rows;
}

void TableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!m_selecting)
        emit rowsChosen();
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->keyCombination() == (Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_H))
        return popupHeaderMenu(horizontalHeader()->mapToGlobal(horizontalHeader()->rect().bottomLeft()));
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        emit taken(m_words->sourceRow(currentIndex().row()));
    // Letters and digits are the window's shortcuts, not a search in the table.
    if (!event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Space) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    if (const QModelIndex now = currentIndex(); m_following && selectionModel() && selectionModel()->isSelected(now))
        scrollTo(now);
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange) {
        if (m_words && event->type() == QEvent::LanguageChange)
            m_words->retranslate();
        m_natural = -1;
        measure();
        fitColumns();
    }
}

} // namespace qb
