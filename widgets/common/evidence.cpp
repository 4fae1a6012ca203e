// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/evidence.h"

#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"

#include <QCoreApplication>
#include <QPalette>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace qb {

namespace {

struct Title {
    const char* key;
    const char* title;
};

constexpr Title kTitles[] = {
    {"absmax", QT_TRANSLATE_NOOP("evidence", "largest magnitude")},
    {"ancestor_share_of_damage", QT_TRANSLATE_NOOP("evidence", "share of the damage done there")},
    {"asked", QT_TRANSLATE_NOOP("evidence", "asked for")},
    {"axis", QT_TRANSLATE_NOOP("evidence", "axis")},
    {"bits", QT_TRANSLATE_NOOP("evidence", "bits")},
    {"bound", QT_TRANSLATE_NOOP("evidence", "bound")},
    {"bytes", QT_TRANSLATE_NOOP("evidence", "bytes")},
    {"calls", QT_TRANSLATE_NOOP("evidence", "calls")},
    {"channel_spread", QT_TRANSLATE_NOOP("evidence", "largest over smallest channel")},
    {"channels", QT_TRANSLATE_NOOP("evidence", "channels")},
    {"channels_below", QT_TRANSLATE_NOOP("evidence", "channels below 1/16")},
    {"clipped_share", QT_TRANSLATE_NOOP("evidence", "clipped share")},
    {"convs", QT_TRANSLATE_NOOP("evidence", "convolutions")},
    {"copies", QT_TRANSLATE_NOOP("evidence", "copies")},
    {"count", QT_TRANSLATE_NOOP("evidence", "count")},
    {"cumulative_sqnr_db", QT_TRANSLATE_NOOP("evidence", "SQNR with what was done before (dB)")},
    {"dequantize", QT_TRANSLATE_NOOP("evidence", "DequantizeLinear")},
    {"expected_max", QT_TRANSLATE_NOOP("evidence", "expected maximum")},
    {"expected_min", QT_TRANSLATE_NOOP("evidence", "expected minimum")},
    {"extreme", QT_TRANSLATE_NOOP("evidence", "extreme value")},
    {"files", QT_TRANSLATE_NOOP("evidence", "files")},
    {"first_channel", QT_TRANSLATE_NOOP("evidence", "first channel")},
    {"gone", QT_TRANSLATE_NOOP("evidence", "units that are not there any more")},
    {"grid_hi", QT_TRANSLATE_NOOP("evidence", "upper end of the grid")},
    {"grid_lo", QT_TRANSLATE_NOOP("evidence", "lower end of the grid")},
    {"grid_used", QT_TRANSLATE_NOOP("evidence", "share of the grid in use")},
    {"grids", QT_TRANSLATE_NOOP("evidence", "grids")},
    {"huge", QT_TRANSLATE_NOOP("evidence", "huge values")},
    {"inf", QT_TRANSLATE_NOOP("evidence", "infinite values")},
    {"infinite", QT_TRANSLATE_NOOP("evidence", "infinite values")},
    {"isolated_sqnr_db", QT_TRANSLATE_NOOP("evidence", "SQNR at the output, quantized alone (dB)")},
    {"labels", QT_TRANSLATE_NOOP("evidence", "labels")},
    {"largest", QT_TRANSLATE_NOOP("evidence", "largest")},
    {"largest_input", QT_TRANSLATE_NOOP("evidence", "largest input")},
    {"largest_weight_sum", QT_TRANSLATE_NOOP("evidence", "largest sum of weights")},
    {"limit", QT_TRANSLATE_NOOP("evidence", "limit")},
    {"lines", QT_TRANSLATE_NOOP("evidence", "lines")},
    {"local_sqnr_db", QT_TRANSLATE_NOOP("evidence", "SQNR on what float gives it (dB)")},
    {"made_for", QT_TRANSLATE_NOOP("evidence", "made for values up to")},
    {"matched", QT_TRANSLATE_NOOP("evidence", "matched")},
    {"max", QT_TRANSLATE_NOOP("evidence", "maximum")},
    {"min", QT_TRANSLATE_NOOP("evidence", "minimum")},
    {"nan", QT_TRANSLATE_NOOP("evidence", "NaN values")},
    {"nodes", QT_TRANSLATE_NOOP("evidence", "nodes")},
    {"non_finite", QT_TRANSLATE_NOOP("evidence", "NaN and infinite values")},
    {"of", QT_TRANSLATE_NOOP("evidence", "of")},
    {"operand_ratio", QT_TRANSLATE_NOOP("evidence", "widest over narrowest operand")},
    {"others", QT_TRANSLATE_NOOP("evidence", "others")},
    {"own_sqnr_db", QT_TRANSLATE_NOOP("evidence", "SQNR of its own rounding (dB)")},
    {"owner_sample", QT_TRANSLATE_NOOP("evidence", "sample that made the range")},
    {"owners", QT_TRANSLATE_NOOP("evidence", "samples that made the range")},
    {"pairs", QT_TRANSLATE_NOOP("evidence", "Q/DQ pairs")},
    {"points", QT_TRANSLATE_NOOP("evidence", "points")},
    {"quantize", QT_TRANSLATE_NOOP("evidence", "QuantizeLinear")},
    {"rank", QT_TRANSLATE_NOOP("evidence", "rank")},
    {"ratio", QT_TRANSLATE_NOOP("evidence", "ratio")},
    {"readers", QT_TRANSLATE_NOOP("evidence", "readers")},
    {"sample", QT_TRANSLATE_NOOP("evidence", "sample")},
    {"samples", QT_TRANSLATE_NOOP("evidence", "samples")},
    {"saturation_share", QT_TRANSLATE_NOOP("evidence", "share of clipping in the error")},
    {"scale", QT_TRANSLATE_NOOP("evidence", "scale")},
    {"segment", QT_TRANSLATE_NOOP("evidence", "segment")},
    {"segments", QT_TRANSLATE_NOOP("evidence", "segments")},
    {"share_of_damage", QT_TRANSLATE_NOOP("evidence", "share of all damage")},
    {"smallest", QT_TRANSLATE_NOOP("evidence", "smallest")},
    {"spread", QT_TRANSLATE_NOOP("evidence", "largest over smallest")},
    {"sqnr_db", QT_TRANSLATE_NOOP("evidence", "SQNR (dB)")},
    {"sqnr_db_min_max", QT_TRANSLATE_NOOP("evidence", "SQNR by min_max (dB)")},
    {"steps", QT_TRANSLATE_NOOP("evidence", "steps")},
    {"tensors", QT_TRANSLATE_NOOP("evidence", "tensors")},
    {"there", QT_TRANSLATE_NOOP("evidence", "there are")},
    {"threshold", QT_TRANSLATE_NOOP("evidence", "threshold")},
    {"training_may_update", QT_TRANSLATE_NOOP("evidence", "training may update it")},
    {"units", QT_TRANSLATE_NOOP("evidence", "units")},
    {"unsized", QT_TRANSLATE_NOOP("evidence", "tensors of unknown shape")},
    {"unused", QT_TRANSLATE_NOOP("evidence", "unused")},
    {"values", QT_TRANSLATE_NOOP("evidence", "values")},
};
/// Shown as percent, as everywhere.
constexpr const char* kShares[] = {"ancestor_share_of_damage", "clipped_share", "grid_used", "saturation_share",
                                   "share_of_damage"};
constexpr const char* kOperand = QT_TRANSLATE_NOOP("evidence", "largest magnitude of operand %1");

QString translated(const char* title) { return QCoreApplication::translate("evidence", title); }

} // namespace

QString evidenceTitle(const std::string& key)
{
    static const QRegularExpression operand(QStringLiteral("^operand(\\d+)_absmax$"));
    const QString name = QString::fromStdString(key);
    if (const auto match = operand.match(name); match.hasMatch())
        return translated(kOperand).arg(match.captured(1));
    const auto* found = std::find_if(std::begin(kTitles), std::end(kTitles), [&](const Title& t) { return key == t.key; });
    return found == std::end(kTitles) ? QString(name).replace(QLatin1Char('_'), QLatin1Char(' ')) : translated(found->title);
}

QString evidenceText(const std::string& key, double value)
{
    const bool share = std::any_of(std::begin(kShares), std::end(kShares), [&](const char* k) { return key == k; });
    return share ? percent(value) : number(value);
}

QString evidenceTable(const std::map<std::string, double>& numbers, const QPalette& palette)
{
    const QString quiet = palette.color(QPalette::PlaceholderText).name();
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='1' style='margin-bottom:4px'>");
    for (const auto& [key, value] : numbers)
        html += QStringLiteral("<tr><td style='color:%1;padding-right:16px'>%2</td><td align='right'>%3</td></tr>")
                    .arg(quiet, richText(evidenceTitle(key)), richText(evidenceText(key, value)));
    return html + QStringLiteral("</table>");
}

} // namespace qb
