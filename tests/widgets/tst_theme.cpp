// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what is written can be read: contrast by WCAG 2.1, 4.5 : 1 for texts of our size.
#include "widgets/common/colors.h"
#include "widgets/common/theme.h"

#include <QIcon>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>
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

/// Of any pixel against the ground.
double mostContrast(const QImage& image, const QColor& ground)
{
    double most = 1;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            most = std::max(most, contrast(image.pixelColor(x, y), ground));
    return most;
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

    void titlesStandOverTheirColumns()
    {
        applyTheme(*qApp, Theme::Light);
        QStyleOptionHeader title;
        title.rect = QRect(30, 5, 120, 24);
        const QRect label = qApp->style()->subElementRect(QStyle::SE_HeaderLabel, &title);
        QCOMPARE(label.left(), 30 + kCellPadding);
        QCOMPARE(label.right(), title.rect.right() - kCellPadding);
    }

    void whatIsDisabledLooksSo_data() { everyTextCanBeRead_data(); }

    /// Icons of tool buttons: what can't be pressed is much fainter against the window than what can.
    void whatIsDisabledLooksSo()
    {
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? Theme::Dark : Theme::Light);
        const QIcon icon = themeIcon(QStringLiteral("document-open"));
        if (icon.isNull())
            QSKIP("no Breeze icons here");
        const QColor window = qApp->palette().color(QPalette::Window);
        const auto strongest = [&](QIcon::Mode mode) {
            QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
            image.fill(window);
            QPainter painter(&image);
            icon.paint(&painter, image.rect(), Qt::AlignCenter, mode);
            return mostContrast(image, window);
        };
        const double enabled = strongest(QIcon::Normal);
        const double disabled = strongest(QIcon::Disabled);
        QVERIFY2(enabled > 7 && disabled > 1.5 && disabled < 0.5 * enabled,
                 qPrintable(QStringLiteral("%1 and %2").arg(enabled).arg(disabled)));
    }

    void framesCanBeSeen_data() { everyTextCanBeRead_data(); }

    /// Boxes to tick and to choose, as they are before they are: 3 : 1 is what WCAG asks of the parts of controls.
    void framesCanBeSeen()
    {
        QFETCH(bool, dark);
        applyTheme(*qApp, dark ? Theme::Dark : Theme::Light);
        const QColor window = qApp->palette().color(QPalette::Window);
        for (const auto element : {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton}) {
            QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
            image.fill(window);
            QStyleOptionButton option;
            option.palette = qApp->palette();
            option.rect = QRect(3, 3, 14, 14);
            option.state = QStyle::State_Enabled | QStyle::State_Off;
            QPainter painter(&image);
            qApp->style()->drawPrimitive(element, &option, &painter);
            painter.end();
            QVERIFY2(mostContrast(image, window) >= 3, qPrintable(QString::number(mostContrast(image, window))));
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
