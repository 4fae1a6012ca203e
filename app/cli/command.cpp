// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

constexpr std::string_view kAllSamples = "all"; // of --sample: none is singled out

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
        // What was said of single units still counts.
        const auto at = std::find_if(rules.rules.begin(), rules.rules.end(),
                                     [](const Rule& r) { return std::holds_alternative<OverrideRule>(r.what); });
        rules.rules.insert(at, {reference, true});
    }
    return rules;
}

/// The same data, however many of the samples.
bool sameData(DataOptions a, DataOptions b)
{
    for (DataOptions* o : {&a, &b}) {
        o->samples.reset();
        o->range.reset();
        o->sample.reset();
    }
    return a == b;
}

/// Without data of its own, evaluation looks at the calibration data in the same way; at fewer of them where that was said.
DataOptions evaluationOf(const DataOptions& stored, const DataOptions& calibrationBefore, const DataOptions& calibration)
{
    if (!stored.path.empty() && stored.path != calibrationBefore.path)
        return stored;
    DataOptions evaluation = calibration;
    if (!stored.path.empty() && (stored.samples != calibrationBefore.samples || stored.range != calibrationBefore.range)) {
        evaluation.samples = stored.samples;
        evaluation.range = stored.range;
    }
    return evaluation;
}

/// The known path where both lead to the same place: a study writes paths in full.
void useKnownPath(std::string& said, const std::string& known)
{
    std::error_code error;
    if (!said.empty() && !known.empty() && std::filesystem::equivalent(said, known, error))
        said = known;
}

/// Other data: how many of the former were taken says nothing of them.
DataOptions baseFor(const DataFlags& flags, DataOptions before)
{
    if (!flags.path.empty() && flags.path != before.path) {
        before.samples.reset();
        before.range.reset();
    }
    return before;
}

std::string textOf(const DataOptions& o)
{
    std::string text = o.path;
    if (o.samples)
        text += fmt::format(", {} samples", *o.samples);
    if (o.range)
        text += fmt::format(", samples {} to {}", o.range->begin, o.range->end - 1);
    return text;
}

/// What of the rules is not there any more, in a line; empty where rules were only added behind them.
std::string replacedText(const RuleSet& before, const RuleSet& after)
{
    std::vector<std::string> parts;
    std::vector<Rule> left = after.rules;
    std::size_t gone = 0;
    std::size_t overrides = 0;
    for (const Rule& r : before.rules) {
        const auto found = std::find(left.begin(), left.end(), r);
        if (found != left.end()) {
            left.erase(found);
            continue;
        }
        ++gone;
        overrides += std::holds_alternative<OverrideRule>(r.what) ? 1 : 0;
    }
    if (gone != 0)
        parts.push_back(fmt::format("{} of {} rules {} replaced{}", gone, before.rules.size(), gone == 1 ? "is" : "are",
                                    overrides == 0 ? "" : fmt::format(", {} of them made for single units", overrides)));
    if (before.profile != after.profile)
        parts.push_back(fmt::format("the profile {} is replaced by {}", before.profile, after.profile));
    return fmt::format("{}", fmt::join(parts, "; "));
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

Workspace& CliSession::open(const std::string& path, const DataArguments& data, Purpose purpose)
{
    Opening how;
    how.saveAs = m_options.save;
    how.model = m_options.model;
    m_dryRun = purpose == Purpose::TryRules;
    how.mode = m_dryRun || m_options.readOnly ? OpenMode::ReadOnly : OpenMode::ReadWrite;
    const DataOptions said = dataOptions(data, data.calibration, {});
    for (const auto& [name, size] : said.dims)
        how.dims[name] = size;
    m_workspace = std::make_unique<Workspace>(environment(), path, how, job());
    Workspace& w = *m_workspace;
    std::error_code other;
    if (!m_options.model.empty() && !w.readOnly())
        m_console.say(w.study().path() + ": its model is " + w.model()->path + " now");
    m_onStudy = w.kept() && std::filesystem::equivalent(path, w.study().path(), other);
    const bool edits = purpose == Purpose::Rules || purpose == Purpose::BadCase;
    if (edits && m_options.readOnly)
        throw Error(ErrorCode::Usage, Text("this command changes the study, which --read-only forbids"),
                    Text("leave out --read-only, or look at what it would do with --dry-run"));
    if (edits && w.readOnly())
        throw Error(ErrorCode::Resources, Text("the study {} can't be written", path), Text("copy it to a folder of your own"),
                    {{"file", path}});
    if (edits && !w.kept())
        throw Error(ErrorCode::Usage, Text("this command changes a study, and {} is a model", path),
                    Text("give a study, or keep one with --save STUDY.qbs"));
    configureData(w, data, purpose);
    const RuleSet rules = configured(w.rules(), m_options);
    m_rulesBefore = m_onStudy ? w.rules() : rules;
    if (!(rules == w.rules()))
        w.setRules(rules, m_onStudy ? Keep::ThisRun : Keep::InStudy);
    return w;
}

void CliSession::configureData(Workspace& w, DataArguments data, Purpose purpose)
{
    const DataOptions calibrationBefore = w.data(Use::Calibration);
    const DataOptions evaluationBefore = evaluationOf(w.data(Use::Evaluation), calibrationBefore, calibrationBefore);
    useKnownPath(data.calibration.path, calibrationBefore.path);
    useKnownPath(data.evaluation.path, evaluationBefore.path);
    const DataOptions calibration = dataOptions(data, data.calibration, baseFor(data.calibration, calibrationBefore));
    const bool adds = purpose == Purpose::MoreData && !calibrationBefore.path.empty(); // the study's own data stay
    DataOptions base = baseFor(data.evaluation,
                               evaluationOf(w.data(Use::Evaluation), calibrationBefore, adds ? calibrationBefore : calibration));
    if (!data.evaluation.path.empty() && w.data(Use::Evaluation).path.empty()) { // named, though it be the same: all of it
        base.samples.reset();
        base.range.reset();
    }
    DataFlags flags = data.evaluation;
    // Which samples one call looks at is kept by a new study alone; see evaluationSamples().
    if (m_onStudy) {
        flags.samples = flags.range = {};
    } else if (!flags.samples.empty() || !flags.range.empty()) {
        base.samples.reset();
        base.range.reset();
    }
    const DataOptions evaluation = dataOptions(data, flags, base);
    const bool ofData = purpose == Purpose::Data || purpose == Purpose::MoreData;
    const bool keepsCalibration = !m_onStudy || (ofData && !adds);
    const bool keepsEvaluation = !m_onStudy || ofData || purpose == Purpose::BadCase;
    m_ownData = !m_onStudy || sameData(evaluation, evaluationBefore);
    w.setData(Use::Calibration, calibration, Keep::ThisRun);
    w.setData(Use::Evaluation, evaluation, Keep::ThisRun);
    // A study keeps no data that can't be opened: the next command would stumble over them.
    if (m_onStudy && keepsCalibration && !(calibration == calibrationBefore) && !calibration.path.empty())
        (void)w.samples(Use::Calibration, job());
    if (m_onStudy && keepsEvaluation && !(evaluation == evaluationBefore) && !(evaluation == calibration) &&
        !evaluation.path.empty())
        (void)w.samples(Use::Evaluation, job());
    if (m_onStudy && keepsCalibration)
        sayReplaced(calibrationBefore, calibration, "calibration");
    if (m_onStudy && keepsEvaluation && !(keepsCalibration && evaluation == calibration))
        sayReplaced(evaluationBefore, evaluation, "evaluation");
    if (keepsCalibration)
        w.setData(Use::Calibration, calibration, Keep::InStudy);
    if (keepsEvaluation)
        w.setData(Use::Evaluation, evaluation, Keep::InStudy);
}

void CliSession::sayReplaced(const DataOptions& before, const DataOptions& after, const std::string& what)
{
    if (before == after || before.path.empty())
        return;
    const std::string from = textOf(before);
    const std::string to = textOf(after);
    m_console.say(m_workspace->study().path() + ": " +
                  (from == to ? "how the " + what + " data are read is replaced (" + from + ")"
                              : "the " + what + " data " + from + " are replaced by " + to));
}

Effective CliSession::effectiveBefore()
{
    return resolve(*m_workspace->model(), m_rulesBefore, Profile::load(m_rulesBefore.profile));
}

void CliSession::keepRules(Workspace& w, RuleSet rules, Result& result)
{
    if (w.readOnly())
        throw Error(ErrorCode::Resources, Text("the study {} can't be written", w.study().path()),
                    Text("copy it to a folder of your own"), {{"file", w.study().path()}});
    const std::string replaced = m_onStudy ? replacedText(m_rulesBefore, rules) : "";
    w.setRules(std::move(rules));
    if (replaced.empty())
        return;
    const std::string text = w.study().path() + ": " + replaced;
    m_console.say(text);
    result.findings.push_back({"study.rules_replaced", Severity::Info, {}, {}, Text::verbatim(text), {}, {}, false});
}

void CliSession::calibrateFirst(Workspace& w)
{
    const SampleSet samples = w.samples(Use::Calibration, job());
    const bool own = !m_onStudy || w.data(Use::Calibration) == w.study().calibrationOptions().value_or(DataOptions{});
    const bool keeps = own && !m_dryRun;
    m_console.say("calibrating first, on " + std::to_string(samples.size()) + " samples of " + w.data(Use::Calibration).path +
                  (keeps ? "" : "; for this run only, `calibrate` keeps what it finds"));
    w.calibrate(Recalibrate::Anew, job(), {}, keeps ? Keep::InStudy : Keep::ThisRun);
}

Workspace& CliSession::openCalibrated(const std::string& path, const DataArguments& data, Purpose purpose)
{
    Workspace& w = open(path, data, purpose);
    if (!w.model()->runnable())
        throw Error(ErrorCode::NotRunnable, Text("the model can't be run: {}", w.model()->whyNotRunnable),
                    Text("inspect and rules still work"), {{"model", w.model()->path}});
    if (w.statistics().samples().empty()) {
        if (w.data(Use::Calibration).path.empty())
            throw Error(ErrorCode::Usage, Text("nothing is calibrated yet and no data was named"),
                        Text("give calibration data with --data"));
        calibrateFirst(w);
    } else if (m_onStudy && !(w.data(Use::Calibration) == w.study().calibrationOptions().value_or(DataOptions{}))) {
        m_console.say("the scales stay those of the study's own calibration; `calibrate` makes others");
    }
    return w;
}

SampleSet CliSession::evaluationSamples(Workspace& workspace, const DataArguments& data)
{
    DataOptions options = workspace.data(Use::Evaluation);
    const bool one = !data.sample.empty() && data.sample != kAllSamples;
    if (!one && data.evaluation.samples.empty() && data.evaluation.range.empty())
        return workspace.samples(Use::Evaluation, job());
    // What is looked at now and then; the study keeps the others.
    const DataOptions said = dataOptions({}, data.evaluation, {});
    options.samples = said.samples;
    options.range = said.range;
    options.also.clear();
    if (one) {
        options.samples.reset();
        options.range.reset();
        options.sample = wholeNumber(data.sample, "--sample");
    }
    return workspace.samples(options, job());
}

LayerSamples CliSession::layerSamples(Workspace& workspace, const DataArguments& data)
{
    if (!data.sample.empty() || !data.evaluation.samples.empty() || !data.evaluation.range.empty() ||
        !data.calibration.samples.empty() || !data.calibration.range.empty())
        return {evaluationSamples(workspace, data), std::nullopt, std::nullopt, {}};
    LayerSamples samples = qb::layerSamples(workspace, job());
    if (samples.badCase)
        m_console.say("on the study's bad case, " + samples.badCase->text(configuration()).english() +
                      "; --sample all takes all of them, `badcase STUDY set none` forgets it");
    return samples;
}

void CliSession::addFindings(Findings& findings)
{
    if (!m_workspace)
        return;
    for (Finding& f : m_workspace->takeFindings())
        if (std::find(findings.begin(), findings.end(), f) == findings.end())
            findings.push_back(std::move(f));
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
