// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"

#include <QImage>
#include <QWidget>

namespace qb {

/// A tensor [1,C,H,W], [1,H,W,C] or [H,W] as a picture: its values from least to most become black to white (each channel
/// alike). Null for other shapes. C is 1 or 3; `bgr`: the first channel is blue.
[[nodiscard]] QImage pictureOf(const Tensor& tensor, bool bgr);

/// A file's picture beside what the model gets of it, with the range of its values.
class PreviewPane : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPane(QWidget* parent = nullptr);

    /// `caption`: which sample; below it each picture says what it is.
    void setContent(const QImage& file, const QImage& model, const QString& caption);
    [[nodiscard]] QSize sizeHint() const override { return {360, 180}; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_file;
    QImage m_modelPicture;
    QString m_caption;
};

} // namespace qb
