// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs of the window: what they write, and what they never write over. Over 500 lines: a dialog after the other, on one
// driven window.
#include "app/gui/calibrate_dialog.h"
#include "app/gui/export_dialog.h"
#include "app/gui/formats_dialog.h"
#include "app/gui/job_bar.h"
#include "app/gui/report_dialog.h"
#include "app/gui/start_page.h"
#include "app/gui/task_choice.h"
#include "app/gui/task_dialog.h"
#include "tests/app/window_driver.h"
#include "tests/bench/networks.h"
#include "widgets/common/finder.h"
#include "widgets/common/theme.h"
#include "widgets/data/data_dock.h"
#include "widgets/data/data_form.h"
#include "widgets/profile/profile_dock.h"

#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QTreeWidget>

using namespace qb;
using namespace qb::test;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The sample as a file of one's own, calibrated.
bool openCopy(WindowDriver& w, const QString& model)
{
    if (!QFile::copy(sampleModelPath(), model))
        return false;
    w.workbench.open(model, sampleData());
    if (!w.settled())
        return false;
    w.workbench.calibrate(Recalibrate::Anew);
    return w.settled();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestDialogs : public QObject {
    Q_OBJECT

private slots:
    void anExistingFileIsAskedFor_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addRow("as it is") << "x.onnx";
        QTest::addRow("blank behind") << "x.onnx ";
        QTest::addRow("blank before") << " x.onnx";
        QTest::addRow("a way about") << "./sub/../x.onnx";
    }

    void anExistingFileIsAskedFor()
    {
        QFETCH(QString, typed);
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const QString path = QString::fromStdString(w.folder.file("x.onnx"));
        write(path, "precious");
        w.choose({}, {}, WindowDriver::Replace::No);
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        const QString folder = QFileInfo(path).path() + '/';
        dialog->setPath(typed.startsWith(' ') ? ' ' + folder + typed.trimmed() : folder + typed);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(w.settled());
        QCOMPARE(w.asked, QStringList{path}); // the path that is written
        QCOMPARE(bytesOf(path), QByteArray("precious"));
        QCOMPARE(QDir(folder).entryList({"x*"}), QStringList{"x.onnx"});
        delete dialog;
        w.choose({});
        w.trigger("export");
        dialog = w.window.findChild<ExportDialog*>();
        dialog->setPath(folder + typed.trimmed());
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(w.settled());
        QVERIFY2(dialog->resultText().contains("bit for bit"), qPrintable(dialog->resultText()));
        QVERIFY(bytesOf(path) != "precious");
    }

    /// A name without a folder goes beside the model, and the field says so.
    void aBareNameGoesBesideTheModel()
    {
        WindowDriver w;
        const QString model = QString::fromStdString(w.folder.file("m.onnx"));
        QVERIFY(openCopy(w, model));
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        dialog->setPath("bare.onnx");
        dialog->exportNow();
        QVERIFY(w.settled());
        QVERIFY(QFile::exists(QString::fromStdString(w.folder.file("bare.onnx"))));
        QCOMPARE(dialog->findChild<QLineEdit*>()->text(), QString::fromStdString(w.folder.file("bare.onnx")));
    }

    /// By its own name, another way to it, a symbolic and a hard link; however often one says that it may be replaced.
    void theModelIsNeverReplaced()
    {
        WindowDriver w;
        const QString model = QString::fromStdString(w.folder.file("m.onnx"));
        QVERIFY(openCopy(w, model));
        const QByteArray before = bytesOf(model);
        const QString folder = QFileInfo(model).path();
        QVERIFY(QFile::link(model, folder + "/soft.onnx"));
        QCOMPARE(QProcess::execute("ln", {model, folder + "/hard.onnx"}), 0);
        w.choose({});
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        for (const QString& path :
             {model, model + ' ', folder + "/./m.onnx", folder + "/soft.onnx", folder + "/hard.onnx", w.workbench.studyPath()}) {
            dialog->setPath(path);
            dialog->exportNow();
            QVERIFY(w.settled());
            QVERIFY2(dialog->resultText().contains("itself"), qPrintable(path + dialog->resultText()));
        }
        QVERIFY(w.asked.isEmpty());
        ExportRequest request;
        request.path = folder + "/soft.onnx";
        w.workbench.exportModel(request); // not by the dialog's word alone
        QVERIFY(w.settled());
        delete dialog;
        w.trigger("export_config");
        auto* formats = w.window.findChild<FormatsDialog*>();
        formats->setPath(folder + "/hard.onnx ");
        formats->run();
        QVERIFY(w.settled());
        QVERIFY2(formats->resultText().contains("itself"), qPrintable(formats->resultText()));
        QCOMPARE(bytesOf(model), before);
        QCOMPARE(bytesOf(folder + "/hard.onnx"), before);
    }

    void aConfigurationAsksToo()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const QString path = QString::fromStdString(w.folder.file("c.json"));
        write(path, "precious");
        w.choose({}, {}, WindowDriver::Replace::No);
        w.trigger("export_config");
        auto* dialog = w.window.findChild<FormatsDialog*>();
        dialog->setPath(path + "  ");
        dialog->run();
        QVERIFY(w.settled());
        QCOMPARE(w.asked, QStringList{path});
        QCOMPARE(bytesOf(path), QByteArray("precious"));
    }

    /// Arrays go into an empty folder without a question, into any other only where one says so.
    void arraysAskForAFolderThatIsNotEmpty()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const QString folder = QString::fromStdString(w.folder.file("arrays"));
        QVERIFY(QDir().mkpath(folder));
        auto* dock = w.dock<ProfileDock>("profile");
        const auto dump = [&] {
            emit dock->dumpRequested(ProfiledForm::Float, {w.unit("/pose/Concat")});
            return w.settled();
        };
        w.choose({}, folder, WindowDriver::Replace::No);
        QVERIFY(dump());
        QVERIFY(w.asked.isEmpty());
        QVERIFY(QFile::exists(folder + "/names.json"));
        write(folder + "/names.json", "precious");
        QVERIFY(dump());
        QCOMPARE(w.asked, QStringList{folder});
        QCOMPARE(bytesOf(folder + "/names.json"), QByteArray("precious"));
        w.choose({}, folder);
        QVERIFY(dump());
        QVERIFY(bytesOf(folder + "/names.json") != "precious");
    }

    /// A field that can't be read stops the calibration; blanks part numbers as commas do; Cancel takes all of it back.
    void whatCalibrateSaysOfTheSamples()
    {
        WindowDriver w;
        w.show();
        QVERIFY(openCopy(w, QString::fromStdString(w.folder.file("m.onnx"))));
        const DataOptions before = w.bench.calibrationSet().options;
        w.trigger("calibrate");
        auto* dialog = w.window.findChild<CalibrateDialog*>();
        const auto button = [&](const char* text) {
            for (QPushButton* b : dialog->findChildren<QPushButton*>())
                if (b->text() == text)
                    return b;
            return static_cast<QPushButton*>(nullptr);
        };
        // All samples were seen: there is nothing to go on with.
        QVERIFY(button("Calibrate")->isEnabled() && button("Calibrate")->isDefault() && !button("Continue")->isEnabled());
        QLineEdit* mean = nullptr;
        for (QLineEdit* field : dialog->findChildren<QLineEdit*>())
            if (field->accessibleName() == "Mean")
                mean = field;
        QVERIFY(mean && mean->isVisible());
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget*>(dialog));
        const auto say = [&](const char* text) {
            mean->setFocus();
            mean->selectAll();
            QTest::keyClicks(mean, text);
            QTest::keyClick(mean, Qt::Key_Tab);
            return !mean->hasFocus() && w.settled();
        };
        QVERIFY(say("0.1,,"));
        QVERIFY(!button("Calibrate")->isEnabled());
        QVERIFY(say("0.1  0.2 0.3"));
        QCOMPARE(w.bench.calibrationSet().options.preprocess.begin()->second.mean, (std::vector<double>{0.1, 0.2, 0.3}));
        QVERIFY(say("0.5"));
        QVERIFY(button("Calibrate")->isEnabled() && !button("Continue")->isEnabled()); // other preprocessing
        QTest::mouseClick(button("Cancel"), Qt::LeftButton);
        QVERIFY(w.settled());
        QVERIFY(w.bench.calibrationSet().options == before && w.workbench.statisticsFit());
    }

    /// Where some samples were seen Enter goes on with the others.
    void enterGoesOn()
    {
        WindowDriver w;
        w.show();
        const QString model = QString::fromStdString(w.folder.file("m.onnx"));
        QVERIFY(QFile::copy(sampleModelPath(), model));
        DataOptions data = sampleData();
        data.samples = 8;
        w.workbench.open(model, data);
        QVERIFY(w.settled());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        data.samples.reset();
        w.bench.requestData(DataUse::Calibration, data);
        QVERIFY(w.settled());
        w.trigger("calibrate");
        auto* dialog = w.window.findChild<CalibrateDialog*>();
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(w.settled());
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{64});
        QVERIFY(w.logged("Calibrated on 64 sample"));
        const auto& jobs = w.bench.jobs();
        QVERIFY(std::none_of(jobs.begin(), jobs.end(), [](const JobView& job) { return job.state == JobView::State::Failed; }));
    }

    /// Enter in a field that was changed takes the field; nothing is observed by what is not said yet.
    void enterInAFieldTakesTheField()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("calibrate");
        auto* dialog = w.window.findChild<CalibrateDialog*>();
        QVERIFY(dialog);
        QLineEdit* mean = nullptr;
        for (QLineEdit* field : dialog->samples().form().findChildren<QLineEdit*>())
            if (field->accessibleName().startsWith("Mean"))
                mean = field;
        QVERIFY(mean);
        mean->setFocus();
        mean->selectAll();
        QTest::keyClicks(mean, "0.25");
        QTest::keyClick(mean, Qt::Key_Return);
        QVERIFY(w.settled());
        QVERIFY(dialog->isVisible());
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{64});
        QCOMPARE(mean->text(), QString("0.25"));
        QTest::keyClick(mean, Qt::Key_Return); // now it was said
        QTRY_VERIFY(!w.window.findChild<CalibrateDialog*>() || !w.window.findChild<CalibrateDialog*>()->isVisible());
        QVERIFY(w.settled());
    }

    /// The export says how far it is, and its own button stops it.
    void anExportCanBeStopped()
    {
        WindowDriver w;
        const std::string model = w.folder.file("large.onnx"); // one that takes seconds
        write(QString::fromStdString(model), QByteArray::fromStdString(bench::mobilenetV2()));
        DataOptions data;
        data.path = "random:64";
        w.workbench.open(QString::fromStdString(model), data);
        QVERIFY(w.settled());
        data.samples = 2;
        w.bench.requestData(DataUse::Calibration, data);
        QVERIFY(w.settled());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled() && w.bench.live());
        w.window.show();
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        dialog->setPath(QString::fromStdString(w.folder.file("stopped.onnx")));
        dialog->findChild<QSpinBox*>()->setValue(64);
        auto* bar = dialog->findChild<JobBar*>();
        QVERIFY(!bar->isVisible());
        dialog->exportNow();
        QVERIFY(bar->isVisible() && bar->stopButton()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(bar->findChild<QProgressBar*>()->maximum() > 0, 30000); // it counts
        QTest::mouseClick(bar->stopButton(), Qt::LeftButton);
        QVERIFY(w.settled());
        QVERIFY2(dialog->resultText().contains("stopped"), qPrintable(dialog->resultText()));
        QVERIFY(!bar->isVisible());
    }

    /// The table of results ends with its last row.
    void theResultIsAsTallAsItsRows()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        w.window.show();
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        dialog->setPath(QString::fromStdString(w.folder.file("rows.onnx")));
        dialog->exportNow();
        QVERIFY(w.settled());
        QTest::qWait(20);
        const auto* table = dialog->findChild<QTreeWidget*>();
        QVERIFY(table->isVisible() && table->topLevelItemCount() == 2);
        const QRect last = table->visualItemRect(table->topLevelItem(1));
        QVERIFY(last.height() >= table->fontMetrics().height() + 6);
        QVERIFY2(table->viewport()->height() - last.bottom() < 20,
                 qPrintable(QString("%1 %2").arg(table->viewport()->height()).arg(last.bottom())));
        QVERIFY(last.bottom() <= table->viewport()->height());
    }

    void numbersHaveTheirPlural()
    {
        WindowDriver w;
        w.window.setLanguage("en"); // English has its plural forms in a catalogue
        QVERIFY(w.openCalibrated());
        w.trigger("export");
        auto* samples = w.window.findChild<ExportDialog*>()->findChild<QSpinBox*>();
        samples->setValue(1);
        QCOMPARE(samples->text(), QString("1 sample"));
        samples->setValue(7);
        QCOMPARE(samples->text(), QString("7 samples"));
        delete w.window.findChild<ExportDialog*>();
        w.trigger("report");
        auto* top = w.window.findChild<ReportDialog*>()->top();
        top->setValue(1);
        QCOMPARE(top->text(), QString("1 layer"));
        top->setValue(20);
        QCOMPARE(top->text(), QString("20 layers"));
    }

    /// A score beside that of float: how far, and which way.
    void scoresSayHowFarTheyAreFromFloat()
    {
        WindowDriver w;
        w.window.show();
        QVERIFY(w.openCalibrated());
        w.trigger("task");
        auto* dialog = w.window.findChild<TaskDialog*>();
        dialog->choice()->setBy(TaskChoice::By::Command);
        dialog->choice()->setCommand("echo files $(ls $1 | wc -l) #");
        dialog->measure();
        QVERIFY(w.settled());
        QCOMPARE(dialog->table()->topLevelItem(0)->text(3), QString("equal")); // as many files as in float
        dialog->choice()->setBy(TaskChoice::By::Classes);                      // of the labels that the sample has
        dialog->measure();
        QVERIFY(w.settled());
        QVERIFY2(dialog->table()->isVisible(), qPrintable(dialog->resultText()));
        const QTreeWidgetItem* top1 = dialog->table()->topLevelItem(0);
        const auto share = [&](int column) { return top1->text(column).section(' ', 0, 0).toDouble(); };
        for (const int column : {3, 5}) { // how far simulated and exported are from float
            const double by = share(column - 1) - share(1);
            const QString text = top1->text(column);
            QVERIFY2(by == 0 ? text == "equal"
                             : text.startsWith(by > 0 ? "▲ " : "▼ ") &&
                                   std::abs(text.section(' ', 1, 1).toDouble() - std::abs(by)) < 0.02,
                     qPrintable(text));
        }
    }

    /// It starts within the screen, as large as it was or as usual.
    void theWindowFitsTheScreen()
    {
        WindowDriver w;
        const QRect room = w.window.screen()->availableGeometry();
        for (const QSize& last : {QSize(), QSize(5000, 4000), QSize(700, 500)}) {
            if (last.isValid())
                w.settings.setValue("window/size", last);
            const MainWindow window(w.bench, w.selection, w.workbench, w.jobs, w.settings);
            const QSize wanted = last.isValid() ? last : QSize(1600, 1000);
            QVERIFY(window.width() <= std::max(room.width(), window.minimumSizeHint().width()));
            QVERIFY(window.height() <= room.height());
            QCOMPARE(window.width(), std::min(wanted.width(), room.width()));
        }
    }

    /// A dock that a layout leaves out comes as a tab where the user shows it, and lies over nothing.
    void aDockOutsideTheLayoutGetsAPlace()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        for (const LayoutName layout : {LayoutName::Edit, LayoutName::Calibrate, LayoutName::Analyse}) {
            w.window.setLayoutName(layout);
            w.trigger("layout_default");
            QTest::qWait(20);
            for (QDockWidget* dock : w.window.findChildren<QDockWidget*>()) {
                if (dock->isVisible())
                    continue;
                dock->toggleViewAction()->trigger();
                QTest::qWait(20);
                QVERIFY2(dock->isVisible() && !dock->isFloating(), qPrintable(dock->objectName()));
                QVERIFY2(!w.window.tabifiedDockWidgets(dock).isEmpty(), qPrintable(dock->objectName()));
                QVERIFY(w.window.rect().contains(dock->geometry()));
                QVERIFY(!dock->geometry().intersects(w.window.centralWidget()->geometry()));
                dock->toggleViewAction()->trigger();
            }
        }
    }

    /// What can be done now comes first and is chosen; what can't says what it waits for.
    void thePaletteOffersWhatCanBeDone()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample()); // not calibrated: no export, no comparison
        w.trigger("palette");
        auto* finder = w.window.findChild<Finder*>();
        const auto* list = finder->findChild<QListView*>();
        QTest::keyClicks(finder->field(), "export");
        const QAbstractItemModel* model = list->model();
        bool disabled = false;
        for (int i = 0; i < model->rowCount(); ++i) {
            const bool on = model->index(i, 0).flags() & Qt::ItemIsEnabled;
            QVERIFY2(!on || !disabled, qPrintable(model->index(i, 0).data().toString()));
            disabled = disabled || !on;
            if (model->index(i, 0).data().toString() == "Export the model…")
                QVERIFY2(model->index(i, 0).data(Qt::ToolTipRole).toString().contains("calibrate first"),
                         qPrintable(model->index(i, 0).data(Qt::ToolTipRole).toString()));
        }
        QVERIFY(disabled);
        QCOMPARE(list->currentIndex().row(), 0);
        QVERIFY(list->currentIndex().flags() & Qt::ItemIsEnabled);
        QTest::keyClick(finder->field(), Qt::Key_Escape);
        w.workbench.close();
        QVERIFY(w.settled());
        w.trigger("palette");
        QTest::keyClicks(finder->field(), "Close");
        QVERIFY(list->currentIndex().data().toString() != "Close");
    }

    /// Icons are of one colour; what Breeze paints red as well, in light and dark.
    void iconsHaveOneColour()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(*qApp, theme);
            for (const char* name : {"window-close", "application-exit", "process-stop", "view-presentation"}) {
                const QImage image = themeIcon(name).pixmap(32, 32).toImage().convertToFormat(QImage::Format_ARGB32);
                QVERIFY2(!image.isNull(), name);
                int seen = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x)
                        if (const QColor c = image.pixelColor(x, y); c.alpha() > 128) {
                            ++seen;
                            QVERIFY2(std::max({c.red(), c.green(), c.blue()}) - std::min({c.red(), c.green(), c.blue()}) < 60,
                                     qPrintable(QString("%1 %2").arg(name, c.name())));
                            QVERIFY((c.lightness() < 128) == (theme == Theme::Light));
                        }
                QVERIFY2(seen > 20, name);
            }
        }
        applyTheme(*qApp, Theme::Light);
    }

    /// The path stands once in what is said about a file that can't be opened.
    void aFailedPathIsSaidOnce()
    {
        WindowDriver w;
        w.show();
        const QString path = QString::fromStdString(w.folder.file("broken.onnx"));
        write(path, "no model");
        w.workbench.open(path);
        QVERIFY(w.settled());
        QString said;
        for (const auto* label : w.window.findChild<StartPage*>()->findChildren<QLabel*>())
            if (label->isVisible())
                said += label->text() + '\n';
        said.remove(QRegularExpression("<[^>]*>")).remove(QChar(0x200b));
        QCOMPARE(said.count("broken.onnx"), 1);
    }
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
