// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QPixmap>
#include <QWidget>
#include <QtTest>

#include <set>

namespace qb::test {

/// Grabs a widget at the two sizes that docks have, in both palettes. Each picture must show something; the folder
/// QB_SHOTS, where that is set, keeps them for looking at.
inline void takePictures(QWidget& widget, const QString& name)
{
    // The offscreen platform has no desktop that knows where icons lie.
    QIcon::setThemeSearchPaths({QStringLiteral("/usr/share/icons")});
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(*qApp, theme);
        for (const QSize size : {QSize(520, 300), QSize(1000, 420)}) {
            widget.resize(size);
            widget.show();
            QVERIFY(QTest::qWaitForWindowExposed(&widget));
            QTest::qWait(30);
            const QImage image = widget.grab().toImage();
            QCOMPARE(image.size() / image.devicePixelRatio(), size);
            std::set<QRgb> colors;
            for (int y = 0; y < image.height(); y += 3)
                for (int x = 0; x < image.width(); x += 3)
                    colors.insert(image.pixel(x, y));
            QVERIFY2(colors.size() > 8, qPrintable(name + " is blank"));
            if (const QString folder = qEnvironmentVariable("QB_SHOTS"); !folder.isEmpty()) {
                QDir().mkpath(folder);
                QVERIFY(image.save(QStringLiteral("%1/%2_%3_%4.png")
                                       .arg(folder, name, theme == Theme::Light ? "light" : "dark")
                                       .arg(size.width())));
            }
        }
    }
    applyTheme(*qApp, Theme::Light);
    QEvent language(QEvent::LanguageChange);
    qApp->sendEvent(&widget, &language); // words are put again, in the same state
}

} // namespace qb::test
