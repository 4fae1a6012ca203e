// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot_geometry.h"

#include <qcustomplot.h>

#include <functional>

namespace qb {

/// A QCustomPlot made ours: colours by palette, four-digit ticks, wheel zooms, drag pans, double click and key 0 show all,
/// arrows and + - do the same without a mouse, cross hair with a readout under the mouse. Replots are queued. What moves with
/// the mouse lies on a layer of its own, so that moving it does not draw the data again.
class Plot : public QCustomPlot {
    Q_OBJECT
public:
    explicit Plot(QWidget* parent = nullptr);

    /// What everything in view means; shows it. `keepView`: only where the user has not zoomed.
    void setBounds(PlotRange x, PlotRange y, bool keepView = false);
    void showAll();
    [[nodiscard]] bool isZoomed() const { return m_zoomed; }
    [[nodiscard]] PlotRange visibleX() const { return {xAxis->range().lower, xAxis->range().upper}; }

    void setLogY(bool log);
    [[nodiscard]] bool isLogY() const { return yAxis->scaleType() == QCPAxis::stLogarithmic; }
    /// Only x is zoomed and dragged; y fits itself (by who listens to viewChanged).
    void setHorizontalOnly();

    /// x counts things: no ticks between whole numbers.
    void setWholeX();

    /// What the corner says of a place in data coordinates; empty says nothing.
    void setReadout(std::function<QString(double x, double y)> readout) { m_readout = std::move(readout); }
    [[nodiscard]] QString readoutText() const { return m_readoutText; }
    /// The same as it is drawn: in as many lines as the plot is narrow, cut at the end where even that does not help.
    [[nodiscard]] QString drawnReadout() const { return m_readoutItem->text(); }
    [[nodiscard]] QRectF readoutRect() const; ///< in the widget

    /// In the middle of a plot that has nothing to draw: why. Empty: none. The y axis then counts nothing.
    void setMessage(const QString& message);
    [[nodiscard]] QString message() const { return m_message; }

    void refresh() { replot(rpQueuedReplot); }
    /// Draws itself into a picture file; returns what went wrong.
    [[nodiscard]] QString exportPicture(const QString& path, QSize size = {});

    [[nodiscard]] QPointF toPixel(double x, double y) const { return {xAxis->coordToPixel(x), yAxis->coordToPixel(y)}; }

signals:
    void clicked(QPointF pixel); ///< a click that was no drag
    void viewChanged();          ///< zoomed, panned or resized

protected:
    /// Puts the palette's colours on what a subclass has added.
    virtual void recolour();
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void hideHover();

private:
    void recolourBase();
    void wrapMessage();
    void setTickCounts();
    void hoverAt(QPointF pixel);
    void zoomX(double factor, double centre);

    int m_mostTicksX = 5;
    PlotRange m_boundsX;
    PlotRange m_boundsY;
    bool m_zoomed = false;
    bool m_moved = false;
    bool m_pressed = false;
    QPoint m_pressedAt;
    std::function<QString(double, double)> m_readout;
    QCPItemStraightLine* m_crossX;
    QCPItemStraightLine* m_crossY;
    QCPItemText* m_readoutItem;
    QString m_readoutText;
    QCPItemText* m_messageItem;
    QString m_message;
};

} // namespace qb
