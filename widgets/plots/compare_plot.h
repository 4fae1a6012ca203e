// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/compare_series.h"
#include "widgets/plots/plot.h"

namespace qb {

/// Curves of one metric over layer order, the first one the main one; or the ranges of the main one as bands.
class ComparePlot : public Plot {
    Q_OBJECT
public:
    struct Curve {
        QString name;
        std::shared_ptr<const LayerSeries> series;
        bool stale = false; ///< drawn grey
    };
    explicit ComparePlot(QWidget* parent = nullptr);

    /// `metric` nothing: ranges.
    void show(std::shared_ptr<const Model> model, std::vector<Curve> curves, std::optional<MetricChoice> metric,
              bool runningMean);
    void mark(int row); ///< -1: none
    [[nodiscard]] int marked() const { return m_marked; }
    [[nodiscard]] int rowAt(QPointF pixel) const; ///< of the main curve; -1 far from any
    [[nodiscard]] Polyline drawn(int curve) const;
    [[nodiscard]] bool hasCurve() const; ///< or ranges
    [[nodiscard]] QColor colorOf(int curve) const;
    void retranslate();

protected:
    void recolour() override;

private:
    void fill();
    void fillRanges();
    [[nodiscard]] QString readout(double x) const;

    std::shared_ptr<const Model> m_model;
    std::vector<Curve> m_curves;
    std::vector<Polyline> m_lines; ///< by curve
    std::vector<Polyline> m_means;
    std::optional<MetricChoice> m_metric = Metric::Cosine;
    bool m_runningMean = false;
    bool m_filling = false;
    int m_marked = -1;
    QString m_what; ///< what the view's bounds were made for
    std::vector<QCPGraph*> m_pool;
    QCPItemStraightLine* m_mark;
    QCPItemTracer* m_dot;
};

} // namespace qb
