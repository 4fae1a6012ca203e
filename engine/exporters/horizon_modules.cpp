// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/horizon_modules.h"

#include "engine/base/text.h"
#include "engine/exporters/config_parts.h"
#include "engine/exporters/tensor_table.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Of "neck.quant_img" the "img": what a stub's name says beside being one. Nothing where it is no stub's name.
std::optional<std::string> stubFor(std::string_view module)
{
    std::string rest;
    bool stub = false;
    std::string last = lowered(module.substr(module.rfind('.') == std::string_view::npos ? 0 : module.rfind('.') + 1));
    // A list of stubs: "quants.0".
    if (last.find_first_not_of("0123456789") == std::string::npos && contains(module, "."))
        last = lowered(module).substr(0, module.rfind('.')) + "_" + last, last.erase(0, last.rfind('.') + 1);
    for (const std::string& word : split(last, '_')) {
        if (word == "quant" || word == "quants" || word == "quantstub" || word == "stub")
            stub = stub || word != "stub";
        else if (word.starts_with("quant") && word.find_first_not_of("0123456789", 5) == std::string::npos)
            stub = true, rest += word.substr(5);
        else
            rest += (rest.empty() ? "" : "_") + word;
    }
    return stub ? std::optional(rest) : std::nullopt;
}

} // namespace

HorizonModules::HorizonModules(const Model& model, const NameMap& map) : m_model(model), m_map(map)
{
    std::set<std::string> names;
    for (const Unit& u : model.units.units)
        names.insert(u.module.empty() ? u.name : u.module);
    m_modules.assign(names.begin(), names.end());
    for (const ValueId v : model.graph.inputs)
        m_inputs.push_back(model.graph.value(v).name);
}

HorizonModules::Meaning HorizonModules::of(const std::string& module) const
{
    if (const std::string& meant = mapped(m_map, module); &meant != &module)
        return {meant, {}, false};
    if (!unitsNamed(m_model, module).empty())
        return {module, {}, false};
    if (module.starts_with("_generated_") || contains(module, "._generated_"))
        return {{}, Text("operators that the plugin generates have no such name in the ONNX file; map it to the unit"), false};
    const std::string last = lowered(module.substr(module.rfind('.') + 1));
    if (last.starts_with("dequant"))
        return {{}, Text("a DeQuantStub is a border to float; here the unit before it says how it comes out"), false};
    return ofStub(module);
}

HorizonModules::Meaning HorizonModules::ofStub(const std::string& module) const
{
    const auto rest = stubFor(module);
    if (!rest)
        return {{}, unknownName(Text("module"), module, m_modules), false};
    if (m_inputs.size() == 1)
        return {m_inputs.front(), {}, true};
    std::vector<std::string> same;
    std::vector<std::string> alike;
    for (const std::string& input : m_inputs) {
        const std::string name = lowered(input);
        if (name == *rest)
            same.push_back(input);
        if (!rest->empty() && (contains(name, *rest) || contains(*rest, name)))
            alike.push_back(input);
    }
    const std::vector<std::string>& found = same.size() == 1 ? same : alike;
    if (found.size() == 1)
        return {found.front(), {}, true};
    return {{},
            Text("it reads as a QuantStub, and which input it stands before is not clear; map it to one of {}",
                 fmt::join(m_inputs, ", ")),
            false};
}

} // namespace qb
