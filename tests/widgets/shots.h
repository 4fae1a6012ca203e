// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/cut_texts.h"
#include "tests/widgets/made_bench.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QDir>
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
