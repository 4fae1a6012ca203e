// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: what was observed, how it gets there and whether it still holds.
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/runtime/real_shapes.h"
#include "engine/study/workspace.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace qb {

namespace {

constexpr std::chrono::seconds kSaveEvery{2};
constexpr double kWatchEvery = 0.3; ///< seconds

/// The first sample whose file is not broken.
Sample firstSample(const SampleSet& set)
{
    for (std::size_t i = 0; i + 1 < set.size(); ++i)
        try {
            return set.load(i);
        } catch (const Error& e) {
            if (e.code() != ErrorCode::BadInput)
                throw;
        }
    return set.load(set.size() - 1);
}

/// Opening must stay quick and small.
bool isHuge(const Model& model)
{
    constexpr std::size_t kHuge = std::size_t{1} << 30U;
    std::size_t bytes = 0;
    for (const Value& v : model.graph.values)
        bytes += v.constant.byteSize();
    return bytes > kHuge;
}

} // namespace

void Workspace::learnShapes(const JobContext& job)
{
    if (!m_model->runnable() || !shapesMissing(*m_model) || isHuge(*m_model))
        return;
    const auto learn = [&](const std::function<std::vector<Tensor>()>& inputs) {
        try {
            m_model = withRealShapes(evaluator(Kernels::Fast), inputs(), job);
            return true;
        } catch (const Error& e) {
            // What takes no such inputs is opened all the same; calibrating will tell its shapes.
            if (e.code() == ErrorCode::Interrupted)
                throw;
            return false;
        }
    };
    const auto sample = [&] { return firstSample(SampleSet::open(m_calibrationData, m_model->inputs, job)).inputs; };
    if (!m_calibrationData.path.empty() && learn(sample))
        return;
    if (const auto zeros = zeroInputs(*m_model))
        (void)learn([&] { return *zeros; });
}

const CalibrationData& Workspace::statistics()
{
    if (!m_statistics) {
        StoredStatistics stored = m_study->loadStatistics(*m_model, SampleRowsIn::Memory);
        const bool fits = stored.source.model == m_model->fingerprint;
        m_statistics = fits && stored.data.points.size() == m_model->pointCount() ? std::move(stored.data)
                                                                                  : CalibrationData::empty(*m_model);
    }
    return *m_statistics;
}

void Workspace::calibrate(Recalibrate how, const JobContext& job, const std::function<void(const CalibrationData&)>& watch,
                          Keep keep)
{
    if (keep == Keep::InStudy)
        refuseReadOnly();
    observe(samples(Use::Calibration, job), how, job, watch, keep);
}

void Workspace::refuseReadOnly() const
{
    if (m_readOnly)
        throw Error(ErrorCode::Resources, Text("the study {} can't be written", m_study->path()),
                    Text("copy it to a folder of your own"), {{"file", m_study->path()}});
}

void Workspace::observe(const SampleSet& set, Recalibrate how, const JobContext& job,
                        const std::function<void(const CalibrationData&)>& watch, Keep keep)
{
    const bool stores = keep == Keep::InStudy;
    (void)statistics();
    const StatisticsSource source{m_model->fingerprint, set.listFingerprint()};
    const auto stored = m_study->statisticsSource();
    if (stores && how == Recalibrate::Continue && stored && !(*stored == source))
        throw Error(ErrorCode::Usage, Text("what was observed so far comes from another model or other data"),
                    Text("calibrate anew"));
    const SampleContents contents = set.contents();
    if (how == Recalibrate::Continue)
        if (const auto changed = changedSamples(contents); !changed.empty())
            throw Error(ErrorCode::Usage,
                        Text("{} of the samples that were observed have changed since, the first is sample {}", changed.size(),
                             changed.front()),
                        Text("what was observed can't be taken out again: calibrate anew"));
    m_plan.reset();
    if (std::any_of(m_model->inputs.begin(), m_model->inputs.end(), [](const PortInfo& p) {
            return std::any_of(p.shape.begin(), p.shape.end(), [](std::int64_t d) { return d < 0; });
        }))
        m_model = withRealShapes(evaluator(Kernels::Fast), firstSample(set).inputs, job);
    bool replaces = how == Recalibrate::Anew; // what was observed before stays until there is something new
    if (replaces)
        m_statistics = CalibrationData::empty(*m_model);
    m_statisticsAreStored = stores;
    // Looking costs little and happens often, writing seldom: every 2 seconds, and a tenth of the time at most.
    using Clock = std::chrono::steady_clock;
    Clock::time_point nextSave = Clock::now() + kSaveEvery;
    const auto save = [&] {
        if (!stores)
            return;
        const auto began = Clock::now();
        if (std::exchange(replaces, false))
            m_study->clearStatistics();
        m_study->saveStatistics(*m_statistics, *m_model, source.data, contents);
        nextSave = Clock::now() + std::max<Clock::duration>(kSaveEvery, 10 * (Clock::now() - began));
    };
    const auto checkpoint = [&](CalibrationData& data) {
        if (watch)
            watch(data);
        if (!watch || Clock::now() >= nextSave)
            save();
    };
    try {
        qb::calibrate(evaluator(Kernels::Fast), set, *m_statistics, job, m_findings, checkpoint,
                      watch ? kWatchEvery : std::chrono::duration<double>(kSaveEvery).count());
        save();
    } catch (const Error& e) {
        if (!m_statistics->samples().empty())
            save();
        if (!stores || replaces || e.code() != ErrorCode::Interrupted) {
            m_statistics.reset(); // what was saved is read again when somebody asks
            m_statisticsAreStored = true;
        }
        throw;
    }
}

bool Workspace::addToCalibration(const SampleSet& evaluation, SampleId sample, const JobContext& job)
{
    refuseReadOnly();
    if (statistics().samples().empty())
        throw Error(ErrorCode::Usage, Text("nothing was calibrated yet, so there is nothing to add to"), Text("calibrate first"));
    const SampleSet present = samples(Use::Calibration, job);
    if (present.listFingerprint() != evaluation.listFingerprint())
        throw Error(ErrorCode::Usage,
                    Text("sample {} is of other data than the calibration samples, or is preprocessed in another way", sample),
                    Text("copy its file to {} and calibrate again", m_calibrationData.path));
    DataOptions alone = m_calibrationData;
    alone.sample = sample;
    alone.samples.reset();
    alone.range.reset();
    const SampleSet one = samples(alone, job);
    const bool isNew = !statistics().samples().contains(sample);
    if (isNew)
        observe(one, Recalibrate::Continue, job, {}, Keep::InStudy);
    bool chosen = false;
    for (std::size_t i = 0; i < present.size(); ++i)
        chosen = chosen || present.sampleId(i) == sample;
    if (!chosen) {
        DataOptions more = m_calibrationData;
        more.also.insert(sample);
        setData(Use::Calibration, std::move(more));
    }
    return isNew;
}

void Workspace::setStatistics(CalibrationData data)
{
    refuseReadOnly();
    const auto source = m_study->statisticsSource();
    const SampleContents contents = m_study->observedContents();
    m_study->clearStatistics();
    if (source)
        m_study->saveStatistics(data, *m_model, source->data, contents);
    m_statistics = std::move(data);
    m_plan.reset();
}

std::vector<SampleId> Workspace::changedSamples(const SampleContents& now)
{
    const SampleIds seen = statistics().samples();
    std::vector<SampleId> changed;
    for (const auto& [id, hex] : m_study->observedContents())
        if (const auto found = now.find(id); found != now.end() && seen.contains(id) && found->second != hex)
            changed.push_back(id);
    return changed;
}

std::optional<Finding> Workspace::changedSinceCalibration(const JobContext& job)
{
    const SampleIds seen = statistics().samples();
    const DataOptions observed = m_study->calibrationOptions().value_or(m_calibrationData); // not what this run looks at
    if (seen.empty() || !m_statisticsAreStored || observed.path.empty() || m_study->observedContents().empty())
        return std::nullopt;
    std::vector<SampleId> changed;
    try {
        changed = changedSamples(SampleSet::open(observed, m_model->inputs, job).contents());
    } catch (const Error& e) {
        if (e.code() == ErrorCode::Interrupted)
            throw;
        return std::nullopt; // calibrated is calibrated, also where the data are gone
    }
    if (changed.empty())
        return std::nullopt;
    return Finding{"calibration.files_changed",
                   Severity::Warning,
                   {},
                   {},
                   Text("{} of {} samples hold something else than when they were observed, the first is sample {}; the "
                        "scales are those of the old ones",
                        changed.size(), seen.size(), changed.front()),
                   {{"samples", static_cast<double>(changed.size())}, {"first", static_cast<double>(changed.front())}},
                   Text("calibrate again"),
                   false};
}

StatisticsTable Workspace::statisticsTable()
{
    StatisticsTable table;
    for (std::size_t i = 0; i < m_model->pointCount(); ++i)
        table.points.push_back(statistics().has(static_cast<PointId>(i)) ? &m_statistics->points[i] : nullptr);
    return table;
}

} // namespace qb
