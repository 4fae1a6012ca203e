// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/finder.h"

#include "widgets/common/theme.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

namespace qb {

namespace {

constexpr std::size_t kMostShown = 200;
constexpr int kDetailRole = Qt::UserRole + 1;
constexpr int kKeysRole = Qt::UserRole + 2;

constexpr int kIconSize = 16;
constexpr int kIconRoom = kIconSize + 2 * kGrid;
constexpr const char* kIconsProperty = "icons"; ///< of the model: some of its items have one

/// In its own colours, or as a silhouette of one colour: that of the text on the highlight.
void paintIcon(QPainter& painter, const QIcon& icon, const QRect& place, bool disabled, const std::optional<QColor>& colour)
{
    QPixmap pixmap = icon.pixmap(place.size(), painter.device()->devicePixelRatioF(), disabled ? QIcon::Disabled : QIcon::Normal);
    if (colour && !pixmap.isNull()) {
        QPainter tint(&pixmap);
        tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
        tint.fillRect(QRect(QPoint(), pixmap.size()), *colour);
    }
    painter.drawPixmap(place.topLeft(), pixmap);
}

class FinderDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem empty = option;
        initStyleOption(&empty, index);
        const QString title = empty.text;
        const QIcon icon = empty.icon;
        empty.text.clear();
        empty.icon = {};
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, option.widget);
        const bool selected = option.state & QStyle::State_Selected;
        const auto group = index.flags() & Qt::ItemIsEnabled ? QPalette::Active : QPalette::Disabled;
        const QColor text = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
        QColor quiet = selected ? text : option.palette.color(QPalette::PlaceholderText);
        const QFontMetrics& metrics = option.fontMetrics;
        // Titles start at the same place, with an icon or without one, in a list where some have one.
        const bool icons = index.model()->property(kIconsProperty).toBool();
        QRect room = option.rect.adjusted(2 * kGrid + (icons ? kIconRoom : 0), 0, -2 * kGrid, 0);
        if (!icon.isNull())
            paintIcon(*painter, icon,
                      QRect(option.rect.left() + 2 * kGrid, option.rect.center().y() - kIconSize / 2, kIconSize, kIconSize),
                      group == QPalette::Disabled, selected ? std::optional(text) : std::nullopt);
        const QString keys = index.data(kKeysRole).toString();
        if (!keys.isEmpty()) {
            painter->setPen(quiet);
            painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, keys);
            room.setRight(room.right() - metrics.horizontalAdvance(keys) - 3 * kGrid);
        }
        painter->setPen(text);
        const QString shown = metrics.elidedText(title, Qt::ElideMiddle, room.width());
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, shown);
        room.setLeft(room.left() + metrics.horizontalAdvance(shown) + 3 * kGrid);
        painter->setPen(quiet);
        if (room.width() > 8 * kGrid)
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                              metrics.elidedText(index.data(kDetailRole).toString(), Qt::ElideMiddle, room.width()));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const override
    {
        return {200, option.fontMetrics.height() + 2 * kRowPadding};
    }
};

} // namespace

int matchScore(const QString& typed, const QString& text)
{
    const QString pattern = typed.toCaseFolded();
    const QString whole = text.toCaseFolded();
    if (pattern.isEmpty())
        return 0;
    int score = 0;
    if (const qsizetype found = whole.indexOf(pattern); found >= 0) {
        const bool begins = found == 0 || !whole[found - 1].isLetterOrNumber();
        score = 1000 + (begins ? 300 : 0) + (found == 0 ? 100 : 0);
    } else {
        qsizetype at = 0;
        qsizetype last = -2;
        for (const QChar c : pattern) {
            if (c.isSpace())
                continue;
            at = whole.indexOf(c, at);
            if (at < 0)
                return -1;
            const bool begins = at == 0 || !whole[at - 1].isLetterOrNumber();
            score += (at == last + 1 ? 15 : 0) + (begins ? 20 : 0) + 1;
            last = at++;
        }
    }
    return std::max(0, score * 4 - static_cast<int>(whole.size()));
}

class Finder::Model : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<FinderItem> items, Answer first)
    {
        m_items = std::move(items);
        m_items.emplace_back(); // the place of the answer
        m_answer = std::move(first);
        setProperty(kIconsProperty,
                    std::any_of(m_items.begin(), m_items.end(), [](const FinderItem& item) { return !item.icon.isNull(); }));
        filter({});
    }

    void filter(const QString& typed)
    {
        std::vector<std::tuple<bool, int, std::size_t>> found; // what can be done now comes first
        const std::size_t answerAt = m_items.size() - 1;
        const std::optional<FinderItem> answer = m_answer && !typed.isEmpty() ? m_answer(typed) : std::nullopt;
        const std::set<int> about = answer ? std::set<int>(answer->about.begin(), answer->about.end()) : std::set<int>();
        for (std::size_t i = 0; i < answerAt; ++i) {
            if (about.contains(m_items[i].id)) {
                found.emplace_back(!m_items[i].enabled, std::numeric_limits<int>::min(), i);
                continue;
            }
            const int title = matchScore(typed, m_items[i].title);
            const int detail = typed.isEmpty() ? 0 : matchScore(typed, m_items[i].detail) / 2;
            if (const int score = std::max(title, detail); score >= 0 && (title >= 0 || detail > 0))
                found.emplace_back(!m_items[i].enabled, -score, i);
        }
        std::sort(found.begin(), found.end());
        beginResetModel();
        m_shown.clear();
        if (answer) {
            m_items[answerAt] = *answer;
            m_shown.push_back(answerAt);
            if (!answer->icon.isNull())
                setProperty(kIconsProperty, true);
        }
        for (const auto& [disabled, score, i] : found)
            if (m_shown.size() < kMostShown)
                m_shown.push_back(i);
        endResetModel();
    }

    [[nodiscard]] const FinderItem& at(int row) const { return m_items[m_shown[static_cast<std::size_t>(row)]]; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const FinderItem& item = at(index.row());
        switch (role) {
        case Qt::DisplayRole: return item.title;
        case Qt::DecorationRole: return item.icon;
        case Qt::ToolTipRole:
        case kDetailRole: return item.detail;
        case kKeysRole: return item.keys;
        default: return {};
        }
    }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override
    {
        return index.isValid() && at(index.row()).enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
    }

private:
    std::vector<FinderItem> m_items = std::vector<FinderItem>(1); ///< the last one is the answer
    Answer m_answer;
    std::vector<std::size_t> m_shown;
};

Finder::Finder(QWidget* window)
    : QFrame(window), m_field(new QLineEdit), m_list(new QListView), m_nothing(new QLabel), m_model(new Model(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FinderDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_field->installEventFilter(this);
    m_field->setClearButtonEnabled(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    column->setSpacing(kGrid);
    column->addWidget(m_field);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setMargin(kGrid);
    m_nothing->hide();
    column->addWidget(m_nothing);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &Finder::filter);
    connect(m_list, &QListView::clicked, this, &Finder::accept);
    hide();
}

void Finder::open(const QString& placeholder, std::vector<FinderItem> items, Answer first)
{
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_list->setAccessibleName(placeholder);
    m_field->clear();
    m_model->setItems(std::move(items), std::move(first));
    filter();
    const QWidget* window = parentWidget();
    const int width = std::min(640, window->width() - 8 * kGrid);
    const int height = std::min(460, window->height() * 2 / 3);
    setGeometry((window->width() - width) / 2, std::min(80, window->height() / 8), width, height);
    if (!isVisible())
        m_before = QApplication::focusWidget();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

/// The keyboard goes back to where it was; what is chosen may take it further.
void Finder::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    if (m_before && isAncestorOf(QApplication::focusWidget()))
        m_before->setFocus(Qt::PopupFocusReason);
}

std::vector<int> Finder::shownIds() const
{
    std::vector<int> ids;
    for (int row = 0; row < m_model->rowCount(); ++row)
        ids.push_back(m_model->at(row).id);
    return ids;
}

void Finder::filter()
{
    m_model->filter(m_field->text().trimmed());
    int row = 0; // the first that can be chosen: an answer may only say that there is none
    while (row < m_model->rowCount() && !m_model->at(row).enabled)
        ++row;
    m_list->setCurrentIndex(m_model->index(row < m_model->rowCount() ? row : -1, 0));
    m_list->scrollToTop();
    m_nothing->setText(tr("Nothing is called so."));
    m_nothing->setVisible(m_model->rowCount() == 0);
}

void Finder::accept(const QModelIndex& index)
{
    if (!index.isValid() || !m_model->at(index.row()).enabled)
        return;
    const int id = m_model->at(index.row()).id;
    hide();
    emit chosen(id);
}

bool Finder::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(QApplication::focusWidget()))
        hide();
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // not the window's "select nothing"
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape: hide(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: accept(m_list->currentIndex()); return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: QApplication::sendEvent(m_list, event); return true;
    default: return false;
    }
}

} // namespace qb
