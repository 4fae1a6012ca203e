// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an edit shows at once: the pinned sample, on Lane::Live, beside whatever the engine is at. The way back shows the old
// numbers without computing anything.
#include "app/gui/workbench_live.h"

#include "app/gui/configuration.h"
#include "engine/base/clock.h"
#include "widgets/common/worded.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace qb {

namespace {

constexpr std::size_t kRemembered = 64;
constexpr int kPatienceMs = 100;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

} // namespace

Fingerprint Workbench::configurationKey(const RuleSet& rules) const
{
    const DataOptions& measured = m_bench.measuredSet().options;
    return Hasher().add(rules.toJson()).add(m_statisticsVersion).add(toJson(measured).dump()).result();
}

Fingerprint Workbench::liveKey(const Fingerprint& configuration) const
{
    return Hasher()
        .add(configuration)
        .add(static_cast<std::uint64_t>(m_bench.pinnedSample()))
        .add(m_bench.customMetric() ? m_bench.customMetric()->text : std::string())
        .result();
}

void Workbench::remember(const Fingerprint& key, Remembered what)
{
    if (m_remembered.insert_or_assign(key, std::move(what)).second)
        m_order.push_back(key);
    if (m_order.size() > kRemembered) {
        m_remembered.erase(m_order.front());
        m_order.pop_front();
    }
}

void Workbench::pin(quint64 sample)
{
    if (!isOpen() || sample == m_bench.pinnedSample())
        return;
    m_bench.setPinnedSample(sample);
    m_jobs.start({Lane::Study, {}, QStringLiteral("save pinned")},
                 [w = m_workspace, sample](const JobContext&, const JobRunner::Post&) {
                     if (!w->readOnly())
                         w->study().setSetting("pinned_sample", std::to_string(sample));
                 });
    refresh();
}

bool Workbench::isMeasuring() const { return m_liveJob != 0; }

void Workbench::setCustomMetric(const QString& text, Order order)
{
    if (!isOpen())
        return;
    try {
        m_bench.setCustomMetric(text.isEmpty()
                                    ? std::nullopt
                                    : std::optional(CustomMetric::parse(text.toStdString(), order, m_bench.model()->outputs)));
    } catch (const Error& e) {
        log(Severity::Warning, e.message());
        return;
    }
    m_bench.rememberExpression(text);
    m_shown.custom = text;
    m_shown.order = order;
    keepShown();
    refresh();
}

void Workbench::setLiveOn(bool on)
{
    if (std::exchange(m_liveOn, on) == on)
        return;
    emit measuringChanged();
    if (on)
        refresh();
}

void Workbench::showResolved()
{
    m_patience.stop();
    if (m_resolved)
        m_bench.setConfiguration(std::exchange(m_resolved, nullptr));
}

/// Resolves the rules, computes parameters, measures the pinned sample. The errors of the outputs are shown first: what else
/// the window has to draw of an edit takes the processor from them, so it waits for them a moment that nobody sees.
void Workbench::refresh(bool measure)
{
    if (!isOpen())
        return;
    const auto set = m_bench.measuredSet().samples;
    const RuleSet rules = m_bench.rules();
    const Fingerprint key = configurationKey(rules);
    m_patience.stop();
    m_resolved.reset();
    if (const auto known = m_remembered.find(liveKey(key)); known != m_remembered.end()) {
        m_bench.setConfiguration(known->second.configuration);
        m_bench.setLive(known->second.live);
        // What may still be under way belongs to other rules.
        m_jobs.start({Lane::Live, {}, QStringLiteral("live")}, [](const JobContext&, const JobRunner::Post&) {});
        m_liveJob = 0;
        emit measuringChanged();
        return;
    }
    m_liveJob = m_jobs.start(
        {Lane::Live, [measure] { return measure ? tr("Measure the pinned sample") : tr("Apply the rules"); },
         QStringLiteral("live")},
        [this, rules, key, set, live = m_live, model = m_bench.model(), statistics = m_bench.statistics(),
         version = m_statisticsVersion, pinned = m_bench.pinnedSample(), custom = m_bench.customMetric(),
         measure](const JobContext& job, const JobRunner::Post& post) {
            const auto began = Clock::now();
            const auto configuration = makeConfiguration(*model, rules, key, live ? statistics.get() : nullptr, version, job,
                                                         live ? &live->memo : nullptr);
            post([this, configuration] {
                m_resolved = configuration;
                m_patience.start(kPatienceMs);
            });
            if (!configuration->plan || !set || !measure || set->size() == 0)
                return;
            std::size_t index = 0;
            while (index + 1 < set->size() && set->sampleId(index) != pinned)
                ++index;
            if (set->sampleId(index) != pinned)
                index = 0;
            if (live->set != set || live->sample != set->sampleId(index)) {
                live->comparison.setSample(set->load(index));
                live->set = set;
                live->sample = set->sampleId(index);
            }
            auto result = std::make_shared<LiveResult>();
            result->configuration = configuration;
            result->sample = set->sampleId(index);
            result->sampleName = text(set->sampleName(index));
            const auto outputsFirst = [&](const std::vector<CompareRow>& outputs) {
                const auto first = std::make_shared<LiveResult>(*result);
                first->comparison.outputs = outputs;
                first->seconds = secondsSince(began);
                post([this, first] {
                    m_bench.setLiveOutputs(first);
                    m_patience.start(0); // after they are drawn
                });
            };
            live->comparison.setCustom(custom);
            result->comparison = live->comparison.compare(configuration->plan->plan, job, outputsFirst);
            result->seconds = secondsSince(began);
            result->comparison.measured = secondsNow();
            post([this, result, key, configuration] {
                showResolved();
                if (m_bench.pinnedSample() != result->sample)
                    m_bench.setPinnedSample(result->sample);
                m_bench.setLive(result);
                remember(liveKey(key), {configuration, result});
            });
        },
        [this, key](const Failure* failure) {
            m_liveJob = 0;
            showResolved();
            if (failure)
                fail([] { return tr("The pinned sample can't be measured"); }, *failure);
            emit measuringChanged();
            // A stop means the measurement. Without what the rules give nothing else could be asked for.
            const bool stopped = failure && failure->code == ErrorCode::Interrupted;
            if (stopped && (!m_bench.configuration() || m_bench.configuration()->key != key))
                refresh(false);
        });
    emit measuringChanged();
}

} // namespace qb
