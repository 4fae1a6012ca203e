// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/preview.h"

#include "widgets/common/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace qb {

QImage pictureOf(const Tensor& tensor, bool bgr)
{
    if (!tensor.isDense() || tensor.isString() || tensor.count() == 0)
        return {};
    Shape shape = tensor.shape();
    while (shape.size() > 3 && shape.front() == 1)
        shape.erase(shape.begin());
    if (shape.size() == 2)
        shape.insert(shape.begin(), 1);
    if (shape.size() != 3)
        return {};
    const bool last = shape[0] != 1 && shape[0] != 3 && (shape[2] == 1 || shape[2] == 3);
    const std::int64_t channels = last ? shape[2] : shape[0];
    const std::int64_t height = last ? shape[0] : shape[1];
    const std::int64_t width = last ? shape[1] : shape[2];
    if ((channels != 1 && channels != 3) || height < 2 || width < 2 || height > 8192 || width > 8192)
        return {};
    const Tensor floats = tensor.toFloat32();
    const std::span<const float> values = floats.floats().first(static_cast<std::size_t>(channels * height * width));
    float least = std::numeric_limits<float>::infinity();
    float most = -least;
    for (const float x : values)
        if (std::isfinite(x)) {
            least = std::min(least, x);
            most = std::max(most, x);
        }
    const float span = most > least ? most - least : 1.0F;
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    for (std::int64_t y = 0; y < height; ++y)
        for (std::int64_t x = 0; x < width; ++x) {
            const auto at = [&](std::int64_t c) {
                const auto i = static_cast<std::size_t>(last ? (y * width + x) * channels + c : (c * height + y) * width + x);
                const float v = std::isfinite(values[i]) ? (values[i] - least) / span : 0.0F;
                return static_cast<int>(std::lround(v * 255.0F));
            };
            const int a = at(0);
            const int b = channels == 3 ? at(1) : a;
            const int c = channels == 3 ? at(2) : a;
            image.setPixel(static_cast<int>(x), static_cast<int>(y), bgr ? qRgb(c, b, a) : qRgb(a, b, c));
        }
    return image;
}

PreviewPane::PreviewPane(QWidget* parent) : QWidget(parent) {}

QSize PreviewPane::minimumSizeHint() const { return {140, 64 + 3 * fontMetrics().height() + 6 * kGrid}; }

void PreviewPane::setContent(const QImage& file, const QImage& model, const QString& caption)
{
    m_file = file;
    m_modelPicture = model;
    m_caption = caption;
    setAccessibleName(caption);
    setAccessibleDescription(file.isNull() || model.isNull() ? QString() : tr("The file, and what the model gets of it"));
    setToolTip(caption);
    update();
}

void PreviewPane::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const int line = fontMetrics().height() + kGrid / 2; // Chinese signs are taller than the font says
    const QRect room = rect().adjusted(2 * kGrid, kGrid, -2 * kGrid, -kGrid);
    std::vector<std::pair<const QImage*, QString>> pictures;
    if (!m_file.isNull())
        pictures.emplace_back(&m_file, tr("the file"));
    if (!m_modelPicture.isNull())
        pictures.emplace_back(&m_modelPicture, tr("model input"));
    const int count = std::max(1, static_cast<int>(pictures.size()));
    const int width = (room.width() - (count - 1) * 3 * kGrid) / count;
    int wordLines = 1; // what a picture is may need two lines in a narrow dock
    for (const auto& [image, words] : pictures)
        if (fontMetrics().horizontalAdvance(words) > width)
            wordLines = 2;
    const int height = room.height() - line - (pictures.empty() ? 0 : wordLines * line) - kGrid;
    painter.setPen(palette().color(QPalette::PlaceholderText));
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const QRect frame(room.left() + static_cast<int>(i) * (width + 3 * kGrid), room.top(), width, height);
        const QImage& image = *pictures[i].first;
        const QSize size = image.size().scaled(frame.size(), Qt::KeepAspectRatio);
        QRect target(QPoint(), size);
        target.moveCenter(frame.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < image.width());
        painter.drawImage(target, image);
        painter.drawText(QRect(frame.left(), frame.bottom() + kGrid, width, wordLines * line),
                         Qt::AlignTop | Qt::AlignHCenter | Qt::TextWordWrap, pictures[i].second);
    }
    painter.drawText(room, Qt::AlignBottom | Qt::AlignHCenter,
                     fontMetrics().elidedText(m_caption, Qt::ElideMiddle, room.width()));
}

} // namespace qb
