// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys of the graph view.
#include "widgets/graph/graph_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

constexpr double kZoomStep = 1.25; // a notch of the wheel, a press of + or -
constexpr double kEdgeReach = 4;   // pixels beside a line that count as on it

std::size_t at(int i) { return static_cast<std::size_t>(i); }

std::vector<char> marked(const std::vector<UnitId>& units, std::size_t count)
{
    std::vector<char> marks(count, 0);
    for (const UnitId u : units)
        marks[indexOf(u)] = 1;
    return marks;
}

/// `more` come last, also those that were there.
void append(std::vector<UnitId>& units, const std::vector<UnitId>& more, std::size_t count)
{
    const std::vector<char> marks = marked(more, count);
    std::erase_if(units, [&](UnitId u) { return marks[indexOf(u)] != 0; });
    units.insert(units.end(), more.begin(), more.end());
}

} // namespace

// --- mouse ------------------------------------------------------------------------------------------------------------------

void GraphView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = m_last = event->position();
    if (!m_scene)
        return;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_space)) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (crumbRect().contains(event->position())) {
        leave();
        return;
    }
    const Hit hit = m_scene->hit(toScene(m_pressed), kEdgeReach / m_scale);
    if (hit.kind == HitKind::Nothing || hit.kind == HitKind::Edge) {
        m_drag = Drag::Pending;
        m_bandFrom = toScene(m_pressed);
    } else
        click(hit, event->modifiers());
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF d = event->position() - m_last;
    m_last = event->position();
    if (m_drag == Drag::Pan) {
        setView(m_origin - d / m_scale, m_scale);
        return;
    }
    if (m_drag == Drag::Pending && (m_last - m_pressed).manhattanLength() >= QApplication::startDragDistance())
        m_drag = Drag::Band;
    if (m_drag == Drag::Band)
        update();
    else if (m_scene && event->buttons() == Qt::NoButton)
        setHovered(m_scene->hit(toScene(m_last), kEdgeReach / m_scale));
}

void GraphView::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = m_drag;
    m_drag = Drag::None;
    if (drag == Drag::Pan) {
        setCursor(m_space ? Qt::OpenHandCursor : Qt::ArrowCursor);
        placeLegend();
    } else if (drag == Drag::Band)
        finishBand(event->modifiers());
    else if (drag == Drag::Pending)
        click(m_scene->hit(toScene(m_pressed), kEdgeReach / m_scale), event->modifiers());
    update();
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_scene || event->button() != Qt::LeftButton)
        return;
    const Hit hit = m_scene->hit(toScene(event->position()), kEdgeReach / m_scale);
    if (hit.kind == HitKind::Card)
        activate(hit.index);
    else if (hit.kind == HitKind::Frame)
        setOpen(m_scene->frames[at(hit.index)].group, false);
}

void GraphView::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier) {
        setView(m_origin - QPointF(turn.y() != 0 ? turn.y() : turn.x(), 0) / m_scale, m_scale);
    } else if (turn.y() == 0) {
        setView(m_origin - QPointF(turn.x(), 0) / m_scale, m_scale);
    } else {
        const QPointF under = toScene(event->position());
        const double before = m_scale;
        setScale(m_scale * std::pow(kZoomStep, turn.y() / 120.0));
        if (m_scale != before)
            setView(under - event->position() / m_scale, m_scale);
    }
    event->accept();
}

void GraphView::leaveEvent(QEvent*) { setHovered({}); }

void GraphView::setHovered(Hit hit)
{
    if (hit == m_hovered)
        return;
    m_hovered = hit;
    const bool deaf = hit.kind == HitKind::Edge && !isSignalConnected(QMetaMethod::fromSignal(&GraphView::edgeClicked));
    const bool hand = hit.kind != HitKind::Nothing && hit.kind != HitKind::Card && !deaf;
    setCursor(m_space ? Qt::OpenHandCursor : hand ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void GraphView::click(Hit hit, Qt::KeyboardModifiers modifiers)
{
    switch (hit.kind) {
    case HitKind::Card: clickCard(hit.index, modifiers); break;
    case HitKind::Expander: activate(hit.index); break;
    case HitKind::InStub: jump(hit.index, true); break;
    case HitKind::OutStub: jump(hit.index, false); break;
    case HitKind::Edge: emit edgeClicked(m_scene->graph.edges[at(hit.index)].values); break;
    case HitKind::Frame: select(m_scene->tree->unitsIn(m_scene->frames[at(hit.index)].group)); break;
    case HitKind::Nothing:
        if (!(modifiers & (Qt::ControlModifier | Qt::ShiftModifier)))
            select({});
        break;
    }
}

void GraphView::clickCard(int card, Qt::KeyboardModifiers modifiers)
{
    std::vector<UnitId> units = m_scene->unitsOf(card);
    std::vector<UnitId> chosen = m_selectedUnits;
    if (modifiers & Qt::ControlModifier) {
        if (m_selected[at(card)] != 0) {
            const std::vector<char> marks = marked(units, m_model->unitCount());
            std::erase_if(chosen, [&](UnitId u) { return marks[indexOf(u)] != 0; });
        } else
            append(chosen, units, m_model->unitCount());
    } else if ((modifiers & Qt::ShiftModifier) && m_current >= 0) {
        // Everything between the two in the order of the network; the clicked card last.
        std::vector<int> between;
        for (int c = std::min(m_current, card); c <= std::max(m_current, card); ++c)
            if (c != card)
                between.push_back(c);
        between.push_back(card);
        append(chosen, unitsOfCards(between), m_model->unitCount());
    } else
        chosen = std::move(units);
    setCurrent(card);
    select(std::move(chosen));
}

/// Of units and groups, each once; inputs and outputs of the network stand for no unit here.
std::vector<UnitId> GraphView::unitsOfCards(const std::vector<int>& cards) const
{
    std::vector<UnitId> units;
    for (const int card : cards) {
        const CardKind kind = m_scene->graph.cards[at(card)].key.kind;
        if (kind != CardKind::Unit && kind != CardKind::Group)
            continue;
        const std::vector<UnitId> more = m_scene->unitsOf(card);
        units.insert(units.end(), more.begin(), more.end());
    }
    return units;
}

void GraphView::finishBand(Qt::KeyboardModifiers modifiers)
{
    const QRectF band = QRectF(m_bandFrom, toScene(m_last)).normalized();
    std::vector<UnitId> chosen;
    if (modifiers & (Qt::ControlModifier | Qt::ShiftModifier))
        chosen = m_selectedUnits;
    std::vector<int> cards = m_scene->cardsIn(band);
    std::sort(cards.begin(), cards.end());
    append(chosen, unitsOfCards(cards), m_model->unitCount());
    if (!cards.empty())
        setCurrent(cards.back());
    select(std::move(chosen));
}

void GraphView::select(std::vector<UnitId> units)
{
    update();
    if (units == m_selectedUnits)
        return;
    m_selectedUnits = std::move(units);
    updateSelected();
    emit selectionChanged(m_selectedUnits);
}

void GraphView::jump(int card, bool incoming)
{
    const std::vector<int> edges = m_scene->tunnels(card, incoming);
    const auto other = [&](int e) {
        const VisibleEdge& edge = m_scene->graph.edges[at(e)];
        return incoming ? edge.from : edge.to;
    };
    if (edges.size() == 1) {
        jumpTo(other(edges.front()));
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int e : edges) {
        const CardText& text = m_scene->texts[at(other(e))];
        const CardKey key = m_scene->graph.cards[at(other(e))].key;
        QString name = text.title + QStringLiteral("  ") + text.name;
        name.replace(QLatin1Char('&'), QStringLiteral("&&"));
        menu->addAction(fontMetrics().elidedText(name, Qt::ElideMiddle, 400), this,
                        [this, key] { jumpTo(m_scene->graph.find(key)); });
    }
    menu->popup(mapToGlobal(m_last.toPoint()));
}

void GraphView::jumpTo(int card)
{
    if (card < 0)
        return;
    setCurrent(card);
    centerOn(m_scene->rect(card).center());
    select(m_scene->unitsOf(card));
}

void GraphView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_scene)
        return;
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const Hit hit = m_scene->hit(toScene(event->pos()), kEdgeReach / m_scale);
        if (hit.kind == HitKind::Card && m_selected[at(hit.index)] == 0)
            clickCard(hit.index, {});
    } else if (m_current >= 0)
        where = mapToGlobal(toWidget(m_scene->rect(m_current).center()).toPoint());
    emit contextMenuRequested(where, m_selectedUnits);
}

// --- keys -------------------------------------------------------------------------------------------------------------------

/// Opens a group, enters a body, tells of a unit.
void GraphView::activate(int card)
{
    if (card < 0)
        return;
    if (m_scene->isGroup(card)) {
        const GroupId group = m_scene->groupAt(card);
        if (m_scene->tree->group(group).kind == GroupKind::Branch)
            enter(group);
        else
            setOpen(group, true);
    } else if (const std::vector<UnitId> units = m_scene->unitsOf(card); !units.empty()) {
        if (m_scene->bodies[at(card)] != 0)
            emit bodyRequested(units.front());
        else
            emit unitActivated(units.front());
    }
}

/// Closes the innermost open group around the card, else leaves what was entered.
void GraphView::closeAround(int card)
{
    GroupId group = GroupId::None;
    if (card >= 0 && m_scene->isGroup(card))
        group = m_scene->tree->group(m_scene->groupAt(card)).parent;
    else if (card >= 0 && m_scene->graph.cards[at(card)].key.kind == CardKind::Unit)
        group = m_scene->tree->groupOf(m_scene->unitsOf(card).front());
    if (group == GroupId::None || group == m_scene->state.entered)
        leave();
    else
        setOpen(group, false);
}

void GraphView::walk(Step step, bool extend)
{
    const int next = m_scene->step(m_current, step);
    if (next < 0)
        return;
    setCurrent(next);
    makeVisible(next);
    std::vector<UnitId> units = extend ? m_selectedUnits : std::vector<UnitId>{};
    append(units, m_scene->unitsOf(next), m_model->unitCount());
    select(std::move(units));
}

bool GraphView::arrowKey(int key, bool extend)
{
    const bool turned = m_options.direction == LayoutDirection::LeftRight;
    switch (key) {
    case Qt::Key_Up: walk(turned ? Step::Before : Step::Producer, extend); return true;
    case Qt::Key_Down: walk(turned ? Step::After : Step::Reader, extend); return true;
    case Qt::Key_Left: walk(turned ? Step::Producer : Step::Before, extend); return true;
    case Qt::Key_Right: walk(turned ? Step::Reader : Step::After, extend); return true;
    case Qt::Key_Home: walk(Step::First, extend); return true;
    case Qt::Key_End: walk(Step::Last, extend); return true;
    default: return false;
    }
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (!m_scene || (event->modifiers() & Qt::AltModifier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (!control && arrowKey(event->key(), event->modifiers() & Qt::ShiftModifier))
        return;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(kZoomStep); return;
    case Qt::Key_Minus: zoom(1 / kZoomStep); return;
    case Qt::Key_0:
        if (control) {
            setScale(1);
            return;
        }
        break;
    case Qt::Key_F:
        if (!control) {
            fit();
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter: activate(m_current); return;
    case Qt::Key_Backspace: closeAround(m_current); return;
    case Qt::Key_Escape: select({}); return;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_space = true;
            setCursor(Qt::OpenHandCursor);
        }
        return;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void GraphView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        if (m_drag != Drag::Pan)
            setCursor(Qt::ArrowCursor);
        return;
    }
    QWidget::keyReleaseEvent(event);
}

} // namespace qb
