// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace qb::cli {

namespace {

Json portJson(const PortInfo& port)
{
    Json shape = Json::array();
    for (std::size_t i = 0; i < port.shape.size(); ++i)
        shape.push_back(port.shape[i] >= 0         ? Json(port.shape[i])
                        : port.dimNames[i].empty() ? Json(nullptr)
                                                   : Json(port.dimNames[i]));
    return {{"name", port.name},
            {"dtype", port.typeText.empty() ? std::string(toString(port.type)) : port.typeText},
            {"shape", shape}};
}

Json unitJson(Workspace& workspace, const Effective& effective, UnitId id)
{
    const Model& model = *workspace.model();
    const Unit& unit = model.unit(id);
    Json nodes = Json::array();
    for (const NodeId n : unit.nodes) {
        nodes.push_back(model.graph.node(n).name);
        for (const std::string& absorbed : model.graph.node(n).absorbed)
            nodes.push_back(absorbed);
    }
    Json inputs = Json::array();
    for (const ValueId v : unit.inputs)
        inputs.push_back(model.graph.value(v).name);
    bool quantizable = false;
    Text whyNot = effective.whyNotUnit[indexOf(id)];
    Json follows = nullptr;
    Json group = nullptr;
    for (const PointId p : model.units.pointsOfUnit[indexOf(id)]) {
        const PointConfig& config = effective.points[indexOf(p)];
        if (model.point(p).kind != PointKind::Output && model.point(p).kind != PointKind::Weight)
            continue;
        if (config.whyNot.empty() || config.active)
            quantizable = true;
        else if (whyNot.empty())
            whyNot = config.whyNot;
        if (model.point(p).kind == PointKind::Output && config.follows != PointId::None)
            follows = model.point(config.follows).name;
        if (model.point(p).kind == PointKind::Output && config.group >= 0)
            group = config.group;
    }
    if (whyNot.empty() && !quantizable)
        whyNot = Text("no float32 tensor");
    return {{"index", indexOf(id)},
            {"name", unit.name},
            {"module", unit.module},
            {"op_type", unit.opType},
            {"nodes", nodes},
            {"inputs", inputs},
            {"output", unit.outputs.empty() ? "" : model.graph.value(unit.outputs.front()).name},
            {"shape", unit.outputs.empty() ? Json::array() : toJson(model.shapes[indexOf(unit.outputs.front())])},
            {"macs", unit.macs},
            {"params", unit.parameters},
            {"quantizable", quantizable},
            {"why_not", quantizable ? Json(nullptr) : Json(whyNot.english())},
            {"follows", follows},
            {"group", group},
            {"pattern", unit.pattern}};
}

} // namespace

Command inspectCommand()
{
    return {"inspect", "model, inputs, outputs, units; what is quantizable and why not",
            "inspect resources/sample/two_heads.onnx", [](CLI::App& app) {
                struct Arguments {
                    std::string path;
                    DataArguments data;
                };
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("--dim", a->data.dims, "NAME=N, size of a symbolic dimension");
                return [a](CliSession& session) {
                    Workspace& w = session.open(a->path, a->data);
                    const Model& model = *w.model();
                    const Effective& effective = w.effective();
                    Result result;
                    result.json = header(w);
                    result.json["opset"] = model.graph.opset();
                    result.json["ir_version"] = model.graph.irVersion;
                    result.json["runnable"] = model.runnable();
                    result.json["why_not_runnable"] = model.runnable() ? Json(nullptr) : Json(model.whyNotRunnable.english());
                    result.json["imported_points"] = model.imported.size();
                    for (const auto& [key, ports] : {std::pair{"inputs", &model.inputs}, std::pair{"outputs", &model.outputs}}) {
                        result.json[key] = Json::array();
                        for (const PortInfo& p : *ports)
                            result.json[key].push_back(portJson(p));
                    }
                    Table units{{"index", "name", "op_type", "shape", "macs", "params", "quantizable", "why_not", "follows"},
                                Json::array()};
                    std::uint64_t macs = 0;
                    std::uint64_t parameters = 0;
                    for (std::size_t i = 0; i < model.unitCount(); ++i) {
                        units.rows.push_back(unitJson(w, effective, static_cast<UnitId>(i)));
                        macs += model.units.units[i].macs;
                        parameters += model.units.units[i].parameters;
                    }
                    result.json["macs"] = macs;
                    result.json["params"] = parameters;
                    result.json["units"] = units.rows;
                    result.rows = units.rows;
                    result.tables = {{"", units}};
                    addSegments(w, result);
                    result.text =
                        fmt::format("{} units, {:.4g} M MACs, {:.4g} M parameters, opset {}{}\n", model.unitCount(),
                                    static_cast<double>(macs) * 1e-6, static_cast<double>(parameters) * 1e-6, model.graph.opset(),
                                    model.runnable() ? "" : "\ncan't be run: " + model.whyNotRunnable.english());
                    result.findings = w.takeFindings();
                    result.findings.insert(result.findings.end(), model.findings.begin(), model.findings.end());
                    return result;
                };
            }};
}

} // namespace qb::cli
