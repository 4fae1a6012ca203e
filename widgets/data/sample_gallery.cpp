// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/sample_gallery.h"

#include "widgets/common/theme.h"
#include "widgets/data/thumbnails.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QFileInfo>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace qb {

namespace {

constexpr int kThumb = 72;
constexpr int kLeastCell = kThumb + 6 * kGrid;
constexpr int kWidestCell = 44 * kGrid; ///< longer names are elided
constexpr int kLabelRole = Qt::UserRole;

/// The picture, its name, and below it its label where it has one; the name as wide as the cell.
class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool selected = option.state & QStyle::State_Selected;
        const QRect cell = option.rect.adjusted(kGrid / 2, kGrid / 2, -kGrid / 2, -kGrid / 2);
        if (selected)
            painter->fillRect(cell, option.palette.color(QPalette::Highlight));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(cell, option.palette.color(QPalette::Midlight));
        const auto thumb = index.data(Qt::DecorationRole).value<QPixmap>();
        painter->drawPixmap(cell.center().x() - kThumb / 2, cell.top() + kGrid, thumb);
        painter->save();
        const QFont font = index.data(Qt::FontRole).value<QFont>();
        painter->setFont(font);
        const QFontMetrics metrics(font);
        QRect line(cell.left() + kGrid / 2, cell.top() + kGrid + kThumb + kGrid / 2, cell.width() - kGrid, metrics.height());
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(line, Qt::AlignCenter,
                          metrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, line.width()));
        if (const QString label = index.data(kLabelRole).toString(); !label.isEmpty()) {
            line.translate(0, metrics.height());
            painter->setFont(option.font);
            painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
            painter->drawText(line, Qt::AlignCenter, option.fontMetrics.elidedText(label, Qt::ElideRight, line.width()));
        }
        painter->restore();
        if (option.state & QStyle::State_HasFocus) {
            QStyleOptionFocusRect focus;
            focus.QStyleOption::operator=(option);
            focus.rect = cell;
            focus.backgroundColor = option.palette.color(selected ? QPalette::Highlight : QPalette::Base);
            QApplication::style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
        }
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override
    {
        const auto* view = qobject_cast<const QListView*>(parent());
        return view->gridSize();
    }
};

} // namespace

class SampleGallery::Model : public QAbstractListModel {
public:
    explicit Model(SampleGallery* gallery) : QAbstractListModel(gallery), m_gallery(gallery), m_thumbs(new Thumbnails(this))
    {
        connect(m_thumbs, &Thumbnails::ready, this,
                [this](int row) { emit dataChanged(index(row), index(row), {Qt::DecorationRole}); });
    }

    void setSamples(std::shared_ptr<const SampleSet> samples)
    {
        beginResetModel();
        m_samples = std::move(samples);
        m_thumbs->setSamples(m_samples);
        endResetModel();
    }

    void setPinned(std::uint64_t id)
    {
        m_pinned = id;
        if (rowCount() > 0)
            emit dataChanged(index(0), index(rowCount() - 1));
    }

    [[nodiscard]] const std::shared_ptr<const SampleSet>& samples() const { return m_samples; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() || !m_samples ? 0 : static_cast<int>(m_samples->size());
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const auto i = static_cast<std::size_t>(index.row());
        const bool pinned = m_samples->sampleId(i) == m_pinned;
        switch (role) {
        case Qt::DisplayRole: return QFileInfo(QString::fromStdString(m_samples->sampleName(i))).fileName();
        case Qt::ToolTipRole:
            return pinned ? SampleGallery::tr("%1 (pinned: edits are measured on it)")
                                .arg(QString::fromStdString(m_samples->sampleName(i)))
                          : SampleGallery::tr("%1; double click to pin it").arg(QString::fromStdString(m_samples->sampleName(i)));
        case Qt::FontRole: {
            QFont font = m_gallery->font();
            font.setBold(pinned);
            return font;
        }
        case Qt::DecorationRole: return thumb(index.row(), pinned);
        case kLabelRole: {
            const auto label = m_samples->sampleLabel(i);
            return label ? SampleGallery::tr("label %1").arg(*label) : QString();
        }
        case Qt::AccessibleTextRole: {
            const QString label = this->data(index, kLabelRole).toString();
            const QString name = this->data(index, Qt::DisplayRole).toString();
            return label.isEmpty() ? name : SampleGallery::tr("%1, %2").arg(name, label);
        }
        default: return {};
        }
    }

private:
    QPixmap thumb(int row, bool pinned) const
    {
        QPixmap pixmap(kThumb, kThumb);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QImage image = m_thumbs->image(static_cast<std::size_t>(row));
        QRect target(0, 0, kThumb, kThumb);
        if (image.isNull()) {
            painter.fillRect(target.adjusted(8, 8, -8, -8), m_gallery->palette().color(QPalette::Midlight));
        } else {
            QRect fitted(QPoint(), image.size().scaled(kThumb, kThumb, Qt::KeepAspectRatio));
            fitted.moveCenter(target.center());
            painter.drawImage(fitted, image);
        }
        if (pinned) { // on a ground of its own: the picture may be of the icon's colour
            const QRect ground(kThumb - 24, 2, 22, 22);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(m_gallery->palette().color(QPalette::Mid));
            painter.setBrush(m_gallery->palette().color(QPalette::Base));
            painter.drawRoundedRect(QRectF(ground).adjusted(0.5, 0.5, -0.5, -0.5), kGrid, kGrid);
            themeIcon(QStringLiteral("window-pin")).paint(&painter, ground.adjusted(3, 3, -3, -3));
        }
        return pixmap;
    }

    SampleGallery* m_gallery;
    std::shared_ptr<const SampleSet> m_samples;
    std::uint64_t m_pinned = 0;
    Thumbnails* m_thumbs;
};

SampleGallery::SampleGallery(QWidget* parent) : QListView(parent), m_model(new Model(this))
{
    setModel(m_model);
    setViewMode(IconMode);
    setResizeMode(Adjust);
    setMovement(Static);
    setUniformItemSizes(true);
    setIconSize(QSize(kThumb, kThumb));
    setItemDelegate(new CellDelegate(this));
    setMouseTracking(true);
    fitGrid();
    setTextElideMode(Qt::ElideMiddle);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
        emit pinRequested(m_model->samples()->sampleId(static_cast<std::size_t>(index.row())));
    });
}

SampleGallery::~SampleGallery() = default;

void SampleGallery::setSamples(std::shared_ptr<const SampleSet> samples)
{
    if (samples == m_model->samples())
        return;
    m_model->setSamples(std::move(samples));
    fitGrid();
}

/// As many columns as have room for the names, and no strip beside them that is too narrow for one more.
void SampleGallery::fitGrid()
{
    constexpr int kLooked = 64; // names of one set are alike
    QFont bold = font();
    bold.setBold(true);
    int cell = kLeastCell;
    bool labels = false;
    for (int row = 0; row < std::min(kLooked, m_model->rowCount()); ++row) {
        const QModelIndex index = m_model->index(row);
        cell = std::max(cell, QFontMetrics(bold).horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 4 * kGrid);
        labels = labels || !index.data(kLabelRole).toString().isEmpty();
    }
    cell = std::min(cell, kWidestCell);
    // One pixel less: QListView wraps where a row is exactly full.
    const int room = std::max(kLeastCell, contentsRect().width() - verticalScrollBar()->sizeHint().width() - 1);
    const QSize size(room / std::max(1, room / cell), kThumb + (labels ? 2 : 1) * fontMetrics().height() + 2 * kGrid + kGrid);
    if (size != gridSize())
        setGridSize(size);
}

void SampleGallery::resizeEvent(QResizeEvent* event)
{
    fitGrid();
    QListView::resizeEvent(event);
}

void SampleGallery::setPinned(std::uint64_t id) { m_model->setPinned(id); }

std::optional<std::size_t> SampleGallery::currentSample() const
{
    return currentIndex().isValid() ? std::optional(static_cast<std::size_t>(currentIndex().row())) : std::nullopt;
}

void SampleGallery::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    emit currentChangedTo(current.row());
}

} // namespace qb
