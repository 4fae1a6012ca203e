// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/inner_bodies.h"
#include "widgets/common/format.h"
#include "widgets/graph/graph_scene.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

namespace qb {

namespace {

/// Lends its context to translations.
struct GraphSceneWords {
    Q_DECLARE_TR_FUNCTIONS(GraphSceneWords)
};

QString text(const std::string& s) { return QString::fromStdString(s); }
std::size_t at(int i) { return static_cast<std::size_t>(i); }

constexpr qsizetype kMostScope = 20; // characters; longer ones would push out what counts

/// What tells a unit from its like: the end of its path, without what the title says already. "/net/block1/conv/Conv" ->
/// "block1/conv".
QString shortName(const QString& name, const QString& type)
{
    QStringList parts = name.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (parts.size() > 1 && parts.back().compare(type, Qt::CaseInsensitive) == 0)
        parts.removeLast();
    parts = parts.mid(std::max<qsizetype>(0, parts.size() - 2));
    if (parts.size() == 2 && parts.front().size() > kMostScope)
        parts.removeFirst();
    return parts.join(QLatin1Char('/'));
}

class Builder {
public:
    explicit Builder(GraphScene& scene) : m_scene(scene) {}

    void run(const JobContext& job)
    {
        m_scene.graph = visibleGraph(*m_scene.model, *m_scene.tree, m_scene.state);
        job.throwIfStopped();
        layOut(job);
        addTexts();
        job.throwIfStopped();
        addEdges();
        addIndex();
        job.throwIfStopped();
        addFrames();
    }

private:
    void layOut(const JobContext& job)
    {
        const CardSizes& sizes = m_scene.options.sizes;
        std::vector<LayoutSize> cards;
        for (const VisibleCard& card : m_scene.graph.cards) {
            const bool input = card.key.kind == CardKind::Unit && unit(card).main == NodeId::None;
            cards.push_back(card.key.kind == CardKind::Group           ? sizes.group()
                            : input || card.key.kind != CardKind::Unit ? sizes.end()
                            : card.passive                             ? sizes.small()
                                                                       : sizes.unit());
        }
        std::vector<LayoutEdge> edges;
        for (const VisibleEdge& e : m_scene.graph.edges)
            edges.push_back({e.from, e.to, e.values.size() == 1 ? static_cast<int>(e.values.front()) : -1});
        LayoutOptions options;
        options.direction = m_scene.options.direction;
        options.stub = sizes.stub();
        options.layerGap = 32;
        if (m_scene.options.edgeTexts)
            options.layerGap = m_scene.options.direction == LayoutDirection::TopDown ? 32 + sizes.row : 130;
        m_scene.layout = layoutGraph(cards, edges, options, job);
    }

    [[nodiscard]] const Unit& unit(const VisibleCard& card) const
    {
        return m_scene.model->unit(static_cast<UnitId>(card.key.id));
    }

    void addTexts()
    {
        for (const VisibleCard& card : m_scene.graph.cards) {
            m_scene.texts.push_back(textOf(card));
            const bool isUnit = card.key.kind == CardKind::Unit;
            m_scene.bodies.push_back(isUnit && hasInnerBody(*m_scene.model, static_cast<UnitId>(card.key.id)) ? 1 : 0);
        }
    }

    [[nodiscard]] QString shapeOf(ValueId v) const { return shapeText(m_scene.model->shapes[indexOf(v)]); }

    [[nodiscard]] CardText textOf(const VisibleCard& card) const
    {
        if (card.key.kind == CardKind::Unit) {
            const Unit& u = unit(card);
            if (u.main == NodeId::None)
                return {text(u.name), shapeOf(u.outputs.front())};
            const std::string type = u.opType.substr(u.opType.find_last_of('.') + 1);
            return {text(type), shortName(text(u.name), text(type))};
        }
        if (card.key.kind == CardKind::Group)
            return groupText(static_cast<GroupId>(card.key.id));
        const QString name = text(m_scene.model->graph.value(card.value).name);
        if (card.key.kind == CardKind::Output)
            return {name, shapeOf(card.value)};
        return {name, card.key.kind == CardKind::From ? GraphSceneWords::tr("from outside") : GraphSceneWords::tr("to outside")};
    }

    [[nodiscard]] QString content(GroupId id) const
    {
        const auto operators = m_scene.tree->operators(*m_scene.model, id);
        QStringList words;
        for (std::size_t i = 0; i < std::min<std::size_t>(operators.size(), 3); ++i)
            words << (operators[i].second == 1
                          ? text(operators[i].first)
                          : GraphSceneWords::tr("%1 %2").arg(operators[i].second).arg(text(operators[i].first)));
        return words.join(QStringLiteral(", ")) + (operators.size() > 3 ? QStringLiteral(" …") : QString());
    }

    /// By what the names of its first and last unit differ: "block_774 … block_776". Empty where they do not.
    [[nodiscard]] QString scopesOf(GroupId id) const
    {
        const std::vector<UnitId> units = m_scene.tree->unitsIn(id);
        if (units.empty())
            return {};
        const auto scopes = [&](UnitId u) { return text(m_scene.model->unit(u).module).split(QLatin1Char('.')); };
        const QStringList first = scopes(units.front());
        const QStringList last = scopes(units.back());
        for (qsizetype i = 0; i < std::min(first.size(), last.size()); ++i)
            if (first[i] != last[i])
                return first[i] + QStringLiteral(" … ") + last[i];
        return {};
    }

    [[nodiscard]] CardText groupText(GroupId id) const
    {
        const GraphGroup& g = m_scene.tree->group(id);
        const QString units = g.units == 1 ? GraphSceneWords::tr("1 unit") : GraphSceneWords::tr("%1 units").arg(g.units);
        switch (g.kind) {
        case GroupKind::Repeats: return {GraphSceneWords::tr("%1 repeats").arg(g.items.size()), content(g.items.front().group)};
        case GroupKind::Piece: {
            const auto& all = m_scene.tree->group(g.parent).items;
            const auto place = std::find(all.begin(), all.end(), GroupItem{UnitId::None, id}) - all.begin();
            const QString scopes = scopesOf(id);
            return {GraphSceneWords::tr("Piece %1 of %2").arg(place + 1).arg(all.size()),
                    scopes.isEmpty() ? content(id) : scopes + QStringLiteral(" · ") + content(id),
                    QStringLiteral("%1/%2").arg(place + 1).arg(all.size())};
        }
        case GroupKind::Part: return {content(id), units};
        case GroupKind::Branch: return {text(g.name).section(QLatin1Char('/'), -1), units + QStringLiteral(" · ") + content(id)};
        default: return {text(g.name), units + QStringLiteral(" · ") + content(id)};
        }
    }

    /// Upright pieces stay straight, slanting ones become an S.
    [[nodiscard]] QPainterPath pathOf(const std::vector<LayoutPoint>& line) const
    {
        QPainterPath path;
        const bool turned = m_scene.options.direction == LayoutDirection::LeftRight;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const QPointF p(line[i].x, line[i].y);
            if (i == 0) {
                path.moveTo(p);
                continue;
            }
            const LayoutPoint before = line[i - 1];
            if (before.x == line[i].x || before.y == line[i].y)
                path.lineTo(p);
            else if (turned)
                path.cubicTo({(before.x + p.x()) / 2, before.y}, {(before.x + p.x()) / 2, p.y()}, p);
            else
                path.cubicTo({before.x, (before.y + p.y()) / 2}, {p.x(), (before.y + p.y()) / 2}, p);
        }
        return path;
    }

    void addEdges()
    {
        std::map<std::pair<int, std::vector<ValueId>>, bool> seen;
        std::vector<std::set<std::vector<ValueId>>> values(m_scene.graph.cards.size()); // by card: what leaves it
        for (const VisibleEdge& e : m_scene.graph.edges)
            values[at(e.from)].insert(e.values);
        for (std::size_t e = 0; e < m_scene.graph.edges.size(); ++e) {
            const LayoutRoute& route = m_scene.layout.edges[e];
            SceneEdge edge;
            if (!route.tunnel) {
                edge.path = pathOf(route.line);
                edge.bounds = edge.path.controlPointRect().adjusted(-4, -4, 4, 4);
                edge.textAtEnd = values[at(m_scene.graph.edges[e].from)].size() > 1;
                const LayoutPoint where = edge.textAtEnd ? route.line.back() : route.line.front();
                edge.textAt = QPointF(where.x, where.y);
                edge.first = seen.emplace(std::pair(m_scene.graph.edges[e].from, m_scene.graph.edges[e].values), true).second;
            }
            m_scene.edges.push_back(std::move(edge));
        }
    }

    void addIndex()
    {
        const std::size_t cards = m_scene.graph.cards.size();
        m_scene.in.resize(cards);
        m_scene.out.resize(cards);
        m_scene.cardsOfLayer.resize(m_scene.layout.layerSpan.size());
        m_scene.edgesOfLayer.resize(m_scene.layout.layerSpan.size());
        const auto layer = [&](int card) { return m_scene.layout.layers[at(card)]; };
        for (std::size_t e = 0; e < m_scene.edges.size(); ++e) {
            const VisibleEdge& edge = m_scene.graph.edges[e];
            m_scene.out[at(edge.from)].push_back(static_cast<int>(e));
            m_scene.in[at(edge.to)].push_back(static_cast<int>(e));
            if (m_scene.layout.edges[e].tunnel)
                continue;
            m_scene.edgesOfLayer[at(layer(edge.from))].push_back(static_cast<int>(e));
            m_scene.longest = std::max(m_scene.longest, layer(edge.to) - layer(edge.from));
        }
        for (std::size_t c = 0; c < cards; ++c)
            m_scene.cardsOfLayer[at(m_scene.layout.layers[c])].push_back(static_cast<int>(c));
        const bool turned = m_scene.options.direction == LayoutDirection::LeftRight;
        for (auto& cardsInLayer : m_scene.cardsOfLayer)
            std::sort(cardsInLayer.begin(), cardsInLayer.end(), [&](int a, int b) {
                const LayoutRect& x = m_scene.layout.cards[at(a)];
                const LayoutRect& y = m_scene.layout.cards[at(b)];
                return turned ? x.y < y.y : x.x < y.x;
            });
    }

    /// Only around groups that stand apart from everything else; a border with strangers in it would lie.
    void addFrames()
    {
        std::map<GroupId, QRectF> rects;
        std::map<GroupId, int> inner; // frames within
        const GroupTree& tree = *m_scene.tree;
        const auto home = [&](const VisibleCard& card) {
            if (card.key.kind == CardKind::Unit)
                return tree.groupOf(static_cast<UnitId>(card.key.id));
            return card.key.kind == CardKind::Group ? tree.group(static_cast<GroupId>(card.key.id)).parent : GroupId::None;
        };
        for (std::size_t c = 0; c < m_scene.graph.cards.size(); ++c) {
            int depth = 0;
            for (GroupId g = home(m_scene.graph.cards[c]); g != GroupId::None && g != m_scene.state.entered;
                 g = tree.group(g).parent) {
                rects[g] |= m_scene.rect(static_cast<int>(c));
                inner[g] = std::max(inner[g], depth++);
            }
        }
        const double row = m_scene.options.sizes.row;
        for (const auto& [group, rect] : rects) {
            const std::vector<int> within = m_scene.cardsIn(rect);
            const bool alone = within.size() > 1 && std::all_of(within.begin(), within.end(), [&, g = group](int card) {
                                   const GroupId h = home(m_scene.graph.cards[at(card)]);
                                   return h != GroupId::None && tree.contains(g, h);
                               });
            if (!alone)
                continue;
            const double margin = 8 + 3 * std::min(inner[group], 2);
            GroupFrame frame;
            frame.group = group;
            frame.name = groupText(group).title;
            frame.rect = rect.adjusted(-margin, -margin, margin, margin);
            frame.label = QRectF(frame.rect.left(), frame.rect.top() - row,
                                 std::min(frame.rect.width(), 10 + 0.5 * row * static_cast<double>(frame.name.size())), row);
            // Borders that share a corner have their names side by side; one without a name would only puzzle.
            for (const GroupFrame& f : m_scene.frames)
                if (f.label.intersects(frame.label))
                    frame.label.moveTopLeft({f.label.right() + 1, f.label.top()});
            if (frame.label.left() + 30 > frame.rect.right())
                continue;
            frame.label.setRight(std::min(frame.label.right(), frame.rect.right()));
            m_scene.frames.push_back(std::move(frame));
        }
    }

    GraphScene& m_scene;
};

} // namespace

std::shared_ptr<const GraphScene> makeScene(std::shared_ptr<const Model> model, std::shared_ptr<const GroupTree> tree,
                                            const CollapseState& state, const SceneOptions& options, const JobContext& job)
{
    auto scene = std::make_shared<GraphScene>();
    scene->model = std::move(model);
    scene->tree = std::move(tree);
    scene->state = state;
    scene->options = options;
    Builder(*scene).run(job);
    return scene;
}

} // namespace qb
