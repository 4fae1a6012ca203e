// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/jobs_dock.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/jobs/list_page.h"

#include <QApplication>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeWidget>

namespace qb {

namespace {

enum Column { Title, Phase, Bar, Time, Outcome, ColumnCount };
constexpr int kShare = Qt::UserRole + 1; ///< 0..1000, -1: unknown
constexpr int kId = Qt::UserRole + 2;

/// The progress as a bar in the cell.
class BarDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index.siblingAtColumn(ColumnCount));
        const int share = index.data(kShare).toInt();
        const QRect all = option.rect.adjusted(kGrid, 5, -kGrid, -5);
        painter->fillRect(all, option.palette.color(QPalette::Midlight));
        if (share > 0)
            painter->fillRect(QRect(all.left(), all.top(), all.width() * share / 1000, all.height()),
                              option.palette.color(QPalette::Highlight));
    }
};

} // namespace

QString progressText(const JobView& job)
{
    if (job.state > JobView::State::Stopping || job.total == 0)
        return {};
    QString text = JobsDock::tr("%1 of %2").arg(count(job.done), count(job.total));
    if (job.done > 0 && job.done < job.total && job.seconds > 0.5) {
        const double rate = static_cast<double>(job.done) / job.seconds;
        text +=
            JobsDock::tr(", %1 a second, %2 left").arg(number(rate), duration(static_cast<double>(job.total - job.done) / rate));
    }
    return text;
}

QString stateText(const JobView& job)
{
    switch (job.state) {
    case JobView::State::Queued: return JobsDock::tr("waiting");
    case JobView::State::Running: return JobsDock::tr("running");
    case JobView::State::Stopping: return JobsDock::tr("stopping");
    case JobView::State::Done: return JobsDock::tr("done");
    case JobView::State::Stopped: return JobsDock::tr("stopped");
    case JobView::State::Failed: return JobsDock::tr("failed");
    }
    return {};
}

JobsDock::JobsDock(Bench& bench, QWidget* parent)
    : PagedDock(parent), m_bench(bench), m_table(new QTreeWidget), m_stop(new QToolButton)
{
    setContent(listPage(m_stop, QStringLiteral("process-stop"), m_table, ColumnCount));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setItemDelegateForColumn(Bar, new BarDelegate(m_table));
    m_stop->setShortcut(QKeySequence(Qt::Key_Delete));
    connect(m_stop, &QToolButton::clicked, this, &JobsDock::stopSelected);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &JobsDock::show);
    connect(&m_bench, &Bench::jobsChanged, this, &JobsDock::show);
    retranslate();
}

void JobsDock::retranslate()
{
    m_table->setHeaderLabels({tr("Job"), tr("Phase"), tr("Progress"), tr("Time"), tr("State")});
    m_table->setAccessibleName(tr("Jobs"));
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stop the selected job; what it has found is kept (Delete)"));
    const QFontMetrics metrics(font());
    const int em = metrics.horizontalAdvance(QLatin1Char('0'));
    m_table->setColumnWidth(Title, 28 * em);
    m_table->setColumnWidth(Phase, 34 * em);
    m_table->setColumnWidth(Bar, 18 * em);
    m_table->setColumnWidth(Time, 9 * em);
    show();
}

void JobsDock::show()
{
    const auto& jobs = m_bench.jobs();
    if (jobs.empty())
        showEmpty(tr("Nothing is running. Calibrations, comparisons and sweeps appear here while they run."));
    else
        showContent();
    while (m_table->topLevelItemCount() > static_cast<int>(jobs.size()))
        delete m_table->takeTopLevelItem(m_table->topLevelItemCount() - 1);
    const QSize row(0, QFontMetrics(font()).height() + kRowPadding);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const JobView& job = jobs[jobs.size() - 1 - i]; // newest first
        auto* item = m_table->topLevelItem(static_cast<int>(i));
        if (!item) {
            item = new QTreeWidgetItem(m_table);
            item->setTextAlignment(Time, Qt::AlignRight | Qt::AlignVCenter);
            item->setSizeHint(Title, row);
        }
        const QString progress = progressText(job);
        item->setText(Title, job.title);
        item->setText(Phase, progress);
        item->setText(Time, duration(job.seconds));
        item->setText(Outcome, job.outcome.isEmpty() ? stateText(job) : job.outcome);
        item->setToolTip(Outcome, job.outcome);
        item->setToolTip(Title, JobsDock::tr("started %1").arg(QLocale().toString(job.started.time(), QLocale::LongFormat)));
        const bool over = job.state == JobView::State::Done;
        item->setData(Bar, kShare, over ? 1000 : job.total ? static_cast<int>(1000 * job.done / job.total) : 0);
        item->setData(Title, kId, job.id);
    }
    const auto* current = m_table->currentItem();
    bool alive = false;
    for (const JobView& job : jobs)
        alive = alive || (job.state < JobView::State::Stopping && (!current || current->data(Title, kId).toInt() == job.id));
    m_stop->setEnabled(alive);
}

void JobsDock::stopSelected()
{
    const auto* item = m_table->currentItem();
    for (const JobView& job : m_bench.jobs())
        if (job.state < JobView::State::Stopping && (!item || item->data(Title, kId).toInt() == job.id)) {
            m_bench.requestStop(job.id);
            return;
        }
}

} // namespace qb
