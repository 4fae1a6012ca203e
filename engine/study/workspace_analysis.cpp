// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that a workspace answers with what it has: what is odd, and what would help.
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/study/bad_case.h"
#include "engine/study/stored_advice.h"
#include "engine/study/workspace.h"

#include <algorithm>

namespace qb {

CheckInput Workspace::checkInput(const JobContext& job)
{
    CheckInput input{*m_model, m_rules, profile(), effective()};
    if (statistics().samples().empty())
        return input;
    input.statistics = &statistics();
    input.plan = &plan(job);
    return input;
}

Workspace::Check Workspace::check(const JobContext& job)
{
    const CheckInput input = checkInput(job);
    Check result;
    result.findings = checkModel(input);
    result.tables = checkTables(input);
    result.text = checkText(input, result.findings);
    return result;
}

RuleSet Workspace::curedRules(const Findings& findings, const std::string& ruleId, const std::string& unit, const JobContext& job)
{
    std::vector<std::string> ids;
    for (const CheckRuleInfo& info : checkRules())
        ids.push_back(info.id);
    if (std::find(ids.begin(), ids.end(), ruleId) == ids.end()) {
        const Text near = didYouMean(ruleId, ids);
        throw Error(ErrorCode::Usage, Text("there is no finding \"{}\"", ruleId),
                    near.empty() ? Text("check X lists what it finds") : near);
    }
    if (!unit.empty() && m_model->units.findUnit(unit) == UnitId::None) {
        std::vector<std::string> names;
        for (const Unit& u : m_model->units.units)
            names.push_back(u.name);
        throw Error(ErrorCode::Usage, Text("there is no unit \"{}\"", unit), didYouMean(unit, names));
    }
    Findings chosen;
    Text refused;
    for (const Finding& f : findings) {
        if (f.rule != ruleId || (!unit.empty() && f.unit != unit))
            continue;
        if (f.canApply)
            chosen.push_back(f);
        else
            refused = f.cure;
    }
    if (chosen.empty() && !refused.empty())
        throw Error(ErrorCode::Usage, Text("no rule can cure {}", ruleId), refused);
    RuleSet rules = m_rules;
    for (Rule& rule : curesOf(chosen, checkInput(job)))
        if (std::find(rules.rules.begin(), rules.rules.end(), rule) == rules.rules.end())
            rules.rules.push_back(std::move(rule));
    return rules;
}

ResultKey Workspace::adviceKey(const SampleSet& samples, const AdvisorOptions& options, Kernels sweep, const JobContext& job)
{
    const auto source = m_study->statisticsSource();
    return {
        adviceConfiguration(plan(job).plan, m_rules, {source ? source->data : Fingerprint{}, statistics().samples()}, options),
        Plan::allFloat(m_model->units).fingerprint(), samples.fingerprint(), "advice", std::string(toString(sweep))};
}

std::optional<Advice> Workspace::storedAdvice(const SampleSet& samples, const AdvisorOptions& options, Kernels sweep,
                                              const JobContext& job, Findings& findings)
{
    const auto bytes = m_study->findResult(adviceKey(samples, options, sweep, job));
    auto stored = bytes ? StoredAdvice::fromBytes(*bytes, *m_model) : std::nullopt;
    if (!stored)
        return {};
    findings.insert(findings.end(), stored->findings.begin(), stored->findings.end());
    return std::move(stored->advice);
}

Advice Workspace::advise(const SampleSet& samples, const AdvisorOptions& options, Kernels sweep, Reuse reuse,
                         const JobContext& job, Findings& findings)
{
    if (reuse == Reuse::Stored)
        if (auto stored = storedAdvice(samples, options, sweep, job, findings))
            return std::move(*stored);
    const std::size_t before = findings.size();
    const PlanResult& now = plan(job);
    const Plan exact = Plan::allFloat(m_model->units);
    SensitivityOptions isolated;
    isolated.points = switchablePoints(*m_model, now.plan);
    isolated.memoryBytes = options.memoryBytes;
    isolated.only = options.only;
    const Sensitivity damage = sensitivity(samples, isolated, sweep, reuse, job, findings);
    const auto comparedWithFloat = [&](CompareMode mode) {
        return onlySample(compare(samples, exact, mode, Kernels::Reference, reuse, job), options.only);
    };
    const Comparison cumulative = comparedWithFloat(CompareMode::Cumulative);
    const Comparison local = comparedWithFloat(CompareMode::Local);
    const AdvisorInput input{evaluator(Kernels::Reference),
                             samples,
                             m_rules,
                             profile(),
                             statisticsTable(),
                             effective(),
                             now,
                             damage,
                             cumulative,
                             local};
    Advice advice = qb::advise(input, options, job, findings);
    if (!m_readOnly)
        m_study->putResult(
            adviceKey(samples, options, sweep, job),
            StoredAdvice{advice, {findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end()}}.toBytes(*m_model));
    return advice;
}

} // namespace qb
