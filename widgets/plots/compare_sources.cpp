// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_sources.h"

#include "widgets/common/provenance.h"

#include <QDir>
#include <QFileInfo>

namespace qb {

namespace {

std::shared_ptr<const Comparison> partOf(const std::shared_ptr<const LiveResult>& live)
{
    return live ? std::shared_ptr<const Comparison>(live, &live->comparison) : nullptr;
}

/// Its file name, with its folder where ours is called the same.
QString nameOf(const ForeignSide& foreign, const Model* model)
{
    const QFileInfo other(foreign.path);
    const bool same = model && QFileInfo(QString::fromStdString(model->path)).fileName() == other.fileName();
    return same ? other.dir().dirName() + QLatin1Char('/') + other.fileName() : other.fileName();
}

} // namespace

void CompareSources::collect(const Bench& bench, CompareMode mode)
{
    m_sources.clear();
    const auto key = bench.configuration() ? bench.configuration()->key : Fingerprint{};
    const auto stale = [&](const std::shared_ptr<const Configuration>& of) {
        return of && of->key != key ? tr("measured before the last edit") : QString();
    };
    if (mode == CompareMode::Cumulative) {
        if (bench.live())
            m_sources.push_back({QStringLiteral("live"),
                                 tr("This sample"),
                                 tr("The pinned sample %1 under the present configuration").arg(bench.live()->sampleName),
                                 partOf(bench.live()),
                                 !bench.liveIsStale()                           ? QString()
                                 : bench.live()->sample != bench.pinnedSample() ? tr("measured on another sample")
                                                                                : stale(bench.live()->configuration),
                                 {},
                                 pinnedSample(bench.live()->sampleName)});
        if (bench.before() && bench.before() != bench.live())
            m_sources.push_back({QStringLiteral("before"),
                                 tr("Before the edit"),
                                 tr("The pinned sample before the last edit"),
                                 partOf(bench.before()),
                                 {},
                                 {},
                                 pinnedSample(bench.before()->sampleName)});
    }
    if (const auto earlier = bench.earlierComparison(mode)) {
        const std::size_t samples = earlier->comparison.samples.size();
        m_sources.push_back({QStringLiteral("now"),
                             tr("Now, %Ln sample(s)", nullptr, static_cast<int>(samples)),
                             tr("Measured under these rules before; %1 is another comparison by now").arg(earlier->name),
                             std::shared_ptr<const Comparison>(earlier, &earlier->comparison),
                             {},
                             {},
                             overSamples(samples, earlier->planned)});
    }
    for (const auto& named : bench.comparisons())
        if (named->mode == mode) {
            const QString name = named->foreign ? tr("Against %1").arg(nameOf(*named->foreign, bench.model().get()))
                                 : named->parts == CompareParts::Weights     ? tr("%1, weights only").arg(named->name)
                                 : named->parts == CompareParts::Activations ? tr("%1, activations only").arg(named->name)
                                                                             : named->name;
            const std::vector<std::uint64_t>& measured = named->comparison.samples;
            const std::size_t samples = measured.size();
            m_sources.push_back(
                {named->id(),
                 named->badCase                   ? tr("%1, bad case only: sample %2").arg(name).arg(named->badCase->sample)
                 : named->foreign && samples == 1 ? tr("%1, sample %2").arg(name).arg(measured.front())
                 : samples < named->planned
                     ? tr("%1, %2 of %Ln sample(s)", nullptr, static_cast<int>(named->planned)).arg(name).arg(samples)
                     : tr("%1, %Ln sample(s)", nullptr, static_cast<int>(samples)).arg(name),
                 named->foreign ? tr("Against %1").arg(named->foreign->path) : tr("Kept under the name %1").arg(named->name),
                 std::shared_ptr<const Comparison>(named, &named->comparison), stale(named->configuration), named->foreign,
                 named->badCase ? tr("Bad case only: sample %1").arg(named->badCase->sample)
                                : overSamples(samples, named->planned)});
        }
    // Series of results that are gone.
    std::erase_if(m_series, [&](const auto& entry) {
        return std::none_of(m_sources.begin(), m_sources.end(),
                            [&](const Source& s) { return s.comparison.get() == entry.first; });
    });
}

const CompareSources::Source* CompareSources::find(const QString& id) const
{
    for (const Source& s : m_sources)
        if (s.id == id)
            return &s;
    return nullptr;
}

std::shared_ptr<const LayerSeries> CompareSources::seriesOf(const Source& s)
{
    const auto found = m_series.find(s.comparison.get());
    if (found != m_series.end())
        return found->second.series;
    auto series = std::make_shared<LayerSeries>(LayerSeries::of(*s.comparison));
    m_series[s.comparison.get()] = {s.comparison, series};
    return series;
}

} // namespace qb
