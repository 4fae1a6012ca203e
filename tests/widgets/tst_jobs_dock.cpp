// SPDX-License-Identifier: GPL-3.0-or-later
// The docks of jobs and of the log, and the line in the status bar.
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/common/format.h"
#include "widgets/jobs/jobs_dock.h"
#include "widgets/jobs/log_dock.h"
#include "widgets/jobs/status_line.h"

#include <QClipboard>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>

using namespace qb;
using namespace qb::test;

namespace {

/// Speaks the language that is set at the time.
bool chinese = false;

Said said(const char* english, const char* other)
{
    return [english, other] { return QString::fromUtf8(chinese ? other : english); };
}

void speakChinese(QWidget& widget, bool on)
{
    chinese = on;
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&widget, &change);
}

JobView job(int id, JobView::State state, quint64 done, quint64 total)
{
    JobView view;
    view.id = id;
    view.title = said("Calibrate", "校准");
    view.phase = said("histograms", "直方图");
    view.done = done;
    view.total = total;
    view.started = QDateTime::currentDateTime();
    view.seconds = 12;
    view.state = state;
    return view;
}

LogLine line(int number, Severity severity = Severity::Info)
{
    LogLine made;
    made.when = QDateTime::currentDateTime();
    made.severity = severity;
    made.text = [number] { return QString::fromUtf8(chinese ? "行 %1" : "line %1").arg(number); };
    if (severity == Severity::Error)
        made.details = said("free some space\nfile: /a", "腾出空间\nfile: /a");
    return made;
}

QStringList texts(const QTreeWidget& list, int column)
{
    QStringList all;
    for (int i = 0; i < list.topLevelItemCount(); ++i)
        all << list.topLevelItem(i)->text(column);
    return all;
}

template <typename Widget>
void showAt(Widget& widget, QSize size)
{
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

} // namespace

class TestJobsDock : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void cleanup() { chinese = false; }

    /// Also after the words were set anew, and whatever comes above it.
    void deleteStopsTheSelectedJob()
    {
        Bench bench;
        JobsDock dock(bench);
        bench.setJobs({job(1, JobView::State::Running, 37, 200), job(2, JobView::State::Queued, 0, 0)});
        showAt(dock, {400, 200});
        speakChinese(dock, true);
        speakChinese(dock, false);
        QSignalSpy stops(&bench, &Bench::stopRequested);
        QTreeWidget& list = *dock.list();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.topLevelItem(1)).center());
        bench.setJobs({job(1, JobView::State::Running, 38, 200), job(2, JobView::State::Queued, 0, 0),
                       job(3, JobView::State::Queued, 0, 0)});
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(stops.count(), 1);
        QCOMPARE(stops.takeFirst().at(0).toInt(), 1);
        QTest::mouseClick(dock.stopButton(), Qt::LeftButton);
        QCOMPARE(stops.takeFirst().at(0).toInt(), 1);
        // What is over can't be stopped.
        bench.setJobs({job(1, JobView::State::Stopped, 38, 200), job(2, JobView::State::Running, 0, 0)});
        QVERIFY(!dock.stopButton()->isEnabled());
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(stops.count(), 0);
    }

    /// What begins is in view, wherever one was in the list, and whether or not the dock was.
    void whatBeginsIsInView()
    {
        Bench bench;
        JobsDock dock(bench);
        std::vector<JobView> jobs;
        for (int id = 1; id <= 20; ++id)
            jobs.push_back(job(id, JobView::State::Done, 200, 200));
        bench.setJobs(jobs);
        showAt(dock, {300, 200});
        QTreeWidget& list = *dock.list();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.topLevelItem(2)).center());
        for (const bool hidden : {false, true}) {
            list.scrollToBottom();
            QVERIFY(list.verticalScrollBar()->value() > 0);
            dock.setVisible(!hidden);
            jobs.push_back(job(jobs.back().id + 1, JobView::State::Running, 1, 200));
            bench.setJobs(jobs);
            jobs.erase(jobs.begin()); // the oldest goes, as in the window
            bench.setJobs(jobs);
            dock.show();
            QVERIFY(QTest::qWaitForWindowExposed(&dock));
            QCoreApplication::processEvents();
            QCOMPARE(list.verticalScrollBar()->value(), 0);
            QVERIFY(list.viewport()->rect().contains(list.visualItemRect(list.topLevelItem(0))));
        }
    }

    /// A selected row that goes gives its place to no other: Stop means what runs then, and the list stays where it is.
    void theSelectedRowMayGo()
    {
        Bench bench;
        JobsDock dock(bench);
        std::vector<JobView> jobs;
        for (int id = 1; id <= 20; ++id)
            jobs.push_back(job(id, id == 20 ? JobView::State::Running : JobView::State::Done, 100, 200));
        bench.setJobs(jobs);
        showAt(dock, {300, 200});
        QTreeWidget& list = *dock.list();
        list.setCurrentItem(list.topLevelItem(19));
        list.scrollToTop();
        jobs.erase(jobs.begin());
        bench.setJobs(jobs);
        QVERIFY(list.selectedItems().isEmpty());
        QCOMPARE(list.verticalScrollBar()->value(), 0);
        QSignalSpy stops(&bench, &Bench::stopRequested);
        QTest::mouseClick(dock.stopButton(), Qt::LeftButton);
        QCOMPARE(stops.count(), 1);
        QCOMPARE(stops.takeFirst().at(0).toInt(), 20);
    }

    void aRowSaysWhatMatters()
    {
        QCOMPARE(jobParts(job(1, JobView::State::Running, 50, 200)),
                 (QStringList{"running", "50 of 200", "36 s left", "histograms", "4.167 a second"}));
        // What an earlier run has left is no speed of this one.
        JobView goesOn = job(1, JobView::State::Running, 5532, 6532);
        goesOn.doneFirst = 5332;
        goesOn.secondsFirst = 2;
        QCOMPARE(jobParts(goesOn), (QStringList{"running", "5,532 of 6,532", "50 s left", "histograms", "20 a second"}));
        goesOn.doneFirst = 5532;
        QCOMPARE(jobParts(goesOn), (QStringList{"running", "5,532 of 6,532", "histograms"}));
        goesOn.doneFirst = 0;
        goesOn.secondsFirst = 0;
        QCOMPARE(jobParts(goesOn).last(), QString("461 a second")); // no digits that nobody needs
        QCOMPARE(jobParts(job(1, JobView::State::Stopped, 37, 200)), (QStringList{"stopped", "37 of 200"}));
        JobView failed = job(1, JobView::State::Failed, 37, 200);
        failed.outcome = said("there is no such file", "没有此文件");
        QCOMPARE(jobParts(failed), (QStringList{"failed", "there is no such file"}));
        JobView stopped = job(1, JobView::State::Stopped, 37, 200);
        stopped.outcome = said("37 of 200 samples", "");
        QCOMPARE(jobParts(stopped), (QStringList{"stopped", "37 of 200 samples"}));
        QCOMPARE(jobParts(job(1, JobView::State::Queued, 0, 0)), QStringList{"waiting"});

        const QFontMetrics metrics(qApp->font());
        const QStringList parts = jobParts(job(1, JobView::State::Running, 50, 200));
        QCOMPARE(fittingParts(parts, metrics, 10000), parts.join(" · "));
        for (int width = 20; width < 600; width += 10)
            QVERIFY(metrics.horizontalAdvance(fittingParts(parts, metrics, width)) <= width);
    }

    /// As wide as it is beside the samples on a small screen.
    void everythingFitsANarrowDock()
    {
        Bench bench;
        JobsDock dock(bench);
        JobView stopped = job(1, JobView::State::Stopped, 37, 200);
        stopped.title = said("Compare layers one by one", "");
        stopped.outcome = said("37 of 200 samples", "");
        bench.setJobs({stopped, job(2, JobView::State::Running, 50, 200)});
        showAt(dock, {300, 200});
        QTreeWidget& list = *dock.list();
        QVERIFY2(dock.secondLine(0).startsWith("running · 50 of 200 · 36 s left"), qPrintable(dock.secondLine(0)));
        QCOMPARE(dock.secondLine(1), "stopped · 37 of 200 samples");
        QCOMPARE(list.horizontalScrollBar()->maximum(), 0);
        for (int row = 0; row < 2; ++row) {
            const QString whole = list.topLevelItem(row)->toolTip(0);
            const QRect place = list.visualItemRect(list.topLevelItem(row));
            QVERIFY(list.viewport()->rect().contains(place));
            QVERIFY(place.height() >= 2 * list.fontMetrics().height() + kRowPadding);
            QVERIFY(list.fontMetrics().horizontalAdvance(list.topLevelItem(row)->text(0) + "12 s") < place.width() - 40);
            for (const QString& part : {list.topLevelItem(row)->text(0), dock.secondLine(row), QString("12 s")})
                QVERIFY2(whole.contains(part), qPrintable(whole));
        }
        QVERIFY(list.topLevelItem(0)->toolTip(0).contains("histograms"));
        QCOMPARE(cutTexts(dock).join("|"), "");
        list.setCurrentItem(list.topLevelItem(0));
        shoot(dock, "jobs-narrow", {300, 200});
        shoot(dock, "jobs", {700, 200});
    }

    /// A bar that is selected can still be read.
    void theBarStandsOutOfTheSelection()
    {
        Bench bench;
        JobsDock dock(bench);
        bench.setJobs({job(1, JobView::State::Running, 100, 200)});
        showAt(dock, {400, 120});
        QTreeWidget& list = *dock.list();
        list.setCurrentItem(list.topLevelItem(0));
        const QImage picture = list.viewport()->grab().toImage();
        const QRect row = list.visualItemRect(list.topLevelItem(0));
        const int y = row.bottom() - 5; // on the bar
        const QColor done = picture.pixelColor(row.left() + 20, y);
        const QColor left = picture.pixelColor(row.right() - 20, y);
        const QColor around = picture.pixelColor(row.left() + 2, y);
        const auto apart = [](const QColor& a, const QColor& b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
        };
        QVERIFY2(apart(done, around) > 150, qPrintable(done.name() + around.name()));
        QVERIFY2(apart(done, left) > 150, qPrintable(done.name() + left.name()));
    }

    void jobsSpeakTheLanguageOfTheWindow()
    {
        Bench bench;
        JobsDock dock(bench);
        bench.setJobs({job(1, JobView::State::Running, 37, 200)});
        showAt(dock, {700, 120});
        QVERIFY(dock.secondLine(0).contains("histograms"));
        speakChinese(dock, true);
        QCOMPARE(dock.list()->topLevelItem(0)->text(0), QString::fromUtf8("校准"));
        QVERIFY(dock.secondLine(0).contains(QString::fromUtf8("直方图")));
    }

    /// Also where it is full, and lines go at its beginning.
    void theLogKeepsItsLinesInAnotherLanguage()
    {
        Bench bench;
        LogDock dock(bench);
        for (int i = 0; i < 2050; ++i)
            bench.addLog(line(i, i == 2040 ? Severity::Error : Severity::Info));
        showAt(dock, {400, 200});
        const auto is = [&](const char* word) {
            const QStringList shown = texts(*dock.list(), 1);
            QCOMPARE(shown.size(), 2000);
            for (int i = 0; i < 2000; ++i)
                QCOMPARE(shown[i], QString::fromUtf8("%1 %2").arg(QString::fromUtf8(word)).arg(i + 50));
        };
        is("line");
        QTreeWidgetItem* error = dock.list()->topLevelItem(1990);
        QVERIFY(error->isExpanded());
        dock.list()->scrollToItem(error);
        QTest::mouseClick(dock.list()->viewport(), Qt::LeftButton, {}, dock.list()->visualItemRect(error).center());
        speakChinese(dock, true);
        is("行");
        QCOMPARE(dock.list()->topLevelItem(1990), error);
        QVERIFY(error->isSelected() && error->isExpanded());
        QCOMPARE(error->childCount(), 2);
        QCOMPARE(error->child(0)->text(1), QString::fromUtf8("腾出空间"));
        QTest::keyClick(dock.list(), Qt::Key_C, Qt::ControlModifier);
        const QStringList copied = QGuiApplication::clipboard()->text().split('\n');
        QCOMPARE(copied.size(), 3);
        QVERIFY2(copied[0].endsWith(QString::fromUtf8("行 2040")), qPrintable(copied[0]));
        speakChinese(dock, false);
        is("line");
        QTest::mouseClick(dock.copyButton(), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains("line 2040\n    free some space\n    file: /a"));
    }

    /// All lines where none is chosen; a detail stands for its line.
    void copyTakesTheSelectedLines()
    {
        Bench bench;
        bench.addLog(line(0)); // before there is a dock
        LogDock dock(bench);
        bench.addLog(line(1, Severity::Error));
        bench.addLog(line(2));
        showAt(dock, {400, 200});
        QCOMPARE(dock.list()->topLevelItemCount(), 3);
        QCOMPARE(dock.selectedText().split('\n').size(), 5);
        dock.list()->topLevelItem(1)->child(1)->setSelected(true);
        QVERIFY2(dock.selectedText().contains("line 1\n"), qPrintable(dock.selectedText()));
        QVERIFY(!dock.selectedText().contains("line 2"));
        QCOMPARE(dock.list()->visualItemRect(dock.list()->topLevelItem(0)).height(),
                 dock.list()->fontMetrics().height() + kRowPadding);
        shoot(dock, "log", {300, 160});
        shoot(dock, "log-narrow", {212, 160});
        dock.resize(212, 160);
        QTRY_VERIFY(dock.list()->isColumnHidden(0));
        const QTreeWidgetItem* first = dock.list()->topLevelItem(0);
        QVERIFY(first->toolTip(1).startsWith(first->text(0)));
        dock.resize(400, 160);
        QTRY_VERIFY(!dock.list()->isColumnHidden(0));
    }

    /// Unless the user has scrolled back.
    void theNewestLineIsSeen()
    {
        Bench bench;
        LogDock dock(bench);
        showAt(dock, {400, 160});
        for (int i = 0; i < 50; ++i)
            bench.addLog(line(i));
        QScrollBar* bar = dock.list()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 10 && bar->value() == bar->maximum());
        bar->setValue(3);
        bench.addLog(line(50));
        QTest::qWait(20);
        QCOMPARE(bar->value(), 3);
    }

    void theStatusLineSaysHowGoodTheOutputsAre()
    {
        MadeBench made;
        StatusLine status(made.bench);
        showAt(status, {1600, 30});
        const std::size_t outputs = made.bench.liveOutputs()->comparison.outputs.size();
        QVERIFY(outputs > 1);
        QCOMPARE(status.outputsText().count(" dB"), static_cast<qsizetype>(outputs));
        QCOMPARE(status.outputsText().count("Cosine"), static_cast<qsizetype>(outputs));
        const double sqnr = made.bench.liveOutputs()->comparison.outputs[0].metrics.pooled().value(Metric::Sqnr);
        const auto* label = status.findChild<QLabel*>();
        QVERIFY2(label->toolTip().contains(fullNumber(sqnr)), qPrintable(label->toolTip()));
        for (int width = 1600; width >= 200; width -= 50) {
            status.resize(width, 30);
            QVERIFY2(status.outputsText().contains(" dB"), qPrintable(status.outputsText()));
            if (width >= 350)
                QCOMPARE(cutTexts(status).join("|"), "");
        }
        QVERIFY(!status.outputsText().contains("Cosine"));
    }

    /// A job beside the outputs takes its room from what matters less.
    void theStatusLineHasRoomForAJob()
    {
        MadeBench made;
        StatusLine status(made.bench);
        JobView running = job(1, JobView::State::Running, 50, 200);
        running.title = said("Compare with a_network_of_a_rather_long_name_that_was_exported_before.onnx", "");
        made.bench.setJobs({running});
        showAt(status, {1280, 30});
        for (const int width : {1280, 1000, 800}) {
            status.resize(width, 30);
            made.bench.setJobs({running});
            QTest::qWait(10);
            QCOMPARE(cutTexts(status).join("|"), "");
            QVERIFY2(status.outputsText().contains(" dB"), qPrintable(status.outputsText()));
            shoot(status, QString("status-%1").arg(width), {width, 30});
        }
    }

    /// What is older than the rules says so; that it is being measured only while it is.
    void theStatusLineSaysWhyNothingIsMeasured()
    {
        MadeBench made;
        StatusLine status(made.bench);
        showAt(status, {1600, 30});
        QVERIFY(!status.outputsText().contains("measur"));
        auto other = std::make_shared<Configuration>(*made.bench.configuration());
        other->key = Hasher().add(std::string("other")).result();
        made.bench.setConfiguration(other);
        QVERIFY(made.bench.outputsAreStale());
        status.setMeasuring(StatusLine::Measuring::Running);
        QVERIFY2(status.outputsText().endsWith("(measuring)"), qPrintable(status.outputsText()));
        DataView broken{made.bench.measuredSet().options, {}, said("no such folder", "没有此文件夹"), {}};
        made.bench.setCalibrationSet(broken);
        made.bench.setEvaluationSet({});
        status.setMeasuring(StatusLine::Measuring::Ended);
        QVERIFY2(status.outputsText().endsWith("(not measured: no such folder)"), qPrintable(status.outputsText()));
        speakChinese(status, true);
        QVERIFY(status.outputsText().contains(QString::fromUtf8("没有此文件夹")));
        speakChinese(status, false);
        status.setMeasuring(StatusLine::Measuring::Off);
        QVERIFY2(status.outputsText().contains("switched off"), qPrintable(status.outputsText()));
    }
};

QTEST_MAIN(TestJobsDock)
#include "tst_jobs_dock.moc"
