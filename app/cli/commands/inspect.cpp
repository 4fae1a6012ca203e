// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/model/inner_bodies.h"

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

/// The operators inside of a Loop or Scan, and what its bodies take and give.
void addBodies(const Model& model, const std::string& name, Result& result)
{
    const UnitId unit = model.units.findUnit(name);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < model.unitCount(); ++i)
        if (const auto id = static_cast<UnitId>(i); hasInnerBody(model, id))
            names.push_back(model.unit(id).name);
    if (unit == UnitId::None || !hasInnerBody(model, unit))
        throw Error(ErrorCode::Usage, Text("no unit \"{}\" has a body inside", name),
                    names.empty() ? Text("only Loop, Scan and their like have one; this model has none of them")
                                  : nearestOrAll(name, names));
    result.json["bodies"] = Json::array();
    result.rows = Json::array();
    result.tables.clear();
    for (const InnerBody& body : innerBodies(model, unit)) {
        Table table{{"index", "name", "op_type", "shape", "macs", "params"}, Json::array()};
        Json ports = {{"name", body.attribute}, {"inputs", Json::array()}, {"outputs", Json::array()}};
        for (const PortInfo& p : body.model->inputs)
            ports["inputs"].push_back(portJson(p));
        for (const PortInfo& p : body.model->outputs)
            ports["outputs"].push_back(portJson(p));
        for (std::size_t i = 0; i < body.model->unitCount(); ++i) {
            const Unit& inner = body.model->units.units[i];
            const ValueId output = inner.outputs.empty() ? ValueId::None : inner.outputs.front();
            table.rows.push_back(
                {{"index", i},
                 {"name", inner.name},
                 {"op_type", inner.opType},
                 {"shape", output == ValueId::None ? Json::array() : toJson(body.model->shapes[indexOf(output)])},
                 {"macs", inner.macs},
                 {"params", inner.parameters}});
            Json row = table.rows.back();
            row["body"] = body.attribute;
            result.rows.push_back(std::move(row));
        }
        ports["units"] = table.rows;
        result.json["bodies"].push_back(std::move(ports));
        result.tables.emplace_back(fmt::format("{}{} of {}", result.tables.empty() ? "" : "\n", body.attribute, name),
                                   std::move(table));
    }
    result.text = fmt::format("{} runs all of this in float, as one unit of the network\n", name);
}

} // namespace

Command inspectCommand()
{
    return {"inspect", "model, inputs, outputs, units; what is quantizable and why not",
            "inspect resources/sample/two_heads.onnx", [](CLI::App& app) {
                struct Arguments {
                    std::string path;
                    DataArguments data;
                    std::string body;
                };
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("--dim", a->data.dims, "NAME=N, size of a symbolic dimension");
                app.add_option("--body", a->body, "UNIT, a Loop or Scan: what it runs inside, instead of the units");
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
                    if (!a->body.empty())
                        addBodies(model, a->body, result);
                    result.findings = w.takeFindings();
                    result.findings.insert(result.findings.end(), model.findings.begin(), model.findings.end());
                    return result;
                };
            }};
}

} // namespace qb::cli
