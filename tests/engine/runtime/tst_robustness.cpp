// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile and odd files: each is opened or refused with one clear error, each that runs gives the whole session's bits.
// Every file has a process of its own with 2 GB and a time, so that a crash is one line of the report.
#include "engine/model/attributes.h"
#include "engine/model/onnx_reader.h"
#include "engine/runtime/evaluator.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace qb;
using namespace qb::test;

namespace fs = std::filesystem;

namespace {

constexpr unsigned kSeconds = 60;

/// What is wrong with how the engine treats the file; "" where nothing is.
std::string problemWith(const std::string& path)
{
    OrtEnvironment environment;
    std::shared_ptr<const Model> model;
    if (const auto error = errorOf([&] { model = openModel(path, environment, {}, {}); }))
        return error->code() == ErrorCode::BadInput && !std::string(error->what()).empty()
                   ? ""
                   : std::string("refused oddly: ") + error->what();
    if (!model->runnable())
        return model->whyNotRunnable.empty() ? "no reason" : "";
    std::optional<Session> whole;
    if (errorOf([&] { whole.emplace(environment, path, Kernels::Plain); }))
        return ""; // what it refuses as a whole has nothing to be compared with
    const Plan plan = Plan::allFloat(model->units);
    Evaluator evaluator(model, environment, Kernels::Reference);
    for (const unsigned seed : {0U, 1U}) {
        const auto inputs = madeUpInputs(model->inputs, seed);
        if (!inputs || inputs->size() != whole->inputs().size())
            continue;
        std::vector<Tensor> wanted;
        std::vector<Tensor> got;
        const auto failed = errorOf([&] { wanted = whole->run(*inputs); });
        const auto error = errorOf([&] { got = evaluator.outputs({&plan}, *inputs, {}); });
        if (failed)
            continue;
        if (error)
            return std::string("fails where the whole runs: ") + error->what();
        const bool changed = !model->imported.empty() ||
                             std::any_of(model->findings.begin(), model->findings.end(),
                                         [](const Finding& f) { return f.rule == "model.widened_half"; }) ||
                             std::any_of(model->graph.nodes.begin(), model->graph.nodes.end(),
                                         [](const Node& n) { return !n.absorbed.empty() || isRandom(n); });
        // Without the file's Q/DQ, its half precision, its BatchNormalization, and with random numbers (a Dropout that trains)
        // the bits are others, the shapes are not.
        if (!changed && !difference(got, wanted).isEmpty())
            return difference(got, wanted).toStdString();
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (got[i].shape() != wanted[i].shape() || got[i].type() != wanted[i].type())
                return "output " + std::to_string(i) + " has another type or shape";
    }
    return "";
}

/// The same in a process of its own.
QString judged(const std::string& path)
{
    int channel[2];
    if (pipe(channel) != 0)
        return "no pipe";
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGSEGV, SIG_DFL);
        signal(SIGABRT, SIG_DFL);
        alarm(kSeconds);
#ifndef __SANITIZE_ADDRESS__
        const rlimit memory{rlim_t{2} << 30U, rlim_t{2} << 30U};
        setrlimit(RLIMIT_AS, &memory);
#endif
        std::string problem;
        try {
            problem = problemWith(path);
        } catch (const std::exception& e) {
            problem = std::string("an exception that is no qb::Error: ") + e.what();
        }
        if (write(channel[1], problem.data(), problem.size()) < 0)
            _exit(3);
        _exit(0);
    }
    close(channel[1]);
    std::string told;
    char block[512];
    for (ssize_t n = 0; (n = read(channel[0], block, sizeof block)) > 0;)
        told.append(block, static_cast<std::size_t>(n));
    close(channel[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGALRM ? QString("hangs") : QString("dies of signal %1").arg(WTERMSIG(status));
    return QString::fromStdString(told);
}

} // namespace

class TestRobustness : public QObject {
    Q_OBJECT

private slots:
    void everyFileOfTheCorpus()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus: set QB_CORPUS");
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(corpusFolder() + "/robustness"))
            if (entry.path().extension() != ".txt")
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        QStringList problems;
        for (const fs::path& file : files)
            if (const QString problem = judged(file.string()); !problem.isEmpty())
                problems << QString::fromStdString(file.filename().string()) + ": " + problem;
        QVERIFY(files.size() > 300);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join("\n")));
    }
};

QTEST_APPLESS_MAIN(TestRobustness)
#include "tst_robustness.moc"
