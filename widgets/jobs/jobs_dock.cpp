// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/jobs_dock.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/jobs/list_page.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

constexpr int kId = Qt::UserRole + 1;
constexpr int kShare = Qt::UserRole + 2; ///< 0..1000; nothing: there is no bar
constexpr int kTime = Qt::UserRole + 3;
constexpr int kParts = Qt::UserRole + 4;
constexpr int kBad = Qt::UserRole + 5; ///< it failed
constexpr int kBarHeight = 3;

/// Where the lines of a row stand.
struct Places {
    QRect first, second, bar;

    Places(const QRect& row, int line)
    {
        const QRect inside = row.adjusted(2 * kGrid, kRowPadding / 2, -2 * kGrid, 0);
        first = QRect(inside.left(), inside.top(), inside.width(), line);
        second = first.translated(0, line);
        bar = QRect(inside.left(), second.bottom() + 2, inside.width(), kBarHeight);
    }
    [[nodiscard]] static int height(int line) { return 2 * line + kRowPadding + kBarHeight + 2; }
};

/// Two lines, and how far it is as a bar below them.
class JobDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, Places::height(option.fontMetrics.height())};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        const bool on = option.state.testFlag(QStyle::State_Selected);
        const QColor ink = option.palette.color(on ? QPalette::HighlightedText : QPalette::Text);
        const QColor quiet = on                          ? ink
                             : index.data(kBad).toBool() ? dataColors(option.palette).error
                                                         : option.palette.color(QPalette::PlaceholderText);
        const QFontMetrics& metrics = option.fontMetrics;
        const Places at(option.rect, metrics.height());
        const QString time = index.data(kTime).toString();
        const int timeWidth = metrics.horizontalAdvance(time) + 2 * kGrid;
        const auto write = [&](const QRect& where, Qt::Alignment align, const QColor& color, const QString& text) {
            painter->setPen(color);
            // Not clipped: letters of another font may be taller than the line.
            painter->drawText(where, static_cast<int>(align | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, text);
        };
        painter->save();
        painter->setFont(option.font);
        write(at.first, Qt::AlignLeft, ink,
              metrics.elidedText(index.data().toString(), Qt::ElideMiddle, at.first.width() - timeWidth));
        write(at.first, Qt::AlignRight, ink, time);
        write(at.second, Qt::AlignLeft, quiet, fittingParts(index.data(kParts).toStringList(), metrics, at.second.width()));
        if (const QVariant share = index.data(kShare); share.isValid()) {
            QColor track = ink;
            track.setAlphaF(0.2F);
            painter->fillRect(at.bar, track);
            QRect done = at.bar;
            done.setWidth(at.bar.width() * share.toInt() / 1000);
            painter->fillRect(done, on ? ink : option.palette.color(QPalette::Highlight));
        }
        painter->restore();
    }
};

bool canStop(const JobView& job) { return job.state < JobView::State::Stopping; }

/// Of this run, without what was there before.
double perSecond(const JobView& job) { return static_cast<double>(job.done - job.doneFirst) / (job.seconds - job.secondsFirst); }

double secondsLeft(const JobView& job) { return static_cast<double>(job.total - job.done) / perSecond(job); }

/// A rate and what follows from it can be told.
bool hasRate(const JobView& job)
{
    return job.state <= JobView::State::Stopping && job.done > job.doneFirst && job.done < job.total &&
           job.seconds - job.secondsFirst > 0.5;
}

/// Whole things beside their counts: as these are written, where the rate is no small number.
QString rate(const JobView& job)
{
    const double rate = perSecond(job);
    return rate < 100 ? number(rate) : count(static_cast<std::uint64_t>(std::lround(rate)));
}

} // namespace

QString progressText(const JobView& job)
{
    if (job.state > JobView::State::Stopping || job.total == 0)
        return {};
    QString text = JobsDock::tr("%1 of %2").arg(count(job.done), count(job.total));
    if (hasRate(job))
        text += JobsDock::tr(", %1 a second, %2 left").arg(rate(job), duration(secondsLeft(job)));
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

QStringList jobParts(const JobView& job)
{
    QStringList parts{stateText(job)};
    if (job.state == JobView::State::Queued)
        return parts;
    if (!job.outcome.isEmpty())
        parts << job.outcome();
    else if (job.total > 0)
        parts << JobsDock::tr("%1 of %2").arg(count(job.done), count(job.total));
    if (hasRate(job))
        parts << JobsDock::tr("%1 left").arg(duration(secondsLeft(job)));
    if (!job.phase.isEmpty() && job.state <= JobView::State::Stopping)
        parts << job.phase();
    if (hasRate(job))
        parts << JobsDock::tr("%1 a second").arg(rate(job));
    return parts;
}

QString fittingParts(const QStringList& parts, const QFontMetrics& metrics, int width)
{
    QString line = parts.value(0);
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QString longer = line + QStringLiteral(" · ") + parts[i];
        if (metrics.horizontalAdvance(longer) > width)
            // The words of an outcome say something from their beginning on; the other parts only whole.
            return metrics.elidedText(i == 1 ? longer : line, Qt::ElideRight, width);
        line = longer;
    }
    return metrics.elidedText(line, Qt::ElideRight, width);
}

JobsDock::JobsDock(Bench& bench, QWidget* parent)
    : PagedDock(parent), m_bench(bench), m_table(new QTreeWidget), m_stop(new QToolButton)
{
    setContent(listPage(m_stop, QStringLiteral("process-stop"), m_table, 1));
    m_table->setRootIsDecorated(false);
    m_table->header()->hide();
    m_table->header()->setMinimumSectionSize(0);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setItemDelegate(new JobDelegate(m_table));
    // Not the button's own shortcut: that would be the whole window's, and goes with each new text.
    auto* stop = new QAction(this);
    stop->setShortcut(QKeySequence(Qt::Key_Delete));
    stop->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(stop);
    connect(stop, &QAction::triggered, this, &JobsDock::stopSelected);
    connect(m_stop, &QToolButton::clicked, this, &JobsDock::stopSelected);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &JobsDock::showStop);
    connect(&m_bench, &Bench::jobsChanged, this, &JobsDock::showJobs);
    retranslate();
}

void JobsDock::retranslate()
{
    m_table->setAccessibleName(tr("Jobs"));
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stop the selected job; what it has found is kept (Delete)"));
    showJobs();
}

/// A row stays the same job's, whatever comes and goes above it: what is selected stays selected.
void JobsDock::keepRows()
{
    const auto& jobs = m_bench.jobs();
    const auto isThere = [&](int id) {
        return std::any_of(jobs.begin(), jobs.end(), [id](const JobView& job) { return job.id == id; });
    };
    for (int row = m_table->topLevelItemCount(); row-- > 0;)
        if (auto* item = m_table->topLevelItem(row); !isThere(item->data(0, kId).toInt())) {
            if (item == m_table->currentItem()) { // else Qt chooses its neighbour, and scrolls there
                m_table->setCurrentItem(nullptr);
                m_table->clearSelection();
            }
            delete m_table->takeTopLevelItem(row);
        }
    for (int row = 0; row < static_cast<int>(jobs.size()); ++row) {
        const JobView& job = jobs[jobs.size() - 1 - static_cast<std::size_t>(row)]; // newest first
        const auto* present = m_table->topLevelItem(row);
        if (present && present->data(0, kId).toInt() == job.id)
            continue;
        auto* item = new QTreeWidgetItem;
        item->setData(0, kId, job.id);
        m_table->insertTopLevelItem(row, item);
        if (row == 0)
            m_table->scrollToTop(); // what begins is what one looks for
    }
    while (m_table->topLevelItemCount() > static_cast<int>(jobs.size()))
        delete m_table->takeTopLevelItem(m_table->topLevelItemCount() - 1);
}

void JobsDock::showJobs()
{
    const auto& jobs = m_bench.jobs();
    if (jobs.empty())
        showEmpty(tr("Nothing has run yet. Calibrations, comparisons and sweeps appear here, with what became of them."));
    else
        showContent();
    keepRows();
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const JobView& job = jobs[jobs.size() - 1 - i];
        auto* item = m_table->topLevelItem(static_cast<int>(i));
        const QString title = job.title();
        const QString time = job.state == JobView::State::Queued ? QString() : duration(job.seconds);
        const QStringList parts = jobParts(job);
        item->setText(0, title);
        item->setData(0, kTime, time);
        item->setData(0, kParts, parts);
        item->setData(0, kBad, job.state == JobView::State::Failed);
        const bool hasBar = job.total > 0 && (job.state == JobView::State::Running || job.state == JobView::State::Stopping);
        item->setData(0, kShare, hasBar ? QVariant(static_cast<int>(1000 * job.done / job.total)) : QVariant());
        QStringList whole{title, parts.join(QStringLiteral(" · "))};
        if (!time.isEmpty())
            whole << tr("took %1").arg(time);
        whole << tr("started %1").arg(QLocale().toString(job.started.time(), QLocale::LongFormat));
        item->setData(0, Qt::AccessibleTextRole, whole.join(QStringLiteral(", ")));
        item->setToolTip(0, whole.join(QLatin1Char('\n')));
    }
    showStop();
}

QString JobsDock::secondLine(int row) const
{
    const auto* item = m_table->topLevelItem(row);
    if (!item)
        return {};
    const QRect all = m_table->visualItemRect(item);
    return fittingParts(item->data(0, kParts).toStringList(), m_table->fontMetrics(),
                        Places(all, m_table->fontMetrics().height()).second.width());
}

const JobView* JobsDock::selected() const
{
    const QList<QTreeWidgetItem*> items = m_table->selectedItems();
    const auto& jobs = m_bench.jobs();
    const auto found = std::find_if(jobs.rbegin(), jobs.rend(), [&](const JobView& job) {
        return items.isEmpty() ? canStop(job) : items.front()->data(0, kId).toInt() == job.id;
    });
    return found == jobs.rend() ? nullptr : &*found;
}

void JobsDock::showStop()
{
    const JobView* job = selected();
    m_stop->setEnabled(job && canStop(*job));
}

void JobsDock::stopSelected()
{
    if (const JobView* job = selected(); job && canStop(*job))
        m_bench.requestStop(job->id);
}

} // namespace qb
