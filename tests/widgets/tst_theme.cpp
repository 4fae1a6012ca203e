// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what is written can be read: contrast by WCAG 2.1, 4.5 : 1 for texts of our size.
#include "widgets/common/colors.h"
#include "widgets/common/theme.h"

#include <QtTest>

#include <cmath>

using namespace qb;

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

constexpr double kReadable = 4.5;

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void contrastIsMeasured()
    {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 1e-6);
        QVERIFY(std::abs(contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);
    }

    void everyTextCanBeRead_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void everyTextCanBeRead()
    {
        QFETCH(bool, dark);
        const QPalette palette = dark ? darkPalette() : lightPalette();
        struct Pair {
            const char* name;
            QPalette::ColorRole text;
            std::vector<QPalette::ColorRole> grounds;
        };
        const std::vector<QPalette::ColorRole> sheets{QPalette::Window, QPalette::Base, QPalette::AlternateBase};
        const std::vector<Pair> pairs{{"WindowText", QPalette::WindowText, sheets},
                                      {"Text", QPalette::Text, sheets},
                                      {"PlaceholderText", QPalette::PlaceholderText, sheets},
                                      {"Link", QPalette::Link, sheets},
                                      {"LinkVisited", QPalette::LinkVisited, sheets},
                                      {"ButtonText", QPalette::ButtonText, {QPalette::Button, QPalette::Window}},
                                      {"HighlightedText", QPalette::HighlightedText, {QPalette::Highlight}},
                                      {"ToolTipText", QPalette::ToolTipText, {QPalette::ToolTipBase}}};
        for (const Pair& pair : pairs)
            for (const QPalette::ColorRole ground : pair.grounds)
                for (const auto group : {QPalette::Active, QPalette::Inactive}) {
                    const double found = contrast(palette.color(group, pair.text), palette.color(group, ground));
                    QVERIFY2(found >= kReadable,
                             qPrintable(QStringLiteral("%1 on %2: %3").arg(QLatin1String(pair.name)).arg(ground).arg(found)));
                }
        // Words in colours of data: better, worse, stale, broken, raised.
        const DataColors& colors = dataColors(palette);
        const std::vector<std::pair<const char*, QColor>> words{{"better", colors.better},
                                                                {"worse", colors.worse},
                                                                {"warning", colors.warning},
                                                                {"error", colors.error},
                                                                {"int16", colors.int16}};
        for (const auto& [name, color] : words)
            for (const QPalette::ColorRole ground : sheets) {
                const double found = contrast(color, palette.color(ground));
                QVERIFY2(found >= kReadable,
                         qPrintable(QStringLiteral("%1 on %2: %3").arg(QLatin1String(name)).arg(ground).arg(found)));
            }
    }
};

QTEST_GUILESS_MAIN(TestTheme)
#include "tst_theme.moc"
