// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/job_bar.h"

#include "widgets/common/bench.h"
#include "widgets/common/theme.h"
#include "widgets/jobs/jobs_dock.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace qb {

JobBar::JobBar(Bench& bench, QWidget* parent)
    : QWidget(parent), m_bench(bench), m_bar(new QProgressBar), m_count(new QLabel), m_stop(new QPushButton(tr("Stop")))
{
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_stop->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * kGrid);
    row->addWidget(m_bar, 1);
    row->addWidget(m_count);
    row->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_bench.requestStop(m_job); });
    connect(&m_bench, &Bench::jobsChanged, this, &JobBar::show);
    hide();
}

void JobBar::watch(int job)
{
    m_job = job;
    m_bar->setRange(0, 0);
    m_count->clear();
    m_stop->setEnabled(true);
    setVisible(true);
}

void JobBar::end()
{
    m_job = 0;
    m_stop->setEnabled(true);
    hide();
}

void JobBar::show()
{
    if (m_job == 0)
        return;
    for (const JobView& job : m_bench.jobs()) {
        if (job.id != m_job)
            continue;
        m_bar->setRange(0, job.total ? 1000 : 0);
        m_bar->setValue(job.total ? static_cast<int>(1000 * job.done / job.total) : 0);
        const QString progress = progressText(job);
        m_count->setText(progress.isEmpty() ? job.phase : progress);
        m_stop->setEnabled(job.state < JobView::State::Stopping);
    }
}

} // namespace qb
