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
#include <QRegularExpression>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <utility>

namespace qb {

namespace {

/// Without markup.
QString plain(QString html)
{
    static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
    return html.remove(tags).replace(QStringLiteral("&nbsp;"), QStringLiteral(" "));
}

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
    m_outputs->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // what it says is made to fit
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(30 * kGrid, 2 * kGrid);
    m_stop->setIcon(themeIcon(QStringLiteral("process-stop")));
    m_stop->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    layout->setSpacing(4 * kGrid);
    layout->addWidget(m_outputs, 1);
    layout->addWidget(m_cost);
    layout->addWidget(m_job);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
    setMinimumHeight(m_stop->sizeHint().height()); // nothing moves when a job begins
    connect(&m_bench, &Bench::liveOutputsChanged, this, &StatusLine::showOutputs);
    connect(&m_bench, &Bench::configurationChanged, this, [this] {
        showOutputs();
        showCost();
    });
    connect(&m_bench, &Bench::dataChanged, this, &StatusLine::showOutputs);
    connect(&m_bench, &Bench::statisticsChanged, this, &StatusLine::showOutputs);
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

QString StatusLine::outputsText() const { return plain(m_outputs->text()); }

void StatusLine::setMeasuring(Measuring measuring)
{
    if (std::exchange(m_measuring, measuring) != measuring)
        showOutputs();
}

void StatusLine::makeRoomFor(const QString& message)
{
    if (!parentWidget())
        return;
    const int all = parentWidget()->width();
    const int wanted = fontMetrics().horizontalAdvance(message) + 4 * kGrid;
    setMaximumWidth(message.isEmpty() ? QWIDGETSIZE_MAX : std::max({all - wanted, all * 2 / 5, minimumSizeHint().width()}));
    parentWidget()->setToolTip(message); // a long one is cut
}

void StatusLine::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitOutputs();
}

double StatusLine::changeOf(std::size_t output) const
{
    const auto& live = m_bench.liveOutputs();
    const auto& before = m_bench.before();
    if (!before || before == live || before->sample != live->sample || output >= before->comparison.outputs.size())
        return std::nan("");
    const auto sqnr = [output](const LiveResult& of) {
        return of.comparison.outputs[output].metrics.pooled().value(Metric::Sqnr);
    };
    return sqnr(*live) - sqnr(*before);
}

QString StatusLine::outputHtml(std::size_t output, Detail detail) const
{
    const CompareRow& row = m_bench.liveOutputs()->comparison.outputs[output];
    if (row.metrics.samples().empty())
        return QStringLiteral("<b>%1</b> %2").arg(nameOf(*m_bench.model(), row).toHtmlEscaped(), tr("not comparable"));
    const MetricSums sums = row.metrics.pooled();
    QString html = QStringLiteral("<b>%1</b> %2 dB")
                       .arg(nameOf(*m_bench.model(), row).toHtmlEscaped(), metricText(Metric::Sqnr, sums.value(Metric::Sqnr)));
    if (const double change = changeOf(output); std::isfinite(change) && std::abs(change) >= 0.05) {
        const DataColors& colors = dataColors(palette());
        html += QStringLiteral(" <span style=\"color:%1\">%2 %3</span>")
                    .arg((change > 0 ? colors.better : colors.worse).name(),
                         change > 0 ? QStringLiteral("▲") : QStringLiteral("▼"), QString::number(std::abs(change), 'f', 1));
    }
    if (detail == Detail::WithCosine)
        html += QStringLiteral(" · ") + tr("Cosine %1").arg(metricText(Metric::Cosine, sums.value(Metric::Cosine)));
    return html;
}

QString StatusLine::outputTip(std::size_t output) const
{
    const CompareRow& row = m_bench.liveOutputs()->comparison.outputs[output];
    if (row.metrics.samples().empty())
        return tr("%1: no error, its values are no numbers or of another shape than in float").arg(nameOf(*m_bench.model(), row));
    const MetricSums sums = row.metrics.pooled();
    QString tip =
        tr("%1: SQNR %2 dB, Cosine %3")
            .arg(nameOf(*m_bench.model(), row), fullNumber(sums.value(Metric::Sqnr)), fullNumber(sums.value(Metric::Cosine)));
    if (const double change = changeOf(output); std::isfinite(change) && change != 0)
        tip += tr(", %1 dB since the last edit").arg(fullNumber(change));
    return tip;
}

/// Of what is older than the rules, while nothing is under way that would measure it.
QString StatusLine::whyNotMeasured() const
{
    const DataView& set = m_bench.measuredSet();
    if (m_measuring == Measuring::Off)
        return tr("measuring after each edit is switched off");
    if (!set.problem.isEmpty())
        return set.problem().section(QLatin1Char('\n'), 0, 0);
    if (set.options.path.empty())
        return tr("there are no samples");
    if (m_bench.configuration() && !m_bench.configuration()->plan)
        return tr("not calibrated");
    return tr("it was stopped, or it failed: see the log");
}

void StatusLine::showOutputs()
{
    const auto& live = m_bench.liveOutputs();
    m_remark.clear();
    m_outputs->setToolTip({});
    if (m_bench.model() && live) {
        QStringList tips;
        for (std::size_t i = 0; i < live->comparison.outputs.size(); ++i)
            tips << outputTip(i);
        tips << tr("Pinned sample %1, against float; measured in %2.").arg(live->sampleName, duration(live->seconds));
        if (m_bench.outputsAreStale()) {
            const DataView& set = m_bench.measuredSet();
            const bool reading = !set.samples && set.problem.isEmpty() && !set.options.path.empty();
            if (m_measuring == Measuring::Running || (m_measuring == Measuring::Ended && reading)) {
                m_remark = tr("(measuring)");
            } else {
                m_remark = tr("(not measured: %1)").arg(whyNotMeasured());
                tips << tr("These are the errors before the last change. Not measured: %1").arg(whyNotMeasured());
            }
        }
        m_outputs->setToolTip(tips.join(QLatin1Char('\n')));
    }
    fitOutputs();
}

/// Every output with all that is known where there is room; else without its Cosine, else fewer outputs.
void StatusLine::fitOutputs()
{
    const auto& live = m_bench.liveOutputs();
    if (!m_bench.model() || !live) {
        const bool calibrated = m_bench.statistics() && !m_bench.statistics()->samples().empty();
        m_outputs->setText(!m_bench.model() ? QString()
                           : calibrated     ? tr("Not measured: no error is known yet.")
                                            : tr("Not calibrated: no error is known yet."));
        return;
    }
    int room = contentsRect().width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
    for (const QWidget* beside : std::initializer_list<const QWidget*>{m_cost, m_job, m_progress, m_stop})
        if (!beside->isHidden())
            room -= beside->sizeHint().width() + layout()->spacing();
    const std::size_t count = live->comparison.outputs.size();
    const auto htmlOf = [&](std::size_t shown, Detail detail) {
        QStringList parts;
        for (std::size_t i = 0; i < shown; ++i)
            parts << outputHtml(i, detail);
        if (shown < count)
            parts << tr("%Ln more", nullptr, static_cast<int>(count - shown));
        QString html = parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp;"));
        if (!m_remark.isEmpty())
            html = QStringLiteral("<span style=\"color:%1\">%2</span> ")
                       .arg(palette().color(QPalette::PlaceholderText).name(), html);
        return html;
    };
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold); // wider than what is drawn
    const auto fits = [&](const QString& html) { return metrics.horizontalAdvance(plain(html) + m_remark) + 2 * kGrid <= room; };
    constexpr std::size_t kMost = 4;
    std::size_t shown = std::min(count, kMost);
    QString html = htmlOf(shown, Detail::WithCosine);
    if (!fits(html))
        html = htmlOf(shown, Detail::SqnrOnly);
    while (shown > 1 && !fits(html))
        html = htmlOf(--shown, Detail::SqnrOnly);
    const int left = room - metrics.horizontalAdvance(plain(html)) - 2 * kGrid;
    m_outputs->setText(html + metrics.elidedText(m_remark, Qt::ElideRight, std::max(left, 30 * kGrid)).toHtmlEscaped());
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
    fitOutputs();
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
    if (!visible) {
        fitOutputs();
        return;
    }
    m_jobId = running->id;
    const QString title = running->title();
    const QString progress = progressText(*running);
    // The title gives way: how far it is stays readable.
    const QFontMetrics metrics = m_job->fontMetrics();
    const QString tail = progress.isEmpty() ? QString() : QStringLiteral(": ") + progress;
    const int room = std::max(width() / 3, 60 * kGrid) - metrics.horizontalAdvance(tail);
    m_job->setText(metrics.elidedText(title, Qt::ElideMiddle, std::max(room, 20 * kGrid)) + tail);
    m_job->setToolTip(title + tail);
    m_progress->setRange(0, running->total ? 1000 : 0);
    m_progress->setValue(running->total ? static_cast<int>(1000 * running->done / running->total) : 0);
    m_stop->setToolTip(tr("Stop %1; what is there is kept").arg(title));
    m_stop->setAccessibleName(tr("Stop"));
    m_stop->setEnabled(running->state == JobView::State::Running);
    fitOutputs();
}

} // namespace qb
