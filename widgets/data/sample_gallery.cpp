// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/sample_gallery.h"

#include "widgets/common/theme.h"
#include "widgets/data/thumbnails.h"

#include <QAbstractListModel>
#include <QFileInfo>
#include <QPainter>

namespace qb {

namespace {

constexpr int kThumb = 72;

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
        if (pinned)
            themeIcon(QStringLiteral("window-pin")).paint(&painter, kThumb - 22, 2, 20, 20);
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
    setGridSize(QSize(kThumb + 6 * kGrid, kThumb + fontMetrics().height() + 3 * kGrid));
    setTextElideMode(Qt::ElideMiddle);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Samples"));
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
        emit pinRequested(m_model->samples()->sampleId(static_cast<std::size_t>(index.row())));
    });
}

SampleGallery::~SampleGallery() = default;

void SampleGallery::setSamples(std::shared_ptr<const SampleSet> samples)
{
    if (samples != m_model->samples())
        m_model->setSamples(std::move(samples));
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
