// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace qb::cli {

std::string readText(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file)
        throw Error(ErrorCode::BadInput, Text("can't read {}", path), Text("check the path"), {{"file", path}});
    return text.str();
}

namespace {

/// What --profile, --preset, --rules and --method make of the study's rules.
RuleSet configured(RuleSet rules, const GlobalOptions& o)
{
    if (!o.rulesFile.empty())
        rules = RuleSet::fromJson(readText(o.rulesFile), std::filesystem::path(o.rulesFile).parent_path().string());
    if (!o.preset.empty())
        rules = RuleSet::ofPreset(o.profile.empty() ? rules.profile : o.profile, presetFromString(o.preset));
    if (!o.profile.empty())
        rules.profile = o.profile;
    if (!o.method.empty()) {
        ReferenceRule reference;
        reference.activation = parseConfig("observer=" + o.method).ports.at("output");
        rules.rules.push_back({reference, true});
    }
    return rules;
}

} // namespace

CliSession::CliSession(GlobalOptions options, Console& console, std::stop_token stop)
    : m_options(std::move(options)), m_console(console), m_stop(std::move(stop))
{
    if (m_options.threads == 0)
        m_options.threads = std::max(1U, std::thread::hardware_concurrency());
}

JobContext CliSession::job() const
{
    JobContext job;
    job.stop = m_stop;
    job.threads = m_options.threads;
    job.seed = m_options.seed;
    Console& console = m_console;
    job.progress = [&console](const Progress& p) { console.progress(p); };
    return job;
}

OrtEnvironment& CliSession::environment()
{
    // Samples and plans run side by side, so one operator gets one thread.
    if (!m_environment)
        m_environment = std::make_unique<OrtEnvironment>(1);
    return *m_environment;
}

Workspace& CliSession::createStudy(const std::string& study, const std::string& model, const DataArguments& data)
{
    m_options.save = study;
    return open(model, data);
}

Workspace& CliSession::open(const std::string& path, const DataArguments& data, bool edits)
{
    DimBindings dims;
    const DataOptions said = dataOptions(data, data.calibration, {});
    for (const auto& [name, size] : said.dims)
        dims[name] = size;
    m_workspace = std::make_unique<Workspace>(environment(), path, m_options.save, dims, job());
    Workspace& w = *m_workspace;
    if (edits && w.readOnly())
        throw Error(ErrorCode::Resources, Text("the study {} can't be written", path), Text("copy it to a folder of your own"),
                    {{"file", path}});
    if (edits && !w.kept())
        throw Error(ErrorCode::Usage, Text("this command changes a study, and {} is a model", path),
                    Text("give a study, or keep one with --save STUDY.qbs"));
    w.setData(Use::Calibration, dataOptions(data, data.calibration, w.data(Use::Calibration)));
    // Which samples one call looks at is kept by a new study alone; see evaluationSamples().
    DataFlags flags = data.evaluation;
    std::error_code other;
    if (w.kept() && std::filesystem::equivalent(path, w.study().path(), other))
        flags.samples = flags.range = {};
    DataOptions evaluation = dataOptions(data, flags, w.data(Use::Evaluation));
    // Without data of its own, evaluation looks at the calibration data in the same way.
    if (evaluation.path.empty() && !w.data(Use::Calibration).path.empty()) {
        const DataOptions own = evaluation;
        evaluation = w.data(Use::Calibration);
        if (!flags.samples.empty() || !flags.range.empty()) {
            evaluation.samples = flags.samples.empty() ? std::nullopt : own.samples;
            evaluation.range = flags.range.empty() ? std::nullopt : own.range;
        }
    }
    w.setData(Use::Evaluation, evaluation);
    const RuleSet rules = configured(w.rules(), m_options);
    if (!(rules == w.rules()))
        w.setRules(rules);
    return w;
}

Workspace& CliSession::openCalibrated(const std::string& path, const DataArguments& data, bool edits)
{
    Workspace& w = open(path, data, edits);
    if (!w.model()->runnable())
        throw Error(ErrorCode::NotRunnable, Text("the model can't be run: {}", w.model()->whyNotRunnable),
                    Text("inspect and rules still work"), {{"model", w.model()->path}});
    if (w.statistics().samples().empty()) {
        if (w.data(Use::Calibration).path.empty())
            throw Error(ErrorCode::Usage, Text("nothing is calibrated yet and no data was named"),
                        Text("give calibration data with --data"));
        const SampleSet samples = w.samples(Use::Calibration, job());
        m_console.say("calibrating first, on " + std::to_string(samples.size()) + " samples of " + w.data(Use::Calibration).path);
        w.calibrate(Recalibrate::Anew, job());
    }
    return w;
}

SampleSet CliSession::evaluationSamples(Workspace& workspace, const DataArguments& data)
{
    DataOptions options = workspace.data(Use::Evaluation);
    if (data.sample.empty() && data.evaluation.samples.empty() && data.evaluation.range.empty())
        return workspace.samples(Use::Evaluation, job());
    // What is looked at now and then; the study keeps the others.
    const DataOptions said = dataOptions({}, data.evaluation, {});
    options.samples = said.samples;
    options.range = said.range;
    options.also.clear();
    if (!data.sample.empty()) {
        options.samples.reset();
        options.range.reset();
        options.sample = wholeNumber(data.sample, "--sample");
    }
    return workspace.samples(options, job());
}

LayerSamples CliSession::layerSamples(Workspace& workspace, const DataArguments& data)
{
    if (!data.sample.empty() || !data.evaluation.samples.empty() || !data.evaluation.range.empty())
        return {evaluationSamples(workspace, data), std::nullopt, std::nullopt, {}};
    LayerSamples samples = qb::layerSamples(workspace, job());
    if (samples.badCase)
        m_console.say("on the study's bad case, " + samples.badCase->text().english() +
                      "; --eval-range names others, `badcase STUDY set none` forgets it");
    return samples;
}

Error CliSession::explained(const Error& error)
{
    if (error.code() != ErrorCode::Interrupted || !m_workspace)
        return error;
    if (!m_workspace->kept())
        return {error.code(), Text("interrupted; nothing is kept"), Text("keep what is done with --save STUDY.qbs"),
                error.context()};
    const std::string path = m_workspace->study().path();
    const std::string samples = std::to_string(m_workspace->statistics().samples().size());
    Error::Context context = error.context();
    context["study"] = path;
    context["calibrated_samples"] = samples;
    // --save makes a new study; there is one now.
    const Text cure = m_options.save.empty() ? error.cure() : Text("go on with {} in place of the model", path);
    return {error.code(), Text("interrupted; {} keeps what was done, {} samples are calibrated", path, samples), cure, context};
}

const std::vector<Command>& commands()
{
    static const std::vector<Command> kCommands = allCommands();
    return kCommands;
}

Json toJson(const Shape& shape)
{
    Json list = Json::array();
    for (const std::int64_t d : shape)
        list.push_back(d < 0 ? Json(nullptr) : Json(d));
    return list;
}

bool anyFulfils(const Json& rows, const std::string& condition)
{
    static const std::map<std::string, std::string> kShort{{"cos", "Cosine"},
                                                           {"l1", "L1"},
                                                           {"atol", "Atol"},
                                                           {"sqnr", "SQNR"},
                                                           {"clipped", "clipped_share"},
                                                           {"steps", "max_qscale_diff"},
                                                           {"mse", "MSE"},
                                                           {"rtol", "Rtol"}};
    const std::size_t at = condition.find_first_of("<>=");
    std::size_t end = at;
    while (end < condition.size() && std::string("<>=").find(condition[end]) != std::string::npos)
        ++end;
    const Text wrong = Text("--fail-if wants METRIC<NUMBER or METRIC>NUMBER, got \"{}\"", condition);
    if (at == std::string::npos || at == 0 || end == condition.size())
        throw Error(ErrorCode::Usage, wrong, Text("e.g. --fail-if \"cos<0.99\""));
    std::string key(trimmed(condition.substr(0, at)));
    const std::string op = condition.substr(at, end - at);
    if (const auto found = kShort.find(lowered(key)); found != kShort.end())
        key = found->second;
    double bound = 0;
    try {
        bound = std::stod(condition.substr(end)) * (condition.back() == '%' ? 0.01 : 1);
    } catch (const std::exception&) {
        throw Error(ErrorCode::Usage, wrong, Text("e.g. --fail-if \"cos<0.99\""));
    }
    bool known = rows.empty();
    bool any = false;
    for (const Json& row : rows)
        for (const auto& [name, value] : row.items()) {
            if (lowered(name) != lowered(key))
                continue;
            known = true;
            if (!value.is_number())
                continue;
            const double v = value.get<double>();
            any = any || (op == "<"    ? v < bound
                          : op == "<=" ? v <= bound
                          : op == ">"  ? v > bound
                          : op == ">=" ? v >= bound
                                       : v == bound);
        }
    if (!known)
        throw Error(ErrorCode::Usage, Text("--fail-if asks for \"{}\", which this command does not measure", key));
    return any;
}

} // namespace qb::cli
