// SPDX-License-Identifier: GPL-3.0-or-later
// A study through kills, full disks, and damage: after each of them it is what it was after some step, or it says that it
// is damaged. SQLite's unix layer lets its system calls be replaced, so each single write is the last one once.
#include "study_fixture.h"

#include <QtTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace qb;
using namespace qb::test;

namespace {

/// What happens at the system calls that change a file.
struct Disk {
    static inline std::int64_t callsLeft = -1; ///< until the disk fails; negative: it does not
    static inline bool kills = false;          ///< instead of being full, it ends the process
    static inline bool onlyGrowth = false;     ///< full for new blocks; where blocks are copied on write, for old ones too

    static bool fails()
    {
        if (callsLeft < 0 || --callsLeft >= 0)
            return false;
        callsLeft = 0;
        if (kills)
            (void)raise(SIGKILL);
        return true;
    }

    static bool failsWriting(int file, off_t end)
    {
        struct stat now = {};
        return !(onlyGrowth && fstat(file, &now) == 0 && end <= now.st_size) && fails();
    }
};

ssize_t failingWrite(int file, const void* data, size_t size)
{
    if (!Disk::failsWriting(file, lseek(file, 0, SEEK_CUR) + static_cast<off_t>(size)))
        return write(file, data, size);
    errno = ENOSPC;
    return -1;
}

ssize_t failingPwrite(int file, const void* data, size_t size, off_t offset)
{
    if (!Disk::failsWriting(file, offset + static_cast<off_t>(size)))
        return pwrite(file, data, size, offset);
    errno = ENOSPC;
    return -1;
}

/// These need no space, so a full disk does not stop them.
int dyingTruncate(int file, off_t size)
{
    if (Disk::kills)
        (void)Disk::fails();
    return ftruncate(file, size);
}

int dyingUnlink(const char* path)
{
    if (Disk::kills)
        (void)Disk::fails();
    return unlink(path);
}

void replaceSystemCalls()
{
    sqlite3_initialize();
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    const auto replace = [&](const char* name, auto function) {
        vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(function));
    };
    replace("write", failingWrite);
    for (const char* name : {"pwrite", "pwrite64"})
        replace(name, failingPwrite);
    replace("ftruncate", dyingTruncate);
    replace("unlink", dyingUnlink);
}

constexpr std::chrono::sys_seconds kFarAway{std::chrono::seconds(std::int64_t{1} << 40)};

const Model& model()
{
    static const Model model = namedModel({"in", "conv", "relu", "out"});
    return model;
}

CalibrationData upTo(SampleId last) { return observed(model(), 0, last); }

std::vector<Measurement> rowsOf(unsigned sample)
{
    std::vector<Measurement> rows;
    for (const char* output : {"relu_value", "out_value"})
        for (const Point& point : model().units.points)
            rows.push_back({point.name, output, sample, sumsOf(sample)});
    return rows;
}

/// The life of a study in steps, each of which is to be kept wholly or not at all.
std::vector<std::function<void(std::optional<Study>&)>> steps(const std::string& path)
{
    using S = std::optional<Study>;
    return {
        [path](S& s) { s.emplace(Study::create(path, "m.onnx", kModelPrint)); },
        [](S& s) { s->setRules("first"); },
        [](S& s) { s->saveStatistics(upTo(1), model(), kDataPrint); },
        [](S& s) { s->addMeasurements(keyOf(1), rowsOf(1)), s->flush(); },
        [](S& s) { s->saveStatistics(upTo(4), model(), kDataPrint); },
        [](S& s) { s->putResult(keyOf(2, "eval"), std::string(20000, 'e')); },
        [](S& s) { s->setRules("second"); },
        [](S& s) { s->addMeasurements(keyOf(2), rowsOf(2)), s->flush(); },
        [](S& s) { s->saveStatistics(upTo(5), model(), kDataPrint); },
        [](S& s) { s->removeResults(kFarAway, {}); },
    };
}

/// All that a study says, as one value.
std::string digest(const Study& study)
{
    Hasher hasher;
    hasher.add(study.rules()).add(study.modelFingerprint());
    for (const auto& point : qb::test::bytesOf(study.loadStatistics(model(), SampleRowsIn::Memory).data))
        hasher.bytes(point.data(), point.size());
    for (const std::uint64_t configuration : {1U, 2U}) {
        for (const Measurement& m : study.findMeasurements(keyOf(configuration)))
            hasher.add(m.point).add(m.output).add(m.sample).add(m.sums.dot).add(m.sums.absDiff);
        hasher.add(study.findResult(keyOf(configuration, "eval")).value_or(""));
    }
    return hasher.result().hex();
}

/// What a study says after each step; before the first there is none.
std::vector<std::string> digests()
{
    std::optional<Study> study;
    std::vector<std::string> all{"none"};
    for (const auto& step : steps(":memory:")) {
        step(study);
        all.push_back(digest(*study));
    }
    return all;
}

std::string stateOf(const std::string& path)
{
    try {
        return digest(Study::open(path, OpenMode::ReadOnly));
    } catch (const Error& error) {
        // Nothing but an empty file, or none, is no study.
        return contentOf(path).empty() ? "none" : error.what();
    }
}

/// Runs in a process of its own, which writes a byte after each thing done, until it is killed or done.
struct Child {
    pid_t pid = -1;
    int done = -1;

    explicit Child(const std::function<void(const std::function<void()>&)>& work)
    {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0)
            qFatal("no pipe");
        pid = fork();
        if (pid == 0) {
            try {
                work([&] { (void)!write(ends[1], "x", 1); });
            } catch (const std::exception& failure) {
                fprintf(stderr, "%s\n", failure.what());
                _exit(1);
            }
            _exit(0);
        }
        close(ends[1]);
        done = ends[0];
    }
    ~Child() { close(done); }

    /// How many things were done; at most `limit` are waited for.
    [[nodiscard]] std::size_t count(std::size_t limit) const
    {
        std::size_t n = 0;
        for (char byte = 0; n < limit && read(done, &byte, 1) == 1;)
            ++n;
        return n;
    }
    /// True where it was killed.
    [[nodiscard]] bool wait() const
    {
        int status = 0;
        waitpid(pid, &status, 0);
        if (!WIFSIGNALED(status) && WEXITSTATUS(status) != 0)
            qFatal("the child failed");
        return WIFSIGNALED(status);
    }
};

/// Opens a study and reads all of it. Whatever it says must be true: an Error, or what was stored, or less.
void readDamaged(const std::string& path, const CalibrationData& truth, QByteArray& wrong)
{
    try {
        const Study study = Study::open(path, OpenMode::ReadWrite);
        const std::string rules = study.rules();
        if (rules != "second" && !rules.empty())
            wrong = "rules";
        const CalibrationData data = study.loadStatistics(model(), SampleRowsIn::Memory).data;
        for (std::size_t p = 0; p < data.points.size(); ++p)
            if (data.has(static_cast<PointId>(p)) && !(data.points[p] == truth.points[p]))
                wrong = "statistics";
        for (const std::uint64_t configuration : {1U, 2U}) {
            for (const Measurement& m : study.findMeasurements(keyOf(configuration)))
                if (!same(m.sums, sumsOf(static_cast<unsigned>(configuration))) || m.sample != configuration)
                    wrong = "measurements";
            const auto result = study.findResult(keyOf(configuration, "eval"));
            if (result && *result != std::string(20000, 'e'))
                wrong = "result";
        }
    } catch (const Error&) {
        // It said so.
    }
}

/// With results in it: all steps but the last.
std::string wholeStudy(const std::string& path)
{
    std::optional<Study> study;
    auto life = steps(path);
    life.pop_back();
    for (const auto& step : life)
        step(study);
    study.reset();
    return contentOf(path);
}

} // namespace

class TestStudySafety : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { replaceSystemCalls(); }
    void init() { Disk::callsLeft = -1, Disk::kills = false, Disk::onlyGrowth = false; }

    void killedAtEveryWrite()
    {
        const std::vector<std::string> states = digests();
        const Folder folder;
        bool killed = true;
        std::int64_t kills = 0;
        for (; killed; ++kills) {
            const std::string path = folder.file("a" + std::to_string(kills) + ".qbs");
            const Child child([&](const auto& done) {
                Disk::callsLeft = kills;
                Disk::kills = true;
                std::optional<Study> study;
                for (const auto& step : steps(path)) {
                    step(study);
                    done();
                }
            });
            const std::size_t count = child.count(states.size());
            killed = child.wait();
            const std::string state = stateOf(path);
            QVERIFY2(state == states[count] || (killed && state == states[count + 1]),
                     qPrintable(QString("kill %1 after step %2: %3").arg(kills).arg(count).arg(state.c_str())));
            // It can be gone on with at once, by whoever comes.
            std::optional<Study> study;
            if (state == "none")
                study.emplace(Study::create(path, "m.onnx", kModelPrint));
            else
                study.emplace(Study::open(path, OpenMode::ReadWrite));
            study->setRules("after");
            QCOMPARE(study->rules(), std::string("after"));
        }
        QVERIFY(kills > 100);
    }

    void killedAtAnyMoment()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        (void)Study::create(path, "m.onnx", kModelPrint);
        std::mt19937 random(5);
        SampleId expected = 0;
        for (int round = 0; round < 40; ++round) {
            const Child child([&](const auto& done) {
                Study study = Study::open(path, OpenMode::ReadWrite);
                CalibrationData data = study.loadStatistics(model()).data;
                for (SampleId next = data.samples().size();; ++next) {
                    observe(data, next, next);
                    study.saveStatistics(data, model(), kDataPrint);
                    done();
                }
            });
            const std::size_t count = child.count(random() % 4);
            // Some work of our own, so that the kill does not always come at the same place.
            for (volatile unsigned spin = random() % 2000000; spin > 0;)
                spin = spin - 1;
            kill(child.pid, SIGKILL);
            QVERIFY(child.wait());
            const CalibrationData data = Study::open(path, OpenMode::ReadOnly).loadStatistics(model(), SampleRowsIn::Memory).data;
            const SampleId samples = data.samples().size();
            QVERIFY(samples >= expected + count);
            // Complete in all points, with their rows.
            QVERIFY(samples == 0 || qb::test::bytesOf(data) == qb::test::bytesOf(upTo(samples - 1)));
            expected = samples;
        }
        QVERIFY(expected > 40);
    }

    void fullDiskAtEveryWrite_data()
    {
        QTest::addColumn<bool>("onlyGrowth");
        QTest::newRow("new blocks") << true;
        QTest::newRow("all blocks") << false;
    }

    void fullDiskAtEveryWrite()
    {
        QFETCH(bool, onlyGrowth);
        Disk::onlyGrowth = onlyGrowth;
        const std::vector<std::string> states = digests();
        const Folder folder;
        bool failed = true;
        std::int64_t writes = 0;
        for (; failed; ++writes) {
            failed = false;
            const std::string path = folder.file("a" + std::to_string(writes) + ".qbs");
            std::optional<Study> study;
            Disk::callsLeft = writes;
            std::size_t done = 0;
            for (const auto& step : steps(path)) {
                const Thrown thrown = thrownBy([&] { step(study); });
                if (thrown.code != 1) {
                    failed = true;
                    QCOMPARE(thrown.code, 5);
                    QVERIFY2(thrown.text.find("the disk is full") != std::string::npos, thrown.text.c_str());
                    // As it was (unless taking back needs space too), and then, with space again, the step works.
                    if (study && onlyGrowth)
                        QCOMPARE(stateOf(path), states[done]);
                    Disk::callsLeft = -1;
                    if (study)
                        QCOMPARE(digest(Study::open(path, OpenMode::ReadOnly)), states[done]);
                    step(study);
                    QCOMPARE(digest(*study), states[done + 1]);
                }
                ++done;
            }
            study.reset();
            QCOMPARE(stateOf(path), states.back());
            Disk::callsLeft = -1;
        }
        QVERIFY(writes > 50);
    }

    void whatWaitsOutlivesAFullDisk()
    {
        const Folder folder;
        Study study = Study::create(folder.file("a.qbs"), "m.onnx", kModelPrint);
        Disk::callsLeft = 0;
        study.addMeasurements(keyOf(1), rowsOf(1));
        QB_THROWS(study.flush(), ErrorCode::Resources, "the disk is full");
        QB_THROWS(study.findMeasurements(keyOf(1)), ErrorCode::Resources, "the disk is full");
        Disk::callsLeft = -1;
        QCOMPARE(study.findMeasurements(keyOf(1)).size(), rowsOf(1).size());
        QCOMPARE(Study::open(folder.file("a.qbs"), OpenMode::ReadOnly).findMeasurements(keyOf(1)).size(), rowsOf(1).size());
    }

    void truncatedAnywhere()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        const std::string whole = wholeStudy(path);
        const CalibrationData truth = upTo(5);
        for (std::size_t size = 0; size < whole.size(); size += 509) {
            const std::string part = whole.substr(0, size);
            writeContent(path, part);
            QVERIFY2(thrownBy([&] { (void)digest(Study::open(path, OpenMode::ReadWrite)); }).code == 3,
                     std::to_string(size).c_str());
            QVERIFY(contentOf(path) == part);
        }
    }

    void flippedBits()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        const std::string whole = wholeStudy(path);
        const CalibrationData truth = upTo(5);
        std::mt19937 random(7);
        // Every byte of the file's header and of the root of its tables, and a sample of the rest.
        for (std::size_t at = 0; at < whole.size(); at += at < 600 ? 1 : 1 + random() % 121) {
            std::string broken = whole;
            broken[at] = static_cast<char>(broken[at] ^ (1U << random() % 8));
            writeContent(path, broken);
            QByteArray wrong;
            readDamaged(path, truth, wrong);
            QVERIFY2(wrong.isEmpty(), wrong + " at byte " + QByteArray::number(static_cast<qulonglong>(at)));
            QVERIFY2(contentOf(path) == broken, QByteArray::number(static_cast<qulonglong>(at)));
        }
    }

    void rubbishBehindAGoodHeader()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        const std::string whole = wholeStudy(path);
        std::mt19937 random(9);
        for (int round = 0; round < 60; ++round) {
            std::string broken = whole;
            const std::size_t begin = 100 + random() % (whole.size() - 100);
            for (std::size_t i = begin; i < std::min(whole.size(), begin + 4096); ++i)
                broken[i] = static_cast<char>(random());
            writeContent(path, broken);
            QByteArray wrong;
            readDamaged(path, upTo(5), wrong);
            QVERIFY2(wrong.isEmpty(), wrong);
            QVERIFY(contentOf(path) == broken);
        }
    }
};

QTEST_APPLESS_MAIN(TestStudySafety)
#include "tst_study_safety.moc"
