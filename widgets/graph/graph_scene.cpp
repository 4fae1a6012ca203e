// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_scene.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

struct SceneWords {
    Q_DECLARE_TR_FUNCTIONS(SceneWords)
};

std::size_t at(int i) { return static_cast<std::size_t>(i); }
QRectF toRect(const LayoutRect& r) { return {r.x, r.y, r.width, r.height}; }

bool isTurned(const GraphScene& scene) { return scene.options.direction == LayoutDirection::LeftRight; }

} // namespace

Detail detailFor(double scale) { return scale < 0.22 ? Detail::Dots : scale < 0.62 ? Detail::Blocks : Detail::Full; }

QRectF GraphScene::rect(int card) const { return toRect(layout.cards[at(card)]); }

QRectF GraphScene::bounds() const { return toRect(layout.bounds); }

QRectF GraphScene::expander(int card) const
{
    if (!isGroup(card) && bodies[at(card)] == 0)
        return {};
    const QRectF r = rect(card);
    return {r.right() - 20, r.top() + 6, 14, 14};
}

std::vector<UnitId> GraphScene::unitsOf(int card) const
{
    const CardKey key = graph.cards[at(card)].key;
    if (key.kind == CardKind::Group)
        return tree->unitsIn(static_cast<GroupId>(key.id));
    if (key.kind == CardKind::Unit)
        return {static_cast<UnitId>(key.id)};
    const UnitId producer = model->units.producer[indexOf(graph.cards[at(card)].value)];
    return producer == UnitId::None ? std::vector<UnitId>{} : std::vector<UnitId>{producer};
}

std::vector<int> GraphScene::tunnels(int card, bool incoming) const
{
    std::vector<int> result;
    for (const int e : incoming ? in[at(card)] : out[at(card)])
        if (layout.edges[at(e)].tunnel)
            result.push_back(e);
    return result;
}

QString GraphScene::stubText(int card, bool incoming) const
{
    const std::vector<int> edgesHere = tunnels(card, incoming);
    if (edgesHere.size() == 1) {
        const VisibleEdge& e = graph.edges[at(edgesHere.front())];
        const int other = incoming ? e.from : e.to;
        const CardText& text = texts[at(other)];
        const bool unit = graph.cards[at(other)].key.kind == CardKind::Unit;
        const bool told = text.name.isEmpty() || text.name.startsWith(text.title);
        return !unit ? text.title : told ? text.name : text.title + QStringLiteral(" ") + text.name;
    }
    return (incoming ? SceneWords::tr("%1 sources") : SceneWords::tr("%1 readers")).arg(edgesHere.size());
}

std::pair<int, int> GraphScene::layersIn(const QRectF& area) const
{
    const double low = isTurned(*this) ? area.left() : area.top();
    const double high = isTurned(*this) ? area.right() : area.bottom();
    const auto first =
        std::partition_point(layout.layerSpan.begin(), layout.layerSpan.end(), [&](LayoutPoint s) { return s.y < low; });
    const auto last = std::partition_point(first, layout.layerSpan.end(), [&](LayoutPoint s) { return s.x <= high; });
    return {static_cast<int>(first - layout.layerSpan.begin()), static_cast<int>(last - layout.layerSpan.begin()) - 1};
}

std::vector<int> GraphScene::cardsIn(const QRectF& area) const
{
    std::vector<int> result;
    const auto [first, last] = layersIn(area);
    const bool turned = isTurned(*this);
    for (int l = first; l <= last; ++l) {
        const auto& cards = cardsOfLayer[at(l)];
        auto c = std::partition_point(cards.begin(), cards.end(), [&](int i) {
            const LayoutRect& r = layout.cards[at(i)];
            return turned ? r.bottom() < area.top() : r.right() < area.left();
        });
        for (; c != cards.end(); ++c) {
            const LayoutRect& r = layout.cards[at(*c)];
            if (turned ? r.y > area.bottom() : r.x > area.right())
                break;
            if (turned ? r.x <= area.right() && r.right() >= area.left() : r.y <= area.bottom() && r.bottom() >= area.top())
                result.push_back(*c);
        }
    }
    return result;
}

std::vector<int> GraphScene::edgesIn(const QRectF& area) const
{
    std::vector<int> result;
    const auto [first, last] = layersIn(area);
    for (int l = std::max(0, first - longest - 1); l <= std::min(last, static_cast<int>(edgesOfLayer.size()) - 1); ++l)
        for (const int e : edgesOfLayer[at(l)])
            if (edges[at(e)].bounds.intersects(area))
                result.push_back(e);
    return result;
}

Hit GraphScene::hit(QPointF p, double tolerance) const
{
    // Stubs stand beside their cards, so a little around is looked at.
    const double reach = std::max(options.sizes.stub().width, options.sizes.stub().height) + 8;
    for (const int card : cardsIn(QRectF(p, p).adjusted(-reach, -reach, reach, reach))) {
        if (rect(card).contains(p))
            return {expander(card).contains(p) ? HitKind::Expander : HitKind::Card, card};
        if (toRect(layout.inStubs[at(card)]).contains(p) && !layout.inStubs[at(card)].empty())
            return {HitKind::InStub, card};
        if (toRect(layout.outStubs[at(card)]).contains(p) && !layout.outStubs[at(card)].empty())
            return {HitKind::OutStub, card};
    }
    for (std::size_t f = frames.size(); f-- > 0;)
        if (frames[f].label.contains(p))
            return {HitKind::Frame, static_cast<int>(f)};
    const QRectF around(p.x() - tolerance, p.y() - tolerance, 2 * tolerance, 2 * tolerance);
    for (const int e : edgesIn(around)) {
        QPainterPathStroker stroker;
        stroker.setWidth(2 * tolerance);
        if (stroker.createStroke(edges[at(e)].path).contains(p))
            return {HitKind::Edge, e};
    }
    return {};
}

int GraphScene::step(int card, Step step) const
{
    if (graph.cards.empty())
        return -1;
    if (step == Step::First || card < 0)
        return 0;
    if (step == Step::Last)
        return static_cast<int>(graph.cards.size()) - 1;
    if (step == Step::Before || step == Step::After) {
        const auto& layer = cardsOfLayer[at(layout.layers[at(card)])];
        const auto here = std::find(layer.begin(), layer.end(), card) - layer.begin();
        const auto there = here + (step == Step::After ? 1 : -1);
        return there < 0 || there >= static_cast<std::ptrdiff_t>(layer.size()) ? -1 : layer[static_cast<std::size_t>(there)];
    }
    // Of several producers or readers the one that lies straightest ahead.
    int best = -1;
    double least = 1e300;
    const QPointF from = rect(card).center();
    for (const int e : step == Step::Producer ? in[at(card)] : out[at(card)]) {
        const int other = step == Step::Producer ? graph.edges[at(e)].from : graph.edges[at(e)].to;
        const QPointF d = rect(other).center() - from;
        const double aside = std::abs(isTurned(*this) ? d.y() : d.x());
        const double far = std::abs(isTurned(*this) ? d.x() : d.y()) + (layout.edges[at(e)].tunnel ? 1e6 : 0);
        if (aside * 4 + far < least) {
            least = aside * 4 + far;
            best = other;
        }
    }
    return best;
}

} // namespace qb
