// SPDX-License-Identifier: GPL-3.0-or-later
//
// quantbench-shots DIR [MODEL [DATA [PREPROCESS]]]: drives the real window offscreen through its states and writes a PNG of the
// whole window in each layout and of every dock, light and dark, in both languages.
#include "tests/app/window_driver.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>

#include <cstdio>

using namespace qb;
using namespace qb::test;

namespace {

class Photographer {
public:
    Photographer(WindowDriver& driver, const QString& folder) : m_driver(driver), m_folder(folder) { QDir().mkpath(folder); }

    /// The whole window in all layouts and sizes; docks apart where `docks`.
    void state(const QString& name, bool docks)
    {
        for (const auto& [theme, themeName] : {std::pair{Theme::Light, "light"}, {Theme::Dark, "dark"}}) {
            applyTheme(*qApp, theme);
            for (const char* language : {"en", "zh_CN"}) {
                m_driver.window.setLanguage(QLatin1String(language));
                const QString suffix = QStringLiteral("%1_%2").arg(QLatin1String(themeName), QLatin1String(language));
                for (const auto& [layout, layoutName] : {std::pair{LayoutName::Edit, "edit"},
                                                         {LayoutName::Calibrate, "calibrate"},
                                                         {LayoutName::Analyse, "analyse"}})
                    for (const QSize size : {QSize(1600, 1000), QSize(1280, 800)}) {
                        m_driver.window.resize(size);
                        m_driver.window.setLayoutName(layout);
                        m_driver.window.actions().at("layout_default")->trigger();
                        grab(&m_driver.window, QStringLiteral("window_%1_%2_%3_%4")
                                                   .arg(name, QLatin1String(layoutName))
                                                   .arg(size.width())
                                                   .arg(suffix));
                        if (!m_driver.workbench.isOpen())
                            break;
                    }
                if (docks)
                    for (QDockWidget* dock : m_driver.window.findChildren<QDockWidget*>())
                        this->dock(dock, name, suffix);
            }
        }
    }

private:
    void grab(QWidget* widget, const QString& name)
    {
        // What is laid out, read and painted late: layouts, the graph's own thread, queued replots.
        for (int i = 0; i < 3; ++i)
            QTest::qWait(40);
        if (!m_driver.settled())
            std::fprintf(stderr, "%s: something still runs\n", qPrintable(name));
        const QString path = QStringLiteral("%1/%2.png").arg(m_folder, name);
        if (!widget->grab().save(path))
            std::fprintf(stderr, "can't write %s\n", qPrintable(path));
        ++m_count;
    }

    void dock(QDockWidget* dock, const QString& state, const QString& suffix)
    {
        dock->show();
        dock->setFloating(true);
        dock->resize(dock->objectName() == QLatin1String("inspector") || dock->objectName() == QLatin1String("rules")
                         ? QSize(360, 700)
                         : QSize(760, 420));
        grab(dock->widget(), QStringLiteral("dock_%1_%2_%3").arg(dock->objectName(), state, suffix));
        dock->setFloating(false);
    }

    WindowDriver& m_driver;
    QString m_folder;
    int m_count = 0;
};

} // namespace

int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: quantbench-shots DIR [MODEL [DATA [PREPROCESS]]]\n");
        return 2;
    }
    WindowDriver driver;
    driver.window.show();
    Photographer photographer(driver, arguments[1]);
    photographer.state(QStringLiteral("empty"), true);
    if (arguments.size() < 3) {
        driver.workbench.openSample();
    } else {
        std::optional<DataOptions> data;
        if (arguments.size() > 3) {
            data.emplace();
            data->path = arguments[3].toStdString();
            if (arguments.size() > 4)
                data->preprocess = readPreprocess(arguments[4].toStdString());
        }
        driver.workbench.open(arguments[2], data);
    }
    if (!driver.settled() || !driver.workbench.isOpen())
        return 3;
    photographer.state(QStringLiteral("opened"), false);
    if (!driver.bench.model()->runnable() || !driver.bench.calibrationSet().samples)
        return 0;
    driver.workbench.calibrate(Recalibrate::Anew);
    if (!driver.settled(600))
        return 4;
    driver.workbench.compare(CompareMode::Cumulative);
    driver.workbench.compare(CompareMode::Local);
    driver.workbench.sweep(SensitivityMode::Isolated);
    driver.workbench.check();
    if (!driver.settled(600))
        return 4;
    // The worst layer, as its user would click it.
    UnitId worst = UnitId::None;
    double least = 2;
    for (const CompareRow& row : driver.bench.live()->comparison.rows)
        if (const double cosine = row.metrics.pooled().value(Metric::Cosine); cosine < least) {
            least = cosine;
            worst = row.unit;
        }
    driver.selection.select(worst);
    photographer.state(QStringLiteral("full"), true);
    return 0;
}
