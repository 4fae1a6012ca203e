// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/horizon_setter.h"

#include <algorithm>

namespace qb {

namespace {

/// Functions and names that stand for a whole setter of the older kind.
bool isOldSetter(const PyValue& v)
{
    const std::string_view name = v.lastName();
    return (v.kind == PyKind::Name || v.kind == PyKind::Call) &&
           (name.ends_with("_qconfig_setter") || name == "ModuleNameQconfigSetter");
}

bool isPrepare(std::string_view name) { return name == "prepare" || name == "prepare_qat_fx" || name == "prepare_qat"; }

class SetterFinder {
public:
    explicit SetterFinder(const PyProgram& program) : m_program(program) {}

    FoundSetters find()
    {
        for (const PyStatement& s : m_program.statements) {
            if (s.target.ends_with(".qconfig") || (s.value.kind == PyKind::Call && s.value.text.ends_with(kResetDtype)))
                m_found.ofModules.push_back(&s);
            else if (s.value.kind == PyKind::Call && s.value.lastName() == kResetScale)
                m_found.resets.push_back(&s.value);
            else if (s.value.kind == PyKind::Call && s.value.lastName() == "set_march")
                m_found.marches.push_back(&s.value);
            else if (const PyValue* setter = setterIn(s.value, s.target)) {
                m_found.passedOver = m_found.passedOver || (m_found.setter != nullptr && !isSame(*m_found.setter, *setter));
                m_found.setter = setter;
            } else if (s.target.find('.') != std::string::npos && holdsStub(s.value))
                m_found.stubs.push_back(&s);
        }
        return std::move(m_found);
    }

private:
    using Item = const PyValue&;

    [[nodiscard]] Item resolved(Item v) const { return m_program.resolved(v); }

    /// The same variable, or a copy of its expression in prepare(...).
    [[nodiscard]] bool isSame(Item a, Item b) const
    {
        return resolved(a).line == resolved(b).line && resolved(a).column == resolved(b).column;
    }

    /// What in a statement says the qconfigs, if anything.
    [[nodiscard]] const PyValue* setterIn(Item value, std::string_view target)
    {
        Item v = resolved(value);
        if (v.kind != PyKind::Call)
            return isSetters(v) || (isQconfigDict(v) && target.find("qconfig") != std::string_view::npos) ? &value : nullptr;
        for (const PyValue& receiver : v.items)
            if (receiver.kind == PyKind::Call && v.text.starts_with('.'))
                return setterIn(receiver, target);
        if (v.lastName() == "QconfigSetter")
            return &value;
        if (isPrepare(v.lastName()))
            return setterOfPrepare(v);
        return isOldSetter(v) && target.find("setter") != std::string_view::npos ? &value : nullptr;
    }

    [[nodiscard]] const PyValue* setterOfPrepare(Item call)
    {
        m_found.hybrid = nullptr;
        m_found.isHybrid = false;
        for (const auto& [name, argument] : call.keywords)
            if (name == "hybrid_dict")
                m_found.hybrid = &argument;
            else if (name == "hybrid")
                m_found.isHybrid = resolved(argument).text == "True";
        for (const auto& [name, argument] : call.keywords)
            if (name == "qconfig_setter" || name == "qconfig_dict") {
                if (!m_program.isUnknown(argument) || isOldSetter(resolved(argument)))
                    return &argument;
                m_found.atRunTime = &argument;
            }
        for (const PyValue& argument : call.items)
            if (isQconfigDict(argument) || isSetters(argument) || isOldSetter(resolved(argument)) ||
                (resolved(argument).kind == PyKind::Call && resolved(argument).lastName() == "QconfigSetter"))
                return &argument;
        return nullptr;
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

    const PyProgram& m_program;
    FoundSetters m_found;
};

} // namespace

bool holdsStub(const PyValue& value)
{
    if (value.kind == PyKind::Call && value.lastName() == "QuantStub")
        return !value.items.empty() || !value.keywords.empty();
    return std::any_of(value.items.begin(), value.items.end(), holdsStub) ||
           std::any_of(value.keywords.begin(), value.keywords.end(), [](const auto& k) { return holdsStub(k.value); }) ||
           std::any_of(value.entries.begin(), value.entries.end(), [](const auto& e) { return holdsStub(e.value); });
}

FoundSetters findSetters(const PyProgram& program) { return SetterFinder(program).find(); }

} // namespace qb
