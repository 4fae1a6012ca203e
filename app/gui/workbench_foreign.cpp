// SPDX-License-Identifier: GPL-3.0-or-later
//
// The configuration against what was not computed from this model: another model file, an exported one, arrays of a board.
#include "app/gui/configuration.h"
#include "app/gui/workbench_moment.h"
#include "engine/study/bad_case.h"

#include <QFileInfo>

namespace qb {

namespace {

constexpr std::size_t kMostForeign = 3; ///< that are measured again after a restart: the newest

ForeignSide::Kind kindOf(ForeignComparison::Other other)
{
    switch (other) {
    case ForeignComparison::Other::FloatModel: return ForeignSide::Kind::FloatModel;
    case ForeignComparison::Other::QuantizedModel: return ForeignSide::Kind::QuantizedModel;
    case ForeignComparison::Other::Dump: break;
    }
    return ForeignSide::Kind::Dump;
}

/// As if the sample were chosen as bad case.
std::optional<ChosenCase> theCase(Workspace& w, std::uint64_t sample, const JobContext& job)
{
    ChosenCase chosen;
    chosen.sample = sample;
    chosen.data = w.samples(Use::Evaluation, job).listFingerprint().hex();
    return chosen;
}

} // namespace

void Workbench::compareWithModel(const QString& path) { compareWith(ForeignSide::Kind::FloatModel, path); }

void Workbench::compareWithDump(const QString& folder) { compareWith(ForeignSide::Kind::Dump, folder); }

void Workbench::compareWith(ForeignSide::Kind kind, const QString& path)
{
    if (!isOpen())
        return;
    const auto result = std::make_shared<NamedComparison>();
    const auto other = std::make_shared<ForeignSide>();
    other->path = QFileInfo(path).absoluteFilePath();
    result->name = QStringLiteral("against:") + other->path;
    result->foreign = other;
    m_jobs.start(
        {Lane::Engine, [name = QFileInfo(path).fileName()] { return tr("Compare with %1").arg(name); },
         QStringLiteral("compare ") + result->name},
        [w = m_workspace, result, other, kind, now = moment(), pinned = m_bench.pinnedSample()](const JobContext& job,
                                                                                                const JobRunner::Post&) {
            now.applyTo(*w);
            result->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const std::string place = other->path.toStdString();
            // A dump is of the samples that its folders are called like; without such folders, of the one that is looked at.
            const bool dump = kind == ForeignSide::Kind::Dump;
            const LayerSamples samples = layerSamples(*w,
                                                      !dump               ? now.badCase
                                                      : isFlatDump(place) ? theCase(*w, pinned, job)
                                                                          : std::nullopt,
                                                      job);
            if (!dump)
                result->badCase = samples.badCase;
            // By the reference kernels: those are what an exported file equals bit for bit.
            ForeignComparison found = dump ? w->compareWithDump(samples.set, place, Kernels::Reference, job, samples.only)
                                           : w->compareWithModel(samples.set, place, Kernels::Reference, job);
            if (samples.only) {
                found.comparison = onlySample(std::move(found.comparison), samples.only);
                found.diverges = firstDiverging(found.comparison);
            }
            other->kind = kindOf(found.other);
            other->diverges = found.diverges;
            other->unmatchedHere = std::move(found.unmatchedHere);
            other->unmatchedThere = std::move(found.unmatchedThere);
            result->comparison = std::move(found.comparison);
            result->comparison.findings.insert(result->comparison.findings.end(), samples.findings.begin(),
                                               samples.findings.end());
        },
        [this, result, kind](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The comparison failed"); }, *failure);
                return;
            }
            const Shown::Foreign shown{kind, result->foreign->path};
            std::erase(m_shown.foreign, shown);
            m_shown.foreign.push_back(shown);
            if (m_shown.foreign.size() > kMostForeign)
                m_shown.foreign.erase(m_shown.foreign.begin());
            keepShown();
            logFindings(result->comparison.findings);
            m_bench.setComparison(result);
            emit comparedWithForeign(result->name);
        });
}

} // namespace qb
