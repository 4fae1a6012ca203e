// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes of the rows that are picked: predicted from the sweep, asked of the target, applied, measured.
#include "widgets/plots/sensitivity_dock.h"

#include "engine/analysis/output_errors.h"
#include "widgets/common/format.h"

#include <cmath>
#include <limits>

namespace qb {

RuleSet SensitivityDock::rulesOfPick() const
{
    SensitivityRule rule;
    rule.tables.push_back(tableOf(*bench().model(), m_picker->ranked()));
    rule.type = m_type;
    rule.ratio = m_picker->ratio();
    if (!rule.ratio)
        rule.topK = m_picker->pick();
    RuleSet after = bench().configuration()->rules;
    after.rules.push_back({rule, true});
    return after;
}

/// The curve takes each row for itself; what the target makes of all of them together is asked for the pick alone.
void SensitivityDock::askTarget()
{
    m_target.reset();
    if (m_picker->pick() == 0 || !bench().configuration())
        m_asker->cancel();
    else
        m_asker->ask(bench().model(), bench().configuration(), rulesOfPick());
}

QString SensitivityDock::answerOfTarget() const
{
    if (!m_target)
        return {};
    std::size_t place = 0;
    int left = 0;
    for (const PickRow& row : m_picker->ranked())
        if (row.raisable && place++ < m_picker->pick()) {
            const PointConfig& now = m_target->effective->at(row.point);
            left += now.active && now.dtype == DType::Int8 ? 1 : 0;
        }
    return left == 0 ? QString()
                     : tr("The target leaves %Ln of them in int8: then %1 of the MACs in int16", nullptr, left)
                           .arg(percent(m_target->after.wideMacs));
}

double SensitivityDock::measuredDecibel() const
{
    const auto& outputs = (m_isolated ? m_isolated : m_leftOut)->sensitivity.outputs;
    const std::size_t decisive = decisiveOutputs(bench().model()->outputs);
    double worst = std::numeric_limits<double>::infinity();
    for (const CompareRow& row : bench().live()->comparison.outputs)
        for (std::size_t o = 0; o < outputs.size(); ++o)
            if (outputs[o] == row.value && (m_output == kMerged ? o < decisive : static_cast<std::size_t>(m_output) == o))
                worst = std::min(worst, row.metrics.pooled().value(Metric::Sqnr));
    return worst;
}

double SensitivityDock::shareOf(const Plan& plan) const
{
    const auto curve = pickCurve(*bench().model(), *bench().configuration()->effective, plan, {}, {}, m_output);
    return curve.share.front();
}

void SensitivityDock::updateSummary()
{
    const PickCurve& curve = m_picker->curve();
    const std::size_t pick = m_picker->pick();
    QStringList lines;
    if (pick == 0 && !curve.decibel.empty())
        lines << tr("Predicted with none raised: %1 dB, %2 of the MACs in int16")
                     .arg(metricText(Metric::Sqnr, curve.decibel.front()), percent(curve.share.front()));
    else if (pick < curve.decibel.size())
        lines << tr("Predicted: %1 dB at %2 of the MACs in int16; with none raised %3 dB at %4")
                     .arg(metricText(Metric::Sqnr, curve.decibel[pick]), percent(curve.share[pick]),
                          metricText(Metric::Sqnr, curve.decibel.front()), percent(curve.share.front()));
    else if (pick < curve.share.size())
        lines << tr("%1 of the MACs in int16; a prediction needs isolated rows").arg(percent(curve.share[pick]));
    // A sum over a part of the points promises too much.
    if (m_isolated && m_isolated->sensitivity.rows.size() < m_isolated->planned && !curve.decibel.empty())
        lines << tr("From %1 of %2 points so far: the rest adds to the error")
                     .arg(count(m_isolated->sensitivity.rows.size()), count(m_isolated->planned));
    if (const QString target = answerOfTarget(); !target.isEmpty())
        lines << target;
    const bool answered = m_applied && bench().live() && !bench().liveIsStale() && bench().configuration() &&
                          bench().configuration()->rules == m_applied->rules && bench().configuration()->plan;
    if (m_applied && bench().configuration() && bench().configuration()->rules == m_applied->rules && !answered)
        lines << tr("Applied: predicted %1 dB, being measured").arg(metricText(Metric::Sqnr, m_applied->decibel));
    if (answered)
        lines << tr("Applied: predicted %1 dB, measured %2 dB on the pinned sample")
                     .arg(metricText(Metric::Sqnr, m_applied->decibel), metricText(Metric::Sqnr, measuredDecibel()));
    m_picker->setMeasured(answered ? std::optional(QPointF(shareOf(bench().configuration()->plan->plan), measuredDecibel()))
                                   : std::nullopt);
    m_summaryText = lines.join(QLatin1Char('\n'));
    m_picker->setSummary(QString(m_summaryText).replace(QLatin1String(" dB"), QChar(QChar::Nbsp) + QLatin1String("dB")),
                         tr("Predicted: error powers of the isolated rows that stay, summed, over the samples of the sweep. "
                            "Measured: the pinned sample."));
}

void SensitivityDock::apply()
{
    if (m_picker->pick() == 0 || !bench().configuration())
        return;
    const RuleSet after = rulesOfPick();
    m_applied = Applied{after, m_picker->hasPrediction() ? curve().decibel[m_picker->pick()] : std::nan("")};
    bench().requestEdit(tr("Raise the %Ln most sensitive point(s) to int16", nullptr, static_cast<int>(m_picker->pick())), after);
}

} // namespace qb
