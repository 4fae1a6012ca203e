// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_export.h"
#include "widgets/graph/layout_worker.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace qb {

/// The network as cards in lanes. Takes snapshots, gives intents; arranges on a worker thread and shows what was there
/// until that is done. An own painter on a plain widget: a QGraphicsScene costs an item per card and line, here what is
/// in view is found by layer, so 10,000 cards are drawn in a few milliseconds.
///
/// Mouse: click selects (Ctrl adds, Shift adds the way between), drag on empty ground selects what it touches, middle drag
/// or Space + drag moves, the wheel zooms, double click opens or enters. Keys: arrows walk along edges and siblings, Enter
/// opens or enters, Backspace closes or leaves, Home / End, + - zoom, Ctrl+0 1:1, F fit, Esc selects nothing.
class GraphView : public QWidget {
    Q_OBJECT
public:
    explicit GraphView(QWidget* parent = nullptr);
    ~GraphView() override;

    void setModel(std::shared_ptr<const Model> model); ///< null: nothing
    void setDecoration(std::shared_ptr<const GraphDecoration> decoration);
    void setSelectedUnits(const std::vector<UnitId>& units); ///< emits nothing; scrolls to nothing
    [[nodiscard]] const std::vector<UnitId>& selectedUnits() const { return m_selectedUnits; }
    /// Opens what hides the unit, and brings it to the middle if it is out of view.
    void showUnit(UnitId unit);

    void setDirection(LayoutDirection direction);
    [[nodiscard]] LayoutDirection direction() const { return m_options.direction; }
    void setShowShapes(bool on);
    void setShowScales(bool on);

    void setOpen(GroupId group, bool open);
    void openAll();
    void closeAll();
    void enter(GroupId group); ///< fills the view with it
    void leave();              ///< back to what was shown before enter(); without that leaveRequested()
    [[nodiscard]] bool canLeave() const { return !m_entered.empty(); }

    void fit(); ///< all of it, and room for the legend
    void zoom(double factor);
    void setScale(double scale); ///< around the middle; within what is allowed
    [[nodiscard]] double scale() const { return m_scale; }
    void centerOn(QPointF scenePoint);

    [[nodiscard]] bool busy() const { return m_worker.busy(); }
    [[nodiscard]] const std::shared_ptr<const GraphScene>& scene() const { return m_scene; }
    [[nodiscard]] const std::vector<CardLook>& looks() const { return m_looks; }
    [[nodiscard]] QPointF toScene(QPointF widgetPoint) const { return m_origin + widgetPoint / m_scale; }
    [[nodiscard]] QPointF toWidget(QPointF scenePoint) const { return (scenePoint - m_origin) * m_scale; }
    [[nodiscard]] QRectF visibleArea() const { return {m_origin, QSizeF(size()) / m_scale}; }
    [[nodiscard]] int currentCard() const { return m_current; }
    [[nodiscard]] QRectF legendRect() const; ///< in the widget; empty without a graph, or where there is no room
    /// Writes the whole graph as it is shown. Empty, or what went wrong.
    [[nodiscard]] QString exportTo(PictureFormat format, const QString& path) const;

    [[nodiscard]] QSize sizeHint() const override { return {640, 480}; }

signals:
    void selectionChanged(const std::vector<qb::UnitId>& units); ///< by the user
    void unitActivated(qb::UnitId unit);                         ///< double click or Enter on a unit
    void bodyRequested(qb::UnitId unit);                         ///< the same on one with a body inside (Loop, Scan)
    void leaveRequested();                                       ///< leave() where nothing was entered
    void edgeClicked(const std::vector<qb::ValueId>& values);
    void contextMenuRequested(QPoint global, const std::vector<qb::UnitId>& units);
    void sceneChanged();
    void viewChanged(); ///< another part or zoom
    void busyChanged(bool busy);
    void failed(const QString& message);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Drag { None, Pending, Band, Pan };
    /// What made the view as it is: what was fitted is fitted again when the room changes.
    enum class Fitted { Not, First, All };
    /// What to show when a layout is done.
    struct Then {
        enum class Kind { First, Keep, Unit } kind = Kind::First;
        std::vector<UnitId> anchor; ///< Keep: one of these stays where it was
        QPointF at;                 ///< Keep: in the widget
        UnitId unit = UnitId::None;
    };
    struct Entered {
        CollapseState state;
        QPointF origin;
        double scale = 1;
    };

    void arrange(const CollapseState& state, Then then, UnitId toReveal = UnitId::None);
    void arrangeAgain(); ///< other options, same groups
    void take(const std::shared_ptr<const GraphScene>& scene);
    void takeFirst();
    void fitInto(const QRectF& room); ///< of the widget
    void placeLegend();
    [[nodiscard]] double hiddenAt(Qt::Corner corner) const;
    void keepMiddle(const QSize& before);
    [[nodiscard]] QRectF legendIn(Qt::Corner corner) const;
    [[nodiscard]] bool isFree(Qt::Corner corner) const; ///< of cards
    void retranslate();
    [[nodiscard]] Then keep(int card) const;
    void updateLooks();
    void updateSelected();
    void select(std::vector<UnitId> units);
    void setCurrent(int card);
    void makeVisible(int card);
    void setView(QPointF origin, double scale);
    void setHovered(Hit hit);
    [[nodiscard]] GraphPaint paintOf() const;
    void paintOverlays(QPainter& painter);
    void paintBand(QPainter& painter);
    [[nodiscard]] QRectF crumbRect() const;
    [[nodiscard]] QString crumbText() const;
    [[nodiscard]] QString toolTipOf(Hit hit) const;
    [[nodiscard]] QString cardToolTip(int card) const;

    void click(Hit hit, Qt::KeyboardModifiers modifiers);
    void clickCard(int card, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] std::vector<UnitId> unitsOfCards(const std::vector<int>& cards) const;
    void finishBand(Qt::KeyboardModifiers modifiers);
    void jump(int card, bool incoming);
    void jumpTo(int card);
    void activate(int card);
    void closeAround(int card);
    void walk(Step step, bool extend);
    [[nodiscard]] bool arrowKey(int key, bool extend);

    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const GraphDecoration> m_decoration;
    std::shared_ptr<const GraphScene> m_scene;
    std::vector<CardLook> m_looks;
    std::vector<char> m_selected; ///< by card
    mutable ElidedTexts m_texts;
    std::vector<UnitId> m_selectedUnits;
    CollapseState m_wanted; ///< what was asked for last; the scene follows
    SceneOptions m_options;
    bool m_showShapes = false;
    bool m_showScales = false;
    int m_current = -1;
    Hit m_hovered;
    double m_scale = 1;
    QPointF m_origin; ///< scene point at the widget's left upper corner
    Then m_then;
    std::vector<Entered> m_entered;
    Fitted m_fitted = Fitted::Not;
    std::optional<QPointF> m_middle; ///< of the view before it lost all room
    Qt::Corner m_legendCorner = Qt::BottomLeftCorner;
    QString m_ownName; ///< accessible, unless the owner has given another

    Drag m_drag = Drag::None;
    QPointF m_pressed; ///< in the widget
    QPointF m_last;
    QPointF m_bandFrom; ///< in the scene
    bool m_space = false;
    QTimer m_slow; ///< tells that it takes longer
    LayoutWorker m_worker;
};

} // namespace qb
