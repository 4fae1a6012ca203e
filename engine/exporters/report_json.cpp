// SPDX-License-Identifier: GPL-3.0-or-later
// The report as JSON: every number with all its digits, under the keys that the commands of the same subject use.
#include "engine/exporters/finding_json.h"
#include "engine/exporters/report_document.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace qb {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return numberJson(value); }
Json textOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json textsJson(const std::vector<Text>& texts)
{
    Json list = Json::array();
    for (const Text& t : texts)
        list.push_back(t.english());
    return list;
}

Json portsJson(const std::vector<ReportPort>& ports)
{
    Json list = Json::array();
    for (const ReportPort& p : ports)
        list.push_back({{"name", p.name}, {"dtype", p.dtype}, {"shape", p.shape}});
    return list;
}

Json sharesJson(const std::vector<ReportShare>& shares)
{
    Json list = Json::array();
    for (const ReportShare& s : shares)
        list.push_back({{"dtype", s.dtype.english()}, {"units", s.count}, {"macs", s.macs}});
    return list;
}

Json samplesJson(const ReportSamples& s)
{
    return {
        {"path", s.path}, {"feeds", textsJson(s.feeds)}, {"samples", s.ids}, {"total", s.total}, {"fingerprint", s.fingerprint}};
}

Json tensorJson(const ReportTensor& t, const char* nameKey)
{
    Json row{{nameKey, t.name}, {"op_type", t.opType}, {"shape", t.shape}, {"quant_dtype", t.dtype}, {"qscale", number(t.scale)}};
    for (const auto& [key, value] : {std::pair{"Cosine", t.cosine},
                                     {"L1", t.l1},
                                     {"Atol", t.atol},
                                     {"max_qscale_diff", t.maxQscaleDiff},
                                     {"base_model_min", t.floatMin},
                                     {"analy_model_min", t.quantMin},
                                     {"base_model_max", t.floatMax},
                                     {"analy_model_max", t.quantMax},
                                     {"base_model_mean", t.floatMean},
                                     {"analy_model_mean", t.quantMean},
                                     {"SQNR", t.sqnr},
                                     {"MSE", t.mse},
                                     {"clipped_share", t.clippedShare},
                                     {"Cosine_mean", t.cosineMean},
                                     {"SQNR_mean", t.sqnrMean}})
        row[key] = number(value);
    row["SQNR_left_out"] = t.sqnrLeftOut;
    row["worst_sample"] = t.worstSample ? Json(*t.worstSample) : Json(nullptr);
    row["worst_sample_name"] = textOrNull(t.worstSampleName);
    row["trust"] = t.trust;
    return row;
}

Json sensitivityJson(const ReportData& data)
{
    Json tables = Json::object();
    for (const ReportSensitivity& s : data.sensitivity) {
        Json rows = Json::array();
        for (const ReportSensitive& r : s.rows)
            rows.push_back({{"op_name", r.unit},
                            {"sensitive_type", r.weight ? "weight" : "activation"},
                            {"op_type", r.opType},
                            {"quant_dtype", r.dtype},
                            {"flops", r.macs},
                            {"flops_share", number(r.macsShare)},
                            {"point", r.point},
                            {"Cosine", number(r.cosine)},
                            {"L1", number(r.l1)},
                            {"Atol", number(r.atol)},
                            {"MSE", number(r.mse)},
                            {"SQNR", number(r.sqnr)},
                            {"trust", r.trust}});
        tables[s.output] = std::move(rows);
    }
    return tables;
}

Json verdictsJson(const ReportData& data)
{
    Json list = Json::array();
    for (const ReportVerdict& v : data.verdicts)
        list.push_back({{"unit", v.unit},
                        {"verdict", v.verdict},
                        {"evidence", v.evidence.english()},
                        {"config", textOrNull(v.cure)},
                        {"ancestor", textOrNull(v.ancestor)},
                        {"metric", v.metric},
                        {"error_before", number(v.before)},
                        {"error_after", number(v.after)}});
    return list;
}

Json configurationJson(const ReportData& data)
{
    Json rules = Json::array();
    for (std::size_t i = 0; i < data.rules.size(); ++i)
        rules.push_back({{"index", i + 1},
                         {"type", data.rules[i].type},
                         {"rule", data.rules[i].text.english()},
                         {"enabled", data.rules[i].enabled},
                         {"decides", data.rules[i].decides},
                         {"sets", data.rules[i].sets.english()},
                         {"units", data.rules[i].units}});
    Json points = Json::array();
    for (const ReportPoint& p : data.effective)
        points.push_back({{"point", p.point},
                          {"requested", p.requested},
                          {"effective", p.effective},
                          {"config", p.config.english()},
                          {"scale", textOrNull(p.scale.english())},
                          {"rule", p.rule ? Json(*p.rule) : Json(nullptr)},
                          {"story", textsJson(p.story)}});
    Json floats = Json::array();
    for (const auto& [unit, why] : data.floatUnits)
        floats.push_back({{"unit", unit}, {"why", why.english()}});
    return {{"rules", rules}, {"effective", points}, {"float_units", floats}};
}

Json summaryJson(const ReportData& data)
{
    return {{"model", data.model},
            {"study", textOrNull(data.study)},
            {"profile", data.profile},
            {"profile_title", data.profileTitle},
            {"inputs", portsJson(data.inputs)},
            {"outputs", portsJson(data.outputPorts)},
            {"units", data.units},
            {"points", data.points},
            {"active_points", data.activePoints},
            {"params", data.parameters},
            {"units_by_dtype", sharesJson(data.unitsByDtype)},
            {"work_by_dtype", sharesJson(data.workByDtype)},
            {"calibration", samplesJson(data.calibration)},
            {"evaluation", samplesJson(data.evaluation)}};
}

Json accuracyJson(const ReportData& data)
{
    Json outputs = Json::array();
    for (const ReportTensor& o : data.outputs)
        outputs.push_back(tensorJson(o, "name"));
    Json scores = Json::object();
    for (const auto& [form, values] : data.taskScores)
        for (const auto& [metric, value] : values)
            scores[form][metric] = number(value);
    return {{"outputs", outputs}, {"task", textOrNull(data.task)}, {"scores", scores}};
}

} // namespace

std::string reportJson(const ReportData& data)
{
    Json layers = Json::array();
    for (std::size_t i = 0; i < data.layers.size(); ++i) {
        Json row{{"index", i}};
        row.update(tensorJson(data.layers[i], "mod_name"));
        layers.push_back(std::move(row));
    }
    Json commands = Json::array();
    for (const ReportCommand& c : data.commands)
        commands.push_back({{"section", c.section}, {"command", c.line}});
    const Json report{
        {"quantbench_report", 1},
        {"summary", summaryJson(data)},
        {"accuracy", accuracyJson(data)},
        {"findings", findingsJson(data.findings)},
        {"verdicts", verdictsJson(data)},
        {"layers", layers},
        {"sensitivity", {{"tables", sensitivityJson(data)}, {"why_none", textOrNull(data.whyNoSensitivity.english())}}},
        {"configuration", configurationJson(data)},
        {"versions",
         {{"program", data.program},
          {"onnxruntime", data.onnxRuntime},
          {"kernels", data.kernels},
          {"sweep_kernels", textOrNull(data.sweepKernels)},
          {"made", data.made},
          {"model", data.modelFingerprint},
          {"rules", data.rulesFingerprint},
          {"parameters", data.configurationFingerprint},
          {"calibration_data", data.calibration.fingerprint},
          {"evaluation_data", data.evaluation.fingerprint}}},
        {"commands", commands}};
    return report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace qb
