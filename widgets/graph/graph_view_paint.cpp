// SPDX-License-Identifier: GPL-3.0-or-later
// Painting and tooltips of the graph view.
#include "widgets/common/format.h"
#include "widgets/graph/graph_legend.h"
#include "widgets/graph/graph_view.h"
#include "widgets/graph/segment_painter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace qb {

// --- painting ---------------------------------------------------------------------------------------------------------------

GraphPaint GraphView::paintOf() const
{
    GraphPaint paint;
    paint.scene = m_scene.get();
    paint.looks = &m_looks;
    paint.decoration = m_decoration.get();
    paint.selected = &m_selected;
    paint.current = hasFocus() ? m_current : -1;
    paint.hovered = m_hovered;
    paint.showShapes = m_showShapes;
    paint.showScales = m_showScales;
    paint.scale = m_scale;
    paint.visible = visibleArea();
    paint.palette = palette();
    paint.font = font();
    paint.texts = &m_texts;
    return paint;
}

void GraphView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (m_scene) {
        painter.save();
        painter.scale(m_scale, m_scale);
        painter.translate(-m_origin);
        paintGraph(painter, paintOf());
        painter.restore();
        if (m_drag == Drag::Band)
            paintBand(painter);
        if (const QRectF legend = legendRect(); !legend.isEmpty())
            paintLegend(painter, legend.topLeft(), m_looks, *m_decoration, palette(), font());
    }
    paintOverlays(painter);
}

void GraphView::paintBand(QPainter& painter)
{
    const QRectF band = QRectF(toWidget(m_bandFrom), m_last).normalized();
    QColor fill = palette().color(QPalette::Highlight);
    painter.setPen(fill);
    fill.setAlphaF(0.12F);
    painter.setBrush(fill);
    painter.drawRect(band);
}

QString GraphView::crumbText() const
{
    QStringList names{tr("Network")};
    for (GroupId g = m_scene->state.entered; g != GroupId::Top && g != GroupId::None; g = m_scene->tree->group(g).parent)
        names.insert(1, QString::fromStdString(m_scene->tree->group(g).name));
    return QStringLiteral("←  ") + names.join(QStringLiteral("  ›  "));
}

QRectF GraphView::crumbRect() const
{
    if (!m_scene || m_entered.empty())
        return {};
    const QFontMetricsF metrics(font());
    return {8, 8, metrics.horizontalAdvance(crumbText()) + 16, metrics.height() + 8};
}

void GraphView::paintOverlays(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(font());
    const auto chip = [&](const QRectF& r, const QString& text) {
        painter.setPen(palette().color(QPalette::Mid));
        painter.setBrush(palette().color(QPalette::Window));
        painter.drawRoundedRect(r.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(r, Qt::AlignCenter, text);
    };
    if (const QRectF crumb = crumbRect(); !crumb.isEmpty())
        chip(crumb, crumbText());
    if (!m_model) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
            tr("The network will be here: a card for each unit, with its dtype and how much it loses. Open a model."));
    } else if (m_worker.busy() && !m_slow.isActive()) {
        const QString text = tr("Arranging %1 units …").arg(count(m_model->unitCount()));
        const QFontMetricsF metrics(font());
        const QSizeF size(metrics.horizontalAdvance(text) + 24, metrics.height() + 10);
        chip(QRectF(QPointF((width() - size.width()) / 2, 8), size), text);
    }
    if (hasFocus() && m_model) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

QString GraphView::exportTo(PictureFormat format, const QString& path) const
{
    return m_scene ? exportGraph(paintOf(), format, path) : tr("There is no graph yet.");
}

// --- tooltips ---------------------------------------------------------------------------------------------------------------

QString GraphView::cardToolTip(int card) const
{
    const auto c = static_cast<std::size_t>(card);
    const CardLook& look = m_looks[c];
    const std::vector<UnitId> units = m_scene->unitsOf(card);
    QStringList lines{QStringLiteral("<b>%1</b>").arg(m_scene->texts[c].title.toHtmlEscaped())};
    const auto line = [&](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines << tr("%1: %2", "a name and its value").arg(name, value.toHtmlEscaped());
    };
    if (m_scene->isGroup(card)) {
        const GraphGroup& g = m_scene->tree->group(m_scene->groupAt(card));
        line(tr("Path"), QString::fromStdString(g.path));
        line(tr("Units"), QString::number(g.units));
        if (look.worst != UnitId::None)
            line(tr("Worst unit"), QString::fromStdString(m_model->unit(look.worst).name));
    } else if (!units.empty()) {
        const Unit& unit = m_model->unit(units.front());
        line(tr("Name"), QString::fromStdString(unit.name));
        for (const ValueId v : unit.outputs) {
            line(tr("Output"), shapeText(m_model->shapes[indexOf(v)]));
        }
        if (unit.macs > 0)
            line(tr("MACs"), count(unit.macs));
        if (unit.parameters > 0)
            line(tr("Parameters"), count(unit.parameters));
        if (indexOf(units.front()) < m_decoration->units.size())
            line(tr("Note"), m_decoration->units[indexOf(units.front())].note);
    }
    if (look.segment >= 0)
        for (const QString& s : m_decoration->segments[static_cast<std::size_t>(look.segment)].toolTip.split(QLatin1Char('\n')))
            lines << s.toHtmlEscaped();
    line(tr("dtype"), look.dtype);
    line(m_decoration->metricTitle, look.metric);
    if (!m_scene->isGroup(card) && !units.empty() && indexOf(units.front()) < m_decoration->units.size()) {
        const UnitDecoration& unit = m_decoration->units[indexOf(units.front())];
        if (unit.clipped)
            lines << tr("More than %1 of its values are clipped: its bar is striped.").arg(percent(kClippedMuch)).toHtmlEscaped();
        if (!unit.doubt.isEmpty())
            lines << unit.doubt.toHtmlEscaped();
    }
    if (look.stale)
        lines << tr("Measured under another configuration.");
    return QStringLiteral("<p style='white-space:pre'>") + lines.join(QStringLiteral("<br>")) + QStringLiteral("</p>");
}

QString GraphView::toolTipOf(Hit hit) const
{
    const auto partners = [&](bool incoming) {
        QStringList names;
        for (const int e : m_scene->tunnels(hit.index, incoming)) {
            const VisibleEdge& edge = m_scene->graph.edges[static_cast<std::size_t>(e)];
            const CardText& text = m_scene->texts[static_cast<std::size_t>(incoming ? edge.from : edge.to)];
            names << text.title + QStringLiteral("  ") + text.name;
        }
        return names.join(QLatin1Char('\n'));
    };
    switch (hit.kind) {
    case HitKind::Card: return cardToolTip(hit.index);
    case HitKind::Expander: return tr("Show what is inside (double click, Enter)");
    case HitKind::InStub: return tr("Comes from (click jumps there):") + QLatin1Char('\n') + partners(true);
    case HitKind::OutStub: return tr("Goes to (click jumps there):") + QLatin1Char('\n') + partners(false);
    case HitKind::Frame:
        return tr("%1: click selects its units, double click closes it")
            .arg(m_scene->frames[static_cast<std::size_t>(hit.index)].name);
    case HitKind::Edge: {
        QStringList names;
        for (const ValueId v : m_scene->graph.edges[static_cast<std::size_t>(hit.index)].values)
            names << QString::fromStdString(m_model->graph.value(v).name);
        return names.join(QLatin1Char('\n'));
    }
    case HitKind::Nothing: break;
    }
    return {};
}

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_scene) {
        auto* help = static_cast<QHelpEvent*>(event);
        const Hit hit = m_scene->hit(toScene(help->pos()), 4 / m_scale);
        const int segment = hit.kind == HitKind::Nothing ? segmentAt(*m_scene, m_looks, toScene(help->pos())) : -1;
        QToolTip::showText(help->globalPos(),
                           crumbRect().contains(help->pos()) ? tr("Back to what is around (Backspace)")
                           : segment >= 0                    ? m_decoration->segments[static_cast<std::size_t>(segment)].toolTip
                                                             : toolTipOf(hit),
                           this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace qb
