// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"
#include "widgets/plots/sensitivity_pick.h"

namespace qb {

/// Predicted output error over the int16 share of MACs, with the knee, the present pick, and what was measured.
class PickPlot : public Plot {
    Q_OBJECT
public:
    explicit PickPlot(QWidget* parent = nullptr);
    void setCurve(PickCurve curve);
    void setPick(std::size_t count);
    /// A point that was measured, in the curve's units; nothing: none.
    void setMeasured(std::optional<QPointF> shareAndDecibel);
    [[nodiscard]] std::size_t nearest(QPointF pixel) const;
    [[nodiscard]] QPointF pixelOf(std::size_t count) const;
    void retranslate();

signals:
    void picked(int count);

protected:
    void recolour() override;

private:
    void labelAxes();
    void labelMarks();

    PickCurve m_curve;
    std::size_t m_pick = 0;
    QCPCurve* m_line;
    QCPItemTracer* m_knee;
    QCPItemText* m_kneeText;
    QCPItemTracer* m_dot;
    QCPItemText* m_dotText;
    QCPItemTracer* m_measured;
    QCPItemText* m_measuredText;
};

} // namespace qb
