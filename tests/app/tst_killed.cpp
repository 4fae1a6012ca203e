// SPDX-License-Identifier: GPL-3.0-or-later
// The window is killed in the middle of a sweep: the next one finds what was measured and goes on by itself.
#include "tests/app/window_driver.h"
#include "tests/bench/networks.h"

#include <QProcess>
#include <SQLiteCpp/SQLiteCpp.h>

#include <csignal>
#include <cstdio>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

const QString kVictim = QStringLiteral("--victim");
const QString kModel = QStringLiteral("/model.onnx");
const char* const kData = "random:6"; // enough that a sweep takes longer than the study lets measurements wait

/// A network on which a sweep takes some seconds, calibrated, with one edit.
bool openTuned(WindowDriver& w, const QString& folder)
{
    w.workbench.setStudyFolder(folder);
    DataOptions data;
    data.path = kData;
    w.workbench.open(folder + kModel, data);
    if (!w.settled() || !w.workbench.isOpen())
        return false;
    w.workbench.calibrate(Recalibrate::Anew);
    if (!w.settled() || !w.bench.live())
        return false;
    w.selection.select(UnitId{5});
    w.trigger("int16");
    return w.settled();
}

/// Says how many rows are shown as they come; goes on until it is killed.
int beVictim(const QString& folder)
{
    WindowDriver w;
    w.show();
    if (!openTuned(w, folder))
        return 1;
    std::printf("study %s\n", qPrintable(w.workbench.studyPath()));
    QObject::connect(&w.bench, &Bench::sensitivityChanged, &w.bench, [&w] {
        std::printf("rows %zu\n", w.bench.sensitivity()->sensitivity.rows.size());
        std::fflush(stdout);
    });
    w.trigger("sweep");
    if (!w.settled())
        return 1;
    std::puts("ended");
    return 0;
}

int storedMeasurements(const QString& study)
{
    SQLite::Database database(study.toStdString(), SQLite::OPEN_READONLY, 10000);
    return database.execAndGet("SELECT count(*) FROM measurement").getInt();
}

} // namespace

class TestKilled : public QObject {
    Q_OBJECT

private slots:
    void duringASweep()
    {
        TemporaryFolder there;
        const QString folder = QString::fromStdString(there.path());
        std::ofstream((folder + kModel).toStdString(), std::ios::binary) << bench::mobilenetV2();
        QProcess victim;
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(), {kVictim, folder});
        QString study;
        int rows = 0;
        // A study writes at most every half second, in which a fast machine has measured these rows and more.
        while (rows < 40 || storedMeasurements(study) == 0) {
            QVERIFY(victim.canReadLine() || victim.waitForReadyRead(120000));
            const QString said = QString::fromUtf8(victim.readLine()).trimmed();
            QVERIFY(!said.startsWith("ended"));
            if (said.startsWith("study "))
                study = said.mid(6);
            else
                rows = said.section(' ', 1).toInt();
        }
        ::kill(static_cast<pid_t>(victim.processId()), SIGKILL);
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        const int stored = storedMeasurements(study);
        QVERIFY(stored > 0);

        WindowDriver w;
        w.workbench.setStudyFolder(folder);
        w.workbench.open(folder + kModel);
        QVERIFY(QTest::qWaitFor([&] { return w.workbench.isOpen(); }, 60000));
        QCOMPARE(w.workbench.studyPath(), study);
        QVERIFY(w.settled(240));
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{6});
        QVERIFY(w.bench.live() && !w.bench.liveIsStale());
        const auto point = w.bench.model()->units.pointOf(UnitId{5}, PointKind::Output);
        QCOMPARE(int(w.bench.configuration()->effective->at(point).dtype), int(DType::Int16));
        QVERIFY(w.bench.sensitivity() && w.bench.sensitivity()->complete);
        QCOMPARE(w.bench.sensitivity()->sensitivity.rows.size(), w.bench.sensitivity()->planned);
        QVERIFY(storedMeasurements(study) > stored);

        // What was measured by two is what one measures.
        TemporaryFolder other;
        const QString otherFolder = QString::fromStdString(other.path());
        QVERIFY(QFile::copy(folder + kModel, otherFolder + kModel));
        WindowDriver whole;
        QVERIFY(openTuned(whole, otherFolder));
        whole.trigger("sweep");
        QVERIFY(whole.settled(240));
        const auto& a = w.bench.sensitivity()->sensitivity.rows;
        const auto& b = whole.bench.sensitivity()->sensitivity.rows;
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            QVERIFY(a[i].point == b[i].point);
            for (const Metric metric : {Metric::Sqnr, Metric::Cosine, Metric::L1, Metric::Atol})
                QCOMPARE(a[i].outputs.front().pooled().value(metric), b[i].outputs.front().pooled().value(metric));
        }
    }
};

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments.at(1) == kVictim)
        return beVictim(arguments.at(2));
    TestKilled test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killed.moc"
