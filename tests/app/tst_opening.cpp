// SPDX-License-Identifier: GPL-3.0-or-later
// Studies and models as they are opened, kept, saved under other names, changed on disk and let go of.
#include "app/gui/banner.h"
#include "engine/qconfig/config_text.h"
#include "tests/app/window_driver.h"
#include "tests/bench/networks.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

RuleSet withInt16(const RuleSet& rules, const std::string& unit)
{
    RuleSet after = rules;
    after.rules.push_back({OverrideRule{{}, std::vector{unit}, parseConfig("int16")}, true});
    return after;
}

} // namespace

class TestOpening : public QObject {
    Q_OBJECT

private slots:
    /// Also while a long job still holds the study: the window has it again, not a copy in memory.
    void closedAndOpenedAtOnce()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const QString study = w.workbench.studyPath();
        for (int turn = 0; turn < 3; ++turn) {
            w.workbench.sweep(SensitivityMode::Isolated);
            QVERIFY(QTest::qWaitFor([&] { return w.jobs.isBusy(Lane::Engine); }));
            w.workbench.close();
            QVERIFY(w.openSample());
            QCOMPARE(w.workbench.studyPath(), study);
        }
    }

    void theStudyIsKept()
    {
        TemporaryFolder studies;
        {
            WindowDriver w;
            w.workbench.setStudyFolder(QString::fromStdString(studies.path()));
            QVERIFY(w.openCalibrated());
            w.bench.requestEdit("int16", withInt16(w.bench.rules(), "/pose/Concat"));
            QVERIFY(w.settled());
            w.bench.requestPin(5);
            QVERIFY(w.settled());
        }
        WindowDriver w;
        w.workbench.setStudyFolder(QString::fromStdString(studies.path()));
        QVERIFY(w.openSample());
        QVERIFY(w.bench.live());
        QCOMPARE(w.bench.pinnedSample(), quint64{5});
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{64});
        QVERIFY(w.outputSqnr("pose") > 20);
    }

    void aSecondWindowOnTheStudyCanStillWork()
    {
        WindowDriver first;
        QVERIFY(first.openSample());
        WindowDriver second;
        second.workbench.setStudyFolder(QString::fromStdString(first.folder.file("studies")));
        QVERIFY(second.openCalibrated());
        QVERIFY(second.workbench.studyPath().isEmpty());
        bool said = false;
        for (const LogLine& line : second.bench.log())
            said = said || line.text().contains("can't be used");
        QVERIFY(said);
    }

    /// What lies in no file is not thrown away without a question.
    void whatIsNotKeptIsAskedFor()
    {
        WindowDriver first;
        QVERIFY(first.openSample());
        WindowDriver second;
        second.workbench.setStudyFolder(QString::fromStdString(first.folder.file("studies")));
        second.show();
        QVERIFY(second.openSample());
        auto* banner = second.window.findChild<Banner*>();
        QVERIFY(banner->isVisible());
        bool said = false;
        for (const QLabel* label : banner->findChildren<QLabel*>())
            said = said || label->text().contains("Nothing of what you do here is kept");
        QVERIFY(said);
        QVERIFY(!second.window.isWindowModified() && !second.workbench.hasUnkept()); // nothing was done yet
        second.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(second.settled());
        QVERIFY(second.window.isWindowModified());
        second.leaving = FileChoosers::Leave::Cancel;
        second.choose({});
        second.window.close();
        QTest::qWait(20);
        QVERIFY(second.window.isVisible());
        second.trigger("close");
        QVERIFY(second.workbench.isOpen());
        second.window.openPath(sampleModelPath());
        QVERIFY(second.settled());
        QVERIFY(second.bench.statistics() && !second.bench.statistics()->samples().empty());
        // Saved, and then closed.
        second.leaving = FileChoosers::Leave::Save;
        const QString kept = QString::fromStdString(second.folder.file("kept.qbs"));
        second.choose(kept);
        second.trigger("close");
        QTRY_VERIFY_WITH_TIMEOUT(!second.workbench.isOpen(), 20000);
        QVERIFY(QFile::exists(kept));
        second.workbench.open(kept);
        QVERIFY(second.settled());
        QVERIFY(!second.bench.statistics()->samples().empty() && !second.workbench.hasUnkept());
        second.window.close();
        QVERIFY(!second.window.isVisible());
    }

    void whatIsThrownAwayOnPurposeIsGone()
    {
        WindowDriver w;
        w.workbench.setStudyFolder("/proc/quantbench/studies");
        w.show();
        QVERIFY(w.openCalibrated());
        QVERIFY(w.window.isWindowModified());
        w.leaving = FileChoosers::Leave::Discard;
        w.choose({});
        w.window.close();
        QTRY_VERIFY(!w.window.isVisible());
    }

    /// Statistics of another preprocessing still give numbers; it is said, and a continued calibration is not offered.
    void statisticsOfOtherDataAreTold()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* banner = w.window.findChild<Banner*>();
        QVERIFY(!banner->isVisible() && w.workbench.statisticsFit());
        QVERIFY(!w.window.actions().at("continue")->isEnabled()); // all were seen
        DataOptions other = w.bench.calibrationSet().options;
        other.preprocess.begin()->second.scale = 1;
        w.bench.requestData(DataUse::Calibration, other);
        QVERIFY(w.settled());
        QVERIFY(banner->isVisible() && !w.workbench.statisticsFit());
        QVERIFY(!w.window.actions().at("continue")->isEnabled());
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        QVERIFY(!banner->isVisible() && w.workbench.statisticsFit());
        w.workbench.undoStack().redo();
        QVERIFY(w.settled());
        QVERIFY(banner->isVisible());
        const QString study = w.workbench.studyPath();
        w.workbench.open(study); // also after a restart
        QVERIFY(w.settled());
        QVERIFY(banner->isVisible());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        QVERIFY(!banner->isVisible() && w.workbench.statisticsFit());
    }

    void theSameModelAgain()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const QString study = w.workbench.studyPath();
        w.workbench.openSample();
        QVERIFY(w.settled());
        QVERIFY(w.workbench.isOpen());
        QCOMPARE(w.workbench.studyPath(), study);
        QVERIFY(w.bench.live());
    }

    /// What is under way for one model must never reach the next one: its points are others.
    void resultsOfTheModelBeforeVanish()
    {
        for (int round = 0; round < 5; ++round) {
            WindowDriver w;
            QVERIFY(w.openCalibrated());
            const QString copy = QString::fromStdString(w.folder.file("copy.onnx"));
            QVERIFY(QFile::copy(sampleModelPath(), copy));
            const Model* before = w.bench.model().get();
            if (round % 2 == 0)
                w.workbench.open(copy);
            w.workbench.sweep(SensitivityMode::Isolated);
            w.workbench.compare(CompareMode::Cumulative);
            w.workbench.check();
            QTest::qWait(10 * round);
            if (round % 2 == 1)
                w.workbench.open(copy);
            QVERIFY(QTest::qWaitFor([&] { return w.bench.model() && w.bench.model().get() != before; }, 20000));
            QVERIFY(w.settled());
            QVERIFY(!w.bench.sensitivity() && w.bench.comparisons().empty() && w.bench.findings().empty() && !w.bench.live());
        }
    }

    void savingUnderItsOwnNameLosesNothing()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const QString own = w.workbench.studyPath();
        w.workbench.saveAs(own);
        QVERIFY(w.settled());
        QVERIFY(QFile::exists(own) && w.workbench.isOpen());
        // Over a file that is there: replaced as a whole; where that can't be, it stays.
        const QString other = QString::fromStdString(w.folder.file("other.qbs"));
        QFile old(other);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("precious") == 8);
        old.close();
        w.workbench.saveAs(other);
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.studyPath(), other);
        QVERIFY(w.bench.live());
        w.workbench.saveAs(QString::fromStdString(w.folder.file("no such folder/x.qbs")));
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.studyPath(), other);
        QCOMPARE(w.bench.log().back().severity == Severity::Error, true);
    }

    void aFolderThatTakesNoStudyIsTold()
    {
        WindowDriver w;
        w.workbench.setStudyFolder("/proc/quantbench/studies");
        QVERIFY(w.openCalibrated());
        QVERIFY(w.workbench.studyPath().isEmpty());
        bool said = false;
        for (const LogLine& line : w.bench.log())
            said = said || (line.severity == Severity::Warning && line.details().contains("saved under a name"));
        QVERIFY(said);
    }

    void aChangedModelFileIsTold()
    {
        WindowDriver w;
        const QString copy = QString::fromStdString(w.folder.file("copy.onnx"));
        QVERIFY(QFile::copy(sampleModelPath(), copy));
        QSignalSpy changed(&w.workbench, &Workbench::modelFileChanged);
        w.workbench.open(copy);
        QVERIFY(w.settled());
        QFile file(copy);
        QVERIFY(file.open(QIODevice::Append) && file.write("\0", 1) == 1);
        file.close();
        QVERIFY(changed.wait(5000));
        // Replaced by another file, twice: it is watched all the same.
        for (int i = 0; i < 2; ++i) {
            const QString other = QString::fromStdString(w.folder.file("other.onnx"));
            QVERIFY(QFile::copy(sampleModelPath(), other));
            QVERIFY(QFile::remove(copy) && QFile::rename(other, copy));
            QVERIFY2(changed.wait(5000), qPrintable(QString::number(i)));
        }
    }

    /// A model that was another one for a while and is put back has its statistics again: nothing is said against them.
    void aModelThatIsPutBack()
    {
        WindowDriver w;
        w.show();
        const QString copy = QString::fromStdString(w.folder.file("copy.onnx"));
        QVERIFY(QFile::copy(sampleModelPath(), copy));
        const auto reopened = [&] {
            w.workbench.close();
            if (!w.settled())
                return false;
            w.workbench.open(copy, sampleData());
            return w.settled();
        };
        QVERIFY(reopened());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        QFile file(copy);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.open(QIODevice::ReadWrite));
        const QByteArray good = file.readAll();
        const auto write = [&](QByteArray content) {
            file.seek(0);
            return file.write(content) == content.size() && file.flush();
        };
        QVERIFY(write(QByteArray(good).replace("/pose/Concat", "/pose/Conkat")));
        QSignalSpy another(&w.workbench, &Workbench::modelIsAnother);
        QVERIFY(reopened());
        QCOMPARE(another.count(), 1);
        QVERIFY(w.bench.statistics()->samples().empty());
        QVERIFY(write(good));
        QVERIFY(reopened());
        QCOMPARE(another.count(), 1);
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{64});
    }

    /// What is not so any more takes its own words away, not those of something else that was told since.
    void aBannerKeepsToItsOwn()
    {
        Banner banner;
        const auto words = [](const char* text) { return [text] { return QString(text); }; };
        const int first = banner.tell(words("first"), {}, {});
        const int second = banner.tell(words("second"), {}, {});
        banner.retract(first);
        QVERIFY(!banner.isHidden());
        banner.retract(second);
        QVERIFY(banner.isHidden());
    }

    /// A unit has another name now: its rule and its statistics are of nothing, and that is said with the name.
    void whatIsNotThereAnyMoreIsNamed()
    {
        WindowDriver w;
        w.show();
        const QString copy = QString::fromStdString(w.folder.file("copy.onnx"));
        QVERIFY(QFile::copy(sampleModelPath(), copy));
        w.workbench.open(copy, sampleData());
        QVERIFY(w.settled());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        RuleSet rules = w.bench.rules();
        rules.rules.push_back({OverrideRule{{}, std::vector<std::string>{"/pose/Concat"}, parseConfig("int16")}, true});
        w.bench.requestEdit("wider", rules);
        QVERIFY(w.settled());
        w.workbench.close();
        QVERIFY(w.settled());
        QFile file(copy);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.open(QIODevice::ReadWrite));
        QByteArray content = file.readAll();
        content.replace("/pose/Concat", "/pose/Conkat");
        file.seek(0);
        QVERIFY(file.write(content) == content.size());
        file.close();
        w.workbench.open(copy);
        QVERIFY(w.settled() && w.workbench.isOpen());
        QVERIFY(w.bench.model()->units.findUnit("/pose/Conkat") != UnitId::None);
        const auto* banner = w.window.findChild<Banner*>();
        QVERIFY(banner->isVisible());
        QString said;
        for (const QLabel* label : banner->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.contains("not there any more: /pose/Concat") && !said.contains("/pose/fc1"), qPrintable(said));
        QVERIFY(w.logged("/pose/Concat"));
    }

    /// Samples that can't be read say so in the language of the window, also after it was changed.
    void problemsFollowTheLanguage()
    {
        WindowDriver w;
        QVERIFY(w.openSample());
        DataOptions bad = w.bench.calibrationSet().options;
        bad.path = w.folder.file("no such folder");
        w.window.setLanguage("en");
        w.workbench.setData(Use::Calibration, bad);
        QVERIFY(w.settled());
        const QString english = w.bench.calibrationSet().problem;
        QVERIFY2(english.contains("no such folder") && !english.contains(QChar(0x6570)), qPrintable(english));
        w.window.setLanguage("zh_CN");
        QVERIFY(w.settled());
        const QString chinese = w.bench.calibrationSet().problem;
        QVERIFY2(chinese.contains(QChar(0x6570)), qPrintable(chinese)); // of "data"
        w.window.setLanguage("en");
        QVERIFY(w.settled());
        QCOMPARE(w.bench.calibrationSet().problem(), english);
    }

    /// What is selected of one model is no unit of a smaller one.
    void anotherModelForgetsWhatWasSelected()
    {
        WindowDriver w;
        w.show();
        QFile large(QString::fromStdString(w.folder.file("large.onnx")));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.write(QByteArray::fromStdString(bench::mobilenetV2())) > 0);
        large.close();
        w.workbench.open(large.fileName());
        QVERIFY(w.settled());
        const auto last = static_cast<UnitId>(w.bench.model()->unitCount() - 1);
        auto* units = w.dock<UnitsDock>("units");
        units->filter().setText("op:Conv");
        for (const char* dock : {"inspector", "distribution", "profile", "rules"}) {
            w.window.dock(dock)->show();
            w.window.dock(dock)->raise();
            w.selection.select(last);
            QVERIFY(w.openSample());
            QVERIFY(w.settled());
            QVERIFY(w.selection.units().empty());
            QCOMPARE(units->table().model()->rowCount(), int(w.bench.model()->unitCount())); // the filter was of the other
            QVERIFY(w.bench.model()->unitCount() < indexOf(last));
            w.workbench.open(large.fileName());
            QVERIFY(w.settled());
        }
    }

    /// A study that another window has, and one whose model was moved: the start page has the way out.
    void aStudyHasAWayIn()
    {
        WindowDriver w;
        w.show();
        const QString model = QString::fromStdString(w.folder.file("m.onnx"));
        QVERIFY(QFile::copy(sampleModelPath(), model));
        w.workbench.open(model, sampleData());
        QVERIFY(w.settled());
        const QString study = QString::fromStdString(w.folder.file("mine.qbs"));
        w.workbench.saveAs(study);
        QVERIFY(w.settled());
        const auto wayOut = [](WindowDriver& in) -> QPushButton* {
            for (auto* button : in.window.findChildren<QPushButton*>())
                if (button->isVisible() && (button->text().contains("reading only") || button->text().contains("model lies")))
                    return button;
            return nullptr;
        };
        {
            WindowDriver second;
            second.show();
            second.workbench.open(study);
            QVERIFY(second.settled());
            QVERIFY(!second.workbench.isOpen());
            QVERIFY(wayOut(second));
            QTest::mouseClick(wayOut(second), Qt::LeftButton);
            QVERIFY(second.settled());
            QVERIFY(second.workbench.isOpen() && second.workbench.isReadOnly());
            QVERIFY2(second.window.windowTitle().contains("read only"), qPrintable(second.window.windowTitle()));
        }
        w.workbench.close();
        QVERIFY(w.settled());
        const QString moved = QString::fromStdString(w.folder.file("moved.onnx"));
        QVERIFY(QFile::rename(model, moved));
        w.workbench.open(study);
        QVERIFY(w.settled());
        QVERIFY(!w.workbench.isOpen());
        QVERIFY(wayOut(w));
        w.choose(moved, {});
        QTest::mouseClick(wayOut(w), Qt::LeftButton);
        QVERIFY(w.settled());
        QVERIFY(w.workbench.isOpen() && !w.workbench.isReadOnly());
        QCOMPARE(QFileInfo(w.workbench.modelPath()).fileName(), QString("moved.onnx"));
    }

    void whatCantBeOpenedIsSaid()
    {
        WindowDriver w;
        QFile file(QString::fromStdString(w.folder.file("broken.onnx")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no model at all") > 0);
        file.close();
        QSignalSpy failed(&w.workbench, &Workbench::openFailed);
        w.workbench.open(file.fileName());
        QVERIFY(w.settled());
        QCOMPARE(failed.count(), 1);
        QVERIFY(!w.workbench.isOpen());
        QVERIFY(!w.bench.log().empty());
        QVERIFY(w.bench.log().back().severity == Severity::Error);
        // And the window goes on.
        QVERIFY(w.openSample());
    }
};

QTEST_MAIN(TestOpening)
#include "tst_opening.moc"
