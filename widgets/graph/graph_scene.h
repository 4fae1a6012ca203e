// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layout/collapse.h"
#include "engine/layout/layered_layout.h"

#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <memory>
#include <vector>

namespace qb {

/// How much is drawn, by the zoom.
enum class Detail {
    Dots,   ///< coloured rectangles, thin lines
    Blocks, ///< cards with a title as large as fits
    Full,   ///< everything
};
[[nodiscard]] Detail detailFor(double scale);

/// Sizes of cards at 1:1, from the font.
struct CardSizes {
    double row = 16; ///< height of a line of text
    [[nodiscard]] LayoutSize unit() const { return {188, 2 * row + 16}; }
    [[nodiscard]] LayoutSize group() const { return {196, 2 * row + 18}; }
    [[nodiscard]] LayoutSize small() const { return {134, row + 8}; }
    [[nodiscard]] LayoutSize end() const { return {164, 2 * row + 14}; } ///< inputs and outputs
    [[nodiscard]] LayoutSize stub() const { return {124, row + 2}; }
};

struct SceneOptions {
    CardSizes sizes;
    LayoutDirection direction = LayoutDirection::TopDown;
    bool edgeTexts = false; ///< leaves room for them
    bool operator==(const SceneOptions& other) const
    {
        return sizes.row == other.sizes.row && direction == other.direction && edgeTexts == other.edgeTexts;
    }
};

struct CardText {
    QString title;
    QString name;       ///< whole; elided when drawn
    QString brief = {}; ///< of the title, where there is no room for it
};

/// The border around an open group, where nothing else stands within.
struct GroupFrame {
    GroupId group = GroupId::None;
    QRectF rect;
    QRectF label; ///< above its upper edge; empty where another one stands there
    QString name;
};

struct SceneEdge {
    QPainterPath path; ///< empty for a tunnel
    QRectF bounds;
    QPointF textAt;         ///< where its shape is written: at its beginning,
    bool textAtEnd = false; ///< or, where its card gives several values, at its end
    bool first = false;     ///< of those that carry the same from the same card; only it has a text
};

enum class HitKind { Nothing, Card, Expander, InStub, OutStub, Edge, Frame };
struct Hit {
    HitKind kind = HitKind::Nothing;
    int index = -1; ///< of a card, edge or frame
    bool operator==(const Hit&) const = default;
};

enum class Step { Producer, Reader, Before, After, First, Last };

/// A laid out graph with everything that is needed to draw it and to find things in it. Made on a worker thread, never
/// changed, shared. Coordinates are pixels at 1:1.
struct GraphScene {
    std::shared_ptr<const Model> model;
    std::shared_ptr<const GroupTree> tree;
    CollapseState state;
    SceneOptions options;
    VisibleGraph graph;
    GraphLayout layout;
    std::vector<CardText> texts;
    std::vector<char> bodies; ///< by card: whether it is a unit with a body inside (Loop, Scan)
    std::vector<SceneEdge> edges;
    std::vector<GroupFrame> frames;   ///< outer ones first
    std::vector<std::vector<int>> in; ///< by card: edges
    std::vector<std::vector<int>> out;
    std::vector<std::vector<int>> cardsOfLayer; ///< in order
    std::vector<std::vector<int>> edgesOfLayer; ///< by the layer where they begin
    int longest = 1;                            ///< layers that a drawn edge spans at most

    [[nodiscard]] QRectF rect(int card) const;
    [[nodiscard]] QRectF bounds() const;
    [[nodiscard]] QRectF expander(int card) const; ///< empty for what can't be opened or entered
    [[nodiscard]] bool isGroup(int card) const { return graph.cards[static_cast<std::size_t>(card)].key.kind == CardKind::Group; }
    [[nodiscard]] GroupId groupAt(int card) const
    {
        return static_cast<GroupId>(graph.cards[static_cast<std::size_t>(card)].key.id);
    }
    [[nodiscard]] std::vector<UnitId> unitsOf(int card) const;
    /// Edges of a card's stub: the tunnels that begin or end at it.
    [[nodiscard]] std::vector<int> tunnels(int card, bool incoming) const;
    [[nodiscard]] QString stubText(int card, bool incoming) const;

    /// First and last layer that touch the rectangle; first > last if none.
    [[nodiscard]] std::pair<int, int> layersIn(const QRectF& area) const;
    [[nodiscard]] std::vector<int> cardsIn(const QRectF& area) const;
    [[nodiscard]] std::vector<int> edgesIn(const QRectF& area) const;
    /// What lies under a point; edges within `tolerance`.
    [[nodiscard]] Hit hit(QPointF at, double tolerance) const;
    /// Where an arrow key leads from a card (-1: from nowhere), -1 if nowhere.
    [[nodiscard]] int step(int card, Step step) const;
};

/// Throws Error(Interrupted).
[[nodiscard]] std::shared_ptr<const GraphScene> makeScene(std::shared_ptr<const Model> model,
                                                          std::shared_ptr<const GroupTree> tree, const CollapseState& state,
                                                          const SceneOptions& options, const JobContext& job);

} // namespace qb
