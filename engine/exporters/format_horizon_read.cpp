// SPDX-License-Identifier: GPL-3.0-or-later
// Python code with Horizon's qconfigs, as far as its public documents describe it: QconfigSetter with templates (later wins), the
// older tuple of setters (earlier wins, so it is reversed), qconfig_dict (global < module_type < module_name < module.qconfig),
// ready-made qconfigs by name. The code is read, never run; what it loads at run time (tables of torch.load) is not carried.
// Over 500 lines: one reader with a function per call that Horizon knows; they share position, problems and what was said before.
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/config_parts.h"
#include "engine/exporters/horizon_names.h"
#include "engine/exporters/horizon_qconfig.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/config_text.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Functions and names that stand for a whole setter of the older kind.
bool isOldSetter(const PyValue& v)
{
    const std::string_view name = v.lastName();
    return (v.kind == PyKind::Name || v.kind == PyKind::Call) &&
           (name.ends_with("_qconfig_setter") || name == "ModuleNameQconfigSetter");
}

class HorizonReader : QconfigReader {
public:
    HorizonReader(const Model& model, const Profile& profile) : m_model(model), m_profile(profile) { m_read.complete = true; }

    ReadConfig read(std::string_view text)
    {
        m_program = parsePython(text);
        const PyValue* setter = nullptr;
        std::vector<const PyStatement*> attributes;
        for (const PyStatement& s : m_program.statements) {
            if (s.target.ends_with(".qconfig"))
                attributes.push_back(&s);
            else if (const PyValue* found = setterIn(s.value, s.target)) {
                if (setter != nullptr && &m_program.resolved(*setter) != &m_program.resolved(*found) &&
                    !sameCode(*setter, *found))
                    say("formats.several_setters", Text("the file has several setters; the one of {} was read", found->place()));
                setter = found;
            }
        }
        if (setter == nullptr && attributes.empty())
            throw Error(
                ErrorCode::BadInput,
                Text("the Python file has no QconfigSetter(...), no tuple of setters and no qconfig_dict that could be read"),
                Text("give the file that makes the qconfig_setter of prepare()"));
        if (setter != nullptr)
            readSetter(m_program.resolved(*setter));
        for (const PyStatement* s : attributes) {
            const std::size_t dot = s->target.find('.');
            const std::string module =
                s->target.substr(dot + 1, s->target.size() - dot - 1 - std::string_view(".qconfig").size());
            addModule(dot + 1 > s->target.size() - 8 ? "" : module, qconfig(s->value), s->value);
        }
        finishReading("horizon-py", m_problems);
        return std::move(m_read);
    }

private:
    void say(const char* rule, const Text& message)
    {
        m_read.findings.push_back({rule, Severity::Info, {}, {}, message, {}, {}, false});
    }
    void add(Rule rule)
    {
        m_read.rules.push_back(std::move(rule));
        ++m_read.carried;
    }

    /// The same variable, or a copy of its expression in prepare(...).
    [[nodiscard]] bool sameCode(Item a, Item b) const
    {
        return resolved(a).line == resolved(b).line && resolved(a).column == resolved(b).column;
    }

    /// What in a statement says the qconfigs, if anything.
    [[nodiscard]] const PyValue* setterIn(Item value, const std::string& target) const
    {
        Item v = resolved(value);
        if (v.kind == PyKind::Call) {
            for (const PyValue& receiver : v.items)
                if (receiver.kind == PyKind::Call && v.text.starts_with('.'))
                    return setterIn(receiver, target);
            if (v.lastName() == "QconfigSetter")
                return &value;
            if (v.lastName() == "prepare" || v.lastName() == "prepare_qat_fx" || v.lastName() == "prepare_qat") {
                for (const auto& [name, argument] : v.keywords)
                    if (name == "qconfig_setter" || name == "qconfig_dict")
                        return &argument;
                for (const PyValue& argument : v.items)
                    if (isQconfigDict(argument) || isSetters(argument))
                        return &argument;
            }
            return isOldSetter(v) && contains(target, "setter") ? &value : nullptr;
        }
        return isSetters(v) || (isQconfigDict(v) && contains(target, "qconfig")) ? &value : nullptr;
    }

    [[nodiscard]] bool isSetters(Item value) const
    {
        Item v = resolved(value);
        return (v.kind == PyKind::Tuple || v.kind == PyKind::List) &&
               std::any_of(v.items.begin(), v.items.end(), [&](Item i) { return isOldSetter(resolved(i)); });
    }

    [[nodiscard]] bool isQconfigDict(Item value) const
    {
        Item v = resolved(value);
        return v.kind == PyKind::Dict && std::any_of(v.entries.begin(), v.entries.end(), [&](const auto& e) {
                   const std::string& key = resolved(e.key).text;
                   return key.empty() || key == "module_type" || key == "module_name";
               });
    }

    void readSetter(Item v)
    {
        if (v.kind == PyKind::Call && v.lastName() == "QconfigSetter")
            readQconfigSetter(v);
        else if (v.kind == PyKind::Dict)
            readQconfigDict(v);
        else if (v.kind == PyKind::Tuple || v.kind == PyKind::List)
            readOldSetters(v);
        else
            readOldSetter(v);
    }

    // --- QconfigSetter ------------------------------------------------------------------------------------------------------

    void readQconfigSetter(Item v)
    {
        checkKeywords(v, {"reference_qconfig", "templates", "enable_optimize", "save_dir"});
        if (const PyValue* reference = keyword(v, "reference_qconfig", 0))
            addReference(qconfig(*reference));
        const PyValue* templates = keyword(v, "templates", 1);
        if (templates == nullptr || (templates->kind != PyKind::List && templates->kind != PyKind::Tuple))
            return problem(v, Text("QconfigSetter needs a list of templates"));
        for (const PyValue& item : templates->items)
            readTemplate(resolved(item));
    }

    void readTemplate(Item t)
    {
        const std::string_view name = t.kind == PyKind::Call ? t.lastName() : std::string_view{};
        if (name == "ModuleNameTemplate")
            readModuleNames(t);
        else if (name == "ConvDtypeTemplate")
            readConvDtype(t);
        else if (name == "MatmulDtypeTemplate")
            readMatmulDtype(t);
        else if (name == "SensitivityTemplate")
            readSensitivity(t);
        else
            problem(t, Text("\"{}\" is no template that is known here (ModuleNameTemplate, ConvDtypeTemplate, "
                            "MatmulDtypeTemplate, SensitivityTemplate)",
                            name));
    }

    void readModuleNames(Item t)
    {
        checkKeywords(t, {"module_name_to_config", "module_configs", "freeze"});
        const PyValue* dict =
            t.items.empty() ? t.keywords.empty() ? nullptr : &resolved(t.keywords.front().value) : &resolved(t.items[0]);
        const bool freeze = boolean(keyword(t, "freeze", 1));
        if (dict == nullptr || dict->kind != PyKind::Dict)
            return problem(t, Text("ModuleNameTemplate needs a dict of modules"));
        for (const auto& [key, value] : dict->entries) {
            Item name = resolved(key);
            if (name.kind != PyKind::Text) {
                problem(key, Text("a module's name must be a text"));
                continue;
            }
            UnitConfig config = moduleValue(resolved(value));
            config.freeze = freeze;
            addModule(name.text, config, key);
        }
    }

    void addModule(const std::string& name, const UnitConfig& config, Item at)
    {
        if (name.starts_with("_generated_"))
            return lose(at, name,
                        Text("operators that the plugin generates have no such name in the ONNX file; name the unit instead"));
        if (unitsNamed(m_model, name).empty())
            return problem(at, unknownName(Text("module"), name, moduleNames()));
        if (config == UnitConfig{})
            return lose(at, name, Text("nothing is said of it that has a counterpart here"));
        // A dtype said of a float unit makes it quantized, so the rest goes first.
        UnitConfig ports = config;
        ports.wholeFloat = false;
        if (config.wholeFloat && ports != UnitConfig{})
            m_read.rules.push_back({ModuleNameRule{name, ports}, true});
        UnitConfig whole;
        whole.wholeFloat = true;
        add({ModuleNameRule{name, config.wholeFloat ? whole : config}, true});
    }

    std::vector<std::string> moduleNames()
    {
        std::set<std::string> names;
        for (const Unit& u : m_model.units.units)
            names.insert(u.module.empty() ? u.name : u.module);
        return {names.begin(), names.end()};
    }

    /// qint8, {"output": qint8, "weight": ...}, {"dtype": ..., "threshold": ...}
    UnitConfig moduleValue(Item v)
    {
        UnitConfig config;
        if (v.kind != PyKind::Dict) {
            setDType(config, "output", v, true);
            return config;
        }
        const PyValue* threshold = nullptr;
        for (const auto& [key, value] : v.entries) {
            const std::string& name = resolved(key).text;
            Item content = resolved(value);
            if (name == "threshold")
                threshold = &content;
            else if (name != "dtype")
                setPort(config, name, content, key);
            else if (content.kind == PyKind::Dict)
                for (const auto& [port, dtype] : content.entries)
                    setPort(config, resolved(port).text, resolved(dtype), port);
            else
                setDType(config, "output", content, true);
        }
        if (threshold != nullptr && threshold->kind == PyKind::Dict)
            for (const auto& [port, value] : threshold->entries)
                setThreshold(config, resolved(port).text, resolved(value));
        else if (threshold != nullptr)
            setThreshold(config, "output", *threshold);
        return config;
    }

    bool isPort(const std::string& name, Item at)
    {
        if (name == "input" || name == "weight" || name == "output")
            return true;
        problem(at, Text("\"{}\" is none of input, weight, output, dtype, threshold", name));
        return false;
    }

    void setPort(UnitConfig& config, const std::string& port, Item dtype, Item at)
    {
        if (isPort(port, at))
            setDType(config, port, dtype, false);
    }

    void setDType(UnitConfig& config, const std::string& port, Item v, bool bare)
    {
        const auto dtype = horizonDType(v.lastName());
        if (v.kind != PyKind::Name || !dtype)
            return problem(v, Text("\"{}\" is no dtype here, there are {}", v.kind == PyKind::Name ? v.text : "?",
                                   fmt::join(horizonDTypeNames(), ", ")));
        if (bare && *dtype == DType::Float32 && v.lastName() != "qint32")
            config.wholeFloat = true;
        else
            config.ports[port].dtype = dtype;
        checkPort(config, port, v);
    }

    /// A threshold t means a scale of t / 128 there, t / 32768 for qint16.
    void setThreshold(UnitConfig& config, const std::string& port, Item v)
    {
        if (!isPort(port, v))
            return;
        if (!v.isNumber())
            return problem(v, Text("a threshold must be a number"));
        PortConfig& c = config.ports[port];
        if (m_profile.scaleRule.convention == Convention::Horizon)
            c.threshold = v.number;
        else
            c.scale = v.number / (static_cast<double>(qmax(c.dtype.value_or(DType::Int8))) + 1);
        checkPort(config, port, v);
    }

    void readConvDtype(Item t)
    {
        checkKeywords(t, {"input_dtype", "weight_dtype"});
        add({ConvDtypeRule{dtypeArgument(t, "input_dtype", 0), dtypeArgument(t, "weight_dtype", 1)}, true});
    }

    void readMatmulDtype(Item t)
    {
        checkKeywords(t, {"input_dtypes"});
        const PyValue* v = keyword(t, "input_dtypes", 0);
        if (v == nullptr)
            return problem(t, Text("MatmulDtypeTemplate needs input_dtypes"));
        MatmulDtypeRule rule;
        if (v->kind == PyKind::List || v->kind == PyKind::Tuple) {
            if (v->items.size() != 2)
                return problem(*v, Text("input_dtypes is one dtype or [left, right]"));
            rule.lhs = horizonDType(resolved(v->items[0]).lastName());
            rule.rhs = horizonDType(resolved(v->items[1]).lastName());
        } else {
            rule.lhs = rule.rhs = horizonDType(v->lastName());
        }
        if (!rule.lhs || !rule.rhs)
            return problem(*v, Text("input_dtypes is one dtype or [left, right]"));
        add({rule, true});
    }

    // --- tables -------------------------------------------------------------------------------------------------------------

    std::optional<SensitivityTable> table(Item v)
    {
        if (v.kind == PyKind::Call && v.lastName() == "load") {
            const std::string file = v.items.empty() ? std::string{} : resolved(v.items[0]).text;
            lose(v, file, Text("a table that torch loads can't be read here; write it as a list, or use rules with its csv"));
            return std::nullopt;
        }
        if (v.kind != PyKind::List && v.kind != PyKind::Tuple) {
            problem(v, Text("a table must be a list of (name, \"output\" or \"weight\")"));
            return std::nullopt;
        }
        SensitivityTable result;
        for (const PyValue& item : v.items) {
            Item row = resolved(item);
            const std::string type = row.items.size() >= 2 ? resolved(row.items[1]).text : std::string{};
            if ((type != "output" && type != "activation" && type != "weight") || resolved(row.items[0]).kind != PyKind::Text) {
                problem(row, Text("a row must be (name, \"output\" or \"weight\")"));
                continue;
            }
            const std::string& name = resolved(row.items[0]).text;
            if (unitsNamed(m_model, name).empty())
                problem(row, unknownName(Text("module"), name, moduleNames()));
            result.rows.push_back({name, type == "weight" ? SensitiveType::Weight : SensitiveType::Activation});
        }
        return result;
    }

    void setCount(SensitivityRule& rule, const PyValue* v, Item at)
    {
        if (v != nullptr && v->kind == PyKind::Integer && v->number >= 0)
            rule.topK = static_cast<std::size_t>(v->number);
        else if (v != nullptr && v->kind == PyKind::Real && v->number >= 0 && v->number <= 1)
            rule.ratio = v->number;
        else
            problem(v != nullptr ? *v : at, Text("needs a count (a whole number) or a ratio (0.0 to 1.0)"));
    }

    void readSensitivity(Item t)
    {
        checkKeywords(
            t, {"table", "sensitive_table", "topk_or_ratio", "sensitive_type", "low_precision_dtype", "high_precision_dtype"});
        const PyValue* list = keyword(t, "sensitive_table", 0);
        list = list == nullptr ? keyword(t, "table") : list;
        if (list == nullptr)
            return problem(t, Text("SensitivityTemplate needs a table"));
        SensitivityRule rule;
        setCount(rule, keyword(t, "topk_or_ratio", 1), t);
        if (const PyValue* type = keyword(t, "sensitive_type", 2)) {
            rule.type = type->text == "weight"       ? SensitiveType::Weight
                        : type->text == "activation" ? SensitiveType::Activation
                                                     : SensitiveType::Both;
            if (type->text != "weight" && type->text != "activation" && type->text != "both")
                problem(*type, Text("sensitive_type is \"activation\", \"weight\" or \"both\""));
        }
        const PyValue* low = keyword(t, "low_precision_dtype", 3);
        rule.low = low == nullptr ? std::optional(DType::Int8) : dtypeArgument(t, "low_precision_dtype", 3);
        rule.high = dtypeArgument(t, "high_precision_dtype", 4).value_or(DType::Int16);
        if (auto rows = table(*list)) {
            rule.tables.push_back(std::move(*rows));
            add({rule, true});
        }
    }

    // --- the older setters --------------------------------------------------------------------------------------------------

    void readOldSetters(Item v)
    {
        for (auto item = v.items.rbegin(); item != v.items.rend(); ++item)
            readOldSetter(resolved(*item));
        if (v.items.size() > 1)
            say("formats.setters_reversed",
                Text("{}: in a tuple of setters the earlier one wins, here the later rule; so the {} setters stand in "
                     "reverse order",
                     v.place(), v.items.size()));
    }

    static PresetForm formOfName(std::string_view name)
    {
        return contains(name, "calibration") ? PresetForm::Calibration
               : contains(name, "fixed_act") ? PresetForm::QatFixedAct
                                             : PresetForm::Qat;
    }

    void readOldSetter(Item s)
    {
        const std::string_view name = s.lastName();
        if (s.kind == PyKind::Call && name == "ModuleNameQconfigSetter") {
            const PyValue* dict = s.items.empty() ? nullptr : &resolved(s.items[0]);
            if (dict == nullptr || dict->kind != PyKind::Dict)
                return problem(s, Text("ModuleNameQconfigSetter needs a dict of modules"));
            for (const auto& [key, value] : dict->entries)
                addModule(resolved(key).text, qconfig(value), key);
        } else if (s.kind == PyKind::Call && name.starts_with("sensitive_op_")) {
            SensitivityRule rule;
            const PyValue* topK = keyword(s, "topk");
            setCount(rule, topK != nullptr ? topK : keyword(s, "ratio", 1), s);
            const PyValue* list = keyword(s, "table", 0);
            if (list == nullptr)
                return problem(s, Text("{} needs a table", name));
            if (auto rows = table(*list)) {
                rule.tables.push_back(std::move(*rows));
                rule.type = SensitiveType::Activation;
                add({rule, true});
            }
        } else if (name.ends_with("_qconfig_setter") && (contains(name, "16bit_act") || contains(name, "16bit_fixed_act"))) {
            add({PresetRule{PresetName::Int16, formOfName(name)}, true});
        } else if (name.ends_with("_qconfig_setter") && name.starts_with("default_")) {
            add({PresetRule{PresetName::Default, formOfName(name)}, true});
        } else {
            problem(s, Text("\"{}\" is no setter that is known here", name));
        }
    }

    void readQconfigDict(Item v)
    {
        const auto pairs = [&](Item list, auto&& action) {
            if (list.kind == PyKind::Dict)
                for (const auto& [key, value] : list.entries)
                    action(resolved(key), value);
            for (const PyValue& item : list.items) {
                Item pair = resolved(item);
                if (pair.items.size() == 2)
                    action(resolved(pair.items[0]), pair.items[1]);
                else
                    problem(pair, Text("must be (name, qconfig)"));
            }
        };
        // In their order of priority, whatever the order of the keys.
        for (const std::string key : {"", "module_type", "module_name"})
            for (const auto& [name, value] : v.entries) {
                if (resolved(name).text != key)
                    continue;
                if (key.empty())
                    addGlobal(qconfig(value), name);
                else if (key == "module_type")
                    pairs(resolved(value), [&](Item type, Item q) { addType(type, qconfig(q)); });
                else
                    pairs(resolved(value), [&](Item module, Item q) { addModule(module.text, qconfig(q), module); });
            }
        for (const auto& [name, value] : v.entries)
            if (const std::string& key = resolved(name).text; !key.empty() && key != "module_type" && key != "module_name")
                lose(name, key, Text("this key of a qconfig_dict has no counterpart here"));
    }

    /// Observers for all go into a Reference, dtypes into a ModuleName "".
    void addGlobal(const UnitConfig& config, Item at)
    {
        addReference(config);
        UnitConfig dtypes;
        for (const auto& [port, c] : config.ports)
            if (c.dtype)
                dtypes.ports[port].dtype = c.dtype;
        if (!dtypes.ports.empty())
            addModule("", dtypes, at);
    }

    void addReference(const UnitConfig& config)
    {
        ReferenceRule rule;
        if (const auto output = config.ports.find("output"); output != config.ports.end())
            rule.activation = output->second;
        if (const auto weight = config.ports.find("weight"); weight != config.ports.end())
            rule.weight = weight->second;
        rule.activation.dtype.reset();
        rule.weight.dtype.reset();
        if (!rule.activation.empty() || !rule.weight.empty())
            add({rule, true});
    }

    void addType(Item type, const UnitConfig& config)
    {
        std::size_t matched = 0;
        for (const std::string& op : onnxTypesOf(type.lastName()))
            if (std::any_of(m_model.units.units.begin(), m_model.units.units.end(),
                            [&](const Unit& u) { return u.opType == op; })) {
                add({ModuleTypeRule{op, config}, true});
                ++matched;
            }
        if (matched == 0)
            lose(type, type.text, Text("the model has no unit of that type"));
    }

    const Model& m_model;
    const Profile& m_profile;
};

} // namespace

ReadConfig readHorizonPy(std::string_view text, const Model& model, const Profile& profile)
{
    return HorizonReader(model, profile).read(text);
}

} // namespace qb
