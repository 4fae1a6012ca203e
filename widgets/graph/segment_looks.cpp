// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/segment_looks.h"

#include "engine/analysis/structure_check.h"
#include "widgets/common/format.h"

#include <QCoreApplication>

namespace qb {

namespace {

/// Lends its context to translations.
struct SegmentWords {
    Q_DECLARE_TR_FUNCTIONS(SegmentWords)
};

QString names(const Model& model, const std::vector<ValueId>& values)
{
    constexpr std::size_t kMost = 6;
    QStringList list;
    for (std::size_t i = 0; i < std::min(values.size(), kMost); ++i)
        list << QString::fromStdString(model.graph.value(values[i]).name);
    if (values.size() > kMost)
        list << SegmentWords::tr("%1 more").arg(values.size() - kMost);
    return list.join(QStringLiteral(", "));
}

SegmentLook lookOf(const Model& model, const FloatSegment& s, std::size_t index, std::size_t count)
{
    SegmentLook look;
    const QString known = byteSize(static_cast<std::uint64_t>(s.bytes));
    const QString bytes = s.unsized == 0 ? known
                          : s.bytes == 0 ? SegmentWords::tr("size unknown")
                                         : SegmentWords::tr("more than %1").arg(known);
    const QString border = SegmentWords::tr("%1 DQ, %2 Q, %3").arg(s.dequantized.size()).arg(s.quantized.size()).arg(bytes);
    look.label = index + 1 == count && count > 1 ? SegmentWords::tr("last float segment: %1").arg(border)
                                                 : SegmentWords::tr("float: %1").arg(border);
    QStringList lines{SegmentWords::tr("Float segment %1 of %2, units: %3").arg(index + 1).arg(count).arg(s.units.size()),
                      SegmentWords::tr("Crossing its border: %1").arg(bytes)};
    if (s.unsized > 0)
        lines << SegmentWords::tr("Tensors whose shape shows only when the model has run: %1").arg(s.unsized);
    if (!s.dequantized.empty())
        lines << SegmentWords::tr("Dequantized (DQ): %1").arg(names(model, s.dequantized));
    if (!s.quantized.empty())
        lines << SegmentWords::tr("Quantized again (Q): %1").arg(names(model, s.quantized));
    look.toolTip = lines.join(QLatin1Char('\n'));
    return look;
}

} // namespace

SegmentLooks segmentLooks(const Bench& bench)
{
    SegmentLooks result;
    const auto& c = bench.configuration();
    if (!bench.model() || !c)
        return result;
    const Model& model = *bench.model();
    const std::vector<FloatSegment>& found = c->segments;
    result.segmentOf.assign(model.unitCount(), -1);
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const UnitId u : found[i].units)
            result.segmentOf[indexOf(u)] = static_cast<int>(i);
        result.segments.push_back(lookOf(model, found[i], i, found.size()));
    }
    return result;
}

} // namespace qb
