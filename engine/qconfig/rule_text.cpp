// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/rule_text.h"

#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

std::string name(DType dtype) { return std::string(toString(dtype)); }

struct Says {
    Text operator()(const ImportedRule&) const { return Text("the Q/DQ pairs of the file"); }
    Text operator()(const ReferenceRule& r) const
    {
        UnitConfig config;
        for (const auto& [port, c] : {std::pair{"output", &r.activation}, {"weight", &r.weight}})
            if (!c->empty())
                config.ports[port] = *c;
        return Text::verbatim(shortText(config));
    }
    Text operator()(const ModuleNameRule& r) const { return Text::verbatim(shortText(r.config)); }
    Text operator()(const ModuleTypeRule& r) const { return Text::verbatim(shortText(r.config)); }
    Text operator()(const OverrideRule& r) const { return Text::verbatim(shortText(r.config)); }
    Text operator()(const PresetRule& r) const { return Text("form {}", std::string(toString(r.form))); }
    Text operator()(const ConvDtypeRule& r) const
    {
        return both(r.input ? Text("input {}", name(*r.input)) : Text(), r.weight ? Text("weight {}", name(*r.weight)) : Text());
    }
    Text operator()(const MatmulDtypeRule& r) const
    {
        return both(r.lhs ? Text("left {}", name(*r.lhs)) : Text(), r.rhs ? Text("right {}", name(*r.rhs)) : Text());
    }
    Text operator()(const StubRule& r) const
    {
        return r.kind == StubRule::Kind::Quant ? Text("quantized for all that read it") : Text("float from there on");
    }
    Text operator()(const SensitivityRule& r) const
    {
        std::size_t rows = 0;
        std::size_t raised = 0;
        std::set<std::string> files;
        for (const SensitivityTable& table : r.tables) {
            const std::size_t n = r.rowsOf(table).size();
            rows += n;
            raised += r.raisedOf(n);
            if (!table.source.empty())
                files.insert(table.source);
        }
        Text sets = r.low ? Text("{} of {} rows to {}, the others to {}", raised, rows, name(r.high), name(*r.low))
                          : Text("{} of {} rows to {}", raised, rows, name(r.high));
        if (r.type != SensitiveType::Both)
            sets = Text("{}, {} only", sets, r.type == SensitiveType::Weight ? Text("weight") : Text("activation"));
        return files.empty() ? sets : Text("{}, by {}", sets, fmt::format("{}", fmt::join(files, ", ")));
    }

private:
    static Text both(const Text& a, const Text& b)
    {
        std::vector<Text> parts;
        for (const Text& part : {a, b})
            if (!part.empty())
                parts.push_back(part);
        return parts.empty() ? Text() : Text::joined(parts, ", ");
    }
};

} // namespace

Text whatItSets(const Rule& rule) { return std::visit(Says{}, rule.what); }

} // namespace qb
