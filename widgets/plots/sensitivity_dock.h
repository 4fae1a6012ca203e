// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/edit_preview.h"
#include "widgets/plots/pick_panel.h"
#include "widgets/plots/plot_dock.h"
#include "widgets/plots/sensitivity_model.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace qb {

class ExpressionField;
class TableSelection;
class TableWords;

/// Which point costs how much of the output: a streamed table, and a picker that says what raising the worst rows would give
/// and cost. Apply asks the bench for one Sensitivity rule; when that configuration is measured, predicted and measured stand
/// side by side.
class SensitivityDock final : public PlotDock {
    Q_OBJECT
public:
    SensitivityDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    void setPick(std::size_t count) { m_picker->setPick(count); } ///< top-k
    void setOutput(int output);                                   ///< kMerged, or an index
    void setMetric(const MetricChoice& metric);                   ///< the order of a custom one is the bench's
    void setType(SensitiveType type);
    void apply();

    [[nodiscard]] std::size_t picked() const { return m_picker->pick(); }
    [[nodiscard]] const PickCurve& curve() const { return m_picker->curve(); }
    [[nodiscard]] PickPlot* pickPlot() const { return m_picker->plot(); }
    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] SensitivityModel* tableModel() const { return m_model; }
    [[nodiscard]] ExpressionField* expression() const { return m_expression; }
    [[nodiscard]] QString summaryText() const { return m_summaryText; }
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString tsv() const override;

signals:
    void startRequested(qb::SensitivityMode mode);
    void stopRequested();

protected:
    [[nodiscard]] Plot* plot() const override { return m_picker->plot(); }
    void retranslate() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    void connectAll();
    void takeResult();
    void refresh();
    void fillOutputs();
    void rank();
    void updateSummary();
    void updateStatus();
    void offerColumns();
    void takeCustomMetric();
    void useExpression();
    [[nodiscard]] bool inForce(const std::shared_ptr<const Configuration>& configuration) const;
    [[nodiscard]] static std::size_t samplesOf(const SensitivityResult& sweep); ///< that each row rests on at least
    [[nodiscard]] SensitivityModel::Values compared(CompareMode mode, const SensitivityResult& sweep) const;
    /// Whether its values are of the bench's custom metric, where that is asked for.
    [[nodiscard]] bool isOfMetric(const std::string& custom) const;
    [[nodiscard]] std::vector<PickRow> ranked(const SensitivityResult& result, const Plan& plan, const MetricChoice& by,
                                              SensitiveType type) const;
    [[nodiscard]] double measuredDecibel() const; ///< of the newest measurement, at the output asked for
    [[nodiscard]] double shareOf(const Plan& plan) const;
    [[nodiscard]] RuleSet rulesOfPick() const;
    void askTarget();
    [[nodiscard]] QString answerOfTarget() const; ///< empty where it takes all of the pick, or has not said yet

    struct Applied {
        RuleSet rules;
        double decibel = 0;
    };

    std::shared_ptr<const SensitivityResult> m_isolated;
    std::shared_ptr<const SensitivityResult> m_leftOut;
    int m_output = kMerged;
    MetricChoice m_metric = Metric::Sqnr;
    SensitiveType m_type = SensitiveType::Both;
    std::optional<Applied> m_applied;
    EditPreview* m_asker;
    std::shared_ptr<const Preview> m_target; ///< what the pick as a rule gives; null where it is not known
    QString m_summaryText;

    QAction* m_startIsolated;
    QAction* m_startLeftOut;
    QToolButton* m_measure;
    QToolButton* m_stop;
    QComboBox* m_outputs;
    QComboBox* m_metrics;
    QComboBox* m_types;
    ExpressionField* m_expression;
    QLabel* m_status;
    SensitivityModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    TableSelection* m_link;
    PickPanel* m_picker;
};

} // namespace qb
