// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/point_words.h"

#include "widgets/common/format.h"

namespace qb {

QString PointWords::about(const PointView& view, const PointAnalysis& analysis)
{
    QStringList parts{dtypeText(view.config)};
    if (analysis.channels.size() > 1 && view.isConstant()) {
        const Spread spread = spreadOf(analysis.channels);
        parts << tr("channels %1 times apart (largest %2, smallest %3)")
                     .arg(number(spread.ratio))
                     .arg(spread.largest)
                     .arg(spread.smallest);
    }
    if (view.config.active)
        parts << (view.isSymmetric() ? tr("symmetric") : tr("affine"));
    if (view.source != view.point)
        parts << tr("follows %1").arg(QString::fromStdString(view.model->point(view.source).name));
    else if (view.records.size() > 1)
        parts << tr("one scale with %Ln other point(s)", nullptr, static_cast<int>(view.records.size()) - 1);
    const PointStatistics* seen = view.seen();
    const FloatRange range = seen ? seen->range() : analysis.range;
    const std::uint64_t values = seen ? seen->finiteCount() : analysis.count;
    const std::uint64_t zeros = seen ? seen->zeros() : analysis.zeros;
    if (values > 0)
        parts << tr("%1 to %2").arg(number(range.min), number(range.max));
    if (values > 0 && zeros > 0)
        parts << tr("%1 zeros, not drawn").arg(percent(static_cast<double>(zeros) / static_cast<double>(values)));
    if (seen)
        parts << tr("%Ln sample(s)", nullptr, static_cast<int>(seen->samples().size()));
    return parts.join(QStringLiteral(" · "));
}

QString PointWords::about(const PointView& view, const RealRange& dragged)
{
    const Calibrated at = assessRange(view, dragged);
    const QStringList parts{view.isSymmetric() ? tr("threshold %1").arg(number(dragged.absMax()))
                                               : tr("range %1 to %2").arg(number(dragged.lo), number(dragged.hi)),
                            tr("%1 clipped").arg(percent(at.clippedShare)),
                            tr("SQNR %1 dB").arg(metricText(Metric::Sqnr, at.sqnrDb)),
                            tr("scale %1").arg(number(at.params.scales.front()))};
    return parts.join(QStringLiteral(" · "));
}

} // namespace qb
