// SPDX-License-Identifier: GPL-3.0-or-later
// The hand-over for training: per unit its module, and per quantized point dtype, scale, zero point and whether training may
// change the scale ("fixed"). Fixed is what somebody fixed by hand (threshold, range, scale), what is marked fix_scale, and every
// activation under the preset form qat_fixed_act. A format of our own:
//
//     {"quantbench_qat": 1, "profile", "form", "fake_quantize", "how_to_use": {"horizon": [lines], "pytorch", "onnxruntime"},
//      "modules": [{"unit", "module", "op_type", "float": true} or
//                  {"unit", "module", "op_type", "points": {"output": {"tensor", "dtype", "scale", "zero_point", "axis", "fixed"}}}]}
//
// A float unit has no points; a point that is not listed is not quantized (high-precision outputs among them). scale and
// zero_point are numbers, or lists along `axis`. Reading gives a study the same grids again.
#include "engine/exporters/config_parts.h"
#include "engine/exporters/module_names.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/json_reader.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qb {

namespace {

using Json = nlohmann::ordered_json;

Json howToUse()
{
    return {
        {"horizon",
         {"Prepare the model for calibration as usual, with the setter that `write X horizon-py` gives; it holds the dtypes.",
          "For each module below: find it by its name in dict(prepared.named_modules()). What `write X qat` lists as no module",
          "has a name of its unit: it is an operator that the plugin calls _generated_..., or a QuantStub.",
          "Points: \"output\" is its activation_post_process, \"weight\" its weight_fake_quant.",
          "Copy the scale into the fake quantizer's scale buffer (same shape; per channel as a vector).",
          "Where \"fixed\" is true use fix_scale=True in get_qconfig, or averaging_constant=0 of its observer.",
          "Then set_fake_quantize(model, FakeQuantState.QAT) and train; a frozen part: eval() and FakeQuantState.VALIDATION."}},
        {"pytorch",
         {"Per tensor: torch.fake_quantize_per_tensor_affine(x, scale, zero_point, quant_min, quant_max);",
          "per channel: torch.fake_quantize_per_channel_affine(x, scale, zero_point, axis, quant_min, quant_max).",
          "quant_min and quant_max are those of the dtype: -128, 127 for int8, -32768, 32767 for int16, -8, 7 for int4.",
          "torch.ao.quantization: build FakeQuantize modules, set .scale and .zero_point, then disable_observer() where",
          "\"fixed\" is true; the others keep observing, or learn the scale (FakeQuantize with a learnable scale).",
          "An axis is that of the ONNX weight; a Linear exported as MatMul has it the other way round than nn.Linear.weight."}},
        {"onnxruntime",
         {"`export X OUT.onnx` gives the same grids as QuantizeLinear / DequantizeLinear pairs, the starting point to compare "
          "with.",
          "onnxruntime.training: load the weights after training into the float model, then `read X qat FILE` and export again;",
          "points with \"fixed\": false may be calibrated anew first (set X SELECTOR observer=mse)."}}};
}

class QatWriter {
public:
    explicit QatWriter(const ConfigSource& source, Losses& losses)
        : m_source(source),
          m_losses(losses),
          m_names(source.model),
          m_form(formOf(source.rules)),
          m_notLetFree(withEverythingFixed(source))
    {
    }

    std::string write()
    {
        const Model& model = m_source.model;
        Json json{{"quantbench_qat", 1}, {"profile", m_source.profile.name}, {"form", toString(m_form)}};
        json["fake_quantize"] =
            "q = clamp(round_half_to_even(x / scale) + zero_point, qmin, qmax); x' = (q - zero_point) * scale";
        json["how_to_use"] = howToUse();
        json["modules"] = Json::array();
        for (std::size_t u = 0; u < model.unitCount(); ++u)
            addUnit(static_cast<UnitId>(u), json["modules"]);
        return json.dump(2) + "\n";
    }

private:
    /// The same configuration, but that only what somebody set free is free.
    static Effective withEverythingFixed(const ConfigSource& source)
    {
        ReferenceRule fixed;
        fixed.activation.fixScale = fixed.weight.fixScale = true;
        RuleSet rules = source.rules;
        rules.rules.insert(rules.rules.begin(), {fixed, true});
        return resolve(source.model, rules, source.profile);
    }

    [[nodiscard]] bool isFixed(PointId id) const
    {
        const PointConfig& c = m_source.effective.at(id);
        const PointKind kind = m_source.model.point(id).kind;
        if (c.fixScale)
            return true;
        if (m_form == PresetForm::QatFixedAct && kind != PointKind::Weight)
            return m_notLetFree.at(id).fixScale;
        return (kind == PointKind::Output || kind == PointKind::Weight) && c.fixed && m_notLetFree.at(id).fixScale;
    }

    void addUnit(UnitId id, Json& modules)
    {
        const Model& model = m_source.model;
        const Unit& unit = model.unit(id);
        Json json{{"unit", unit.name}, {"module", m_names.of(id)}, {"op_type", unit.opType}};
        Json points = Json::object();
        for (const PointId p : model.units.pointsOfUnit[indexOf(id)]) {
            const PointConfig& config = m_source.effective.at(p);
            if (!config.active || config.follows != PointId::None)
                continue;
            if (m_source.plan->at(p))
                points[portOf(model.units, p)] = pointJson(p, *m_source.plan->at(p));
            else
                m_losses.push_back({model.point(p).name, Text("it was never observed and has no scale")});
        }
        const bool isFloat = m_source.effective.floatUnit[indexOf(id)] != 0;
        if (isFloat)
            json["float"] = true;
        if (!points.empty())
            json["points"] = points;
        if (!isFloat && points.empty())
            return;
        modules.push_back(json);
        if (const Text why = m_names.whyUnknown(id); !why.empty() && !points.empty())
            m_losses.push_back({unit.name, why});
    }

    [[nodiscard]] Json pointJson(PointId p, const QuantParams& params) const
    {
        Json json{{"tensor", m_source.model.graph.value(m_source.model.point(p).value).name}, {"dtype", toString(params.dtype)}};
        if (isInteger(params.dtype) && params.axis < 0) {
            json["scale"] = static_cast<double>(params.scales.front());
            json["zero_point"] = params.zeroPoints.front();
        } else if (isInteger(params.dtype)) {
            json["scale"] = std::vector<double>(params.scales.begin(), params.scales.end());
            json["zero_point"] = params.zeroPoints;
            json["axis"] = params.axis;
        }
        json["fixed"] = isFixed(p);
        return json;
    }

    const ConfigSource& m_source;
    Losses& m_losses;
    ModuleNames m_names;
    PresetForm m_form;
    Effective m_notLetFree;
};

class QatReader {
public:
    QatReader(const Model& model, const Profile& profile) : m_model(model), m_names(model), m_rules(model, profile, m_read)
    {
        m_read.complete = true;
    }

    ReadConfig read(std::string_view text)
    {
        const JsonReader::Json json = m_reader.parse(text, Text("the hand-over file"));
        if (m_reader.isObject(json, "")) {
            m_reader.checkKeys(json, "", {"quantbench_qat", "profile", "form", "fake_quantize", "how_to_use", "modules"});
            if (!json.contains("quantbench_qat") || json["quantbench_qat"] != 1)
                m_reader.say("", Text("must hold \"quantbench_qat\": 1"));
            PresetRule preset;
            const auto form = m_reader.oneOf(json, "form", "", {"calibration", "qat", "qat_fixed_act"});
            preset.form = form == "qat"             ? PresetForm::Qat
                          : form == "qat_fixed_act" ? PresetForm::QatFixedAct
                                                    : PresetForm::Calibration;
            m_read.base.push_back({preset, true});
            if (!json.contains("modules") || !json["modules"].is_array())
                m_reader.say("", Text("needs a list \"modules\""));
            else
                for (std::size_t i = 0; i < json["modules"].size(); ++i)
                    readModule(json["modules"][i], fmt::format("modules[{}]", i));
        }
        finishReading("qat", m_reader.problems());
        m_rules.turnOffTheRest();
        m_rules.finish();
        return std::move(m_read);
    }

private:
    void readModule(const JsonReader::Json& json, const std::string& where)
    {
        if (!m_reader.isObject(json, where))
            return;
        m_reader.checkKeys(json, where, {"unit", "module", "op_type", "float", "points"});
        const auto name = m_reader.string(json, "unit", where);
        const UnitId unit = name ? m_names.unitOfNode(*name) : UnitId::None;
        if (unit == UnitId::None) {
            m_reader.say(where, name ? unknownName(Text("unit"), *name, m_names.nodes()) : Text("has no \"unit\""));
            return;
        }
        if (const auto [first, isNew] = m_seen.emplace(unit, where); !isNew) {
            m_reader.say(where, Text("{} stands in {} already", m_model.unit(unit).name, first->second));
            return;
        }
        if (m_reader.boolean(json, "float", where) == true)
            readFloat(unit);
        else if (!json.contains("points"))
            m_reader.say(where, Text("has neither \"points\" nor \"float\": true"));
        if (json.contains("points") && m_reader.isObject(json["points"], where + ".points"))
            for (const auto& [port, point] : json["points"].items())
                readPoint(point, fmt::format("{}.points.{}", where, port), unit, port);
    }

    void readFloat(UnitId unit)
    {
        const auto& facts = m_rules.facts();
        if (facts.quantizable(unit) && !facts.passive(unit))
            m_rules.setFloat(unit);
        ++m_read.carried;
    }

    void readPoint(const JsonReader::Json& json, const std::string& where, UnitId unit, const std::string& port)
    {
        if (!m_reader.isObject(json, where))
            return;
        m_reader.checkKeys(json, where, {"tensor", "dtype", "scale", "zero_point", "axis", "fixed"});
        const PointId p = m_model.units.findPoint(m_model.unit(unit).name + ":" + port);
        if (p == PointId::None) {
            m_reader.say(where, Text("{} has no point \"{}\"", m_model.unit(unit).name, port));
            return;
        }
        PortConfig config;
        if (json.contains("dtype"))
            config.dtype = m_reader.dtype(json["dtype"], where + ".dtype");
        else
            m_reader.say(where, Text("has no \"dtype\""));
        config.fixScale = m_reader.boolean(json, "fixed", where);
        ChannelGrids channels;
        if (json.contains("scale") && json["scale"].is_array()) {
            channels = readChannels(json, where, p);
        } else if (const auto scale = m_reader.number(json, "scale", where)) {
            config.scale = {*scale};
            config.zeroPoint = zeroPointOf(m_reader.number(json, "zero_point", where).value_or(0));
            if (!config.zeroPoint)
                m_reader.say(where + ".zero_point", Text("must be a whole number on the dtype's grid"));
        }
        m_reader.sayAll(where, problemsOf(port, config));
        if (!m_rules.owns(p)) {
            m_read.notCarried.push_back({where, Text("it owns no scale, it follows another point")});
            return;
        }
        m_rules.set(p, config, where, std::move(channels));
        ++m_read.carried;
    }

    /// Lists of the same length, as many as the weight has channels.
    ChannelGrids readChannels(const JsonReader::Json& json, const std::string& where, PointId p)
    {
        ChannelGrids channels;
        for (const JsonReader::Json& s : json["scale"])
            if (s.is_number() && s.get<float>() >= kScaleFloor && std::isfinite(s.get<float>()))
                channels.scales.push_back(s.get<float>());
        if (channels.scales.size() != json["scale"].size() || channels.scales.empty())
            m_reader.say(where + ".scale", Text("must be a number, or a list of numbers, all positive and finite"));
        channels.zeroPoints.assign(channels.scales.size(), 0);
        if (json.contains("zero_point") && json["zero_point"].is_array()) {
            const auto& zeros = json["zero_point"];
            bool whole = zeros.size() == json["scale"].size();
            for (std::size_t c = 0; c < std::min(zeros.size(), channels.zeroPoints.size()); ++c) {
                const auto zero = zeros[c].is_number() ? zeroPointOf(zeros[c].get<double>()) : std::nullopt;
                channels.zeroPoints[c] = zero.value_or(0);
                whole &= zero.has_value();
            }
            if (!whole)
                m_reader.say(where + ".zero_point", Text("must be whole numbers, as many as there are scales"));
        }
        const Point& point = m_model.point(p);
        const Shape& shape = m_model.graph.value(point.value).shape;
        const auto said = m_reader.number(json, "axis", where);
        if (said && point.kind == PointKind::Weight && m_model.unit(point.unit).weight &&
            *said != m_model.unit(point.unit).weight->axis)
            m_reader.say(where + ".axis", Text("its scales lie along axis {}, here they lie along {}", *said,
                                               m_model.unit(point.unit).weight->axis));
        const auto axis = static_cast<std::size_t>(
            point.kind == PointKind::Weight && m_model.unit(point.unit).weight ? m_model.unit(point.unit).weight->axis : 0);
        if (point.kind != PointKind::Weight || axis >= shape.size() ||
            shape[axis] != static_cast<std::int64_t>(json["scale"].size()))
            m_reader.say(where + ".scale", Text("has {} entries, but the shape of {} is [{}]", json["scale"].size(), point.name,
                                                fmt::join(shape, ",")));
        return channels;
    }

    std::map<UnitId, std::string> m_seen;
    const Model& m_model;
    ModelNames m_names;
    JsonReader m_reader;
    ReadConfig m_read;
    PointRules m_rules;
};

} // namespace

std::string writeQat(const ConfigSource& source, Losses& losses) { return QatWriter(source, losses).write(); }

ReadConfig readQat(std::string_view text, const Model& model, const Profile& profile)
{
    return QatReader(model, profile).read(text);
}

} // namespace qb
