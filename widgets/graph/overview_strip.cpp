// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/overview_strip.h"

#include "engine/model/model.h"
#include "widgets/graph/card_look.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

constexpr int kLeastRow = 2; // pixels
constexpr int kMargin = 4;

} // namespace

OverviewStrip::OverviewStrip(QWidget* parent) : QWidget(parent), m_decoration(std::make_shared<GraphDecoration>())
{
    setFocusPolicy(Qt::StrongFocus);
    retranslate();
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void OverviewStrip::retranslate() { setAccessibleName(tr("Overview: all units from first to last, coloured by the worst")); }

void OverviewStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void OverviewStrip::setModel(std::shared_ptr<const Model> model)
{
    m_model = std::move(model);
    m_first = m_last = m_chosen = UnitId::None;
    update();
}

void OverviewStrip::setDecoration(std::shared_ptr<const GraphDecoration> decoration)
{
    m_decoration = decoration ? std::move(decoration) : std::make_shared<GraphDecoration>();
    update();
}

void OverviewStrip::setMarked(UnitId first, UnitId last)
{
    m_first = first;
    m_last = last;
    update();
}

int OverviewStrip::rows() const
{
    if (!m_model)
        return 0;
    const int room = std::max(1, (height() - 2 * kMargin) / kLeastRow);
    return std::min(room, static_cast<int>(m_model->unitCount()));
}

UnitId OverviewStrip::worstOf(int row) const
{
    const auto count = m_model->unitCount();
    const auto begin = count * static_cast<std::size_t>(row) / static_cast<std::size_t>(rows());
    const auto end = count * static_cast<std::size_t>(row + 1) / static_cast<std::size_t>(rows());
    std::size_t worst = begin;
    double most = -1;
    for (std::size_t u = begin; u < end; ++u)
        if (u < m_decoration->units.size() && m_decoration->units[u].badness > most) {
            most = m_decoration->units[u].badness;
            worst = u;
        }
    return static_cast<UnitId>(worst);
}

UnitId OverviewStrip::unitAt(double y) const
{
    const int count = rows();
    const double share = (y - kMargin) / std::max(1, height() - 2 * kMargin);
    if (count == 0 || share < 0 || share >= 1)
        return UnitId::None;
    return worstOf(std::min(count - 1, static_cast<int>(share * count)));
}

double OverviewStrip::positionOf(UnitId unit) const
{
    const double share =
        (static_cast<double>(indexOf(unit)) + 0.5) / static_cast<double>(std::max<std::size_t>(1, m_model->unitCount()));
    return kMargin + share * (height() - 2 * kMargin);
}

void OverviewStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const DataColors& colors = dataColors(palette());
    const int count = rows();
    for (int row = 0; row < count; ++row) {
        const UnitId worst = worstOf(row);
        CardLook look;
        look.family = familyOf(m_model->unit(worst).opType);
        if (indexOf(worst) < m_decoration->units.size()) {
            look.badge = m_decoration->units[indexOf(worst)].badge;
            look.badness = m_decoration->units[indexOf(worst)].badness;
        }
        const double top = kMargin + 1.0 * row * (height() - 2 * kMargin) / count;
        const double bottom = kMargin + 1.0 * (row + 1) * (height() - 2 * kMargin) / count;
        // Length tells it too: the worse, the longer.
        const double room = width() - 2.0 * kMargin;
        double length = room;
        if (m_decoration->colorBy == ColorBy::Metric)
            length *= std::isnan(look.badness) ? 0.15 : std::max(0.25, look.badness);
        painter.fillRect(QRectF(kMargin, top, length, bottom - top), cardColor(look, m_decoration->colorBy, colors));
    }
    if (m_model && m_first != UnitId::None && m_last != UnitId::None) {
        const double top = std::max(0.5, positionOf(m_first) - 2);
        const double bottom = std::min(height() - 1.0, positionOf(m_last) + 2);
        QColor fill = palette().color(QPalette::Highlight);
        painter.setPen(QPen(fill, 1.5));
        fill.setAlphaF(0.12F);
        painter.setBrush(fill);
        painter.drawRect(QRectF(1, top, width() - 2.5, std::max(4.0, bottom - top)));
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void OverviewStrip::choose(UnitId unit)
{
    if (unit == UnitId::None || unit == m_chosen)
        return;
    m_chosen = unit;
    emit unitClicked(unit);
}

void OverviewStrip::mousePressEvent(QMouseEvent* event)
{
    m_chosen = UnitId::None;
    if (event->button() == Qt::LeftButton)
        choose(unitAt(event->position().y()));
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        choose(unitAt(event->position().y()));
}

void OverviewStrip::keyPressEvent(QKeyEvent* event)
{
    const int last = m_model ? static_cast<int>(m_model->unitCount()) - 1 : -1;
    const int page = std::max(1, last / 20);
    const int now = static_cast<int>(m_chosen);
    int next = -1;
    switch (event->key()) {
    case Qt::Key_Up: next = now - 1; break;
    case Qt::Key_Down: next = now + 1; break;
    case Qt::Key_PageUp: next = now - page; break;
    case Qt::Key_PageDown: next = now + page; break;
    case Qt::Key_Home: next = 0; break;
    case Qt::Key_End: next = last; break;
    default: QWidget::keyPressEvent(event); return;
    }
    if (last >= 0)
        choose(static_cast<UnitId>(std::clamp(next, 0, last)));
}

bool OverviewStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_model) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QString text;
        if (const UnitId unit = unitAt(help->pos().y()); unit != UnitId::None) {
            text = QString::fromStdString(m_model->unit(unit).name);
            if (indexOf(unit) < m_decoration->units.size() && !m_decoration->units[indexOf(unit)].metric.isEmpty())
                text += QStringLiteral("\n") + m_decoration->metricTitle + QStringLiteral(": ") +
                        m_decoration->units[indexOf(unit)].metric;
        }
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace qb
