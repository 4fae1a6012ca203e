// SPDX-License-Identifier: GPL-3.0-or-later
// The program stopped, killed, without space, without permission: what was done is kept and said, and the same question
// then has the same answer as if nothing had happened.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <random>

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

class TestCliInterrupted : public QObject {
    Q_OBJECT

    struct Run {
        int code = -1; ///< -1: it was killed
        QByteArray out;
        QByteArray err;
        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
        [[nodiscard]] QJsonObject error() const { return json()["error"].toObject(); }
        [[nodiscard]] QString text() const { return QString("%1: %2%3").arg(code).arg(QString(out), QString(err)); }
    };

    QTemporaryDir m_folder;
    std::mt19937 m_random{1};
    bool m_ownMounts = false; ///< this process sees its own mounts, and may make some

    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }

    void start(QProcess& process, const QStringList& arguments, const std::function<void()>& inChild = {}) const
    {
        process.setWorkingDirectory(m_folder.path());
        if (inChild)
            process.setChildProcessModifier(inChild);
        process.start(QB_CLI, arguments);
    }

    static Run ended(QProcess& process)
    {
        Run run;
        if (!process.waitForFinished(240000)) {
            process.kill();
            return run;
        }
        run.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        run.out = process.readAllStandardOutput();
        run.err += process.readAllStandardError();
        return run;
    }

    [[nodiscard]] Run cli(const QStringList& arguments, const std::function<void()>& inChild = {}) const
    {
        QProcess process;
        start(process, arguments, inChild);
        return ended(process);
    }

    /// To the process alone: where it never started or is gone already its number is 0, which would mean all of us.
    static void send(const QProcess& process, int signal)
    {
        if (const auto id = static_cast<pid_t>(process.processId()); id > 0)
            (void)::kill(id, signal);
    }

    static void waitUntilSaid(QProcess& process, const QByteArray& text)
    {
        process.setReadChannel(QProcess::StandardError);
        for (QByteArray said; !said.contains(text) && process.waitForReadyRead(60000);)
            said += process.readAllStandardError();
    }

    /// Sends the signal after the program said that this work has begun, and some work of our own.
    Run signalled(const QStringList& arguments, const QByteArray& phase, int signal)
    {
        QProcess process;
        start(process, arguments + QStringList{"--progress", "always"});
        waitUntilSaid(process, "\n" + phase + ": ");
        for (volatile unsigned spin = m_random() % 60000000; spin > 0;)
            spin = spin - 1;
        send(process, signal);
        return ended(process);
    }

    /// A study of random pictures, so many that work on it takes a second or more.
    void makeStudy(const QString& name, const QString& samples = "random:2000")
    {
        const Run run = cli({"new", name, "resources/sample/two_heads.onnx", "--data", samples});
        QVERIFY2(run.code == 0, qPrintable(run.text()));
    }

    /// The document without the names of the study.
    [[nodiscard]] static QJsonObject content(const Run& run)
    {
        QJsonObject json = run.json();
        json.remove("study");
        return json;
    }

    /// Interrupts `command` several times, then lets it end.
    void interruptedAgainAndAgain(const QStringList& command, const QByteArray& phase, int signal, const Run& wanted)
    {
        int interrupted = 0;
        for (int round = 0; round < 6 && interrupted < 3; ++round) {
            const Run run = signalled(command, phase, signal);
            if (run.code == 0)
                continue; // it was quicker
            ++interrupted;
            QCOMPARE(run.code, signal == SIGKILL ? -1 : 130);
            if (signal == SIGKILL)
                continue;
            QCOMPARE(run.error()["code"].toString(), QString("interrupted"));
            QVERIFY2(run.error()["message"].toString().contains(command[1]), qPrintable(run.text()));
            QVERIFY(!run.error()["cure"].toString().isEmpty());
        }
        QVERIFY(interrupted > 0);
        const Run last = cli(command);
        QVERIFY2(last.code == 0, qPrintable(last.text()));
        QVERIFY(content(last) == content(wanted));
    }

    /// A folder on a disk of its own; empty where this user can't have one.
    [[nodiscard]] QString smallDisk(const QString& name, const QByteArray& size)
    {
        const QString folder = file(name);
        if (!m_ownMounts || !QDir().mkpath(folder) ||
            mount("tmpfs", folder.toLocal8Bit(), "tmpfs", 0, ("size=" + size).constData()) != 0)
            return {};
        return folder;
    }

    static void oneErrorOfCode5(const Run& run)
    {
        QVERIFY2(run.code == 5, qPrintable(run.text()));
        QCOMPARE(run.error()["code"].toString(), QString("resources"));
        QVERIFY(!run.error()["message"].toString().isEmpty() && !run.error()["cure"].toString().isEmpty());
        QVERIFY2(run.err.isEmpty(), run.err);
    }

    static std::function<void()> withFilesUpTo(rlim_t bytes)
    {
        return [bytes] {
            const rlimit limit{bytes, bytes};
            setrlimit(RLIMIT_FSIZE, &limit);
        };
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(QFile::link(QString(QB_SOURCE_DIR) + "/resources", file("resources")));
        m_ownMounts =
            geteuid() == 0 && unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }

    void calibration_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<QString>("threads");
        QTest::newRow("SIGINT") << SIGINT << "1";
        QTest::newRow("SIGTERM, 2 threads") << SIGTERM << "2";
        QTest::newRow("SIGKILL, 2 threads") << SIGKILL << "2";
    }

    void calibration()
    {
        QFETCH(int, signal);
        QFETCH(QString, threads);
        const QString study = QString("calibration%1.qbs").arg(signal);
        makeStudy("whole.qbs" + study);
        makeStudy(study);
        const Run wanted = cli({"calibrate", "whole.qbs" + study, "--json"});
        QCOMPARE(wanted.code, 0);
        interruptedAgainAndAgain({"calibrate", study, "--continue", "--json", "--threads", threads}, "calibrate", signal, wanted);
        QCOMPARE(wanted.json()["samples"].toInt(), 2000);
    }

    void sensitivity_data() { calibration_data(); }

    void sensitivity()
    {
        QFETCH(int, signal);
        QFETCH(QString, threads);
        const QString study = QString("sensitivity%1.qbs").arg(signal);
        makeStudy("whole.qbs" + study, "random:30");
        makeStudy(study, "random:30");
        const Run wanted = cli({"sensitivity", "whole.qbs" + study, "--json"});
        QVERIFY2(wanted.code == 0, qPrintable(wanted.text()));
        interruptedAgainAndAgain({"sensitivity", study, "--json", "--threads", threads}, "sensitivity", signal, wanted);
    }

    void whatWasCalibratedIsSaid()
    {
        makeStudy("said.qbs", "random:20000");
        const Run run = signalled({"calibrate", "said.qbs", "--json"}, "calibrate", SIGINT);
        QCOMPARE(run.code, 130);
        const QString samples = run.error()["context"].toObject()["calibrated_samples"].toString();
        QVERIFY(samples.toInt() > 0 && samples.toInt() < 20000);
        QVERIFY(run.error()["message"].toString().contains(samples + " samples"));
        QVERIFY(run.error()["cure"].toString().contains("--continue"));
        // And it is so: what is there is enough for scales, and as much of it as was said.
        QVERIFY(cli({"scales", "said.qbs", "--json"}).code == 0);
        const Run more = cli({"calibrate", "said.qbs", "--continue", "--json", "--data", "random:20000", "--range", "0:1"});
        QVERIFY2(more.code == 0, qPrintable(more.text()));
        QCOMPARE(more.json()["samples"].toInt(), samples.toInt());
        const Run memory =
            signalled({"calibrate", "resources/sample/two_heads.onnx", "--data", "random:20000", "--json"}, "calibrate", SIGINT);
        QCOMPARE(memory.code, 130);
        QVERIFY(memory.error()["message"].toString().contains("nothing is kept"));
        QVERIFY(memory.error()["cure"].toString().contains("--save"));
    }

    void aSecondProcessIsTold()
    {
        makeStudy("shared.qbs", "random:100000");
        QProcess first;
        start(first, {"calibrate", "shared.qbs", "--json", "--progress", "always"});
        waitUntilSaid(first, "\ncalibrate: ");
        const Run second = cli({"calibrate", "shared.qbs", "--json"});
        oneErrorOfCode5(second);
        QVERIFY(second.error()["message"].toString().contains("another process"));
        QVERIFY(second.error()["message"].toString().contains(QString::number(first.processId())));
        send(first, SIGKILL);
        QCOMPARE(ended(first).code, -1);
        // The lock died with its owner.
        QVERIFY(cli({"rules", "shared.qbs", "--json"}).code == 0);
    }

    void noSpaceForFiles_data()
    {
        QTest::addColumn<int>("kilobytes");
        // Below what a calibrated study takes (225 kB), above and below what an empty one takes (48 kB).
        for (const int size : {4, 40, 60, 100, 150, 200})
            QTest::addRow("%d kB", size) << size;
    }

    void noSpaceForFiles()
    {
        QFETCH(int, kilobytes);
        const auto limited = withFilesUpTo(static_cast<rlim_t>(kilobytes) * 1024);
        const QString study = QString("limit%1.qbs").arg(kilobytes);
        makeStudy(study, "random:100");
        makeStudy("whole.qbs" + study, "random:100");
        const Run rules = cli({"rules", study, "--json"});
        oneErrorOfCode5(cli({"calibrate", study, "--json", "--quiet"}, limited));
        // Nothing of what was there is lost, and with space the same command works.
        QVERIFY(content(cli({"rules", study, "--json"})) == content(rules));
        QVERIFY(content(cli({"calibrate", study, "--json"})) == content(cli({"calibrate", "whole.qbs" + study, "--json"})));
    }

    void noSpaceForASavedStudy()
    {
        QStringList command{"compare", "resources/sample/two_heads.onnx", "--data", "random:20", "--json", "--quiet"};
        const Run wanted = cli(command);
        command += {"--save", "saved.qbs"};
        for (const int kilobytes : {0, 8, 40, 60, 100, 180}) {
            oneErrorOfCode5(cli(command, withFilesUpTo(static_cast<rlim_t>(kilobytes) * 1024)));
            // The same again, or, where there is a study already, with that.
            if (Run run = cli(command); run.code == 0) {
                QVERIFY(content(run) == content(wanted));
            } else {
                QVERIFY2(run.error()["message"].toString().contains("exists already"), qPrintable(run.text()));
                run = cli({"compare", "saved.qbs", "--json"});
                QVERIFY2(run.code == 0, qPrintable(run.text()));
                QVERIFY(content(run)["rows"] == content(wanted)["rows"]);
            }
            QVERIFY(QFile::remove(file("saved.qbs")));
        }
    }

    void anInterruptedSavedStudyIsGoneOnWith()
    {
        const Run run =
            signalled({"calibrate", "resources/sample/two_heads.onnx", "--data", "random:20000", "--save", "begun.qbs", "--json"},
                      "calibrate", SIGINT);
        QCOMPARE(run.code, 130);
        QVERIFY2(run.error()["cure"].toString().contains("begun.qbs"), qPrintable(run.text()));
        const Run more = cli({"calibrate", "begun.qbs", "--continue", "--json"});
        QCOMPARE(more.json()["samples"].toInt(), 20000);
    }

    void noSpaceForAnExport()
    {
        makeStudy("export.qbs", "random:20");
        QVERIFY(cli({"calibrate", "export.qbs"}).code == 0);
        QVERIFY(cli({"export", "export.qbs", "out.onnx"}).code == 0);
        QFile out(file("out.onnx"));
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QByteArray before = out.readAll();
        oneErrorOfCode5(cli({"export", "export.qbs", "out.onnx", "--json"}, withFilesUpTo(20000)));
        out.seek(0);
        QFile again(file("out.onnx"));
        QVERIFY(again.open(QIODevice::ReadOnly) && again.readAll() == before); // the old file is still whole
        oneErrorOfCode5(cli({"export", "export.qbs", "other.onnx", "--json"}, withFilesUpTo(20000)));
        QVERIFY(!QFile::exists(file("other.onnx")));
        QCOMPARE(QDir(m_folder.path()).entryList({"o*.onnx*"}), QStringList{"out.onnx"});
    }

    void noSpaceForTheResult()
    {
        if (!QFile::exists("/dev/full"))
            QSKIP("there is no /dev/full");
        const QString command = QString("'%1' inspect resources/sample/two_heads.onnx %2 > /dev/full").arg(QB_CLI);
        for (const QString& json : {QString("--json"), QString()}) {
            QProcess shell;
            shell.setWorkingDirectory(m_folder.path());
            shell.start("sh", {"-c", command.arg(json)});
            QCOMPARE(ended(shell).code, 5);
        }
        const Run csv = cli({"inspect", "resources/sample/two_heads.onnx", "--json", "--csv", "/dev/full"});
        QCOMPARE(csv.code, 5);
    }

    void aFullDisk()
    {
        const QString disk = smallDisk("disk", "200k");
        if (disk.isEmpty())
            QSKIP("only root can make a small disk");
        makeStudy("disk/a.qbs", "random:100");
        makeStudy("whole.qbs", "random:100");
        oneErrorOfCode5(cli({"calibrate", "disk/a.qbs", "--json", "--quiet"}));
        oneErrorOfCode5(cli({"calibrate", "disk/a.qbs", "--continue", "--json", "--quiet"}));
        QVERIFY(cli({"rules", "disk/a.qbs", "--json"}).code == 0);
        // More space, and it goes on.
        QCOMPARE(mount("tmpfs", disk.toLocal8Bit(), "tmpfs", MS_REMOUNT, "size=2m"), 0);
        QVERIFY(content(cli({"calibrate", "disk/a.qbs", "--continue", "--json"})) ==
                content(cli({"calibrate", "whole.qbs", "--json"})));
        const QString tiny = smallDisk("tiny", "16k");
        oneErrorOfCode5(cli({"export", "disk/a.qbs", "tiny/x.onnx", "--json"}));
        QCOMPARE(QDir(tiny).entryList(QDir::Files), QStringList());
        oneErrorOfCode5(cli({"new", "tiny/b.qbs", "resources/sample/two_heads.onnx", "--data", "random:5", "--json"}));
        umount2(tiny.toLocal8Bit(), MNT_DETACH);
        umount2(disk.toLocal8Bit(), MNT_DETACH);
    }

    void aFolderThatCantBeWritten()
    {
        QVERIFY(QDir().mkpath(file("locked")));
        makeStudy("locked/a.qbs", "random:20");
        QVERIFY(cli({"calibrate", "locked/a.qbs"}).code == 0);
        // Permissions don't stop root, a mount does.
        const QByteArray folder = file("locked").toLocal8Bit();
        if (geteuid() != 0)
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
        else if (!m_ownMounts || mount(folder, folder, nullptr, MS_BIND, nullptr) != 0 ||
                 mount(folder, folder, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) != 0)
            QSKIP("this root can't mount");
        oneErrorOfCode5(cli({"calibrate", "locked/a.qbs", "--json", "--quiet"}));
        oneErrorOfCode5(cli({"set", "locked/a.qbs", "op:Conv", "int16", "--json"}));
        oneErrorOfCode5(cli({"new", "locked/b.qbs", "resources/sample/two_heads.onnx", "--data", "random:5", "--json"}));
        oneErrorOfCode5(cli(
            {"compare", "resources/sample/two_heads.onnx", "--data", "random:5", "--save", "locked/c.qbs", "--json", "--quiet"}));
        QVERIFY(cli({"inspect", "resources/sample/two_heads.onnx", "--json"}).code == 0);
        const Run looked = cli({"scales", "locked/a.qbs", "--json"});
        QCOMPARE(looked.code, 0);
        if (geteuid() != 0)
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        else
            umount2(folder, MNT_DETACH);
    }
};

QTEST_GUILESS_MAIN(TestCliInterrupted)
#include "tst_cli_interrupted.moc"
