// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/task.h"

#include "engine/analysis/metrics.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/npz_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <sstream>

#include <sys/wait.h>

namespace qb {

std::vector<SampleOutputs> collectOutputs(const Model& model, const SampleSet& samples, const OutputsOf& outputsOf,
                                          const Text& phase, const JobContext& job, Findings& findings)
{
    std::map<std::uint64_t, SampleOutputs> bySample;
    std::mutex mutex;
    CarriedStates states(model, samples);
    SampleLoop loop;
    loop.phase = phase;
    loop.body = [&](const Sample& sample, unsigned) {
        const std::vector<Tensor> inputs = states.any() ? states.inputs(sample) : sample.inputs;
        std::vector<Tensor> outputs = outputsOf(inputs);
        states.update(outputs);
        Sample described = sample;
        described.inputs.clear();
        const std::scoped_lock lock(mutex);
        bySample[sample.id] = {std::move(described), std::move(outputs)};
    };
    loop.run(samples, job, findings);
    std::vector<SampleOutputs> all;
    all.reserve(bySample.size());
    for (auto& [id, outputs] : bySample)
        all.push_back(std::move(outputs));
    return all;
}

namespace {

/// The class scores of one sample: a row for each of its items.
struct ScoreRows {
    Tensor scores; ///< float32
    std::size_t rows = 0;
    std::size_t classes = 0;

    explicit ScoreRows(const Tensor& output)
    {
        if (!isMeasurable(output.type()) || !output.isDense() || output.count() == 0)
            return;
        scores = output.toFloat32();
        rows = output.shape().size() > 1 ? static_cast<std::size_t>(output.shape().front()) : 1;
        classes = output.count() / rows;
    }

    [[nodiscard]] bool holds(const Sample& sample) const
    {
        return classes >= 2 && rows >= static_cast<std::size_t>(std::max(sample.realItems, 1));
    }

    /// The best classes of an item, best first. Ties go to the smaller class, as in NumPy's argmax; what is no number is
    /// none of them.
    [[nodiscard]] std::vector<std::size_t> best(int item, std::size_t count) const
    {
        const auto row = scores.floats().subspan(static_cast<std::size_t>(item) * classes, classes);
        std::vector<std::size_t> order;
        for (std::size_t c = 0; c < classes; ++c)
            if (!std::isnan(row[c]))
                order.push_back(c);
        count = std::min(count, order.size());
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                          [&](std::size_t x, std::size_t y) { return row[x] != row[y] ? row[x] > row[y] : x < y; });
        order.resize(count);
        return order;
    }
};

/// Which output holds the scores.
std::size_t scoresOutput(const Model& model, const std::vector<SampleOutputs>& outputs, const std::string& wanted)
{
    for (std::size_t o = 0; !outputs.empty() && o < outputs.front().outputs.size(); ++o)
        if ((wanted.empty() || model.outputs[o].name == wanted) &&
            ScoreRows(outputs.front().outputs[o]).holds(outputs.front().sample))
            return o;
    std::vector<std::string> names;
    for (const PortInfo& p : model.outputs)
        names.push_back(p.name);
    throw Error(ErrorCode::BadInput,
                wanted.empty() ? Text("no output of the model looks like class scores")
                               : Text("the output \"{}\" holds no class scores", wanted),
                wanted.empty() ? Text("score other tasks by a command") : didYouMean(wanted, names));
}

ScoreRows scoresOf(const SampleOutputs& sample, std::size_t output)
{
    ScoreRows rows(sample.outputs[output]);
    if (!rows.holds(sample.sample))
        throw Error(ErrorCode::BadInput,
                    Text("the output of sample {} has the shape {}, which holds no class scores for each of its items",
                         sample.sample.id, toString(sample.outputs[output].shape())),
                    Text("score other tasks by a command"), {{"sample", sample.sample.name}});
    return rows;
}

/// What is counted over all items.
struct Counts {
    std::uint64_t labelled = 0;
    std::uint64_t first = 0;
    std::uint64_t amongFive = 0;
    std::uint64_t compared = 0;
    std::uint64_t agreeing = 0;
    bool fiveMeansSomething = false; ///< there are more classes than five

    void addItem(const Sample& sample, int item, const std::vector<std::size_t>& best)
    {
        const auto i = static_cast<std::size_t>(item);
        const std::optional<std::int64_t> label = i < sample.labels.size() ? sample.labels[i] : sample.label;
        if (!label)
            return;
        const auto isLabel = [&](std::size_t c) { return static_cast<std::int64_t>(c) == *label; };
        ++labelled;
        first += !best.empty() && isLabel(best.front());
        amongFive += std::any_of(best.begin(), best.end(), isLabel);
    }

    [[nodiscard]] TaskScores scores() const
    {
        const auto share = [](std::uint64_t part, std::uint64_t all) {
            return static_cast<double>(part) / static_cast<double>(all);
        };
        TaskScores result;
        if (labelled != 0) {
            result["top1"] = share(first, labelled);
            result["top1_count"] = static_cast<double>(first);
            if (fiveMeansSomething)
                result["top5"] = share(amongFive, labelled);
        }
        if (compared != 0)
            result["agreement"] = share(agreeing, compared);
        return result;
    }
};

} // namespace

TaskScores classificationScores(const Model& model, const std::vector<SampleOutputs>& outputs,
                                const std::vector<SampleOutputs>& reference, const std::string& output)
{
    const std::size_t o = scoresOutput(model, outputs, output);
    std::map<std::uint64_t, const SampleOutputs*> references;
    for (const SampleOutputs& r : reference)
        references[r.sample.id] = &r;
    Counts counts;
    for (const SampleOutputs& sample : outputs) {
        const ScoreRows rows = scoresOf(sample, o);
        const auto other = references.find(sample.sample.id);
        const std::optional<ScoreRows> expected =
            other == references.end() ? std::nullopt : std::optional(scoresOf(*other->second, o));
        counts.fiveMeansSomething = rows.classes > 5;
        for (int i = 0; i < sample.sample.realItems; ++i) {
            const std::vector<std::size_t> best = rows.best(i, 5);
            counts.addItem(sample.sample, i, best);
            if (!expected)
                continue;
            const std::vector<std::size_t> wanted = expected->best(i, 1);
            ++counts.compared;
            counts.agreeing += !best.empty() && !wanted.empty() && best.front() == wanted.front();
        }
    }
    return counts.scores();
}

namespace {

/// A folder that goes away with its owner.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "quantbench-XXXXXX").string();
        if (!::mkdtemp(pattern.data()))
            throw Error(ErrorCode::Resources, Text("can't make a temporary folder"),
                        Text("set TMPDIR to a folder that can be written"));
        m_path = pattern;
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// "name value" and nothing else; logs that a command prints beside are no scores.
std::optional<std::pair<std::string, double>> scoreOf(const std::string& line)
{
    std::istringstream fields(line);
    std::string name;
    std::string number;
    std::string rest;
    if (!(fields >> name >> number) || fields >> rest)
        return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(number.c_str(), &end); // "nan" and "inf" too, which streams refuse
    if (end != number.c_str() + number.size())
        return std::nullopt;
    return std::pair(name, value);
}

/// As a shell counts: 128 and more is the signal that ended it.
int exitStatus(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

std::string quotedForShell(const std::string& text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

} // namespace

TaskScores commandScores(const Model& model, const std::vector<SampleOutputs>& outputs, const std::string& command)
{
    const TemporaryFolder folder;
    for (const SampleOutputs& sample : outputs) {
        std::map<std::string, Tensor> arrays;
        for (std::size_t o = 0; o < sample.outputs.size(); ++o)
            arrays[model.outputs[o].name] = sample.outputs[o];
        std::array<char, 32> name{};
        std::snprintf(name.data(), name.size(), "%06llu.npz", static_cast<unsigned long long>(sample.sample.id));
        writeNpz((folder.path() / name.data()).string(), arrays);
    }
    const std::string line = command + " " + quotedForShell(folder.path().string());
    FILE* pipe = ::popen(line.c_str(), "r");
    if (!pipe)
        throw Error(ErrorCode::Resources, Text("can't start the score command"));
    std::string text;
    std::array<char, 4096> block{};
    for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
        text.append(block.data(), n);
    const int status = ::pclose(pipe);
    if (status != 0)
        throw Error(ErrorCode::BadInput, Text("the score command failed with status {}", exitStatus(status)),
                    Text("run it by hand: {}", line));
    TaskScores scores;
    std::stringstream lines(text);
    for (std::string row; std::getline(lines, row);)
        if (const auto score = scoreOf(row))
            scores.insert_or_assign(score->first, score->second);
    if (scores.empty())
        throw Error(ErrorCode::BadInput, Text("the score command printed no line \"name value\""),
                    Text("run it by hand: {}", line));
    return scores;
}

} // namespace qb
