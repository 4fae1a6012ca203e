// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/float_range.h"
#include "engine/quant/histogram.h"
#include "widgets/plots/histogram_geometry.h"
#include "widgets/plots/plot.h"

#include <memory>
#include <optional>

namespace qb {

/// Two histograms of one tensor over each other: float as an area, as simulated as a line.
class SpreadPlot : public Plot {
    Q_OBJECT
public:
    explicit SpreadPlot(QWidget* parent = nullptr);

    /// Both may be null: nothing. `grid`: on which the simulated values lie, so that each level is a step of the line and
    /// not a spike.
    void setData(std::shared_ptr<const DyadicHistogram> exact, std::shared_ptr<const DyadicHistogram> simulated,
                 FloatRange observed, std::optional<Grid> grid);
    void setLog(bool log);
    void retranslate();
    [[nodiscard]] const Steps& exactSteps() const { return m_exact; }
    [[nodiscard]] const Steps& simulatedSteps() const { return m_simulated; }

protected:
    void recolour() override;

private:
    void fill();

    std::shared_ptr<const DyadicHistogram> m_exactData;
    std::shared_ptr<const DyadicHistogram> m_simulatedData;
    std::optional<Grid> m_grid;
    Steps m_exact;
    Steps m_simulated;
    bool m_filling = false;
    QCPGraph* m_exactGraph;
    QCPGraph* m_simulatedGraph;
};

} // namespace qb
