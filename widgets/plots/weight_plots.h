// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/quant_params.h"
#include "widgets/plots/plot.h"
#include "widgets/plots/weight_geometry.h"

namespace qb {

/// Values per channel: a box each where they fit, else bands from least to largest and between the quartiles. With the ends
/// of each channel's grid.
class ChannelPlot : public Plot {
    Q_OBJECT
public:
    explicit ChannelPlot(QWidget* parent = nullptr);
    /// `params` may be null: no grid.
    void setChannels(std::vector<ChannelBox> boxes, const QuantParams* params);
    [[nodiscard]] bool showsBoxes() const { return m_boxes->visible(); }
    [[nodiscard]] const std::vector<ChannelBox>& channels() const { return m_channels; }
    void retranslate();

protected:
    void recolour() override;

private:
    void chooseForm();

    std::vector<ChannelBox> m_channels;
    QVector<double> m_gridLow;
    QVector<double> m_gridHigh;
    QCPStatisticalBox* m_boxes;
    std::array<QCPGraph*, 5> m_bands{}; ///< max, min, upper, lower, median
    std::array<QCPGraph*, 2> m_ends{};
};

/// Channel by value, colour by share, over the values that there are.
class HeatPlot : public Plot {
    Q_OBJECT
public:
    explicit HeatPlot(QWidget* parent = nullptr);
    void setHeat(HeatMap heat);
    [[nodiscard]] const QCPColorScale* colorScale() const { return m_scale; }
    void retranslate();

protected:
    void recolour() override;

private:
    HeatMap m_heat;
    QCPColorMap* m_map;
    QCPColorScale* m_scale;
};

} // namespace qb
