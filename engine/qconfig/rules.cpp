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

std::string detail(const ImportedRule&) { return {}; }
std::string detail(const ReferenceRule&) { return {}; }
std::string detail(const ModuleNameRule& r) { return fmt::format(" \"{}\"", r.name); }
std::string detail(const PresetRule& r) { return fmt::format(" {}", toString(r.name)); }
std::string detail(const ModuleTypeRule& r) { return " " + r.opType; }
std::string detail(const ConvDtypeRule&) { return {}; }
std::string detail(const MatmulDtypeRule&) { return {}; }
std::string detail(const SensitivityRule& r)
{
    return r.ratio ? fmt::format(" worst {:.6g} %", *r.ratio * 100) : fmt::format(" top {}", r.topK.value_or(0));
}
std::string detail(const StubRule& r) { return fmt::format(" \"{}\"", r.tensor); }
std::string detail(const OverrideRule& r)
{
    if (!r.units)
        return " " + r.selector;
    return r.units->size() == 1 ? " " + r.units->front() : fmt::format(" of {} units", r.units->size());
}

} // namespace

std::string Rule::text() const
{
    return std::string(type()) + std::visit([](const auto& r) { return detail(r); }, what);
}

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
