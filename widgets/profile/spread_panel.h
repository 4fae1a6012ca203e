// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/plots/weight_geometry.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QStackedWidget;

namespace qb {

class ChannelPlot;
class HeatPlot;
class Plot;
class SpreadPlot;

/// How the values of one tensor lie: histograms of float and simulated (or exported) over each other, or of one of them a box
/// for each channel, or a heat map.
class SpreadPanel : public QWidget {
    Q_OBJECT
public:
    explicit SpreadPanel(QWidget* parent = nullptr);

    enum View {
        HistogramView,
        ExportedHistogram,
        FloatChannels,
        SimulatedChannels,
        ExportedChannels,
        FloatHeat,
        SimulatedHeat,
        ExportedHeat
    };
    void setView(View view);
    [[nodiscard]] View view() const;

    void show(const std::shared_ptr<const SpreadResult>& spread, const SharedParams& params); ///< `params` of the simulation
    void say(const QString& text);                                                            ///< in place of a picture
    [[nodiscard]] QString message() const;
    [[nodiscard]] Plot* plot() const;
    [[nodiscard]] SpreadPlot* histogram() const { return m_histogram; }
    [[nodiscard]] ChannelPlot* channels() const { return m_channels; }
    [[nodiscard]] HeatPlot* heat() const { return m_heat; }
    [[nodiscard]] QString tsv() const;
    void retranslate();

private:
    void showHistogram();
    void showChannels();
    [[nodiscard]] const ValueSpread& shownSpread() const;
    void showNames();
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

    std::shared_ptr<const SpreadResult> m_spread;
    SharedParams m_params;
    QComboBox* m_views;
    QCheckBox* m_log;
    QLabel* m_title;  ///< which tensor
    QLabel* m_legend; ///< which colour is what
    QStackedWidget* m_pages;
    QLabel* m_message;
    SpreadPlot* m_histogram;
    ChannelPlot* m_channels;
    HeatPlot* m_heat;
};

/// Quartiles by the values that were kept of each channel, ends by all.
[[nodiscard]] std::vector<ChannelBox> channelBoxes(const ValueSpread& spread);

} // namespace qb
