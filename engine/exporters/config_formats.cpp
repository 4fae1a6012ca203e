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
        : m_format(format), m_source(source), m_written(written)
    {
        for (const NotCarried& n : written.notCarried)
            m_noted.insert(n.what);
    }

    void check(const Effective& after)
    {
        for (std::size_t p = 0; p < m_source.model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointConfig& before = m_source.effective.at(id);
            const Text why = difference(id, before, after.at(id));
            m_written.active += before.active ? 1 : 0;
            if (why.empty())
                m_written.carried += before.active ? 1 : 0;
            else if (!m_noted.contains(m_source.model.point(id).name))
                m_written.notCarried.push_back({m_source.model.point(id).name, why});
        }
    }

private:
    /// "" where nothing is lost.
    [[nodiscard]] Text difference(PointId id, const PointConfig& before, const PointConfig& after) const
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
        if (!isInteger(before.dtype))
            return {};
        if (m_format.scales)
            return scaleDifference(id, after);
        const auto wanted = fixedParamsOf(before);
        const auto got = fixedParamsOf(after);
        if (m_format.id == ConfigFormat::HorizonPy && !wanted && !sameObserver(before.observer, after.observer))
            return Text(
                "its observer {} comes back as {}: templates hold dtypes and thresholds; give the module a qconfig of its "
                "own",
                before.observer.text(), after.observer.text());
        return wanted && (!got || !sameScales(got->scales, wanted->scales) || got->zeroPoints != wanted->zeroPoints)
                   ? Text("its fixed grid {} is not in the file", wanted->text())
                   : Text();
    }

    /// But for the moving average of the plugin's MinMaxObserver, which is said once for all.
    static bool sameObserver(const Observer& a, const Observer& b)
    {
        const auto sameParams = [&](const auto& params) {
            return std::all_of(params.begin(), params.end(), [&](const auto& p) {
                return p.first == "averaging_constant" || a.param(p.first) == b.param(p.first);
            });
        };
        return a.method == b.method && sameParams(a.params) && sameParams(b.params);
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
    std::set<std::string> m_noted;
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
