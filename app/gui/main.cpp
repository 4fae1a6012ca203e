// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/job_runner.h"
#include "app/gui/main_window.h"
#include "app/gui/workbench.h"
#include "engine/ort/session.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

int main(int argc, char* argv[])
{
    using namespace qb;
    QCoreApplication::setApplicationName(QStringLiteral("quantbench"));
    QCoreApplication::setOrganizationName(QStringLiteral("quantbench"));
    QCoreApplication::setApplicationVersion(QStringLiteral(QB_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Tunes the precision of quantized neural networks."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption data(QStringLiteral("data"),
                                  QCoreApplication::translate("main", "Calibration data: folder, file or list."),
                                  QStringLiteral("path"));
    const QCommandLineOption preprocess(
        QStringLiteral("preprocess"),
        QCoreApplication::translate("main", "Preprocessing: imagenet, mnist, unit, byte, signed, or a JSON file."),
        QStringLiteral("preset"));
    const QCommandLineOption sample(QStringLiteral("sample"), QCoreApplication::translate("main", "Open the bundled sample."));
    parser.addOptions({data, preprocess, sample});
    parser.addPositionalArgument(QStringLiteral("file"), QCoreApplication::translate("main", "Model (.onnx) or study (.qbs)."),
                                 QStringLiteral("[file]"));
    // What only asks needs no display.
    static constexpr std::array<std::string_view, 5> kQuestions{"-h", "--help", "--help-all", "-v", "--version"};
    if (std::find_first_of(argv, argv + argc, kQuestions.begin(), kQuestions.end()) != argv + argc) {
        const QCoreApplication asked(argc, argv);
        parser.process(asked);
    }
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Quantbench"));
    parser.process(application);

    QSettings settings;
    const QString theme = settings.value(QStringLiteral("window/theme"), QStringLiteral("system")).toString();
    applyTheme(application, theme == QLatin1String("dark")    ? Theme::Dark
                            : theme == QLatin1String("light") ? Theme::Light
                                                              : Theme::System);
    try {
        OrtEnvironment environment;
        Bench bench;
        Selection selection;
        JobRunner jobs(bench);
        Workbench workbench(bench, jobs, environment);
        workbench.setStudyFolder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/studies"));
        MainWindow window(bench, selection, workbench, jobs, settings);
        const QString system =
            QLocale::system().name().startsWith(QLatin1String("zh")) ? QStringLiteral("zh_CN") : QStringLiteral("en");
        window.setLanguage(settings.value(QStringLiteral("window/language"), system).toString());
        window.show();
        std::optional<DataOptions> options;
        if (parser.isSet(data)) {
            options.emplace();
            options->path = parser.value(data).toStdString();
            if (parser.isSet(preprocess))
                options->preprocess = readPreprocess(parser.value(preprocess).toStdString());
        }
        if (parser.isSet(sample))
            workbench.openSample();
        else if (!parser.positionalArguments().isEmpty())
            workbench.open(parser.positionalArguments().first(), options);
        return QApplication::exec();
    } catch (const std::exception& e) {
        std::fprintf(stderr, "quantbench: %s\n", e.what());
        return 1;
    }
}
