// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/status_line.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/jobs/jobs_dock.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <cmath>

namespace qb {

namespace {

QString nameOf(const Model& model, const CompareRow& row) { return QString::fromStdString(model.graph.value(row.value).name); }

} // namespace

double int16Share(const Model& model, const Effective& effective)
{
    double all = 0;
    double wide = 0;
    for (std::size_t i = 0; i < model.unitCount(); ++i) {
        const Unit& unit = model.units.units[i];
        const auto macs = static_cast<double>(unit.macs);
        all += macs;
        bool isWide = false;
        const auto look = [&](PointId p) {
            if (p == PointId::None)
                return;
            const PointConfig& c = effective.at(p);
            isWide = isWide || (c.active && isInteger(c.dtype) && bits(c.dtype) >= 16);
        };
        // What an accelerator multiplies: the inputs and the weight.
        for (const ValueId v : unit.inputs)
            look(model.units.outputPoint[indexOf(v)]);
        look(model.units.pointOf(static_cast<UnitId>(i), PointKind::Weight));
        if (isWide && !effective.floatUnit[i])
            wide += macs;
    }
    return all > 0 ? wide / all : 0;
}

StatusLine::StatusLine(Bench& bench, QWidget* parent)
    : QWidget(parent),
      m_bench(bench),
      m_outputs(new QLabel),
      m_cost(new QLabel),
      m_job(new QLabel),
      m_progress(new QProgressBar),
      m_stop(new QToolButton)
{
    m_outputs->setTextFormat(Qt::RichText);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(30 * kGrid, 2 * kGrid);
    m_stop->setIcon(themeIcon(QStringLiteral("process-stop")));
    m_stop->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    layout->setSpacing(4 * kGrid);
    layout->addWidget(m_outputs);
    layout->addWidget(m_cost);
    layout->addStretch();
    layout->addWidget(m_job);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
    connect(&m_bench, &Bench::liveOutputsChanged, this, &StatusLine::showOutputs);
    connect(&m_bench, &Bench::configurationChanged, this, [this] {
        showOutputs();
        showCost();
    });
    connect(&m_bench, &Bench::jobsChanged, this, &StatusLine::showJob);
    connect(m_stop, &QToolButton::clicked, this, [this] { m_bench.requestStop(m_jobId); });
    showOutputs();
    showCost();
    showJob();
}

void StatusLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        showOutputs();
        showCost();
        showJob();
    }
    QWidget::changeEvent(event);
}

QString StatusLine::outputsText() const
{
    QString text = m_outputs->text();
    return text.remove(QRegularExpression(QStringLiteral("<[^>]*>"))).replace(QStringLiteral("&nbsp;"), QStringLiteral(" "));
}

void StatusLine::showOutputs()
{
    const auto& live = m_bench.liveOutputs();
    if (!m_bench.model()) {
        m_outputs->clear();
        return;
    }
    if (!live) {
        m_outputs->setText(tr("Not calibrated: no error is known yet."));
        m_outputs->setToolTip({});
        return;
    }
    const DataColors& colors = dataColors(palette());
    const auto& before = m_bench.before();
    const bool stale = m_bench.outputsAreStale();
    QStringList parts;
    QStringList tips;
    constexpr std::size_t kShown = 4;
    const auto& outputs = live->comparison.outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const MetricSums sums = outputs[i].metrics.pooled();
        const double sqnr = sums.value(Metric::Sqnr);
        const double cosine = sums.value(Metric::Cosine);
        QString part = QStringLiteral("<b>%1</b> %2 dB")
                           .arg(nameOf(*m_bench.model(), outputs[i]).toHtmlEscaped(), metricText(Metric::Sqnr, sqnr));
        QString tip = tr("%1: SQNR %2 dB, Cosine %3").arg(nameOf(*m_bench.model(), outputs[i]), number(sqnr), number(cosine));
        if (before && before->sample == live->sample && i < before->comparison.outputs.size() && before != live) {
            const double change = sqnr - before->comparison.outputs[i].metrics.pooled().value(Metric::Sqnr);
            if (std::isfinite(change) && std::abs(change) >= 0.05) {
                part +=
                    QStringLiteral(" <span style=\"color:%1\">%2 %3</span>")
                        .arg((change > 0 ? colors.better : colors.worse).name(),
                             change > 0 ? QStringLiteral("▲") : QStringLiteral("▼"), QString::number(std::abs(change), 'f', 1));
                tip += tr(", %1 dB since the last edit").arg(QString::number(change, 'f', 2));
            }
        }
        if (i < kShown)
            parts << part;
        tips << tip;
    }
    if (outputs.size() > kShown)
        parts << tr("%n more", nullptr, static_cast<int>(outputs.size() - kShown));
    QString text = parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp;"));
    if (stale)
        text = QStringLiteral("<span style=\"color:%1\">%2</span> %3")
                   .arg(palette().color(QPalette::PlaceholderText).name(), text, tr("(measuring)"));
    m_outputs->setText(text);
    tips << tr("Pinned sample %1, against float; measured in %2.").arg(live->sampleName, duration(live->seconds));
    m_outputs->setToolTip(tips.join(QLatin1Char('\n')));
}

void StatusLine::showCost()
{
    const auto& configuration = m_bench.configuration();
    if (!m_bench.model() || !configuration) {
        m_cost->clear();
        return;
    }
    const double share = int16Share(*m_bench.model(), *configuration->effective);
    m_cost->setText(tr("int16: %1 of the MACs").arg(percent(share)));
    m_cost->setToolTip(tr("Share of the multiply-accumulates that read an int16 input or weight."));
}

void StatusLine::showJob()
{
    const JobView* running = nullptr;
    for (const JobView& job : m_bench.jobs())
        if (job.state == JobView::State::Running || job.state == JobView::State::Stopping)
            if (!running || job.total > running->total)
                running = &job;
    // A measurement of a blink is not worth a flicker.
    const bool visible = running && running->seconds > 0.3;
    m_job->setVisible(visible);
    m_progress->setVisible(visible);
    m_stop->setVisible(visible);
    if (!visible)
        return;
    m_jobId = running->id;
    const QString progress = progressText(*running);
    m_job->setText(progress.isEmpty() ? running->title : running->title + QStringLiteral(": ") + progress);
    m_progress->setRange(0, running->total ? 1000 : 0);
    m_progress->setValue(running->total ? static_cast<int>(1000 * running->done / running->total) : 0);
    m_stop->setToolTip(tr("Stop %1; what is there is kept").arg(running->title));
    m_stop->setAccessibleName(tr("Stop"));
    m_stop->setEnabled(running->state == JobView::State::Running);
}

} // namespace qb
