// SPDX-License-Identifier: GPL-3.0-or-later
// Python code with Horizon's qconfigs, as far as its public documents describe it: QconfigSetter with templates (later wins), the
// older tuple of setters (earlier wins, so it is reversed), qconfig_dict (global < module_type < module_name < module.qconfig),
// ready-made qconfigs by name, hybrid_dict, scales of QuantStubs. The file is usually a whole script; what is not about qconfigs is
// passed over and named. reset_scale of HistogramObserver is the observer of what it is called for. The code is read, never run.
// Of tables that torch loads, the text is read that the plugin writes beside them.
// Over 500 lines: one reader with a function per call that Horizon knows; they share position, problems and what was said before.
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/config_parts.h"
#include "engine/exporters/horizon_modules.h"
#include "engine/exporters/horizon_names.h"
#include "engine/exporters/horizon_qconfig.h"
#include "engine/exporters/horizon_resets.h"
#include "engine/exporters/horizon_setter.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/config_text.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

class HorizonReader : QconfigReader {
public:
    HorizonReader(const Model& model, const Profile& profile, const NameMap& names, std::string folder)
        : m_model(model), m_profile(profile), m_modules(model, names), m_folder(std::move(folder))
    {
        m_read.complete = true;
    }

    ReadConfig read(std::string_view text)
    {
        m_program = parsePython(text);
        const FoundSetters found = findSetters(m_program);
        const bool saysSetters = found.setter != nullptr || !found.ofModules.empty() || found.hybrid != nullptr;
        if (!saysSetters && found.resets.empty())
            throwNoSetter(found.atRunTime);
        if (found.passedOver)
            say("formats.several_setters", Text("the file has several setters; the one of {} was read", found.setter->place()));
        if (found.setter != nullptr)
            readSetter(m_program.resolved(*found.setter));
        for (const PyStatement* s : found.ofModules)
            readOfModule(*s);
        for (const PyStatement* s : found.stubs)
            readStub(*s);
        if (found.hybrid != nullptr)
            readHybrid(*found.hybrid, found.isHybrid);
        m_read.complete = saysSetters;
        if (!found.resets.empty())
            readResets(found.resets);
        for (const PyValue* march : found.marches)
            readMarch(*march);
        sayWhatWasPassedOver();
        finishReading("horizon-py", m_problems, m_unknown, m_read);
        if (!saysSetters && m_read.carried == 0)
            throwOnlyResets();
        // A qconfig that several modules have is read for each.
        Losses once;
        for (NotCarried& n : m_read.notCarried)
            if (std::find(once.begin(), once.end(), n) == once.end())
                once.push_back(std::move(n));
        m_read.notCarried = std::move(once);
        return std::move(m_read);
    }

private:
    [[noreturn]] void throwNoSetter(const PyValue* atRunTime) const
    {
        std::vector<Text> missing{
            Text("the Python file has no QconfigSetter(...), no tuple of setters and no qconfig_dict that could be read")};
        if (atRunTime != nullptr)
            missing.push_back(Text("what prepare() gets at {} shows only when the code runs", atRunTime->place()));
        for (const PySkipped& s : m_program.skipped)
            if (!s.why.empty())
                missing.push_back(Text("line {}, {}: {}", s.line, s.what, s.why));
        throw Error(ErrorCode::BadInput, Text::joined(missing), Text("give the file that makes the qconfig_setter of prepare()"));
    }

    /// reset_scale is all that the file has, and none of it could be read.
    [[noreturn]] void throwOnlyResets() const
    {
        std::vector<Text> missing{Text("the Python file has reset_scale(...) alone, and it can't be read")};
        for (const NotCarried& n : m_read.notCarried)
            missing.push_back(Text("{}: {}", n.what, n.why));
        throw Error(ErrorCode::BadInput, Text::joined(missing), Text("choose the observer of the units here"));
    }

    /// What the plugin computes anew from its histograms is an observer here. It comes after all that the setters say.
    void readResets(const std::vector<const PyValue*>& calls)
    {
        ScaleResets resets(m_model, m_profile, m_read.rules);
        for (const PyValue* call : calls)
            if (const auto reset = scaleReset(*call))
                addReset(*call, *reset, resets);
        resets.appendTo(m_read.rules);
    }

    void addReset(Item call, const ScaleReset& reset, ScaleResets& resets)
    {
        const std::string what = std::string(kResetScale) + (reset.module.empty() ? "" : " " + reset.module);
        if (reset.dtype && !m_read.complete)
            return lose(call, what,
                        Text("which units are {} is not in the file; set their observer here", toString(*reset.dtype)));
        HorizonModules::Meaning meaning;
        if (!reset.module.empty())
            meaning = m_modules.of(reset.module);
        if (!meaning.why.empty()) {
            lose(call, what, meaning.why);
            m_unknown.push_back(m_read.notCarried.back());
            return;
        }
        const std::size_t count = resets.set(meaning.name, reset.dtype, reset.observer);
        if (count == 0)
            return lose(call, what,
                        reset.dtype ? Text("no unit with a HistogramObserver is {} by what could be read of the file; set the "
                                           "observer here",
                                           toString(*reset.dtype))
                                    : Text("no unit has a HistogramObserver: the file gives them others, or fixed scales"));
        ++m_read.carried;
        if (reset.dtype)
            say("formats.reset_scale", Text("{}: reset_scale was taken for the {} units that are {} by the file", call.place(),
                                            count, toString(*reset.dtype)));
    }

    /// set_march(March.NASH_E), set_march("nash-e"): no setting here, the profile is; said where it is another.
    void readMarch(Item call)
    {
        const PyValue* v = keyword(call, "march", 0);
        std::string name = v == nullptr ? std::string{} : v->kind == PyKind::Text ? v->text : std::string(v->lastName());
        const bool known = v != nullptr && (v->kind == PyKind::Text || (v->kind == PyKind::Name && contains(v->text, "March.")));
        if (!known)
            return lose(call, "set_march", Text("which march that is shows only when the code runs"));
        name = lowered(name);
        std::replace(name.begin(), name.end(), '_', '-');
        compareMarch(name, m_profile, m_read);
    }

    /// `net.head.qconfig = ...`, `net.head.weight_fake_quant.reset_dtype(qint16)`
    void readOfModule(const PyStatement& s)
    {
        std::string path = s.target;
        std::string_view tail = ".qconfig";
        UnitConfig config;
        if (s.target.empty()) {
            path = s.value.text;
            const bool weight = path.ends_with(".weight_fake_quant.reset_dtype");
            tail = weight ? ".weight_fake_quant.reset_dtype" : ".activation_post_process.reset_dtype";
            if (!path.ends_with(tail) || path.find('.') == path.size() - tail.size())
                return lose(s.value, path,
                            Text("of which module it speaks shows only when the code runs; set the unit's dtype here"));
            config.ports[weight ? "weight" : "output"].dtype = dtypeArgument(s.value, "dtype", 0);
        }
        const std::size_t dot = path.find('.');
        const std::size_t end = path.size() - tail.size();
        if (!s.target.empty() && dot == end && path.starts_with("self") && isUnknown(s.value))
            return; // the usual `self.qconfig = qconfig` of a class
        if (!s.target.empty() && dot == end && path.starts_with("self") && isNone(s.value))
            return lose(s.value, path,
                        Text("of which module it speaks shows only when the code runs; set the unit's dtype here"));
        if (!s.target.empty())
            config = moduleQconfig(s.value);
        addModule(dot == end ? "" : path.substr(dot + 1, end - dot - 1), config, s.value);
    }

    /// `self.quant = QuantStub(scale=1 / 128)`
    void readStub(const PyStatement& s)
    {
        Item v = s.value;
        if (v.kind != PyKind::Call || v.lastName() != "QuantStub")
            return lose(v, s.target, Text("a scale of one QuantStub among others; fix it at its input here"));
        UnitConfig config;
        if (const PyValue* own = keyword(v, "qconfig", 2); own != nullptr && !isNone(*own))
            config = qconfig(*own);
        for (const auto& [key, value] : v.keywords)
            if (key != "qconfig" && key != "scale" && key != "zero_point")
                lose(value, key, Text("an argument without a counterpart here"));
        if (const PyValue* scale = keyword(v, "scale", 0); scale != nullptr && !isNone(*scale)) {
            if (!scale->isNumber())
                return lose(v, s.target, Text("which scale that is shows only when the code runs"));
            PortConfig& output = config.ports["output"];
            output.scale = {scale->number};
            if (const PyValue* zero = keyword(v, "zero_point", 1); zero != nullptr && zero->isNumber() && zero->number != 0)
                output.zeroPoint = zeroPointOf(zero->number);
            output.observer.reset();
            checkPort(config, "output", v);
        }
        if (config != UnitConfig{})
            addModule(s.target.substr(s.target.find('.') + 1), config, v);
    }

    /// {"module_name": [names], "module_type": [classes]}: what computes on the CPU, in float.
    void readHybrid(Item value, bool isHybrid)
    {
        Item v = resolved(value);
        if (!isHybrid)
            return lose(value, "hybrid_dict", Text("without hybrid=True the plugin does not look at it"));
        if (v.kind != PyKind::Dict)
            return lose(value, "hybrid_dict", Text("which modules these are shows only when the code runs"));
        for (const auto& [key, content] : v.entries) {
            const std::string& name = resolved(key).text;
            Item list = resolved(content);
            if (name != "module_name" && name != "module_type")
                lose(key, "hybrid_dict: " + name, Text("this key has no counterpart here"));
            else if (list.kind != PyKind::List && list.kind != PyKind::Tuple)
                lose(content, "hybrid_dict: " + name, Text("which modules these are shows only when the code runs"));
            else
                for (const PyValue& item : list.items)
                    name == "module_type"                 ? addType(resolved(item), inFloat())
                    : resolved(item).kind == PyKind::Text ? addModule(resolved(item).text, inFloat(), item)
                                                          : lose(item, "hybrid_dict", Text("a module's name must be a text"));
        }
    }

    static UnitConfig inFloat()
    {
        UnitConfig config;
        config.wholeFloat = true;
        return config;
    }

    [[nodiscard]] bool isNone(Item v) const { return resolved(v).kind == PyKind::Name && resolved(v).text == "None"; }

    /// None as a module's qconfig: it is not quantized.
    UnitConfig moduleQconfig(Item v) { return isNone(v) ? inFloat() : qconfig(v); }

    void sayWhatWasPassedOver()
    {
        std::vector<Text> skipped;
        std::vector<Text> assumed;
        for (const PySkipped& s : m_program.skipped)
            if (s.what == Text("the statement"))
                m_read.notCarried.push_back({fmt::format("line {}", s.line), Text("a statement about qconfigs: {}", s.why)});
            else if (s.why.empty())
                skipped.push_back(Text("{} (line {})", s.what, s.line));
            else
                assumed.push_back(Text("{} of line {}: {}", s.what, s.line, s.why));
        constexpr std::size_t kNamed = 12;
        const std::size_t more = skipped.size() - std::min(skipped.size(), kNamed);
        skipped.resize(skipped.size() - more);
        if (more != 0)
            say("formats.skipped",
                Text("passed over, as nothing in it is about qconfigs: {} and {} more", Text::joined(skipped, ", "), more));
        else if (!skipped.empty())
            say("formats.skipped", Text("passed over, as nothing in it is about qconfigs: {}", Text::joined(skipped, ", ")));
        if (!assumed.empty())
            say("formats.assumed", Text("the code was read, not run: {}", Text::joined(assumed)));
    }

    void say(const char* rule, const Text& message)
    {
        m_read.findings.push_back({rule, Severity::Info, {}, {}, message, {}, {}, false});
    }
    void add(Rule rule)
    {
        m_read.rules.push_back(std::move(rule));
        ++m_read.carried;
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
        if (const PyValue* optimize = keyword(v, "enable_optimize", 2); optimize != nullptr && !boolean(optimize))
            lose(*optimize, "enable_optimize",
                 Text("what the target can't do is changed here all the same, as its profile says"));
        const PyValue* templates = keyword(v, "templates", 1);
        if (templates != nullptr && isUnknown(*templates))
            return lose(*templates, templates->text, Text("which templates these are shows only when the code runs"));
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
        else if (isUnknown(t))
            lose(t, t.text, Text("which template that is shows only when the code runs"));
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
        if (dict != nullptr && isUnknown(*dict))
            return lose(*dict, dict->text, Text("which modules these are shows only when the code runs"));
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

    void addModule(const std::string& written, UnitConfig config, Item at)
    {
        const HorizonModules::Meaning meaning = m_modules.of(written);
        if (!meaning.why.empty()) {
            lose(at, written, meaning.why);
            m_unknown.push_back(m_read.notCarried.back());
            return;
        }
        const std::string& name = meaning.name;
        if (meaning.stub && m_stubs.insert(written).second)
            say("formats.quant_stub", Text("the QuantStub \"{}\" is taken for the input {}", written, name));
        if (meaning.stub) // only its output is quantized, whatever the qconfig says of a weight
            std::erase_if(config.ports, [](const auto& port) { return port.first != "output"; });
        if (config == UnitConfig{})
            return lose(at, written, Text("nothing is said of it that has a counterpart here"));
        // A dtype said of a float unit makes it quantized, so the rest goes first.
        UnitConfig ports = config;
        ports.wholeFloat = false;
        if (config.wholeFloat && ports != UnitConfig{})
            m_read.rules.push_back({ModuleNameRule{name, ports}, true});
        UnitConfig whole;
        whole.wholeFloat = true;
        add({ModuleNameRule{name, config.wholeFloat ? whole : config}, true});
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
            c.scale = {v.number / (static_cast<double>(qmax(c.dtype.value_or(DType::Int8))) + 1)};
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

    /// A table is a list of rows; a list of such lists, or of what is loaded, is several.
    [[nodiscard]] bool isTable(Item value) const
    {
        Item v = resolved(value);
        if (v.kind == PyKind::Call || v.kind == PyKind::Text || isUnknown(v))
            return true;
        return (v.kind == PyKind::List || v.kind == PyKind::Tuple) && !v.items.empty() &&
               resolved(v.items[0]).kind != PyKind::Text;
    }

    std::vector<SensitivityTable> tables(Item v)
    {
        std::vector<SensitivityTable> result;
        const bool several = (v.kind == PyKind::List || v.kind == PyKind::Tuple) && !v.items.empty() &&
                             std::all_of(v.items.begin(), v.items.end(), [&](Item i) { return isTable(i); });
        const auto add = [&](Item item) {
            if (isLoaded(item)) {
                std::vector<SensitivityTable> loaded = tablesBeside(item);
                std::move(loaded.begin(), loaded.end(), std::back_inserter(result));
            } else if (auto one = table(item)) {
                result.push_back(std::move(*one));
            }
        };
        if (!several)
            add(v);
        else
            for (const PyValue& item : v.items)
                add(resolved(item));
        return result;
    }

    /// By torch, or named by its file.
    static bool isLoaded(Item v) { return v.kind == PyKind::Text || (v.kind == PyKind::Call && v.lastName() == "load"); }

    /// Of output_0_L1_sensitive_ops.pt the output_0_L1_sensitive_ops.txt, which the plugin writes with it, or our csv.
    std::vector<SensitivityTable> tablesBeside(Item v)
    {
        Item named = v.kind == PyKind::Text || v.items.empty() ? v : resolved(v.items[0]);
        const std::string file = named.kind == PyKind::Text ? named.text : std::string{};
        const std::filesystem::path stem = std::filesystem::path(file).replace_extension();
        std::vector<std::filesystem::path> candidates;
        if (!m_folder.empty() && !file.empty()) // where the code says, and beside the code: both may have moved together
            for (const std::filesystem::path& at : {m_folder / stem, m_folder / stem.filename()})
                for (const char* extension : {".txt", ".csv"})
                    candidates.push_back(std::filesystem::path(at) += extension);
        std::error_code ignored;
        const auto found = std::find_if(candidates.begin(), candidates.end(),
                                        [&](const auto& path) { return std::filesystem::is_regular_file(path, ignored); });
        if (found == candidates.end()) {
            lose(v, file,
                 Text("a table that torch loads can't be read here; put its txt or csv beside it, or write it as a list"));
            return {};
        }
        std::vector<SensitivityTable> tables;
        try {
            tables = readSensitivityTables(found->string());
        } catch (const Error& e) {
            problem(v, e.message());
            return {};
        }
        // A row of another name keeps its place: the next one is not more sensitive for it.
        for (SensitivityTable& table : tables)
            for (SensitivityRow& row : table.rows) {
                const HorizonModules::Meaning meaning = m_modules.of(row.unit);
                if (meaning.why.empty())
                    row.unit = meaning.name;
                else
                    lose(v, row.unit, meaning.why);
            }
        say("formats.table_beside", Text("the table {} was read in place of {}", found->string(), file));
        return tables;
    }

    std::optional<SensitivityTable> table(Item v)
    {
        if (v.kind == PyKind::Call || isUnknown(v)) {
            lose(v, v.text, Text("which table that is shows only when the code runs"));
            return std::nullopt;
        }
        if (v.kind != PyKind::List && v.kind != PyKind::Tuple) {
            problem(v, Text("a table must be a list of (name, \"output\" or \"weight\")"));
            return std::nullopt;
        }
        SensitivityTable result;
        bool known = v.items.empty();
        for (const PyValue& item : v.items)
            known = readRow(resolved(item), result) || known;
        return known ? std::optional(std::move(result)) : std::nullopt;
    }

    /// True where the model has it. One that it has not keeps its place, so that the next is not taken for more sensitive.
    bool readRow(Item row, SensitivityTable& table)
    {
        const std::string type = row.items.size() >= 2 ? resolved(row.items[1]).text : std::string{};
        if (row.items.size() >= 2 && isUnknown(row.items[0]))
            return lose(row, resolved(row.items[0]).text, Text("which module that is shows only when the code runs")), false;
        if ((type != "output" && type != "activation" && type != "weight") || resolved(row.items[0]).kind != PyKind::Text)
            return problem(row, Text("a row must be (name, \"output\" or \"weight\")")), false;
        const std::string& name = resolved(row.items[0]).text;
        const HorizonModules::Meaning meaning = m_modules.of(name);
        table.rows.push_back(
            {meaning.why.empty() ? meaning.name : name, type == "weight" ? SensitiveType::Weight : SensitiveType::Activation});
        if (meaning.why.empty())
            return true;
        lose(row, name, meaning.why);
        m_unknown.push_back(m_read.notCarried.back());
        return false;
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
        rule.tables = tables(*list);
        if (!rule.tables.empty())
            add({rule, true});
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
            if (dict != nullptr && isUnknown(*dict))
                return lose(*dict, dict->text, Text("which modules these are shows only when the code runs"));
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
            rule.tables = tables(*list);
            rule.type = SensitiveType::Activation;
            if (!rule.tables.empty())
                add({rule, true});
        } else if (name.ends_with("_qconfig_setter") && (contains(name, "16bit_act") || contains(name, "16bit_fixed_act"))) {
            add({PresetRule{PresetName::Int16, formOfName(name)}, true});
        } else if (name.ends_with("_qconfig_setter") && name.starts_with("default_")) {
            add({PresetRule{PresetName::Default, formOfName(name)}, true});
        } else if (isUnknown(s)) {
            lose(s, s.text, Text("which setter that is shows only when the code runs"));
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
                if (key.empty() && isNone(value))
                    addModule("", inFloat(), name);
                else if (key.empty())
                    addGlobal(qconfig(value), name);
                else if (key == "module_type")
                    pairs(resolved(value), [&](Item type, Item q) { addType(type, moduleQconfig(q)); });
                else
                    pairs(resolved(value), [&](Item module, Item q) { addModule(module.text, moduleQconfig(q), module); });
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
        if (config == UnitConfig{})
            return lose(type, type.text, Text("nothing is said of it that has a counterpart here"));
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
    HorizonModules m_modules;
    std::filesystem::path m_folder;    ///< of the file; empty where that is not known
    std::vector<NotCarried> m_unknown; ///< those of m_read.notCarried whose names the model has not
    std::set<std::string> m_stubs;
};

} // namespace

ReadConfig readHorizonPy(std::string_view text, const Model& model, const Profile& profile, const NameMap& names,
                         const std::string& folder)
{
    return HorizonReader(model, profile, names, folder).read(text);
}

} // namespace qb
