// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/task.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/npz_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <numeric>
#include <sstream>

namespace qb {

std::vector<SampleOutputs> collectOutputs(const Model& model, const SampleSet& samples, const OutputsOf& outputsOf,
                                          const std::string& phase, const JobContext& job, Findings& findings)
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
    for (auto& [id, outputs] : bySample)
        all.push_back(std::move(outputs));
    return all;
}

namespace {

/// Which output holds the scores, and how many classes it has.
std::pair<std::size_t, std::size_t> scoresOutput(const Model& model, const std::vector<SampleOutputs>& outputs,
                                                 const std::string& wanted)
{
    for (std::size_t o = 0; !outputs.empty() && o < outputs.front().outputs.size(); ++o) {
        const Tensor& t = outputs.front().outputs[o];
        if (!wanted.empty() && model.outputs[o].name != wanted)
            continue;
        if (t.isFloat() && t.count() != 0) {
            const auto items = static_cast<std::size_t>(
                outputs.front().sample.labels.empty() ? 1 : std::max<std::size_t>(1, outputs.front().sample.labels.size()));
            const std::size_t rows = t.shape().size() > 1 ? static_cast<std::size_t>(t.shape().front()) : 1;
            if (t.count() / std::max<std::size_t>(rows, 1) >= 2 && rows >= items)
                return {o, t.count() / rows};
        }
    }
    std::vector<std::string> names;
    for (const PortInfo& p : model.outputs)
        names.push_back(p.name);
    throw Error(ErrorCode::BadInput,
                wanted.empty() ? "no output of the model looks like class scores"
                               : "the output \"" + wanted + "\" holds no class scores",
                wanted.empty() ? "use --score COMMAND for other tasks" : didYouMean(wanted, names));
}

std::vector<std::size_t> bestClasses(const float* scores, std::size_t classes, std::size_t count)
{
    std::vector<std::size_t> order(classes);
    std::iota(order.begin(), order.end(), std::size_t{0});
    count = std::min(count, classes);
    // Ties go to the smaller class, as in NumPy's argmax.
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                      [&](std::size_t a, std::size_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
    order.resize(count);
    return order;
}

} // namespace

TaskScores classificationScores(const Model& model, const std::vector<SampleOutputs>& outputs,
                                const std::vector<SampleOutputs>& reference, const std::string& output)
{
    const auto [o, classes] = scoresOutput(model, outputs, output);
    std::uint64_t labelled = 0;
    std::uint64_t first = 0;
    std::uint64_t amongFive = 0;
    std::uint64_t items = 0;
    std::uint64_t agreeing = 0;
    for (std::size_t s = 0; s < outputs.size(); ++s) {
        const SampleOutputs& sample = outputs[s];
        const auto scores = sample.outputs[o].floats();
        for (int i = 0; i < sample.sample.realItems; ++i) {
            const float* row = scores.data() + static_cast<std::size_t>(i) * classes;
            const std::vector<std::size_t> best = bestClasses(row, classes, 5);
            ++items;
            if (s < reference.size())
                agreeing += bestClasses(reference[s].outputs[o].floats().data() + static_cast<std::size_t>(i) * classes, classes,
                                        1)[0] == best[0];
            const auto& labels = sample.sample.labels;
            const std::optional<std::int64_t> label =
                static_cast<std::size_t>(i) < labels.size() ? labels[static_cast<std::size_t>(i)] : sample.sample.label;
            if (!label)
                continue;
            ++labelled;
            first += static_cast<std::int64_t>(best[0]) == *label;
            amongFive +=
                std::any_of(best.begin(), best.end(), [&](std::size_t c) { return static_cast<std::int64_t>(c) == *label; });
        }
    }
    TaskScores result;
    const auto share = [](std::uint64_t part, std::uint64_t all) { return static_cast<double>(part) / static_cast<double>(all); };
    if (labelled != 0) {
        result["top1"] = share(first, labelled);
        result["top1_count"] = static_cast<double>(first);
        if (classes > 5)
            result["top5"] = share(amongFive, labelled);
    }
    if (!reference.empty() && items != 0)
        result["agreement"] = share(agreeing, items);
    return result;
}

namespace {

/// A folder that goes away with its owner.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "quantbench-XXXXXX").string();
        if (!::mkdtemp(pattern.data()))
            throw Error(ErrorCode::Resources, "can't make a temporary folder", "set TMPDIR to a folder that can be written");
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
        throw Error(ErrorCode::Resources, "can't start the score command");
    std::string text;
    std::array<char, 4096> block{};
    for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
        text.append(block.data(), n);
    const int status = ::pclose(pipe);
    if (status != 0)
        throw Error(ErrorCode::BadInput, "the score command failed with status " + std::to_string(status),
                    "run it by hand: " + line);
    TaskScores scores;
    std::stringstream lines(text);
    for (std::string row; std::getline(lines, row);) {
        std::stringstream fields(row);
        std::string name;
        double value = 0;
        if (fields >> name >> value)
            scores[name] = value;
    }
    if (scores.empty())
        throw Error(ErrorCode::BadInput, "the score command printed no line \"name value\"", "run it by hand: " + line);
    return scores;
}

} // namespace qb
