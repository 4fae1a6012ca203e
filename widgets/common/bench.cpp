// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/bench.h"

#include <algorithm>

namespace qb {

namespace {

bool isOf(const LiveResult& result, const std::shared_ptr<const Configuration>& configuration)
{
    return configuration && result.configuration->key == configuration->key;
}

} // namespace

bool Bench::liveIsStale() const { return m_live && (!isOf(*m_live, m_configuration) || m_live->sample != m_pinnedSample); }

bool Bench::outputsAreStale() const
{
    return m_liveOutputs &&
           (m_liveOutputs->sample != m_pinnedSample || (!m_outputsAhead && !isOf(*m_liveOutputs, m_configuration)));
}

const CompareRow* Bench::liveRow(PointId point) const
{
    if (!m_live || point == PointId::None || indexOf(point) >= m_rowOfPoint.size())
        return nullptr;
    const int row = m_rowOfPoint[indexOf(point)];
    return row < 0 ? nullptr : &m_live->comparison.rows[static_cast<std::size_t>(row)];
}

const CompareRow* Bench::liveRow(UnitId unit) const
{
    if (!m_model || unit == UnitId::None)
        return nullptr;
    return liveRow(m_model->units.pointOf(unit, PointKind::Output));
}

void Bench::setModel(std::shared_ptr<const Model> model)
{
    m_model = std::move(model);
    m_rules = {};
    m_configuration.reset();
    m_statistics.reset();
    m_live.reset();
    m_liveOutputs.reset();
    m_before.reset();
    m_rowOfPoint.clear();
    m_comparisons.clear();
    m_sensitivity.reset();
    m_badCases.reset();
    m_findingBadCases = false;
    m_chosenCase.reset();
    m_customMetric.reset();
    m_blames.clear();
    m_findings.clear();
    m_advice.reset();
    m_profiles.clear();
    m_spread.reset();
    m_check.reset();
    m_calibrationSet = {};
    m_evaluationSet = {};
    m_pinnedSample = 0;
    emit modelChanged();
    emit configurationChanged();
    emit statisticsChanged();
    emit liveChanged();
    emit liveOutputsChanged();
    emit comparisonsChanged();
    emit sensitivityChanged();
    emit badCasesChanged();
    emit chosenCaseChanged();
    emit customMetricChanged();
    emit blameChanged();
    emit findingsChanged();
    emit adviceChanged();
    emit profilesChanged();
    emit spreadChanged();
    emit checkChanged();
    emit dataChanged();
}

void Bench::refineModel(std::shared_ptr<const Model> model)
{
    m_model = std::move(model);
    emit modelChanged();
}

void Bench::setRules(RuleSet rules)
{
    if (!m_requesting) { // undone, imported
        m_series.clear();
        m_sameSeries = false;
    }
    m_rules = std::move(rules);
    emit rulesChanged();
}

void Bench::setConfiguration(std::shared_ptr<const Configuration> configuration)
{
    keepBefore();
    m_configuration = std::move(configuration);
    m_outputsAhead = false;
    emit configurationChanged();
}

void Bench::setStatistics(std::shared_ptr<const CalibrationData> statistics)
{
    m_statistics = std::move(statistics);
    emit statisticsChanged();
}

void Bench::setLive(std::shared_ptr<const LiveResult> live)
{
    m_live = std::move(live);
    m_rowOfPoint.assign(m_model ? m_model->pointCount() : 0, -1);
    if (m_live)
        for (std::size_t i = 0; i < m_live->comparison.rows.size(); ++i)
            if (const PointId point = m_live->comparison.rows[i].point; point != PointId::None)
                m_rowOfPoint[indexOf(point)] = static_cast<int>(i);
    setLiveOutputs(m_live);
    emit liveChanged();
}

void Bench::requestEdit(const QString& text, const RuleSet& after, const QString& mergeKey)
{
    m_sameSeries = !mergeKey.isEmpty() && mergeKey == m_series;
    m_series = mergeKey;
    m_requesting = true;
    emit editRequested(text, after, mergeKey);
    m_requesting = false;
}

/// Of a drag what was before its first step: one step of undo is one change.
void Bench::keepBefore()
{
    if (!m_sameSeries && m_live && !liveIsStale())
        m_before = m_live;
}

void Bench::setLiveOutputs(std::shared_ptr<const LiveResult> outputs)
{
    m_liveOutputs = std::move(outputs);
    m_outputsAhead = m_liveOutputs && !isOf(*m_liveOutputs, m_configuration);
    if (m_outputsAhead)
        keepBefore();
    emit liveOutputsChanged();
}

void Bench::setComparison(std::shared_ptr<const NamedComparison> comparison)
{
    const auto same = std::find_if(m_comparisons.begin(), m_comparisons.end(), [&](const auto& other) {
        return other->id() == comparison->id() && other->mode == comparison->mode;
    });
    if (same != m_comparisons.end())
        *same = std::move(comparison);
    else
        m_comparisons.push_back(std::move(comparison));
    emit comparisonsChanged();
}

void Bench::setSensitivity(std::shared_ptr<const SensitivityResult> sensitivity)
{
    m_sensitivity = std::move(sensitivity);
    emit sensitivityChanged();
}

void Bench::setBadCases(std::shared_ptr<const BadCaseResult> result)
{
    m_badCases = std::move(result);
    emit badCasesChanged();
}

void Bench::setFindingBadCases(bool on)
{
    if (on == m_findingBadCases)
        return;
    m_findingBadCases = on;
    emit badCasesChanged();
}

void Bench::setChosenCase(std::optional<ChosenCase> chosen)
{
    if (chosen == m_chosenCase)
        return;
    m_chosenCase = std::move(chosen);
    emit chosenCaseChanged();
}

void Bench::setCustomMetric(std::optional<CustomMetric> metric)
{
    m_customMetric = std::move(metric);
    emit customMetricChanged();
}

void Bench::setExpressions(const QStringList& expressions)
{
    if (expressions == m_expressions)
        return;
    m_expressions = expressions;
    emit expressionsChanged();
}

void Bench::rememberExpression(const QString& expression)
{
    constexpr int kRemembered = 12;
    if (expression.isEmpty())
        return;
    QStringList list = m_expressions;
    list.removeAll(expression);
    list.prepend(expression);
    setExpressions(list.mid(0, kRemembered));
}

void Bench::addBlame(std::shared_ptr<const SampleBlame> blame)
{
    constexpr std::size_t kMost = 256;
    if (m_blames.size() >= kMost)
        m_blames.erase(m_blames.begin());
    m_blames.push_back(std::move(blame));
    emit blameChanged();
}

std::shared_ptr<const SampleBlame> Bench::blame(quint64 sample, const std::string& output) const
{
    const auto found = std::find_if(m_blames.rbegin(), m_blames.rend(), [&](const auto& b) {
        return b->sample == sample && b->output == output && m_configuration && b->configuration->key == m_configuration->key;
    });
    return found == m_blames.rend() ? nullptr : *found;
}

void Bench::setFindings(Findings findings)
{
    m_findings = std::move(findings);
    emit findingsChanged();
}

void Bench::setAdvice(std::shared_ptr<const AdviceResult> advice)
{
    m_advice = std::move(advice);
    emit adviceChanged();
}

void Bench::setProfile(std::shared_ptr<const ProfileResult> profile)
{
    std::erase_if(m_profiles, [&](const auto& other) { return other->form == profile->form; });
    m_profiles.insert(std::upper_bound(m_profiles.begin(), m_profiles.end(), profile,
                                       [](const auto& a, const auto& b) { return a->form < b->form; }),
                      profile);
    emit profilesChanged();
}

void Bench::setSpread(std::shared_ptr<const SpreadResult> spread)
{
    m_spread = std::move(spread);
    emit spreadChanged();
}

void Bench::setCheck(std::shared_ptr<const CheckResult> check)
{
    m_check = std::move(check);
    emit checkChanged();
}

void Bench::setCalibrationSet(DataView view)
{
    m_calibrationSet = std::move(view);
    emit dataChanged();
}

void Bench::setEvaluationSet(DataView view)
{
    m_evaluationSet = std::move(view);
    emit dataChanged();
}

void Bench::setPinnedSample(quint64 id)
{
    m_pinnedSample = id;
    emit dataChanged();
}

void Bench::setJobs(std::vector<JobView> jobs)
{
    m_jobs = std::move(jobs);
    emit jobsChanged();
}

void Bench::addLog(LogLine line)
{
    constexpr std::size_t kMost = 2000;
    if (m_log.size() >= kMost)
        m_log.erase(m_log.begin());
    m_log.push_back(std::move(line));
    emit logAdded();
}

} // namespace qb
