// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/made_bench.h"
#include "widgets/common/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QWidget>
#include <QtTest>

#include <functional>

namespace qb::test {

/// Pictures for people, in both themes, where QB_SHOTS names a folder: NAME-light.png, NAME-dark.png.
inline void shoot(QWidget& widget, const QString& name, QSize size, const std::function<void()>& ready = {})
{
    const QString folder = qEnvironmentVariable("QB_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    const QPalette before = QApplication::palette();
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(*qApp, theme);
        widget.resize(size);
        widget.show();
        if (ready)
            ready();
        QTest::qWait(60);
        widget.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, theme == Theme::Light ? "light" : "dark"));
    }
    QApplication::setPalette(before);
}

/// Texts of visible labels and buttons that don't fit.
inline QStringList cutTexts(const QWidget& widget)
{
    QStringList cut;
    for (const auto* label : widget.findChildren<QLabel*>())
        if (label->isVisible() && !label->wordWrap() && label->pixmap().isNull() &&
            label->sizeHint().width() > label->width() + 1)
            cut << label->text();
    for (const auto* button : widget.findChildren<QAbstractButton*>())
        if (button->isVisible() && !button->text().isEmpty() && button->sizeHint().width() > button->width() + 1)
            cut << button->text();
    for (const auto* combo : widget.findChildren<QComboBox*>())
        if (combo->isVisible() && combo->fontMetrics().horizontalAdvance(combo->currentText()) + 24 > combo->width())
            cut << combo->currentText();
    return cut;
}

inline QString corpusFolder() { return qEnvironmentVariable("QB_CORPUS"); }

/// The corpus's nanodet on four pictures, for pictures; null where the corpus is not there.
inline std::unique_ptr<MadeBench> nanodet()
{
    if (corpusFolder().isEmpty() || qEnvironmentVariable("QB_SHOTS").isEmpty())
        return {};
    DataOptions data;
    data.path = corpusFolder().toStdString() + "/images/coco38";
    data.samples = 4;
    return std::make_unique<MadeBench>(MadeBench::Upto::Compared,
                                       corpusFolder().toStdString() + "/models/nanodet_m_320/model.onnx", data);
}

} // namespace qb::test
