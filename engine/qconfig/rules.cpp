// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/rules.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/qconfig/selector.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace qb {

std::vector<SensitivityRow> SensitivityRule::rowsOf(const SensitivityTable& table) const
{
    std::vector<SensitivityRow> rows;
    for (const SensitivityRow& row : table.rows)
        if (type == SensitiveType::Both || row.type == type)
            rows.push_back(row);
    return rows;
}

std::size_t SensitivityRule::raisedOf(std::size_t rows) const
{
    // A hair below, so that 0.1 * 30, which is 3.0000000000000004 in floating point, stays 3.
    const std::size_t count =
        ratio ? static_cast<std::size_t>(std::ceil(*ratio * static_cast<double>(rows) * (1 - 1e-12))) : topK.value_or(0);
    return std::min(count, rows);
}

std::string_view Rule::type() const
{
    if (const auto* stub = std::get_if<StubRule>(&what))
        return stub->kind == StubRule::Kind::Quant ? "QuantStub" : "DeQuantStub";
    static constexpr std::array<std::string_view, 9> kTypes{"Imported",  "Reference",   "ModuleName",  "Preset",  "ModuleType",
                                                            "ConvDtype", "MatmulDtype", "Sensitivity", "Override"};
    return kTypes[what.index()];
}

namespace {

struct Named {
    std::string type;

    Text operator()(const ImportedRule&) const { return Text::verbatim(type); }
    Text operator()(const ReferenceRule&) const { return Text::verbatim(type); }
    Text operator()(const ModuleNameRule& r) const { return Text::verbatim(fmt::format("{} \"{}\"", type, r.name)); }
    Text operator()(const PresetRule& r) const { return Text::verbatim(fmt::format("{} {}", type, toString(r.name))); }
    Text operator()(const ModuleTypeRule& r) const { return Text::verbatim(fmt::format("{} {}", type, r.opType)); }
    Text operator()(const ConvDtypeRule&) const { return Text::verbatim(type); }
    Text operator()(const MatmulDtypeRule&) const { return Text::verbatim(type); }
    Text operator()(const SensitivityRule& r) const
    {
        return r.ratio ? Text("{} worst {:.6g} %", type, *r.ratio * 100) : Text("{} top {}", type, r.topK.value_or(0));
    }
    Text operator()(const StubRule& r) const { return Text::verbatim(fmt::format("{} \"{}\"", type, r.tensor)); }
    Text operator()(const OverrideRule& r) const
    {
        if (r.units && r.units->size() != 1)
            return Text("{} of {} units", type, r.units->size());
        return Text::verbatim(fmt::format("{} {}", type, r.units ? r.units->front() : r.selector));
    }
};

} // namespace

Text Rule::text() const { return std::visit(Named{std::string(type())}, what); }

RuleSet RuleSet::ofPreset(const std::string& profile, PresetName preset) { return {profile, {Rule{PresetRule{preset}}}}; }

std::string_view toString(PresetName name) { return name == PresetName::Default ? "default" : "int16"; }

std::string_view toString(PresetForm form)
{
    return form == PresetForm::Calibration ? "calibration" : form == PresetForm::Qat ? "qat" : "qat_fixed_act";
}

PresetName presetFromString(std::string_view name)
{
    const std::vector<std::string> names{"default", "int16"};
    if (name == names[0])
        return PresetName::Default;
    if (name == names[1])
        return PresetName::Int16;
    const Text near = didYouMean(name, names);
    throw Error(ErrorCode::BadInput, Text("there is no preset \"{}\"", name),
                near.empty() ? Text("there are default and int16") : near);
}

OverrideRule makeOverride(const std::string& selector, const std::vector<std::string>& units, UnitConfig config)
{
    if (Selector::parse(selector).asksResults())
        return {{}, units, std::move(config)};
    return {selector, {}, std::move(config)};
}

} // namespace qb
