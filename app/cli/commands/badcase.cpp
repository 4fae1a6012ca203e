// SPDX-License-Identifier: GPL-3.0-or-later
// badcase: the samples on which quantized differs most from float, and where they go wrong.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/base/whole_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace qb::cli {

Json toJson(const std::optional<ChosenCase>& chosen, const std::string& configuration)
{
    if (!chosen)
        return nullptr;
    return {{"sample", chosen->sample},
            {"file", chosen->file},
            {"output", chosen->output},
            {"metric", chosen->metric},
            {"value", number(chosen->value)},
            {"rank", chosen->rank},
            {"of", chosen->of},
            {"by", chosen->by},
            {"other_configuration", !chosen->configuration.empty() && chosen->configuration != configuration},
            {"trust", chosen->notFinite == 0 ? Json(nullptr) : Json(toString(Trust::NonFinite))}};
}

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string action;
    std::string value;
    std::vector<std::string> metrics;
    CustomArguments custom;
    std::string output;
    std::string out;
    std::size_t topK = kWorstListed;
};

/// What `find`, `set` and `save` know once all samples are measured.
struct Measured {
    Workspace& workspace;
    SampleSet samples;
    BadCases cases;
    std::vector<Metric> metrics;
    CaseCriterion by; ///< by which the bad case is chosen
};

Reuse reuseOf(const CliSession& session) { return session.options().recompute ? Reuse::Recompute : Reuse::Stored; }

std::vector<Metric> metricsOf(const Arguments& a)
{
    std::vector<Metric> metrics(std::begin(kCaseMetrics), std::end(kCaseMetrics));
    for (const std::string& name : a.metrics) {
        const auto metric = metricFromString(name);
        if (!metric) {
            std::vector<std::string> names;
            for (const Metric m : allMetrics())
                names.emplace_back(toString(m));
            throw Error(ErrorCode::Usage, Text("unknown metric \"{}\"", name), didYouMean(name, names));
        }
        if (std::find(metrics.begin(), metrics.end(), *metric) == metrics.end())
            metrics.push_back(*metric);
    }
    return metrics;
}

/// A sample by its number, or by the name of its file: whole, without folders, or without its extension.
std::uint64_t sampleNamed(const std::string& text, const SampleSet& samples)
{
    if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos)
        return wholeNumber(text, "badcase");
    const std::filesystem::path said(text);
    std::vector<std::uint64_t> found;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::filesystem::path file(samples.sampleName(i));
        names.push_back(file.filename().string());
        if (file == said || file.filename() == said.filename() || file.stem() == said)
            found.push_back(samples.sampleId(i));
    }
    if (found.size() != 1)
        throw Error(ErrorCode::Usage,
                    found.empty() ? Text("no sample comes from a file {}", text)
                                  : Text("{} samples come from a file {}", found.size(), text),
                    found.empty() ? didYouMean(text, names) : Text("give its number"));
    return found.front();
}

Measured measure(CliSession& session, const Arguments& a, Purpose purpose = Purpose::Look)
{
    const std::vector<Metric> metrics = metricsOf(a);
    Workspace& w = session.openCalibrated(a.path, a.data, purpose);
    std::optional<Expression> custom;
    if (!a.custom.expression.empty())
        custom = Expression::parse(a.custom.expression, w.model()->outputs);
    SampleSet samples = session.evaluationSamples(w, a.data);
    BadCases cases =
        badCases(w, samples, custom, a.custom.order(), session.kernels(Kernels::Reference), reuseOf(session), session.job());
    CaseCriterion by;
    // The expression decides where it was given and no metric was.
    if (a.metrics.empty() ? !custom && !cases.outputs.empty() : true)
        by = {a.output.empty() ? cases.outputs.front() : a.output,
              a.metrics.empty() ? Metric::Atol : metricFromString(a.metrics.front())};
    return {w, std::move(samples), std::move(cases), metrics, by};
}

ChosenCase worstOf(const Measured& m)
{
    const std::vector<RankedCase> ranking = m.cases.ranking(m.by);
    const auto isNumber = [](const RankedCase& r) { return std::isfinite(r.value); };
    if (ranking.empty() || (!m.by.metric && std::none_of(ranking.begin(), ranking.end(), isNumber)))
        throw Error(ErrorCode::BadInput, Text("no sample has a value by which it could be chosen"),
                    Text("try another --output or --metric"));
    return chosenCase(m.cases, m.samples, ranking.front().sample, m.by, "find");
}

/// Chosen by hand and not for anything said: where it is worst among all samples.
CaseCriterion whereItIsWorst(const Measured& m, std::uint64_t sample)
{
    CaseCriterion worst = m.by;
    std::size_t best = m.cases.samples.size();
    for (const std::string& output : m.cases.outputs) {
        const CaseCriterion by{output, m.by.metric};
        const std::vector<RankedCase> ranking = m.cases.ranking(by);
        const auto at = std::find_if(ranking.begin(), ranking.end(), [&](const RankedCase& r) { return r.sample == sample; });
        if (const auto rank = static_cast<std::size_t>(at - ranking.begin()); at != ranking.end() && rank < best) {
            best = rank;
            worst = by;
        }
    }
    return worst;
}

Json blameJson(const Model& model, const Blame& b)
{
    if (b.unit == UnitId::None)
        return {{"unit", nullptr}, {"jump", nullptr}, {"why_not", b.whyNot.english()}, {"against", b.against}};
    const Unit& unit = model.unit(b.unit);
    return {{"unit", unit.name},
            {"jump", number(b.jump)},
            {"stands_out", b.standsOut()},
            {"op_type", unit.opType},
            {"tensor", model.graph.value(b.value).name},
            {"excess", number(b.excess)},
            {"error", number(b.error)},
            {"typical", number(b.typical)},
            {"clipped_share", number(b.clippedShare)},
            {"not_finite", b.notFinite},
            {"against", b.against}};
}

std::string blameText(const Model& model, const Blame& b)
{
    if (b.unit == UnitId::None)
        return "no layer can be blamed: " + b.whyNot.english() + "\n";
    const std::string& name = model.unit(b.unit).name;
    if (b.notFinite != 0)
        return fmt::format("values stop being finite at {}: {} are NaN or infinite there\n", name, b.notFinite);
    if (!b.standsOut())
        return fmt::format("no layer stands out: the largest jump is {:.2g}-fold, at {}; the error grows as in other samples\n",
                           b.jump, name);
    return fmt::format("the error jumps {:.3g}-fold at {}: {:.4g} where {:.4g} is typical of {} other samples; {:.2g} % of its "
                       "values are clipped\n",
                       b.jump, name, b.error, b.typical, b.against.size(), 100 * b.clippedShare);
}

std::size_t position(const BadCases& cases, const CaseCriterion& by)
{
    return static_cast<std::size_t>(std::find(cases.outputs.begin(), cases.outputs.end(), by.output) - cases.outputs.begin());
}

/// The lists of the worst, as JSON, as a table, and every sample's values as rows.
void showCases(Result& result, const Measured& m, std::size_t topK)
{
    Json worst = Json::object();
    Table table{{"output", "metric", "rank", "sample", "file", "value", "trust"}, Json::array()};
    result.rows = Json::array();
    std::vector<std::uint64_t> ids;
    for (const auto& [id, errors] : m.cases.samples)
        ids.push_back(id);
    for (const CaseCriterion& by : m.cases.criteria(m.metrics)) {
        const std::string output = by.metric ? by.output : "custom";
        const std::string metric = by.metric ? std::string(toString(*by.metric)) : m.cases.custom;
        Json list = Json::array();
        std::size_t rank = 0;
        for (const RankedCase& r : m.cases.ranking(by)) {
            const SampleErrors& errors = m.cases.samples.at(r.sample);
            const std::string& file = errors.file;
            const Json trust = by.metric          ? Json(toString(errors.outputs[position(m.cases, by)].trust()))
                               : r.notFinite != 0 ? Json(toString(Trust::NonFinite))
                                                  : Json(nullptr);
            const Json row{{"output", output}, {"metric", metric},         {"rank", ++rank}, {"sample", r.sample},
                           {"file", file},     {"value", number(r.value)}, {"trust", trust}};
            if (rank <= topK) {
                list.push_back({{"sample", r.sample}, {"file", file}, {"value", number(r.value)}, {"trust", trust}});
                table.rows.push_back(row);
            }
            result.rows.push_back(row);
        }
        worst[output][metric] = std::move(list);
    }
    result.json["samples"] = ids;
    result.json["worst"] = std::move(worst);
    result.tables = {{"", std::move(table)}};
    result.findings.insert(result.findings.end(), m.cases.findings.begin(), m.cases.findings.end());
}

void showBlame(CliSession& session, Result& result, const Measured& m, const ChosenCase& chosen)
{
    const Model& model = *m.workspace.model();
    result.json["bad_case"] = toJson(std::optional(chosen), session.configuration());
    result.text = "bad case: " + chosen.text(session.configuration()).english() + "\n";
    if (m.cases.outputs.empty())
        return;
    const std::string output = chosen.output.empty() ? m.cases.outputs.front() : chosen.output;
    const Blame blame = blameFor(m.workspace, m.samples, chosen.sample, output, session.kernels(Kernels::Reference),
                                 reuseOf(session), session.job());
    result.json["blame"] = blameJson(model, blame);
    result.text += blameText(model, blame);
}

Result findRun(CliSession& session, const Arguments& a)
{
    const Measured m = measure(session, a);
    const ChosenCase chosen = worstOf(m);
    if (session.onOwnData())
        setChosenCase(m.workspace.study(), chosen);
    else
        session.console().say("found in data that are not the study's: its own bad case stays what it was");
    Result result;
    result.json = header(m.workspace);
    result.json["kept"] = session.onOwnData() && m.workspace.kept();
    showCases(result, m, a.topK);
    showBlame(session, result, m, chosen);
    if (!a.out.empty())
        writeInto(a.out, "badcase.txt", badCaseFile(m.workspace, m.cases, m.metrics, a.topK, chosen), result);
    return result;
}

Result setRun(CliSession& session, const Arguments& a)
{
    Result result;
    if (a.value == "none") {
        Workspace& w = session.open(a.path, a.data, Purpose::BadCase);
        setChosenCase(w.study(), std::nullopt);
        result.json = header(w);
        result.json["bad_case"] = nullptr;
        result.text = "no bad case: layers are compared on all evaluation samples\n";
        return result;
    }
    const Measured m = measure(session, a, Purpose::BadCase);
    const std::uint64_t sample = sampleNamed(a.value, m.samples);
    const CaseCriterion by = a.output.empty() && m.by.metric ? whereItIsWorst(m, sample) : m.by;
    const ChosenCase chosen = chosenCase(m.cases, m.samples, sample, by, "set");
    setChosenCase(m.workspace.study(), chosen);
    result.json = header(m.workspace);
    showCases(result, m, a.topK);
    result.tables.clear();
    showBlame(session, result, m, chosen);
    if (const auto finding = notBad(m.cases, chosen, m.metrics))
        result.findings.push_back(*finding);
    return result;
}

Result saveRun(CliSession& session, const Arguments& a)
{
    const Measured m = measure(session, a);
    std::optional<ChosenCase> chosen = chosenCase(m.workspace.study());
    if (!chosen || chosen->data != m.samples.listFingerprint().hex())
        chosen = worstOf(m);
    const std::string text = badCaseFile(m.workspace, m.cases, m.metrics, a.topK, *chosen);
    writeWholeFile(a.value, text);
    Result result;
    result.json = header(m.workspace);
    result.json["file"] = a.value;
    showCases(result, m, a.topK);
    result.tables.clear();
    result.json["bad_case"] = toJson(chosen, session.configuration());
    result.text = "bad case: " + chosen->text(session.configuration()).english() + "\nwritten to " + a.value + "\n";
    return result;
}

Result loadRun(CliSession& session, const Arguments& a)
{
    const std::string text = readText(a.value);
    Workspace& w = session.openCalibrated(a.path, a.data, Purpose::BadCase);
    const SampleSet samples = session.evaluationSamples(w, a.data);
    Result result;
    try {
        const ChosenCase chosen = chosenCaseFromFile(w, text, samples, session.job(), result.findings);
        setChosenCase(w.study(), chosen);
        result.json = header(w);
        result.json["bad_case"] = toJson(std::optional(chosen), session.configuration());
        result.text = "bad case: " + chosen.text(session.configuration()).english() + "\n";
    } catch (const Error& e) {
        throw Error(e.code(), Text("{}: {}", a.value, e.what()), e.cure(), {{"file", a.value}});
    }
    return result;
}

Result addRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.openCalibrated(a.path, a.data, Purpose::Data);
    const SampleSet set = session.evaluationSamples(w, a.data);
    const std::uint64_t sample = sampleNamed(a.value, set);
    const bool isNew = w.addToCalibration(set, sample, session.job());
    const std::uint64_t samples = w.statistics().samples().size();
    Result result;
    result.json = header(w);
    result.json["added"] = sample;
    result.json["observed"] = isNew;
    result.json["calibration_samples"] = samples;
    result.text = isNew ? fmt::format("sample {} was observed too; the scales come from {} samples now\n", sample, samples)
                        : fmt::format("sample {} was observed before; the scales come from {} samples\n", sample, samples);
    return result;
}

Result badcaseRun(CliSession& session, const Arguments& a)
{
    if ((a.action == "find") != a.value.empty())
        throw Error(ErrorCode::Usage,
                    a.action == "find"  ? Text("find takes nothing behind it, got \"{}\"", a.value)
                    : a.action == "set" ? Text("set wants a sample, or none")
                    : a.action == "add" ? Text("add wants a sample")
                                        : Text("{} wants a file", a.action),
                    Text("e.g. badcase STUDY find, set 17, set none, add 17, save FILE, load FILE"));
    return a.action == "find"   ? findRun(session, a)
           : a.action == "set"  ? setRun(session, a)
           : a.action == "add"  ? addRun(session, a)
           : a.action == "save" ? saveRun(session, a)
                                : loadRun(session, a);
}

} // namespace

Command badcaseCommand()
{
    return {"badcase", "the samples on which quantized differs most from float",
            "badcase resources/sample/two_heads.onnx find --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json --samples 16",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("ACTION", a->action,
                               "find, set SAMPLE (or none), add SAMPLE (to the calibration), save FILE, load FILE")
                    ->required()
                    ->check(CLI::IsMember({"find", "set", "add", "save", "load"}));
                app.add_option("VALUE", a->value, "sample (number or file name), or file");
                addDataOptions(app, a->data);
                app.add_option("--top-k", a->topK, "how many of the worst are listed; default 5")->check(CLI::PositiveNumber);
                app.add_option("--metric", a->metrics,
                               "more metrics than Cosine, L1 and Atol; the first one chooses the bad case");
                app.add_option("--out", a->out, "find: folder for badcase.txt, which load takes");
                app.add_option("--output", a->output,
                               "the output by which the bad case is chosen; default the first, of set the one where it is worst");
                addCustomOptions(app, a->custom);
                return [a](CliSession& s) { return badcaseRun(s, *a); };
            }};
}

} // namespace qb::cli
