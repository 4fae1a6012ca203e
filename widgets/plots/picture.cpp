// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/picture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Picture)
};

QString writeBytes(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Words::tr("%1 can't be written: %2.").arg(path, file.errorString());
    return {};
}

QByteArray pngOf(QSize size, const std::function<void(QPaintDevice&, bool)>& draw)
{
    constexpr int kScale = 2;
    QImage image(size * kScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kScale);
    image.fill(Qt::transparent);
    draw(image, false);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray svgOf(QSize size, const QString& title, const std::function<void(QPaintDevice&, bool)>& draw)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size);
    svg.setViewBox(QRect(QPoint(0, 0), size));
    svg.setTitle(title);
    draw(svg, true);
    return buffer.data();
}

QByteArray pdfOf(QSize size, const QString& title, const std::function<void(QPaintDevice&, bool)>& draw)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(96);
        pdf.setPageSize(QPageSize(QSizeF(size) * 72.0 / 96.0, QPageSize::Point, {}, QPageSize::ExactMatch));
        pdf.setPageMargins(QMarginsF());
        pdf.setTitle(title);
        draw(pdf, true);
    }
    return buffer.data();
}

} // namespace

QString chooseFile(QWidget* parent, const QString& suggestion, const QString& filter)
{
    return QFileDialog::getSaveFileName(parent, {}, suggestion, filter);
}

QString pictureFilter() { return Words::tr("Pictures (*.png *.svg *.pdf)"); }
QString csvFilter() { return Words::tr("Comma-separated values (*.csv)"); }

QString writePicture(const QString& path, QSize size, const QString& title,
                     const std::function<void(QPaintDevice& device, bool vectors)>& draw)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("png"))
        return writeBytes(path, pngOf(size, draw));
    if (suffix == QLatin1String("svg"))
        return writeBytes(path, svgOf(size, title, draw));
    if (suffix == QLatin1String("pdf"))
        return writeBytes(path, pdfOf(size, title, draw));
    return Words::tr("%1 does not end in .png, .svg or .pdf.").arg(path);
}

QString writeText(const QString& path, const QString& text) { return writeBytes(path, text.toUtf8()); }

} // namespace qb
