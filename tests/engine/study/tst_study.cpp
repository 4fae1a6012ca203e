// SPDX-License-Identifier: GPL-3.0-or-later
// What there is once in a study, where its model lies, and who may open it.
#include "engine/model/onnx_reader.h"
#include "study_fixture.h"

#include <QtTest>

#include <atomic>
#include <filesystem>
#include <functional>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace qb;
using namespace qb::test;
namespace fs = std::filesystem;

namespace {

void runSql(const std::string& path, const std::string& sql)
{
    sqlite3* db = nullptr;
    QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    QCOMPARE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
}

/// A process that does `work`, says so, and then waits until it is let go or its parent ends.
class OtherProcess {
public:
    explicit OtherProcess(const std::function<void()>& work)
    {
        int ready[2];
        int letGo[2];
        if (pipe(ready) != 0 || pipe(letGo) != 0)
            qFatal("no pipe");
        m_pid = fork();
        if (m_pid == 0) {
            close(letGo[1]);
            try {
                work();
            } catch (const std::exception& failure) {
                fprintf(stderr, "%s\n", failure.what());
                _exit(1);
            }
            char byte = 1;
            (void)!write(ready[1], &byte, 1);
            (void)!read(letGo[0], &byte, 1);
            _exit(0);
        }
        close(ready[1]);
        close(letGo[0]);
        m_letGo = letGo[1];
        char byte = 0;
        m_ready = read(ready[0], &byte, 1) == 1;
        close(ready[0]);
    }
    ~OtherProcess()
    {
        close(m_letGo);
        waitpid(m_pid, nullptr, 0);
    }
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] pid_t pid() const { return m_pid; }

private:
    pid_t m_pid = -1;
    int m_letGo = -1;
    bool m_ready = false;
};

} // namespace

class TestStudy : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatThereIsOnce()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        DataOptions options;
        options.path = folder.file("pictures");
        options.samples = 7;
        DataOptions random;
        random.path = "random:3";
        {
            Study study = Study::create(path, folder.file("m.onnx"), kModelPrint);
            QCOMPARE(study.profile(), std::string());
            QCOMPARE(study.rules(), std::string());
            QVERIFY(!study.calibrationOptions());
            study.setProfile("ort");
            study.setRules("{\"rules\": [\"\xE4\xB8\xAD\"]}");
            study.setCalibrationOptions(options);
            study.setEvaluationOptions(random);
            study.setSetting("window", std::string("a\0b", 3));
            study.setSetting("gone", "x");
            study.removeSetting("gone");
        }
        const Study study = Study::open(path, OpenMode::ReadOnly);
        QCOMPARE(study.profile(), std::string("ort"));
        QCOMPARE(study.rules(), std::string("{\"rules\": [\"\xE4\xB8\xAD\"]}"));
        QVERIFY(study.calibrationOptions() == options);
        QVERIFY(study.evaluationOptions() == random);
        QCOMPARE(study.setting("window"), std::optional(std::string("a\0b", 3)));
        QVERIFY(!study.setting("gone"));
        QCOMPARE(study.settings().size(), std::size_t{1});
        QVERIFY(study.modelFingerprint() == kModelPrint);
        QCOMPARE(fs::exists(path + "-lock"), false);
        QCOMPARE(fs::exists(path + "-journal"), false);
    }

    void evaluationDataCanBeTakenBack()
    {
        Study study = Study::create(":memory:", "m.onnx", kModelPrint);
        DataOptions options;
        options.path = "random:3";
        study.setEvaluationOptions(options);
        study.setEvaluationOptions(std::nullopt);
        QVERIFY(!study.evaluationOptions());
    }

    void findsTheModelAfterAMove()
    {
        const Folder folder;
        fs::create_directories(folder.file("one/models"));
        writeContent(folder.file("one/models/m.onnx"), "model");
        const Fingerprint print = fingerprintOfModel(folder.file("one/models/m.onnx"));
        DataOptions options;
        options.path = folder.file("one/models");
        {
            Study study = Study::create(folder.file("one/a.qbs"), folder.file("one/models/m.onnx"), print);
            study.setCalibrationOptions(options);
            QCOMPARE(study.modelState(), ModelState::Same);
        }
        // The folder moves: found relative to the study. The old place is gone.
        fs::rename(folder.file("one"), folder.file("two"));
        {
            const Study study = Study::open(folder.file("two/a.qbs"), OpenMode::ReadOnly);
            QCOMPARE(study.modelPath(), folder.file("two/models/m.onnx"));
            QCOMPARE(study.calibrationOptions()->path, folder.file("two/models"));
            QCOMPARE(study.modelState(), ModelState::Same);
        }
        // The study alone moves, and the model is brought back to its old place: found there.
        fs::create_directories(folder.file("one/models"));
        fs::rename(folder.file("two/models/m.onnx"), folder.file("one/models/m.onnx"));
        fs::create_directories(folder.file("three"));
        fs::rename(folder.file("two/a.qbs"), folder.file("three/a.qbs"));
        QCOMPARE(Study::open(folder.file("three/a.qbs"), OpenMode::ReadOnly).modelPath(), folder.file("one/models/m.onnx"));
        // It lies beside the study.
        fs::rename(folder.file("one/models/m.onnx"), folder.file("three/m.onnx"));
        QCOMPARE(Study::open(folder.file("three/a.qbs"), OpenMode::ReadOnly).modelPath(), folder.file("three/m.onnx"));
        writeContent(folder.file("three/m.onnx"), "modem");
        QCOMPARE(Study::open(folder.file("three/a.qbs"), OpenMode::ReadOnly).modelState(), ModelState::Changed);
        fs::remove(folder.file("three/m.onnx"));
        const Study study = Study::open(folder.file("three/a.qbs"), OpenMode::ReadOnly);
        QCOMPARE(study.modelState(), ModelState::Missing);
        QCOMPARE(study.modelPath(), folder.file("three/models/m.onnx"));
    }

    void aCopyHasItsOwnPaths()
    {
        const Folder folder;
        fs::create_directories(folder.file("models"));
        writeContent(folder.file("models/m.onnx"), "model");
        Study study = Study::create(":memory:", folder.file("models/m.onnx"), kModelPrint);
        study.setRules("r");
        const Model model = namedModel({"a", "b"});
        study.saveStatistics(observed(model, 0, 3), model, kDataPrint);
        const std::vector<Measurement> rows{{"a:output", "b_value", 4, sumsOf(1)}};
        study.addMeasurements(keyOf(1), rows);
        study.saveCopy(folder.file("a.qbs"));
        QB_THROWS(study.saveCopy(folder.file("a.qbs")), ErrorCode::BadInput, "exists already");
        QB_THROWS(study.saveCopy(folder.file("none/a.qbs")), ErrorCode::Resources, "none/a.qbs");
        {
            Study other = Study::create(folder.file("b.qbs"), folder.file("models/m.onnx"), kModelPrint);
            other.setRules("of the other");
            QB_THROWS(study.saveCopy(folder.file("b.qbs"), Study::IfTaken::Replace), ErrorCode::Resources, "b.qbs");
            QCOMPARE(other.rules(), std::string("of the other"));
        }
        writeContent(folder.file("b.qbs-journal"), "of a process that was killed");
        study.saveCopy(folder.file("b.qbs"), Study::IfTaken::Replace);
        QCOMPARE(Study::open(folder.file("b.qbs"), OpenMode::ReadOnly).rules(), std::string("r"));
        QVERIFY(!fs::exists(folder.file("b.qbs-journal")) && fs::remove(folder.file("b.qbs")));
        fs::create_directories(folder.file("moved"));
        fs::rename(folder.file("models"), folder.file("moved/models"));
        fs::rename(folder.file("a.qbs"), folder.file("moved/a.qbs"));
        const Study copy = Study::open(folder.file("moved/a.qbs"), OpenMode::ReadOnly);
        QCOMPARE(copy.modelPath(), folder.file("moved/models/m.onnx"));
        QCOMPARE(copy.rules(), std::string("r"));
        QVERIFY(bytesOf(copy.loadStatistics(model, SampleRowsIn::Memory).data) == bytesOf(observed(model, 0, 3)));
        QCOMPARE(copy.findMeasurements(keyOf(1)).size(), std::size_t{1});
        QCOMPARE(std::distance(fs::directory_iterator(folder.file("moved")), fs::directory_iterator()), std::ptrdiff_t{2});
    }

    void refusesWhatIsNoStudy()
    {
        const Folder folder;
        const auto openIt = [&](const std::string& path) { (void)Study::open(path, OpenMode::ReadWrite); };
        QB_THROWS(openIt(folder.file("a.qbs")), ErrorCode::BadInput, "there is no study");
        QB_THROWS(openIt(folder.file("")), ErrorCode::BadInput, "is no study");
        writeContent(folder.file("empty.qbs"), "");
        QB_THROWS(openIt(folder.file("empty.qbs")), ErrorCode::BadInput, "is no study");
        QCOMPARE(contentOf(folder.file("empty.qbs")), std::string());
        const std::string text(5000, 'x');
        writeContent(folder.file("text.qbs"), text);
        QB_THROWS(openIt(folder.file("text.qbs")), ErrorCode::BadInput, "is no study");
        QCOMPARE(contentOf(folder.file("text.qbs")), text);
        runSql(folder.file("other.db"), "CREATE TABLE t(x)");
        QB_THROWS(openIt(folder.file("other.db")), ErrorCode::BadInput, "is no study");
        QB_THROWS(Study::create(folder.file("other.db"), "m", kModelPrint), ErrorCode::BadInput, "exists already");
        QB_THROWS(Study::create(folder.file("none/a.qbs"), "m", kModelPrint), ErrorCode::Resources,
                  "can't be opened for writing");
        QB_THROWS(Study::open(":memory:", OpenMode::ReadOnly), ErrorCode::BadInput, "there is no study");
        // Nothing of what failed stays: an empty file is as good as none.
        QVERIFY(!fs::exists(folder.file("text.qbs-lock")));
        (void)Study::create(folder.file("empty.qbs"), "m", kModelPrint);
        QCOMPARE(Study::open(folder.file("empty.qbs"), OpenMode::ReadOnly).modelFingerprint().low, kModelPrint.low);
    }

    void leavesANewerStudyAlone()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        (void)Study::create(path, "m", kModelPrint);
        runSql(path, "PRAGMA user_version = 2; CREATE TABLE news(x)");
        const std::string before = contentOf(path);
        for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite})
            QB_THROWS(Study::open(path, mode), ErrorCode::BadInput, "newer Quantbench (format 2, this one knows up to 1)");
        QVERIFY(contentOf(path) == before);
    }

    void runsNothingThatAFileBrings()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        (void)Study::create(path, "m", kModelPrint);
        runSql(path, "CREATE TRIGGER t AFTER INSERT ON text BEGIN DELETE FROM text; END");
        QB_THROWS(Study::open(path, OpenMode::ReadWrite), ErrorCode::BadInput, "its tables are not those of a study");
    }

    void tellsAChangedText()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        Study::create(path, "m", kModelPrint).setRules("int8");
        runSql(path, "UPDATE text SET value = 'int9' WHERE key = 'rules'");
        Study study = Study::open(path, OpenMode::ReadWrite);
        QB_THROWS(study.rules(), ErrorCode::BadInput, "the text \"rules\" is not what was written");
        QB_THROWS(study.setRules("x"), ErrorCode::BadInput, "nothing is written to it");
    }

    void oneProcessWrites()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        Study::create(path, "m", kModelPrint).setRules("mine");
        {
            std::optional<Study> held;
            const OtherProcess other([&] { held.emplace(Study::open(path, OpenMode::ReadWrite)); });
            QVERIFY(other.ready());
            QB_THROWS(Study::open(path, OpenMode::ReadWrite), ErrorCode::Resources,
                      "is open in another process (pid " + std::to_string(other.pid()) + " on ");
            const Study reader = Study::open(path, OpenMode::ReadOnly);
            QCOMPARE(reader.rules(), std::string("mine"));
        }
        // It ended without closing; the lock file is still there, and locks nobody out.
        QVERIFY(fs::exists(path + "-lock"));
        Study writer = Study::open(path, OpenMode::ReadWrite);
        // By another name it is the same file, also within one process.
        fs::create_symlink(path, folder.file("link.qbs"));
        QB_THROWS(Study::open(folder.file("link.qbs"), OpenMode::ReadWrite), ErrorCode::Resources,
                  "(pid " + std::to_string(getpid()));
        const Study reader = Study::open(path, OpenMode::ReadOnly);
        writer.setRules("changed");
        QCOMPARE(reader.rules(), std::string("changed"));
        const Model model = namedModel({"a"});
        writer.saveStatistics(observed(model, 0, 1), model, kDataPrint);
        QVERIFY(bytesOf(reader.loadStatistics(model, SampleRowsIn::Memory).data) == bytesOf(observed(model, 0, 1)));
    }

    void threadsTakeTurns()
    {
        const Folder folder;
        Study study = Study::create(folder.file("a.qbs"), "m", kModelPrint);
        JobContext job;
        job.threads = 4;
        std::atomic<int> wrong = 0;
        parallelFor(job, 80, [&](std::size_t i, unsigned) {
            const std::string key = "key " + std::to_string(i);
            study.setSetting(key, key);
            study.addMeasurements(keyOf(1), std::vector<Measurement>{{"p", "o", i, sumsOf(1)}});
            if (study.setting(key) != key || study.findMeasurements(keyOf(1)).empty())
                ++wrong;
        });
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(study.settings().size(), std::size_t{80});
        QCOMPARE(study.findMeasurements(keyOf(1)).size(), std::size_t{80});
    }

    void readersDoNotWrite()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        (void)Study::create(path, "m", kModelPrint);
        Study reader = Study::open(path, OpenMode::ReadOnly);
        const Model model = namedModel({"a"});
        const std::vector<Measurement> rows{{"a:output", "o", 1, sumsOf(1)}};
        QB_THROWS(reader.setRules("x"), ErrorCode::Usage, "for reading only");
        QB_THROWS(reader.saveStatistics(observed(model, 0, 0), model, kDataPrint), ErrorCode::Usage, "for reading only");
        QB_THROWS(reader.addMeasurements(keyOf(1), rows), ErrorCode::Usage, "for reading only");
        QVERIFY(!fs::exists(path + "-lock"));
    }

    void tellsAFolderThatCantBeWritten()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        Study::create(path, "m", kModelPrint).setRules("mine");
        fs::permissions(path, fs::perms(0444));
        fs::permissions(folder.file(""), fs::perms(0555));
        // For root nothing is forbidden.
        const OtherProcess plainUser([&] {
            if (geteuid() == 0 && setuid(65534) != 0)
                _exit(2);
            const Thrown writing = thrownBy([&] { (void)Study::open(path, OpenMode::ReadWrite); });
            const Thrown making = thrownBy([&] { (void)Study::create(folder.file("b.qbs"), "m", kModelPrint); });
            const bool clear = writing.text.find("can't be opened for writing: permission is denied") != std::string::npos;
            const bool read = Study::open(path, OpenMode::ReadOnly).rules() == "mine";
            if (writing.code != 5 || making.code != 5 || !clear || !read)
                throw Error(ErrorCode::Usage, Text("wrong: {}; {}", writing.text, making.text));
        });
        fs::permissions(folder.file(""), fs::perms::owner_all);
        QVERIFY(plainUser.ready());
    }

    void tellsAStudyThatWasMovedWhileOpen()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        Study study = Study::create(path, "m", kModelPrint);
        study.setRules("kept");
        fs::rename(path, folder.file("b.qbs"));
        QB_THROWS(study.setRules("lost"), ErrorCode::Resources, "moved or deleted while it was open");
        QCOMPARE(Study::open(folder.file("b.qbs"), OpenMode::ReadOnly).rules(), std::string("kept"));
    }
};

QTEST_APPLESS_MAIN(TestStudy)
#include "tst_study.moc"
