// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/config_formats.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/config_parts.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/config_text.h"
#include "engine/qconfig/effective_text.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

struct Format {
    ConfigFormat id;
    std::string_view name;
    bool scales;
    std::string (*write)(const ConfigSource&, Losses&);
    ReadConfig (*read)(std::string_view, const Model&, const Profile&, const NameMap&, const std::string& folder);
    bool names = false; ///< it speaks of modules or nodes
};

/// A reader of tensors takes no names.
template <ReadConfig (*read)(std::string_view, const Model&, const Profile&)>
ReadConfig ofTensors(std::string_view text, const Model& model, const Profile& profile, const NameMap&, const std::string&)
{
    return read(text, model, profile);
}

/// Most name no other files.
template <ReadConfig (*read)(std::string_view, const Model&, const Profile&, const NameMap&)>
ReadConfig alone(std::string_view text, const Model& model, const Profile& profile, const NameMap& names, const std::string&)
{
    return read(text, model, profile, names);
}

constexpr std::array<Format, 9> kFormats{
    {{ConfigFormat::HorizonPy, "horizon-py", false, writeHorizonPy, readHorizonPy, true},
     {ConfigFormat::HorizonQuantConfig, "horizon-quant-config", false, writeHorizonQuantConfig, alone<readHorizonQuantConfig>,
      true},
     {ConfigFormat::HbMapperYaml, "hb-mapper-yaml", false, writeHbMapperYaml, alone<readHbMapperYaml>, true},
     {ConfigFormat::OrtOverrides, "ort-overrides", true, writeOrtOverrides, ofTensors<readOrtOverrides>},
     {ConfigFormat::Aimet, "aimet", true, writeAimet, ofTensors<readAimet>},
     {ConfigFormat::Aimet06, "aimet-0.6", true, writeAimet06, ofTensors<readAimet06>},
     {ConfigFormat::TensorRtCache, "tensorrt-cache", true, writeTensorRtCache, ofTensors<readTensorRtCache>},
     {ConfigFormat::QTable, "qtable", true, writeQTable, ofTensors<readQTable>},
     {ConfigFormat::Qat, "qat", true, writeQat, ofTensors<readQat>}}};

const Format& formatOf(ConfigFormat id)
{
    return *std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return f.id == id; });
}

/// What reading the text gives, against what was to be written.
class ReadBack {
public:
    ReadBack(const Format& format, const ConfigSource& source, WrittenConfig& written)
        : m_format(format), m_source(source), m_written(written), m_reference(referenceOf(source)), m_form(formOf(source.rules))
    {
        for (const NotCarried& n : written.notCarried)
            m_noted.insert(n.what);
    }

    void check(const Effective& after)
    {
        for (std::size_t p = 0; p < m_source.model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointConfig& before = m_source.effective.at(id);
            const std::string& name = m_source.model.point(id).name;
            const std::vector<Difference> differences = differencesOf(id, before, after.at(id));
            m_written.active += before.active ? 1 : 0;
            m_written.carried += before.active && differences.empty() ? 1 : 0;
            std::vector<Text> own;
            for (const Difference& d : differences)
                if (d.setting.empty())
                    own.push_back(d.why);
                else if (Common& common = m_common[d.setting]; ++common.points == 1)
                    common = {1, name, d.why, d.noted};
            if (!own.empty() && !m_noted.contains(name))
                m_written.notCarried.push_back({name, Text::joined(own)});
        }
        for (const auto& [setting, common] : m_common)
            if (!m_noted.contains(common.noted))
                m_written.notCarried.push_back(
                    {"Reference: " + setting, Text("{} points, e.g. {}: {}", common.points, common.first, common.why)});
    }

private:
    struct Difference {
        Text why;
        std::string setting; ///< "observer=kl": the point has it as all others do; empty: it is about this point
        std::string noted;   ///< as what a writer lists that of all, with a better reason
    };
    struct Common {
        std::size_t points = 0;
        std::string first;
        Text why;
        std::string noted;
    };

    /// Empty where nothing is lost.
    [[nodiscard]] std::vector<Difference> differencesOf(PointId id, const PointConfig& before, const PointConfig& after) const
    {
        if (Text why = typeDifference(id, before, after); !why.empty())
            return {{std::move(why), {}, {}}};
        std::vector<Difference> result;
        if (!before.active || !isInteger(before.dtype))
            return result;
        if (Text why = m_format.scales ? scaleDifference(id, after) : gridDifference(before, after); !why.empty())
            result.push_back({std::move(why), {}, {}});
        const PointKind kind = m_source.model.point(id).kind;
        const PortConfig* all = kind == PointKind::Constant ? nullptr
                                : kind == PointKind::Weight ? &m_reference.weight
                                                            : &m_reference.activation;
        const std::string port = kind == PointKind::Weight ? "weight." : "";
        const auto add = [&](bool ofAll, const std::string& setting, Text why, const std::string& noted = {}) {
            result.push_back({std::move(why), all != nullptr && ofAll ? port + setting : std::string{}, noted});
        };
        const bool free = !m_format.scales && !fixedParamsOf(before) && !fixedParamsOf(after);
        if (free && !sameObserver(before.observer, after.observer)) {
            const bool ofAll = all != nullptr && all->observer.value_or(Observer{}) == before.observer;
            add(ofAll, "observer=" + before.observer.text(),
                m_format.id == ConfigFormat::HorizonPy && !ofAll
                    ? Text("its observer {} comes back as {}: templates hold dtypes and thresholds; give the module a qconfig of "
                           "its "
                           "own",
                           before.observer.text(), after.observer.text())
                    : Text("its observer {} comes back as {}: the file can't say otherwise", before.observer.text(),
                           after.observer.text()),
                "observer " + before.observer.text());
        }
        if (free && before.scheme != after.scheme)
            add(all != nullptr && all->scheme.value_or(Scheme::Symmetric) == before.scheme,
                fmt::format("scheme={}", toString(before.scheme)),
                Text("its scheme {} comes back as {}: the file can't say otherwise", toString(before.scheme),
                     toString(after.scheme)),
                "scheme affine");
        if (free && (before.axis < 0) != (after.axis < 0))
            add(kind == PointKind::Weight && m_reference.weight.perChannel.value_or(true) == (before.axis >= 0),
                before.axis < 0 ? "per_channel=no" : "per_channel=yes",
                before.axis < 0
                    ? Text("it has one scale for all, and comes back with one per channel: the file can't say otherwise")
                    : Text("it has a scale per channel, and comes back with one for all: the file can't say otherwise"));
        if (const bool fixed = isFixScale(kind, before); fixed != after.fixScale && (fixed || !m_format.scales))
            add(all != nullptr && all->fixScale.value_or(false) == before.fixScale, fixed ? "fix_scale=yes" : "fix_scale=no",
                fixed ? Text("its fix_scale=yes is not in the file") : Text("it comes back with fix_scale=yes"));
        return result;
    }

    /// Off, another dtype, or no QuantStub; "" where it is as it was.
    [[nodiscard]] Text typeDifference(PointId id, const PointConfig& before, const PointConfig& after) const
    {
        if (before.active && m_format.scales && !m_source.plan->at(id))
            return Text("it was never observed and has no scale");
        if (!before.active && !after.active)
            return {};
        if (!before.active)
            return Text("it is off ({}), and without a word about it comes back as {}", before.whyNot, toString(after.dtype));
        if (!after.active)
            return Text("it is {} and comes back off: {}", toString(before.dtype), after.whyNot);
        if (before.dtype != after.dtype)
            return Text("it is {} and comes back as {}: the file can't say otherwise", toString(before.dtype),
                        toString(after.dtype));
        if (before.forced && !after.forced)
            return Text("a QuantStub stands there, for float readers and graph outputs too; the file can't say so");
        return {};
    }

    /// The form fixes what training gets as activations, in the Python file for all of them.
    [[nodiscard]] bool isFixScale(PointKind kind, const PointConfig& before) const
    {
        return before.fixScale ||
               (m_format.id == ConfigFormat::HorizonPy && m_form == PresetForm::QatFixedAct && kind == PointKind::Output);
    }

    /// A parameter that is not given is its default.
    static bool sameObserver(const Observer& a, const Observer& b)
    {
        const auto sameParams = [&](const auto& params) {
            return std::all_of(params.begin(), params.end(), [&](const auto& p) { return a.param(p.first) == b.param(p.first); });
        };
        return a.method == b.method && sameParams(a.params) && sameParams(b.params);
    }

    [[nodiscard]] static Text gridDifference(const PointConfig& before, const PointConfig& after)
    {
        const auto wanted = fixedParamsOf(before);
        const auto got = fixedParamsOf(after);
        if (!wanted && got)
            return Text("it has no fixed grid, and comes back with {}", got->text());
        return wanted && (!got || !sameScales(got->scales, wanted->scales) || got->zeroPoints != wanted->zeroPoints)
                   ? Text("its fixed grid {} is not in the file", wanted->text())
                   : Text();
    }

    [[nodiscard]] Text scaleDifference(PointId id, const PointConfig& after) const
    {
        const PointKind kind = m_source.model.point(id).kind;
        const QuantParams& wanted = *m_source.plan->at(id);
        const auto got = kind == PointKind::Weight || kind == PointKind::Constant ? constantParamsOf(m_source.model, after, id)
                                                                                  : givenParamsOf(after);
        if (!got)
            return Text("its scale is not in the file");
        if (!sameScales(got->scales, wanted.scales) || got->zeroPoints != wanted.zeroPoints)
            return Text("its scale {} comes back as {}", wanted.text(), got->text());
        return {};
    }

    const Format& m_format;
    const ConfigSource& m_source;
    WrittenConfig& m_written;
    ReferenceRule m_reference; // what is said for all
    PresetForm m_form;
    std::set<std::string> m_noted;
    std::map<std::string, Common> m_common; // by setting
};

} // namespace

std::string_view toString(ConfigFormat format) { return formatOf(format).name; }

bool holdsScales(ConfigFormat format) { return formatOf(format).scales; }

std::vector<std::string> configFormatNames()
{
    std::vector<std::string> names;
    names.reserve(kFormats.size());
    for (const Format& f : kFormats)
        names.emplace_back(f.name);
    return names;
}

ConfigFormat configFormatFromString(std::string_view name)
{
    for (const Format& f : kFormats)
        if (f.name == name)
            return f.id;
    const std::vector<std::string> names = configFormatNames();
    throw Error(ErrorCode::Usage, Text("there is no format \"{}\"", name), nearestOrAll(name, names));
}

WrittenConfig writeConfig(ConfigFormat id, const ConfigSource& source)
{
    const Format& format = formatOf(id);
    if (format.scales && source.plan == nullptr)
        throw Error(ErrorCode::Usage, Text("{} holds scales, and there are none yet", format.name), Text("calibrate first"));
    WrittenConfig written;
    written.text = format.write(source, written.notCarried);
    const ReadConfig again = format.read(written.text, source.model, source.profile, {}, {});
    ReadBack(format, source, written).check(resolve(source.model, again.asRules(source.profile.name), source.profile));
    return written;
}

bool takesNames(ConfigFormat format) { return formatOf(format).names; }

ReadConfig readConfig(ConfigFormat id, std::string_view text, const Model& model, const Profile& profile, const NameMap& names,
                      const std::string& folder)
{
    const Format& format = formatOf(id);
    if (!names.empty() && !format.names)
        throw Error(ErrorCode::Usage, Text("{} speaks of tensors, so no name can be mapped", format.name),
                    Text("map names of modules and nodes only"));
    std::vector<std::string> known;
    for (const Unit& u : model.units.units)
        known.push_back(u.name);
    for (const auto& [name, meant] : names)
        if (unitsNamed(model, meant).empty())
            throw Error(
                ErrorCode::Usage,
                Text("\"{}\" is mapped to what is not there: {}", name, unknownName(Text("unit, module or input"), meant, known)),
                Text("inspect lists the units"), {{"name", name}});
    if (constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF"; text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    return format.read(text, model, profile, names, folder);
}

const std::string& mapped(const NameMap& names, const std::string& name)
{
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
}

void finishReading(std::string_view format, std::vector<Text> problems, const std::vector<NotCarried>& unknown,
                   const ReadConfig& read)
{
    if (!problems.empty() || read.carried == 0)
        for (const NotCarried& n : unknown)
            problems.push_back(Text("{}: {}", n.what, n.why));
    finishReading(format, problems);
}

RuleSet ReadConfig::asRules(const std::string& profile) const { return appliedTo({profile, {}}, true); }

RuleSet ReadConfig::appliedTo(const RuleSet& before, bool replaceRules) const
{
    RuleSet result = before;
    if (replaceRules)
        result.rules = base;
    result.rules.insert(result.rules.end(), rules.begin(), rules.end());
    return result;
}

ReferenceRule referenceOf(const ConfigSource& source)
{
    ReferenceRule result{source.profile.activation, source.profile.weight};
    for (const Rule& r : source.rules.rules)
        if (const auto* reference = std::get_if<ReferenceRule>(&r.what); reference && r.enabled) {
            result.activation.merge(reference->activation);
            result.weight.merge(reference->weight);
        }
    return result;
}

void compareMarch(const std::string& march, const Profile& profile, ReadConfig& read)
{
    const std::vector<std::string> known = Profile::allNames();
    const bool isKnown = std::find(known.begin(), known.end(), march) != known.end();
    if (isKnown && Profile::load(march).name == profile.name)
        return;
    const Finding remark{"formats.march",
                         Severity::Info,
                         {},
                         {},
                         Text("the file is for the march {}, here the target is {}", march, profile.name),
                         {},
                         isKnown ? Text("choose the target {}", march) : Text(),
                         false};
    if (std::find(read.findings.begin(), read.findings.end(), remark) == read.findings.end())
        read.findings.push_back(remark);
}

PresetForm formOf(const RuleSet& rules)
{
    PresetForm form = PresetForm::Calibration;
    for (const Rule& r : rules.rules)
        if (const auto* preset = std::get_if<PresetRule>(&r.what); preset && r.enabled)
            form = preset->form;
    return form;
}

void finishReading(std::string_view format, const std::vector<Text>& problems)
{
    if (!problems.empty())
        throwProblems(Text("the {} file can't be read", format), problems);
}

} // namespace qb
