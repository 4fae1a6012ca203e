// SPDX-License-Identifier: GPL-3.0-or-later
// A configuration as Python code for QconfigSetter: the reference qconfig from the observers of all, then a template for each rule that
// has one, in their order, then one ModuleNameTemplate for all that these leave different: presets, selectors, high-precision outputs,
// what the target changed. Names are module paths with dots. Scales are written where somebody fixed them, as thresholds:
// t / 128 for qint8, t / 32768 for qint16; the others the plugin finds by calibration.
// Over 500 lines: one walk from rules to templates, of which each step needs what those before it have said.
#include "engine/exporters/config_parts.h"
#include "engine/exporters/horizon_names.h"
#include "engine/exporters/module_names.h"
#include "engine/exporters/tensor_table.h"
#include "engine/exporters/unit_settings.h"
#include "engine/qconfig/config_text.h"
#include "engine/qconfig/requests.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace qb {

namespace {

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
            continue;
        }
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + "\"";
}

/// With a point, as the plugin tells a ratio from a count by it.
std::string real(double value)
{
    std::string text = exactText(value);
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

/// Dtypes and thresholds of one entry of a ModuleNameTemplate.
struct ModuleEntry {
    std::map<std::string, std::string> dtypes; // by port; "" is the whole unit
    std::map<std::string, double> thresholds;

    [[nodiscard]] std::string text() const
    {
        const auto join = [](const auto& map, auto&& write) {
            std::string list;
            for (const auto& [port, value] : map)
                list += (list.empty() ? "\"" : ", \"") + port + "\": " + write(value);
            return "{" + list + "}";
        };
        const bool bare = dtypes.size() == 1 && (dtypes.contains("output") || dtypes.contains(""));
        const std::string dtype =
            bare && thresholdsOnOutput() ? dtypes.begin()->second : join(dtypes, [](const std::string& d) { return d; });
        if (thresholds.empty())
            return bare && dtypes.begin()->second == "torch.float32" && dtypes.contains("output") ? "{\"output\": torch.float32}"
                                                                                                  : dtype;
        const std::string threshold = thresholds.size() == 1 && thresholds.contains("output")
                                          ? real(thresholds.begin()->second)
                                          : join(thresholds, [](double t) { return real(t); });
        return dtypes.empty() ? fmt::format("{{\"threshold\": {}}}", threshold)
                              : fmt::format("{{\"dtype\": {}, \"threshold\": {}}}", dtype, threshold);
    }

private:
    [[nodiscard]] bool thresholdsOnOutput() const
    {
        return thresholds.empty() || (thresholds.size() == 1 && thresholds.contains("output"));
    }
};

class HorizonWriter {
public:
    HorizonWriter(const ConfigSource& source, Losses& losses)
        : m_source(source), m_losses(losses), m_names(source.model), m_view(source.model, source.profile, source.effective)
    {
    }

    std::string write()
    {
        const std::string reference = referenceQconfig();
        translateGlobal();
        for (const Rule& r : m_source.rules.rules)
            if (r.enabled)
                std::visit([&](const auto& rule) { translate(rule); }, r.what);
        pinTheRest();
        std::string text = head() + "\n" + m_tables + "qconfig_setter = QconfigSetter(\n    reference_qconfig=" + reference +
                           ",\n    templates=[\n";
        for (const std::string& t : m_templates)
            text += "        " + t + ",\n";
        return text + "    ],\n)\n";
    }

private:
    void use(const std::string& module, const std::string& name) { m_imports[module].insert(name); }

    std::string dtypeName(DType dtype)
    {
        std::string name = horizonNameOf(dtype);
        if (!name.empty() && !name.starts_with("torch."))
            use("horizon_plugin_pytorch.quantization", name);
        return name;
    }

    std::string head()
    {
        use("horizon_plugin_pytorch.quantization", "QconfigSetter");
        std::string text =
            "# Quantization of a model as QconfigSetter templates; later templates win.\n"
            "# prepare(model, example_inputs, qconfig_setter=qconfig_setter)\n"
            "# Scales stand here where they were fixed by hand (threshold t: t / 128 for qint8, t / 32768 for qint16).\n"
            "import torch\n\n";
        for (const auto& [module, names] : m_imports) {
            std::string list;
            for (const std::string& n : names)
                list += "    " + n + ",\n";
            text += fmt::format("from {} import (\n{})\n", module, list);
        }
        return text;
    }

    // --- the observers of all -----------------------------------------------------------------------------------------------

    std::string fakeQuantize(const PortConfig& port, bool weight, bool fixScale)
    {
        const Observer observer = port.observer.value_or(Observer{});
        const std::string name = horizonNameOf(observer.method);
        use("horizon_plugin_pytorch.quantization.observer_v2", name);
        use("horizon_plugin_pytorch.quantization.fake_quantize", "FakeQuantize");
        std::string text = "FakeQuantize.with_args(observer=" + name;
        for (const auto& [key, value] : observer.params)
            if (fixScale && key == "averaging_constant")
                continue; // said below as 0, which stops it
            else if (horizonParameter(key))
                text += fmt::format(", {}={}", key, key == "bins" ? exactText(value) : real(value));
            else
                m_losses.push_back(
                    {fmt::format("observer {}: {}", observer.text(), key), Text("the plugin's observer has no such argument")});
        if (observer.method == Method::Kl && !observer.params.contains("bins"))
            text += fmt::format(", bins={}", exactText(observer.param("bins").value_or(2048)));
        if (fixScale)
            text += ", averaging_constant=0";
        const bool perChannel = weight && port.perChannel.value_or(true);
        return text + fmt::format(", qscheme=torch.{}_symmetric, ch_axis={})", perChannel ? "per_channel" : "per_tensor",
                                  perChannel ? 0 : -1);
    }

    std::string referenceQconfig()
    {
        auto [activation, weight] = referenceOf(m_source);
        m_activation = activation.observer.value_or(Observer{});
        m_weight = weight.observer.value_or(Observer{});
        const PresetForm form = formOf(m_source.rules);
        const bool fixScale = form == PresetForm::QatFixedAct || activation.fixScale.value_or(false);
        const bool fixWeight = weight.fixScale.value_or(false);
        if (m_activation == Observer{} && form != PresetForm::QatFixedAct)
            m_losses.push_back({"observer min_max",
                                Text("the plugin's MinMaxObserver is a moving average over batches (averaging_constant 0.01), "
                                     "not the extremes of all")});
        if (form != PresetForm::Calibration) {
            if (m_activation.method != Method::MinMax)
                m_losses.push_back(
                    {"observer " + m_activation.text(), Text("the form {} trains with MinMaxObserver", toString(form))});
            m_activation = Observer{};
            activation.observer = m_activation;
        }
        if (activation.scheme == Scheme::Affine || weight.scheme == Scheme::Affine)
            m_losses.push_back({"scheme affine", Text("the plugin's targets are symmetric")});
        if (m_activation.params.empty() && m_weight == Observer{} && m_activation.method != Method::Kl &&
            weight.perChannel.value_or(true) && !fixWeight) {
            const std::string name = horizonNameOf(m_activation.method);
            use("horizon_plugin_pytorch.quantization", "get_qconfig");
            use("horizon_plugin_pytorch.quantization.observer_v2", name);
            return fmt::format("get_qconfig(observer={}{})", name, fixScale ? ", fix_scale=True" : "");
        }
        use("horizon_plugin_pytorch.quantization.qconfig", "QConfig");
        return fmt::format("QConfig(\n        output={},\n        weight={},\n    )", fakeQuantize(activation, false, fixScale),
                           fakeQuantize(weight, true, fixWeight));
    }

    // --- rules that have a template -----------------------------------------------------------------------------------------

    void add(const std::string& name, const std::string& text, const Rule& rule)
    {
        use("horizon_plugin_pytorch.quantization.qconfig_setter", name);
        m_templates.push_back(text);
        m_translated.rules.push_back(rule);
    }

    /// Of the outputs, so that least is left to be said unit by unit.
    [[nodiscard]] DType mostCommonDType() const
    {
        std::map<DType, int> counts{{DType::Int8, 0}};
        for (std::size_t p = 0; p < m_source.model.pointCount(); ++p)
            if (const PointConfig& c = m_source.effective.points[p]; c.active && c.follows == PointId::None &&
                                                                     m_source.model.units.points[p].kind == PointKind::Output &&
                                                                     !horizonNameOf(c.dtype).empty())
                ++counts[c.dtype];
        return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
            ->first;
    }

    /// The plugin wants the template for all units first.
    void translateGlobal()
    {
        m_translated.profile = m_source.profile.name;
        for (const Rule& r : m_source.rules.rules)
            if (const auto* rule = std::get_if<ModuleNameRule>(&r.what);
                rule && r.enabled && rule->name.empty() && entryOf(rule->config))
                return;
        UnitConfig config;
        config.ports["output"].dtype = mostCommonDType();
        translate(ModuleNameRule{"", config});
    }

    /// What a template can say of a configuration; nothing where it holds more.
    std::optional<ModuleEntry> entryOf(const UnitConfig& config)
    {
        ModuleEntry entry;
        if (config.wholeFloat)
            entry.dtypes[""] = "torch.float32";
        if (config.unset || (config.wholeFloat && !config.ports.empty()) || (!config.wholeFloat && config.ports.empty()))
            return std::nullopt;
        for (const auto& [port, c] : config.ports) {
            PortConfig rest = c;
            rest.dtype.reset();
            rest.threshold.reset();
            if (!rest.empty() || (port != "input" && port != "weight" && port != "output") ||
                (c.dtype && dtypeName(*c.dtype).empty()))
                return std::nullopt;
            if (c.dtype)
                entry.dtypes[port] = dtypeName(*c.dtype);
            // In the plugin's convention, whatever the profile's.
            if (c.threshold && m_source.profile.scaleRule.convention == Convention::Horizon)
                entry.thresholds[port] = *c.threshold;
            else if (c.threshold)
                return std::nullopt;
        }
        if (entry.dtypes.empty() && entry.thresholds.empty())
            return std::nullopt;
        return entry;
    }

    void translate(const ModuleNameRule& rule)
    {
        const auto entry = entryOf(rule.config);
        const std::string name = m_names.dotted(rule.name);
        if (!entry || (name.empty() && !rule.name.empty()))
            return;
        noteWritten(rule.name);
        add("ModuleNameTemplate",
            fmt::format("ModuleNameTemplate({{{}: {}}}{})", quoted(name), entry->text(),
                        rule.config.freeze ? ", freeze=True" : ""),
            {ModuleNameRule{name, rule.config}, true});
    }

    void translate(const ConvDtypeRule& rule)
    {
        if (rule.input && rule.weight && !dtypeName(*rule.input).empty() && !dtypeName(*rule.weight).empty())
            add("ConvDtypeTemplate",
                fmt::format("ConvDtypeTemplate(input_dtype={}, weight_dtype={})", dtypeName(*rule.input),
                            dtypeName(*rule.weight)),
                {rule, true});
    }

    void translate(const StubRule& rule)
    {
        m_losses.push_back({Rule{rule}.text().english(), Text("a stub stands in the model's own code: put it there")});
    }

    void translate(const MatmulDtypeRule& rule)
    {
        if (!rule.lhs || !rule.rhs || dtypeName(*rule.lhs).empty() || dtypeName(*rule.rhs).empty())
            return;
        const std::string both = fmt::format("[{}, {}]", dtypeName(*rule.lhs), dtypeName(*rule.rhs));
        add("MatmulDtypeTemplate",
            fmt::format("MatmulDtypeTemplate(input_dtypes={})", rule.lhs == rule.rhs ? dtypeName(*rule.lhs) : both),
            {rule, true});
    }

    void translate(const SensitivityRule& rule)
    {
        if (!rule.low || dtypeName(*rule.low).empty() || dtypeName(rule.high).empty())
            return;
        for (const SensitivityTable& table : rule.tables) {
            SensitivityRule one = rule;
            one.tables = {table};
            std::string rows;
            for (SensitivityRow& row : one.tables[0].rows) {
                const std::string name = m_names.dotted(row.unit);
                noteWritten(row.unit);
                if (name.empty())
                    return m_losses.push_back(
                        {"Sensitivity: " + row.unit, Text("no module of this name; its table is written unit by unit")});
                row.unit = name;
                rows += fmt::format("    ({}, \"{}\"),\n", quoted(name), row.type == SensitiveType::Weight ? "weight" : "output");
            }
            const std::string variable = fmt::format("sensitive_table_{}", ++m_tableCount);
            m_tables += fmt::format("{} = [\n{}]\n\n", variable, rows);
            add("SensitivityTemplate",
                fmt::format("SensitivityTemplate({}, {}, sensitive_type=\"{}\", low_precision_dtype={}, high_precision_dtype={})",
                            variable, one.topK ? std::to_string(*one.topK) : real(one.ratio.value_or(1)), toString(one.type),
                            dtypeName(*one.low), dtypeName(one.high)),
                {one, true});
        }
    }

    /// A name of a rule that means one unit, which may be no module.
    void noteWritten(const std::string& name)
    {
        if (const auto units = unitsNamed(m_source.model, name); units.size() == 1 && !name.empty())
            m_written.insert(units[0]);
    }

    template <typename Other>
    void translate(const Other&)
    {
        // Its consequences are among what is pinned.
    }

    // --- the rest -----------------------------------------------------------------------------------------------------------

    /// What the templates so far leave different, unit by unit. A rule for one unit may touch others, so it is looked at twice.
    void pinTheRest()
    {
        const std::vector<std::string> templates = m_templates;
        const RuleSet translated = m_translated;
        std::map<UnitId, UnitConfig> pins;
        for (int round = 0; round < 3; ++round) {
            const Effective now = resolve(m_source.model, m_translated, m_source.profile);
            bool more = collectPins(now, pins);
            more |= collectFrozen(pins);
            if (!more)
                break;
            m_templates = templates;
            m_translated = translated;
            addPins(pins);
        }
        for (const auto& [unit, config] : pins)
            m_written.insert(unit);
        for (const UnitId unit : m_unfrozen)
            m_losses.push_back(
                {m_source.model.unit(unit).name + ": freeze", Text("it has no dtype of its own that could be kept")});
        for (const UnitId unit : m_written)
            if (const Text why = m_names.whyUnknown(unit); !why.empty())
                m_losses.push_back({m_source.model.unit(unit).name, why});
        reportInactive();
    }

    /// True where something was added.
    bool collectPins(const Effective& now, std::map<UnitId, UnitConfig>& pins)
    {
        bool more = false;
        const Model& model = m_source.model;
        for (std::size_t p = 0; p < model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointConfig& wanted = m_source.effective.at(id);
            const PointConfig& got = now.at(id);
            const UnitId unit = model.point(id).unit;
            if (wanted.follows != PointId::None)
                continue;
            if (m_view.floatByChoice(unit) && now.floatUnit[indexOf(unit)] == 0) {
                more |= !std::exchange(pins[unit].wholeFloat, true);
                continue;
            }
            if (wanted.active == got.active && (!wanted.active || (wanted.dtype == got.dtype && sameGrid(wanted, got))))
                continue;
            PortConfig pin;
            pin.dtype = wanted.active ? wanted.dtype : DType::Float32;
            if (horizonNameOf(*pin.dtype).empty())
                continue;
            if (const auto params = fixedParamsOf(wanted); params && params->scales.size() == 1 && params->zeroPoints[0] == 0)
                pin.threshold = static_cast<double>(params->scales[0]) * (static_cast<double>(qmax(wanted.dtype)) + 1);
            PortConfig& port = pins[unit].ports[portName(id)];
            more |= !(port == pin);
            port = pin;
        }
        return more;
    }

    /// A template is frozen or not as a whole, and wants a dtype.
    bool collectFrozen(std::map<UnitId, UnitConfig>& pins)
    {
        const std::vector<char> wanted = frozenUnits(m_source.rules);
        const std::vector<char> got = frozenUnits(m_translated);
        bool more = false;
        for (std::size_t u = 0; u < wanted.size(); ++u) {
            if (wanted[u] == 0 || got[u] != 0)
                continue;
            UnitConfig pin = pins[static_cast<UnitId>(u)];
            for (const PointId id : m_source.model.units.pointsOfUnit[u]) {
                const PointConfig& c = m_source.effective.at(id);
                if (c.active && c.follows == PointId::None && !pin.wholeFloat && !horizonNameOf(c.dtype).empty())
                    pin.ports[portName(id)].dtype = c.dtype;
            }
            if (!pin.wholeFloat && pin.ports.empty()) {
                pins.erase(static_cast<UnitId>(u));
                m_unfrozen.insert(static_cast<UnitId>(u));
                continue;
            }
            pin.freeze = true;
            more |= !std::exchange(pins[static_cast<UnitId>(u)].freeze, true);
            pins[static_cast<UnitId>(u)] = std::move(pin);
        }
        return more;
    }

    [[nodiscard]] std::vector<char> frozenUnits(const RuleSet& rules) const
    {
        std::vector<char> frozen;
        for (const UnitRequest& unit :
             collectRequests(m_source.model, rules, m_source.profile, graphFacts(m_source.model, m_source.profile)).units)
            frozen.push_back(unit.frozen ? 1 : 0);
        return frozen;
    }

    static bool sameGrid(const PointConfig& a, const PointConfig& b)
    {
        const auto x = fixedParamsOf(a);
        const auto y = fixedParamsOf(b);
        return x.has_value() == y.has_value() && (!x || (sameScales(x->scales, y->scales) && x->zeroPoints == y->zeroPoints));
    }

    [[nodiscard]] std::string portName(PointId id) const
    {
        const PointKind kind = m_source.model.point(id).kind;
        return kind == PointKind::Output ? "output" : kind == PointKind::Weight ? "weight" : "input";
    }

    /// Why something is float, as a comment.
    [[nodiscard]] std::string reason(UnitId unit, const UnitConfig& config) const
    {
        std::string why = config.wholeFloat ? m_source.effective.whyNotUnit[indexOf(unit)].english() : std::string{};
        if (const auto output = config.ports.find("output");
            why.empty() && output != config.ports.end() && output->second.dtype == DType::Float32)
            why = m_source.effective.at(m_source.model.units.pointOf(unit, PointKind::Output)).whyNot.english();
        std::replace(why.begin(), why.end(), '\n', ' ');
        return why.empty() ? why : "  # " + why;
    }

    void addPins(const std::map<UnitId, UnitConfig>& pins)
    {
        for (const bool frozen : {false, true}) {
            std::map<UnitId, UnitConfig> some = pins;
            std::erase_if(some, [&](const auto& pin) { return pin.second.freeze != frozen; });
            if (!some.empty())
                addTemplate(some, frozen);
        }
    }

    /// One template; names that mean more units first.
    void addTemplate(const std::map<UnitId, UnitConfig>& pins, bool frozen)
    {
        std::vector<std::pair<std::string, UnitId>> order;
        order.reserve(pins.size());
        for (const auto& [unit, config] : pins)
            order.emplace_back(m_names.of(unit), unit);
        std::stable_sort(order.begin(), order.end(),
                         [&](const auto& a, const auto& b) { return m_names.meant(a.first) > m_names.meant(b.first); });
        std::string text = "ModuleNameTemplate({\n";
        for (const auto& [name, unit] : order) {
            const UnitConfig& config = pins.at(unit);
            ModuleEntry entry;
            if (config.wholeFloat)
                entry.dtypes[""] = "torch.float32";
            else
                for (const auto& [port, c] : config.ports) {
                    entry.dtypes[port] = dtypeName(*c.dtype);
                    if (c.threshold)
                        entry.thresholds[port] = *c.threshold;
                }
            text += fmt::format("            {}: {},{}\n", quoted(name), entry.text(), reason(unit, config));
            UnitConfig said = config;
            if (config.wholeFloat)
                said.ports.clear();
            else if (m_source.profile.scaleRule.convention != Convention::Horizon)
                for (auto& [port, c] : said.ports)
                    if (c.threshold) {
                        c.scale = {*c.threshold / (static_cast<double>(qmax(*c.dtype)) + 1)};
                        c.threshold.reset();
                    }
            m_translated.rules.push_back({ModuleNameRule{name, said}, true});
        }
        use("horizon_plugin_pytorch.quantization.qconfig_setter", "ModuleNameTemplate");
        m_templates.push_back(text + (frozen ? "        }, freeze=True)" : "        })"));
    }

    /// Grids that somebody fixed on tensors which nobody quantizes as things are: no pin is written for these.
    void reportInactive()
    {
        const Effective now = resolve(m_source.model, m_translated, m_source.profile);
        for (std::size_t p = 0; p < m_source.model.pointCount(); ++p) {
            const PointConfig& c = m_source.effective.points[p];
            if (!c.active && c.fixed && c.follows == PointId::None && !now.points[p].fixed)
                m_losses.push_back({m_source.model.units.points[p].name + ": its fixed range or scale",
                                    Text("the tensor is not quantized now: {}", c.whyNot)});
        }
    }

    const ConfigSource& m_source;
    Losses& m_losses;
    ModuleNames m_names;
    UnitView m_view;
    std::map<std::string, std::set<std::string>> m_imports;
    std::string m_tables;
    std::size_t m_tableCount = 0;
    std::vector<std::string> m_templates;
    RuleSet m_translated;
    std::set<UnitId> m_written;  // by a name of their own
    std::set<UnitId> m_unfrozen; // frozen, and no template can say so
    Observer m_activation;
    Observer m_weight;
};

} // namespace

std::string writeHorizonPy(const ConfigSource& source, Losses& losses) { return HorizonWriter(source, losses).write(); }

} // namespace qb
