// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/bench.h"

#include <algorithm>

namespace qb {

namespace {

template <typename T>
bool isOf(const T& result, const std::shared_ptr<const Configuration>& configuration)
{
    return configuration && result.configuration && result.configuration->key == configuration->key;
}

/// Whether one is another version of the other: of the same kind, measured in the same way.
bool isVersion(const NamedComparison& a, const NamedComparison& b) { return a.id() == b.id() && a.mode == b.mode; }
bool isVersion(const SensitivityResult& a, const SensitivityResult& b) { return a.mode == b.mode; }
bool isVersion(const BadCaseResult&, const BadCaseResult&) { return true; }
bool isVersion(const AdviceResult&, const AdviceResult&) { return true; }

/// Of the same configuration, on the same samples: one takes the other's place for good.
template <typename T>
bool isSame(const T& a, const T& b)
{
    if constexpr (requires { a.badCase; })
        if (a.badCase != b.badCase)
            return false;
    return isOf(a, b.configuration);
}

} // namespace

template <typename T>
bool Bench::isPresent(const T& result) const
{
    if constexpr (requires { result.badCase; })
        if (result.badCase != m_chosenCase)
            return false;
    return isOf(result, m_configuration);
}

/// One of a kind for each configuration.
template <typename T>
void Bench::keep(std::shared_ptr<const T> one, Results<T>& earlier)
{
    constexpr std::size_t kMost = 16;
    std::erase_if(earlier, [&](const auto& e) { return isVersion(*e, *one) && isSame(*e, *one); });
    if (earlier.size() >= kMost)
        earlier.erase(earlier.begin());
    earlier.push_back(std::move(one));
}

/// Shows what came last, unless it is of a configuration that was left meanwhile and what is shown is of the present one: then
/// it waits until it is asked for. Whether anything else is shown now.
template <typename T>
bool Bench::put(std::shared_ptr<const T>& shown, std::shared_ptr<const T> next, Results<T>& earlier)
{
    if (shown && next && isVersion(*shown, *next) && !isSame(*shown, *next)) {
        if (isPresent(*shown) && !isPresent(*next)) {
            keep(std::move(next), earlier);
            return false;
        }
        keep(shown, earlier);
    }
    shown = std::move(next);
    return true;
}

template <typename T>
bool Bench::bringBack(std::shared_ptr<const T>& shown, Results<T>& earlier)
{
    if (!shown || isPresent(*shown))
        return false;
    const auto found =
        std::find_if(earlier.rbegin(), earlier.rend(), [&](const auto& e) { return isVersion(*e, *shown) && isPresent(*e); });
    if (found == earlier.rend())
        return false;
    shown.swap(*found);
    return true;
}

void Bench::bringBack()
{
    bool swept = false;
    for (auto& shown : m_sensitivities)
        swept |= bringBack(shown, m_earlierSensitivities);
    if (swept)
        emit sensitivityChanged();
    if (bringBack(m_badCases, m_earlierBadCases))
        emit badCasesChanged();
    if (bringBack(m_advice, m_earlierAdvice))
        emit adviceChanged();
}

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
    m_sensitivities = {};
    m_badCases.reset();
    m_findingBadCases = false;
    m_chosenCase.reset();
    m_customMetric.reset();
    m_blames.clear();
    m_findings.clear();
    m_advice.reset();
    m_earlierComparisons.clear();
    m_earlierSensitivities.clear();
    m_earlierBadCases.clear();
    m_earlierAdvice.clear();
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
    bringBack();
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
    m_liveOfOtherData = false;
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
    if (!m_sameSeries && m_live && !liveIsStale() && !m_liveOfOtherData)
        m_before = m_live;
}

/// Of other data than `measured`: a change would not be that of the edit.
void Bench::forgetBefore(const DataOptions& measured)
{
    if (measuredSet().options == measured)
        return;
    m_before.reset();
    m_liveOfOtherData = true;
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
    const auto same = std::find_if(m_comparisons.begin(), m_comparisons.end(),
                                   [&](const auto& other) { return isVersion(*other, *comparison); });
    if (same == m_comparisons.end()) {
        m_comparisons.push_back(std::move(comparison));
    } else {
        if (!isSame(**same, *comparison))
            keep(*same, m_earlierComparisons);
        *same = std::move(comparison);
    }
    emit comparisonsChanged();
}

std::shared_ptr<const NamedComparison> Bench::earlierComparison(CompareMode mode) const
{
    const auto fits = [&](const auto& c) {
        return c->mode == mode && c->parts == CompareParts::All && !c->foreign && isPresent(*c);
    };
    const auto found = std::find_if(m_earlierComparisons.rbegin(), m_earlierComparisons.rend(), fits);
    return found == m_earlierComparisons.rend() || std::any_of(m_comparisons.begin(), m_comparisons.end(), fits) ? nullptr
                                                                                                                 : *found;
}

void Bench::setSensitivity(std::shared_ptr<const SensitivityResult> sensitivity)
{
    if (!sensitivity) {
        m_sensitivities = {};
    } else {
        const SensitivityMode mode = sensitivity->mode;
        if (!put(m_sensitivities[static_cast<std::size_t>(mode)], std::move(sensitivity), m_earlierSensitivities))
            return;
        m_lastSwept = mode;
    }
    emit sensitivityChanged();
}

void Bench::setBadCases(std::shared_ptr<const BadCaseResult> result)
{
    if (put(m_badCases, std::move(result), m_earlierBadCases))
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
    bringBack();
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
    if (put(m_advice, std::move(advice), m_earlierAdvice))
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
    const DataOptions before = measuredSet().options;
    m_calibrationSet = std::move(view);
    forgetBefore(before);
    emit dataChanged();
}

void Bench::setEvaluationSet(DataView view)
{
    const DataOptions before = measuredSet().options;
    m_evaluationSet = std::move(view);
    forgetBefore(before);
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
