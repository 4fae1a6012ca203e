// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/histogram_geometry.h"
#include "widgets/plots/plot.h"

#include <memory>

namespace qb {

/// A histogram with the grid that quantizes it: float and dequantized staircases, clip lines at the grid's ends, what is
/// beyond them hatched, levels where they fit, marks at the least and the largest value. Lines can be dragged, or moved by
/// arrow keys when the plot has the focus (Tab goes from one to the other); what that means is the dock's.
class DistributionPlot : public Plot {
    Q_OBJECT
public:
    explicit DistributionPlot(QWidget* parent = nullptr);

    /// `histogram` may be null: nothing. A newer view is kept where only the grid changes.
    void setData(std::shared_ptr<const DyadicHistogram> histogram, FloatRange observed, std::optional<Grid> grid);
    void setGrid(std::optional<Grid> grid); ///< the same data
    void setMovable(bool movable);
    void setLog(bool log);
    [[nodiscard]] bool isMoving() const { return m_moving.has_value(); }

    [[nodiscard]] const Steps& floatSteps() const { return m_float; }
    [[nodiscard]] const Steps& gridSteps() const { return m_quantized; }
    [[nodiscard]] const std::optional<Grid>& grid() const { return m_grid; }
    [[nodiscard]] QRectF clipRect(ClipEnd end) const; ///< of its label, in the widget; empty where there is none
    [[nodiscard]] QString clipText(ClipEnd end) const { return m_labels[static_cast<std::size_t>(end)]->text(); }

signals:
    void clipMoved(qb::ClipEnd end, double x); ///< while dragging
    void clipReleased();
    void clipStepped(qb::ClipEnd end, int steps); ///< by keys, along x

protected:
    void recolour() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void fillGraphs();
    void placeClips();
    void placeLabels();
    [[nodiscard]] QRect placeFor(std::size_t end, QSize size, const QRect& taken) const;
    [[nodiscard]] double curveTop(double left, double right) const;
    void focusEnd(std::optional<ClipEnd> end);
    [[nodiscard]] std::optional<ClipEnd> endAt(QPointF pixel) const;
    [[nodiscard]] QString readout(double x) const;

    std::shared_ptr<const DyadicHistogram> m_histogram;
    FloatRange m_observed;
    std::optional<Grid> m_grid;
    Steps m_float;
    Steps m_quantized;
    bool m_movable = false;
    bool m_filling = false;
    std::optional<ClipEnd> m_moving;
    std::optional<ClipEnd> m_focused;
    double m_grabOffset = 0; ///< pixels between the mouse and the line it took
    QCPGraph* m_levelGraph;
    QCPGraph* m_floatGraph;
    QCPGraph* m_gridGraph;
    QCPGraph* m_extremes;
    std::array<QCPItemStraightLine*, 2> m_lines{};
    std::array<QCPItemRect*, 2> m_shades{};
    std::array<QCPItemText*, 2> m_labels{};
    std::array<std::array<QString, 2>, 2> m_texts; ///< of the labels: with the share beyond, without
};

} // namespace qb
