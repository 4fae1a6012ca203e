// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_view.h"

#include "widgets/graph/graph_legend.h"

#include <QAccessible>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace qb {

namespace {

constexpr double kLeastScale = 0.001;
constexpr double kMostScale = 4;
constexpr double kReadable = 0.8;     // scale at which a graph is first seen if it does not fit
constexpr double kStillUseful = 0.25; // smallest scale of a first view that shows all
constexpr double kMargin = 24;
constexpr double kLegendGap = 8;     // pixels around the legend
constexpr double kLegendWorth = 0.7; // how much smaller all may get for the legend's sake
constexpr double kLegendMost = 0.12; // of the view: a larger one gives way to cards
constexpr int kSlowMilliseconds = 150;

} // namespace

GraphView::GraphView(QWidget* parent) : QWidget(parent), m_decoration(std::make_shared<GraphDecoration>())
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(false);
    setAttribute(Qt::WA_OpaquePaintEvent);
    retranslate();
    m_options.sizes.row = QFontMetricsF(font()).height();
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMilliseconds);
    connect(&m_slow, &QTimer::timeout, this, [this] { update(); });
    connect(&m_worker, &LayoutWorker::ready, this, &GraphView::take);
    connect(&m_worker, &LayoutWorker::failed, this, [this](const QString& message) {
        m_slow.stop();
        emit busyChanged(false);
        emit failed(message);
        update();
    });
}

GraphView::~GraphView() = default;

// --- what is shown ----------------------------------------------------------------------------------------------------------

void GraphView::setModel(std::shared_ptr<const Model> model)
{
    m_worker.stop();
    m_model = std::move(model);
    m_scene.reset();
    m_looks.clear();
    m_selected.clear();
    m_selectedUnits.clear();
    m_entered.clear();
    m_wanted = {};
    m_decoration = std::make_shared<GraphDecoration>(); // it belonged to the model
    m_current = -1;
    m_hovered = {};
    if (m_model)
        arrange({}, {});
    else
        emit sceneChanged();
    update();
}

void GraphView::setDecoration(std::shared_ptr<const GraphDecoration> decoration)
{
    m_decoration = decoration ? std::move(decoration) : std::make_shared<GraphDecoration>();
    updateLooks();
    placeLegend();
    update();
}

void GraphView::arrange(const CollapseState& state, Then then, UnitId toReveal)
{
    if (!m_model)
        return;
    m_then = std::move(then);
    m_wanted = state;
    m_worker.start({m_model, m_scene ? m_scene->tree : nullptr, state, toReveal, m_options});
    m_slow.start();
    emit busyChanged(true);
}

void GraphView::arrangeAgain()
{
    if (m_scene)
        arrange(m_wanted, keep(m_current));
    else
        arrange({}, {});
}

void GraphView::take(const std::shared_ptr<const GraphScene>& scene)
{
    m_slow.stop();
    const CardKey currentKey = m_current >= 0 ? m_scene->graph.cards[static_cast<std::size_t>(m_current)].key : CardKey{};
    const UnitId currentUnit =
        m_current >= 0 && !m_scene->unitsOf(m_current).empty() ? m_scene->unitsOf(m_current).front() : UnitId::None;
    m_scene = scene;
    m_wanted = scene->state;
    m_hovered = {};
    m_current = m_current >= 0 ? m_scene->graph.find(currentKey) : -1;
    if (m_current < 0 && currentUnit != UnitId::None)
        m_current = m_scene->graph.cardOfUnit[indexOf(currentUnit)];
    updateLooks();
    const Then then = std::move(m_then);
    m_then = {};
    if (then.kind == Then::Kind::First) {
        takeFirst();
    } else if (then.kind == Then::Kind::Unit) {
        setCurrent(m_scene->graph.cardOfUnit[indexOf(then.unit)]);
        makeVisible(m_current);
    } else {
        const auto shown = std::find_if(then.anchor.begin(), then.anchor.end(),
                                        [&](UnitId u) { return m_scene->graph.cardOfUnit[indexOf(u)] >= 0; });
        if (shown != then.anchor.end())
            setView(m_scene->rect(m_scene->graph.cardOfUnit[indexOf(*shown)]).center() - then.at / m_scale, m_scale);
    }
    emit busyChanged(false);
    emit sceneChanged();
    update();
}

/// All of it where that can still be read, else its beginning.
void GraphView::takeFirst()
{
    fit();
    m_fitted = Fitted::First;
    if (m_scale >= kStillUseful || m_scene->graph.cards.empty())
        return;
    const bool turned = m_options.direction == LayoutDirection::LeftRight;
    const double scale = kReadable;
    const QRectF first = m_scene->rect(0);
    if (turned)
        setView({-kMargin / scale, first.center().y() - height() / scale / 2}, scale);
    else
        setView({first.center().x() - width() / scale / 2, -kMargin / scale}, scale);
    m_fitted = Fitted::First;
}

/// The card, else what is in the middle, stays where it is.
GraphView::Then GraphView::keep(int card) const
{
    Then then;
    then.kind = Then::Kind::Keep;
    if (!m_scene)
        return {};
    const QRectF area = visibleArea();
    if (card < 0 || !m_scene->rect(card).intersects(area)) {
        double least = 1e300;
        for (const int c : m_scene->cardsIn(area)) {
            const QPointF d = m_scene->rect(c).center() - area.center();
            if (QPointF::dotProduct(d, d) < least) {
                least = QPointF::dotProduct(d, d);
                card = c;
            }
        }
    }
    if (card < 0)
        return {};
    then.anchor = m_scene->unitsOf(card);
    then.at = toWidget(m_scene->rect(card).center());
    return then;
}

void GraphView::updateLooks()
{
    if (m_scene)
        m_looks = cardLooks(*m_model, m_scene->graph, *m_decoration);
    updateSelected();
}

void GraphView::updateSelected()
{
    m_selected.assign(m_scene ? m_scene->graph.cards.size() : 0, 0);
    if (m_scene)
        for (const UnitId u : m_selectedUnits)
            if (indexOf(u) < m_scene->graph.cardOfUnit.size())
                if (const int card = m_scene->graph.cardOfUnit[indexOf(u)]; card >= 0)
                    m_selected[static_cast<std::size_t>(card)] = 1;
}

void GraphView::setSelectedUnits(const std::vector<UnitId>& units)
{
    m_selectedUnits = units;
    updateSelected();
    if (m_scene && !units.empty() && indexOf(units.back()) < m_scene->graph.cardOfUnit.size())
        setCurrent(m_scene->graph.cardOfUnit[indexOf(units.back())]);
    update();
}

void GraphView::showUnit(UnitId unit)
{
    if (!m_model || indexOf(unit) >= m_model->unitCount())
        return;
    const int card = m_scene ? m_scene->graph.cardOfUnit[indexOf(unit)] : -1;
    if (card >= 0 && !m_scene->isGroup(card)) {
        setCurrent(card);
        makeVisible(card);
        return;
    }
    Then then;
    then.kind = Then::Kind::Unit;
    then.unit = unit;
    arrange(m_wanted, then, unit);
}

void GraphView::setDirection(LayoutDirection direction)
{
    if (direction == m_options.direction)
        return;
    m_options.direction = direction;
    arrangeAgain();
}

void GraphView::setShowShapes(bool on)
{
    m_showShapes = on;
    if (m_options.edgeTexts != (m_showShapes || m_showScales)) {
        m_options.edgeTexts = m_showShapes || m_showScales;
        arrangeAgain();
    }
    update();
}

void GraphView::setShowScales(bool on)
{
    m_showScales = on;
    setShowShapes(m_showShapes);
}

void GraphView::setOpen(GroupId group, bool open)
{
    if (!m_scene || group == GroupId::None || group == m_wanted.entered)
        return;
    CollapseState state = m_wanted;
    const int card = m_scene->graph.find({CardKind::Group, static_cast<std::int32_t>(group)});
    if (open)
        state.open.insert(group);
    else
        state.open.erase(group);
    Then then = keep(card >= 0 ? card : m_current);
    if (!open && then.kind == Then::Kind::Keep)
        then.anchor = m_scene->tree->unitsIn(group);
    arrange(state, then);
}

void GraphView::openAll()
{
    if (!m_scene)
        return;
    CollapseState state = m_wanted;
    for (std::size_t g = 1; g < m_scene->tree->groups().size(); ++g)
        state.open.insert(static_cast<GroupId>(g));
    arrange(state, keep(m_current));
}

void GraphView::closeAll()
{
    if (!m_scene)
        return;
    CollapseState state;
    state.entered = m_wanted.entered;
    arrange(state, {});
}

void GraphView::enter(GroupId group)
{
    if (!m_scene || group == GroupId::None)
        return;
    m_entered.push_back({m_wanted, m_origin, m_scale});
    arrange(firstView(*m_scene->tree, group), {});
}

void GraphView::leave()
{
    if (m_entered.empty()) {
        emit leaveRequested();
        return;
    }
    const Entered before = m_entered.back();
    m_entered.pop_back();
    Then then;
    then.kind = Then::Kind::Keep;
    arrange(before.state, then);
    m_origin = before.origin;
    m_scale = before.scale;
    m_current = -1;
}

// --- the view ---------------------------------------------------------------------------------------------------------------

void GraphView::setView(QPointF origin, double scale)
{
    m_origin = origin;
    m_scale = std::clamp(scale, kLeastScale, kMostScale);
    m_fitted = Fitted::Not;
    placeLegend();
    emit viewChanged();
    update();
}

void GraphView::fit()
{
    if (!m_scene || m_scene->bounds().isEmpty())
        return;
    fitInto(rect());
    if (!isFree(m_legendCorner)) {
        // Beside the legend or above it, where cards are larger; over it where both would cost too much.
        const double whole = m_scale;
        const QSizeF legend = legendIn(m_legendCorner).size() + QSizeF(kLegendGap, kLegendGap);
        fitInto(QRectF(rect()).adjusted(legend.width(), 0, 0, 0));
        const double beside = m_scale;
        fitInto(QRectF(rect()).adjusted(0, 0, 0, -legend.height()));
        if (beside > m_scale)
            fitInto(QRectF(rect()).adjusted(legend.width(), 0, 0, 0));
        if (m_scale < kLegendWorth * whole)
            fitInto(rect());
    }
    m_fitted = Fitted::All;
}

void GraphView::fitInto(const QRectF& room)
{
    const QRectF all = m_scene->bounds().adjusted(-kMargin, -kMargin, kMargin, kMargin);
    const double scale = std::clamp(std::min(room.width() / all.width(), room.height() / all.height()), kLeastScale, 1.0);
    setView(all.center() - room.center() / scale, scale);
}

QRectF GraphView::legendIn(Qt::Corner corner) const
{
    const QSizeF size = m_scene ? legendSize(m_looks, *m_decoration, font()) : QSizeF();
    const bool right = corner == Qt::BottomRightCorner || corner == Qt::TopRightCorner;
    const bool top = corner == Qt::TopLeftCorner || corner == Qt::TopRightCorner;
    return {QPointF(right ? width() - size.width() - kLegendGap : kLegendGap,
                    top ? kLegendGap : height() - size.height() - kLegendGap),
            size};
}

QRectF GraphView::legendRect() const
{
    const QRectF box = m_scene ? legendIn(m_legendCorner) : QRectF();
    const bool large = box.width() * box.height() > kLegendMost * width() * height();
    return large && hiddenAt(m_legendCorner) > 0 ? QRectF() : box;
}

bool GraphView::isFree(Qt::Corner corner) const
{
    const QRectF box = legendIn(corner);
    return m_scene->cardsIn({toScene(box.topLeft()), toScene(box.bottomRight())}).empty() && !box.intersects(crumbRect());
}

/// Where it is, or in the first corner in which it covers no card, or the least of them. Not while the view is moved: it would hop about.
void GraphView::placeLegend()
{
    if (!m_scene || m_drag == Drag::Pan || isFree(m_legendCorner))
        return;
    const std::array corners{Qt::BottomLeftCorner, Qt::BottomRightCorner, Qt::TopRightCorner, Qt::TopLeftCorner};
    m_legendCorner = *std::min_element(corners.begin(), corners.end(),
                                       [this](Qt::Corner a, Qt::Corner b) { return hiddenAt(a) < hiddenAt(b); });
}

/// How much of the cards, in the scene's units, a legend there covers; the current card counts more than all others.
double GraphView::hiddenAt(Qt::Corner corner) const
{
    constexpr double kCurrent = 1e12;
    const QRectF box = legendIn(corner);
    const QRectF covered(toScene(box.topLeft()), toScene(box.bottomRight()));
    double hidden = box.intersects(crumbRect()) ? kCurrent : 0;
    for (const int card : m_scene->cardsIn(covered)) {
        const QRectF both = m_scene->rect(card).intersected(covered);
        hidden += both.width() * both.height() + (card == m_current ? kCurrent : 0);
    }
    return hidden;
}

void GraphView::zoom(double factor) { setScale(m_scale * factor); }

void GraphView::setScale(double scale)
{
    const QPointF middle = toScene(QPointF(width(), height()) / 2);
    scale = std::clamp(scale, kLeastScale, kMostScale);
    setView(middle - QPointF(width(), height()) / scale / 2, scale);
}

void GraphView::centerOn(QPointF p) { setView(p - QPointF(width(), height()) / m_scale / 2, m_scale); }

void GraphView::makeVisible(int card)
{
    if (card < 0)
        return;
    const QRectF r = m_scene->rect(card);
    if (detailFor(m_scale) == Detail::Dots)
        setScale(kReadable);
    if (!visibleArea().adjusted(8, 8, -8, -8).contains(r))
        centerOn(r.center());
}

void GraphView::setCurrent(int card)
{
    m_current = card;
    if (card < 0)
        return;
    const CardText& text = m_scene->texts[static_cast<std::size_t>(card)];
    setAccessibleDescription(text.title + QStringLiteral(", ") + text.name + QStringLiteral(", ") +
                             m_looks[static_cast<std::size_t>(card)].dtype);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    placeLegend();
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    if (m_scene && m_fitted != Fitted::Not) {
        const Fitted before = m_fitted;
        if (before == Fitted::All)
            fit();
        else
            takeFirst();
        if (m_current >= 0 && !m_selectedUnits.empty())
            makeVisible(m_current);
        m_fitted = before;
        return;
    }
    if (m_scene)
        keepMiddle(event->oldSize());
    emit viewChanged();
}

/// What was in the middle stays there, also through a time in which there is no room at all; and what is selected stays in
/// view where it was.
void GraphView::keepMiddle(const QSize& before)
{
    const auto middleOf = [this](const QSize& size) { return QPointF(size.width(), size.height()) / m_scale / 2; };
    if (size().isEmpty()) {
        if (!before.isEmpty() && !m_middle)
            m_middle = m_origin + middleOf(before);
        return;
    }
    if (before.isEmpty() && !m_middle)
        return;
    const QPointF middle = m_middle ? *std::exchange(m_middle, std::nullopt) : m_origin + middleOf(before);
    const bool selected = m_current >= 0 && !m_selectedUnits.empty();
    const bool seen = selected && (before.isEmpty() ||
                                   QRectF(m_origin, m_origin + 2 * middleOf(before)).contains(m_scene->rect(m_current).center()));
    m_origin = middle - middleOf(size());
    if (seen)
        makeVisible(m_current);
    placeLegend();
}

void GraphView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        m_texts = {};
        m_options.sizes.row = QFontMetricsF(font()).height();
        arrangeAgain();
    } else if (event->type() == QEvent::LanguageChange) {
        retranslate();
        arrangeAgain(); // groups say what they hold
    }
    QWidget::changeEvent(event);
}

void GraphView::retranslate()
{
    if (accessibleName() == m_ownName) {
        m_ownName = tr("Graph of the network");
        setAccessibleName(m_ownName);
    }
    placeLegend(); // its words are longer or shorter
}

} // namespace qb
