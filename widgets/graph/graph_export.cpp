// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_export.h"

#include "widgets/graph/graph_legend.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace qb {

namespace {

constexpr double kMargin = 24;
constexpr double kMostPixels = 1e8;
constexpr double kMostSide = 30000;

/// Lends its context to translations.
struct GraphExportWords {
    Q_DECLARE_TR_FUNCTIONS(GraphExportWords)
};

void paintAll(QPainter& painter, GraphPaint paint, double scale, const QSizeF& size)
{
    painter.fillRect(QRectF(QPointF(0, 0), size * scale), paint.palette.color(QPalette::Base));
    painter.save();
    painter.scale(scale, scale);
    painter.translate(kMargin, kMargin);
    paint.scale = scale;
    paint.visible = paint.scene->bounds();
    paint.current = -1;
    paint.hovered = {};
    paintGraph(painter, paint);
    painter.restore();
    const QSizeF legend = legendSize(*paint.looks, *paint.decoration, paint.font);
    paintLegend(painter, QPointF(kMargin / 2, size.height() * scale - legend.height() - kMargin / 2), *paint.looks,
                *paint.decoration, paint.palette, paint.font);
}

} // namespace

QString exportGraph(const GraphPaint& paint, PictureFormat format, const QString& path)
{
    const QSizeF legend = legendSize(*paint.looks, *paint.decoration, paint.font);
    const QSizeF scene = paint.scene->bounds().size();
    const QSizeF size(std::max(scene.width(), legend.width()) + 2 * kMargin, scene.height() + legend.height() + 3 * kMargin);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (format == PictureFormat::Png) {
        const double scale = std::min(
            {1.0, std::sqrt(kMostPixels / (size.width() * size.height())), kMostSide / std::max(size.width(), size.height())});
        QImage image((size * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
        if (image.isNull())
            return GraphExportWords::tr("There is not enough memory for the picture.");
        QPainter painter(&image);
        paintAll(painter, paint, scale, size);
        painter.end();
        image.save(&buffer, "PNG");
    } else if (format == PictureFormat::Svg) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size.toSize());
        generator.setViewBox(QRectF(QPointF(0, 0), size));
        generator.setTitle(QString::fromStdString(paint.scene->model->graph.name));
        QPainter painter(&generator);
        paintAll(painter, paint, 1, size);
    } else {
        QPdfWriter writer(&buffer);
        writer.setResolution(96);
        // A page of the graph's size; PDF allows at most 200 inches, so a very tall graph is made smaller.
        const double scale = std::min(1.0, 200 * 96 / std::max(size.width(), size.height()));
        writer.setPageSize(QPageSize(size * scale * 72 / 96, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        QPainter painter(&writer);
        painter.scale(scale, scale);
        paintAll(painter, paint, 1, size);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(buffer.data()) != buffer.size() || !file.commit())
        return GraphExportWords::tr("%1 can't be written: %2").arg(path, file.errorString());
    return {};
}

} // namespace qb
