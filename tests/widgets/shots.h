// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// The corpus's nanodet with its pictures; empty where the corpus is not there.
inline QString corpusFolder() { return qEnvironmentVariable("QB_CORPUS"); }

} // namespace qb::test
