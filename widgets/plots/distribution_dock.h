// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/latest.h"
#include "widgets/plots/histogram_geometry.h"
#include "widgets/plots/methods_panel.h"
#include "widgets/plots/plot_dock.h"
#include "widgets/plots/point_view.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QStackedWidget;

namespace qb {

class ChannelPlot;
class DistributionPlot;
class HeatPlot;
class RangeEdit;
class RangeFields;
class SettlingPanel;

/// How the values of the selected point lie, what its grid makes of them, and what every method would. Dragging a clip line,
/// typing a threshold or taking a method asks the bench for an edit.
class DistributionDock final : public PlotDock {
    Q_OBJECT
public:
    DistributionDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    enum View { HistogramView, ChannelView, HeatView };
    void setView(View view);
    void setLog(bool log);

    [[nodiscard]] PointId shownPoint() const { return m_view ? m_view->point : PointId::None; }
    [[nodiscard]] DistributionPlot* histogram() const { return m_histogram; }
    [[nodiscard]] ChannelPlot* channels() const { return m_channels; }
    [[nodiscard]] TableView* methods() const { return m_methods->table(); }
    [[nodiscard]] MethodsModel* methodsModel() const { return m_methods->model(); }
    [[nodiscard]] QString infoText() const { return m_infoText; }
    [[nodiscard]] bool isBusy() const { return m_worker.busy(); }
    /// What is shown where nothing is selected and something was observed.
    [[nodiscard]] SettlingPanel* settling() const { return m_settling; }
    [[nodiscard]] QString tsv() const override;

protected:
    [[nodiscard]] Plot* plot() const override;
    void retranslate() override;
    void restyle() override { updateInfo(); }
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    void refresh();
    void showPoint();
    void showAnalysis(const PointAnalysis& analysis);
    void fillPorts(UnitId unit, PointId point);
    void updateFields();
    void updateInfo();
    void moveClip(ClipEnd end, double x);
    void takeMethod(const Observer& observer);
    [[nodiscard]] PointId wantedPoint() const;
    void fitTable();

    std::optional<PointView> m_view;
    PointAnalysis m_analysis;
    Latest m_worker{this};
    QString m_analysed; ///< what m_analysis was made from
    QString m_infoText;
    RangeEdit* m_edit;
    QComboBox* m_ports;
    QComboBox* m_views;
    QCheckBox* m_log;
    RangeFields* m_range;
    QLabel* m_info;
    QStackedWidget* m_plots;
    DistributionPlot* m_histogram;
    ChannelPlot* m_channels;
    HeatPlot* m_heat;
    MethodsPanel* m_methods;
    SettlingPanel* m_settling;
};

} // namespace qb
