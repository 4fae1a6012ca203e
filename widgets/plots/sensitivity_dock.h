// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/pick_plot.h"
#include "widgets/plots/plot_dock.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSlider;
class QSpinBox;
class QSplitter;
class QToolButton;

namespace qb {

class SensitivityModel;
class TableSelection;
class TableWords;

/// Which point costs how much of the output: a streamed table, and a picker that says what raising the worst rows would give
/// and cost. Apply asks the bench for one Sensitivity rule; when that configuration is measured, predicted and measured stand
/// side by side.
class SensitivityDock : public PlotDock {
    Q_OBJECT
public:
    SensitivityDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    enum Picker { TopK, Ratio, Threshold };
    void setPick(std::size_t count); ///< top-k
    void setOutput(int output);      ///< kMerged, or an index
    void setMetric(Metric metric);
    void setType(SensitiveType type);
    void apply();

    [[nodiscard]] std::size_t picked() const { return m_pick; }
    [[nodiscard]] const PickCurve& curve() const { return m_curve; }
    [[nodiscard]] PickPlot* pickPlot() const { return m_plot; }
    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] SensitivityModel* tableModel() const { return m_model; }
    [[nodiscard]] QString summaryText() const { return m_summaryText; }
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString tsv() const override;

signals:
    void startRequested(qb::SensitivityMode mode);
    void stopRequested();

protected:
    [[nodiscard]] Plot* plot() const override { return m_plot; }
    void retranslate() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    QWidget* buildPicker();
    void connectAll();
    void takeResult();
    void refresh();
    void fillOutputs();
    void rank();
    void updatePick();
    void updateSummary();
    void updateStatus();
    void offerColumns();
    [[nodiscard]] std::size_t raisable() const;
    [[nodiscard]] double measuredDecibel() const; ///< of the newest measurement, at the output asked for
    [[nodiscard]] double shareOf(const Plan& plan) const;

    struct Applied {
        RuleSet rules;
        double decibel = 0;
    };

    std::shared_ptr<const SensitivityResult> m_isolated;
    std::shared_ptr<const SensitivityResult> m_leftOut;
    std::vector<PickRow> m_ranked;
    PickCurve m_curve;
    std::size_t m_pick = 0;
    Picker m_picker = TopK;
    int m_output = kMerged;
    Metric m_metric = Metric::Sqnr;
    SensitiveType m_type = SensitiveType::Both;
    std::optional<Applied> m_applied;
    bool m_updating = false;
    QString m_summaryText;

    QAction* m_startIsolated;
    QAction* m_startLeftOut;
    QToolButton* m_measure;
    QToolButton* m_stop;
    QComboBox* m_outputs;
    QComboBox* m_metrics;
    QComboBox* m_types;
    QLabel* m_status;
    SensitivityModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    TableSelection* m_link;
    PickPlot* m_plot;
    QSlider* m_slider;
    std::array<QRadioButton*, 3> m_radios{};
    QSpinBox* m_topK;
    QDoubleSpinBox* m_ratio;
    QLineEdit* m_threshold;
    QLabel* m_summary;
    QPushButton* m_apply;
    QSplitter* m_splitter = nullptr;
    bool m_splitByHand = false;
};

} // namespace qb
