// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/preview.h"

#include "widgets/common/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

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

PreviewPane::PreviewPane(QWidget* parent) : QWidget(parent) { setMinimumHeight(120); }

void PreviewPane::setContent(const QImage& file, const QImage& model, const QString& caption)
{
    m_file = file;
    m_modelPicture = model;
    m_caption = caption;
    setAccessibleName(caption);
    update();
}

void PreviewPane::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const int line = fontMetrics().height();
    const QRect room = rect().adjusted(2 * kGrid, kGrid, -2 * kGrid, -kGrid);
    const QRect pictures = room.adjusted(0, 0, 0, -line - kGrid);
    const auto draw = [&](const QImage& image, const QRect& frame) {
        if (image.isNull())
            return;
        const QSize size = image.size().scaled(frame.size(), Qt::KeepAspectRatio);
        QRect target(QPoint(), size);
        target.moveCenter(frame.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < image.width());
        painter.drawImage(target, image);
    };
    const int half = (pictures.width() - 3 * kGrid) / 2;
    draw(m_file, QRect(pictures.left(), pictures.top(), half, pictures.height()));
    draw(m_modelPicture, QRect(pictures.right() - half, pictures.top(), half, pictures.height()));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(room, Qt::AlignBottom | Qt::AlignHCenter,
                     fontMetrics().elidedText(m_caption, Qt::ElideMiddle, room.width()));
}

} // namespace qb
