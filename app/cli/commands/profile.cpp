// SPDX-License-Identifier: GPL-3.0-or-later
// profile: range, mean and variance of every tensor of the float, simulated or exported network.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/exporters/statistic_files.h"
#include "engine/study/profile_model.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string config = "simulated";
    std::string exported;
    std::string against;
    std::string dump;
    std::string dumpUnits;
    std::string out;
    bool perChannel = false;
};

Json scaleJson(const ProfiledTensor& t)
{
    if (!t.params || t.params->scales.empty())
        return nullptr;
    return t.params->perChannel() ? Json(t.params->scales) : number(t.params->scales.front());
}

/// Of each channel, as lists.
Json channelsJson(const ProfiledTensor& t)
{
    Json json{{"min", Json::array()}, {"max", Json::array()}, {"mean", Json::array()}, {"var", Json::array()}};
    for (const TensorMoments& m : t.channels) {
        json["min"].push_back(number(m.min));
        json["max"].push_back(number(m.max));
        json["mean"].push_back(m.count == 0 ? Json(nullptr) : number(m.mean));
        json["var"].push_back(number(m.variance()));
    }
    return json;
}

/// The values that differ from configuration to configuration; `suffix` behind their keys.
void addValues(Json& row, const ProfiledTensor& t, const std::string& suffix)
{
    const TensorMoments& m = t.moments;
    row["dtype" + suffix] = dtypeOf(t);
    row["scale" + suffix] = scaleJson(t);
    row["min" + suffix] = number(m.min);
    row["max" + suffix] = number(m.max);
    row["mean" + suffix] = m.count == 0 ? Json(nullptr) : number(m.mean);
    row["var" + suffix] = number(m.variance());
    row["nan" + suffix] = m.nan;
    row["inf" + suffix] = m.inf;
    if (t.channelAxis >= 0) {
        row["channel_axis" + suffix] = t.channelAxis;
        row["channels" + suffix] = channelsJson(t);
    }
}

Json rowsJson(const Model& model, const TensorProfile& profile, const TensorProfile* against, const std::string& suffix)
{
    std::map<std::tuple<UnitId, TensorRole, ValueId>, const ProfiledTensor*> others;
    if (against)
        for (const ProfiledTensor& t : against->rows)
            others[{t.unit, t.role, t.value}] = &t;
    Json rows = Json::array();
    for (const ProfiledTensor& t : profile.rows) {
        const Unit& unit = model.unit(t.unit);
        Json row{{"index", indexOf(t.unit)}, {"op_name", unit.opType}, {"mod_name", unit.name}, {"attr", toString(t.role)}};
        addValues(row, t, "");
        row["shape"] = toJson(t.shape);
        row["count"] = t.moments.count;
        row["tensor"] = t.tensor;
        if (const auto other = others.find({t.unit, t.role, t.value}); other != others.end())
            addValues(row, *other->second, suffix);
        rows.push_back(std::move(row));
    }
    return rows;
}

ProfileRequest requestOf(const CliSession& session, const Arguments& a, const std::string& config)
{
    ProfileRequest request;
    request.form = config == "float"       ? ProfiledForm::Float
                   : config == "simulated" ? ProfiledForm::Simulated
                                           : ProfiledForm::Exported;
    request.kernels = session.kernels(Kernels::Reference);
    request.channels = a.perChannel ? ChannelMoments::Yes : ChannelMoments::No;
    return request;
}

Result profileRun(CliSession& session, const Arguments& a)
{
    const bool onlyFloat = a.config == "float" && a.against != "simulated";
    Workspace& w = onlyFloat ? session.open(a.path, a.data) : session.openCalibrated(a.path, a.data);
    if (!w.model()->runnable())
        throw Error(ErrorCode::NotRunnable, Text("the model can't be run: {}", w.model()->whyNotRunnable),
                    Text("inspect still works"), {{"model", w.model()->path}});
    const Model& model = *w.model();
    const SampleSet samples = session.evaluationSamples(w, a.data);
    ProfileRequest request = requestOf(session, a, a.config);
    request.exportedPath = a.exported;
    request.dump.folder = a.dump;
    if (!a.dumpUnits.empty()) {
        request.dump.units = Selector::parse(a.dumpUnits).select(model.graph, model.units, w.selectorFacts(false, session.job()));
        if (request.dump.units.empty())
            throw Error(ErrorCode::Usage, Text("no unit matches \"{}\"", a.dumpUnits), Text("inspect lists the units"));
    }
    const TensorProfile profile = profileModel(w, samples, request, session.job());
    std::optional<TensorProfile> against;
    const bool other = !a.against.empty() && a.against != "float" && a.against != "simulated";
    if (!a.against.empty())
        against = other ? profileOther(w, samples, a.against, requestOf(session, a, "float"), session.job())
                        : profileModel(w, samples, requestOf(session, a, a.against), session.job());
    Result result;
    result.json = header(w);
    result.json["config"] = a.config;
    result.json["against"] = a.against.empty() ? Json(nullptr) : Json(a.against);
    result.json["samples"] = profile.samples;
    Table table{{"index", "op_name", "mod_name", "attr", "dtype", "scale", "min", "max", "mean", "var", "shape"}, Json::array()};
    const std::string suffix = other ? "_other" : "_" + a.against;
    if (against)
        for (const char* key : {"min", "max", "mean", "var"})
            table.columns.insert(table.columns.end() - 1, key + suffix);
    result.rows = rowsJson(model, profile, against ? &*against : nullptr, suffix);
    result.json["rows"] = result.rows;
    table.rows = result.rows;
    for (Json& row : table.rows)
        if (row["scale"].is_array())
            row["scale"] = fmt::format("{} scales", row["scale"].size());
    result.tables = {{"", std::move(table)}};
    result.text =
        fmt::format("{} samples, {}{}\n", profile.samples.size(), a.config, a.against.empty() ? "" : ", beside it " + a.against);
    if (!a.out.empty()) {
        writeInto(a.out, "statistic.txt", statisticTable(model, profile), result);
        writeInto(a.out, "statistic.csv", statisticCsv(model, profile), result);
    }
    result.findings = profile.findings;
    if (other)
        result.findings.insert(result.findings.end(), against->findings.begin(), against->findings.end());
    return result;
}

} // namespace

Command profileCommand()
{
    return {"profile", "statistics of every tensor: float, simulated or exported",
            "profile resources/sample/two_heads.onnx --config float --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json --samples 4",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                app.add_option("--config", a->config, "float, simulated or exported; default simulated")
                    ->check(CLI::IsMember({"float", "simulated", "exported"}));
                app.add_option("--exported", a->exported, "an exported file to profile; without it one is made for the purpose");
                app.add_option("--against", a->against,
                               "beside it in more columns: float, simulated, or another model (.onnx), matched by name, then by "
                               "structure")
                    ->check(CLI::IsMember({"float", "simulated"}) | CLI::ExistingFile);
                app.add_flag("--per-channel", a->perChannel, "in the JSON min, max, mean and var of each channel too");
                auto* dump = app.add_option("--dump", a->dump, "folder for an npy of every tensor, a folder per sample");
                app.add_option("--dump-units", a->dumpUnits, "only what the units of this selector read and give")->needs(dump);
                app.add_option("--out", a->out, "folder for statistic.txt and statistic.csv");
                return [a](CliSession& s) { return profileRun(s, *a); };
            }};
}

} // namespace qb::cli
