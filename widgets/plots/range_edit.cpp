// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/range_edit.h"

#include "widgets/common/format.h"
#include "widgets/plots/point_edit.h"

namespace qb {

RangeEdit::RangeEdit(Bench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &RangeEdit::send);
}

RealRange RangeEdit::now() const
{
    if (m_drag)
        return *m_drag;
    if (!m_view || !m_view->effective)
        return {-1, 1};
    const auto& fixed = m_view->config.fixed;
    if (fixed && fixed->threshold)
        return {-*fixed->threshold, *fixed->threshold};
    if (fixed && fixed->range)
        return {fixed->range->first, fixed->range->second};
    if (m_view->effective->lo < m_view->effective->hi) {
        if (!m_view->isSymmetric())
            return {m_view->effective->lo, m_view->effective->hi};
        const double threshold =
            m_view->grid() ? fixedThreshold(*m_view, static_cast<float>(m_view->grid()->scale)) : m_view->effective->threshold;
        return {-threshold, threshold};
    }
    return m_view->grid() ? representable(*m_view->grid()) : RealRange{-1, 1};
}

bool RangeEdit::isAnswered() const { return m_bench.configuration() && m_bench.configuration()->rules == m_asked; }

void RangeEdit::drag(ClipEnd end, double x)
{
    if (!m_view)
        return;
    if (!m_start)
        m_start = now();
    m_drag = rangeForEnd(m_view->spec(), *m_start, end, x); // of the start: what a range can shrink to must not shrink too
    if (!m_timer.isActive())
        m_timer.start();
}

void RangeEdit::release()
{
    m_timer.stop();
    send();
    m_drag.reset();
    m_start.reset();
    m_sent.reset();
    ++m_number;
}

void RangeEdit::step(ClipEnd end, int steps, const Grid& grid)
{
    if (!m_view)
        return;
    const RealRange ends = representable(grid);
    const double x = (end == ClipEnd::Low ? ends.lo : ends.hi) + steps * grid.scale;
    request(rangeForEnd(m_view->spec(), now(), end, x), QStringLiteral("clip-keys/%1").arg(m_number));
}

void RangeEdit::type(RealRange range)
{
    ++m_number;
    request(range, {});
}

void RangeEdit::send()
{
    if (!m_drag || (m_sent && *m_sent == *m_drag))
        return;
    m_sent = m_drag;
    request(*m_drag, QStringLiteral("clip/%1").arg(m_number));
}

void RangeEdit::request(RealRange range, const QString& mergeKey)
{
    if (!m_view || !m_bench.configuration())
        return;
    PortConfig config;
    if (m_view->isSymmetric())
        config.threshold = range.absMax();
    else
        config.range = {range.lo, range.hi};
    const QString name = QString::fromStdString(m_view->model->point(m_view->source).name);
    const QString text = m_view->isSymmetric() ? tr("Threshold %1 for %2").arg(number(range.absMax()), name)
                                               : tr("Range %1 to %2 for %3").arg(number(range.lo), number(range.hi), name);
    const QString key = mergeKey.isEmpty() ? mergeKey : mergeKey + QLatin1Char('/') + name;
    m_asked = withPort(m_bench.configuration()->rules, *m_view->model, m_view->source, config);
    m_bench.requestEdit(text, m_asked, key);
}

} // namespace qb
