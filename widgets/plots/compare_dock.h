// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/compare_plot.h"
#include "widgets/plots/compare_sources.h"
#include "widgets/plots/plot_dock.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace qb {

class CompareModel;
class ExpressionField;
class ForeignStrip;
class TableSelection;
class TableWords;

/// How far each layer is from float: table and curves over layer order, of the pinned sample or of comparisons that were kept
/// under a name; others beside it as curves, the first of them with differences in the table.
class CompareDock final : public PlotDock {
    Q_OBJECT
public:
    CompareDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    void setMetric(std::optional<MetricChoice> metric); ///< nothing: ranges
    void setMode(CompareMode mode);
    void setRunningMean(bool on);
    void setMain(const QString& id); ///< "live", "before", or a comparison's name
    void setAgainst(const QString& id, bool on);
    /// The comparison of this name, as soon as it has numbers of the present configuration, and until that is edited.
    void showWhenMeasured(const QString& id, qb::CompareMode mode);
    [[nodiscard]] QString mainId() const { return m_shown; }
    [[nodiscard]] QStringList sourceIds() const;
    /// Ids and titles of all results but the main one.
    [[nodiscard]] std::vector<std::pair<QString, QString>> others() const;
    [[nodiscard]] QStringList against() const; ///< ids of those that it is held against
    /// This one alone; empty: none. The main one becomes that of the same samples, where the present configuration has one.
    void holdAgainst(const QString& id);

    [[nodiscard]] ComparePlot* curves() const { return m_plot; }
    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] CompareModel* tableModel() const { return m_model; }
    [[nodiscard]] ExpressionField* expression() const { return m_expression; }
    [[nodiscard]] QString legendText() const;
    /// Where the shown result is against something from elsewhere: what that is, and where the two part.
    [[nodiscard]] ForeignStrip* foreign() const { return m_foreign; }
    /// More ways to a comparison, at the end of the menu of measurements. Not owned.
    void addMeasureActions(const QList<QAction*>& actions);
    [[nodiscard]] QString tsv() const override;

signals:
    /// A comparison that the bench does not hold, over the evaluation samples.
    void compareRequested(qb::CompareMode mode, qb::CompareParts parts);
    void othersChanged(); ///< others() or against()

protected:
    [[nodiscard]] Plot* plot() const override { return m_plot; }
    void retranslate() override;
    void restyle() override { refresh(); }
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    void refresh();
    void fillChoosers();
    void chooseShown();
    void showSeries();
    void updateLegend();
    void selectRow(int row);
    void takeCustomMetric();
    [[nodiscard]] bool isCustomShown() const { return m_metric && m_metric->isCustom(); }
    /// Without values of another expression than the bench's.
    [[nodiscard]] std::shared_ptr<const LayerSeries> ofPresentMetric(std::shared_ptr<const LayerSeries> series) const;
    [[nodiscard]] QString curveMessage(const QString& custom) const;
    [[nodiscard]] QString customText(const LayerSeries& series, const Comparison& comparison) const;

    CompareSources m_sources; ///< of the mode in view
    std::vector<ComparePlot::Curve> m_curves;
    CompareMode m_mode = CompareMode::Cumulative;
    std::optional<MetricChoice> m_metric = Metric::Cosine;
    bool m_runningMean = false;
    QString m_main = QStringLiteral("live"); ///< as was asked for
    QString m_shown;                         ///< that, or another where it is not there
    bool m_whilePresent = false;             ///< m_main came by itself: of another configuration it gives way to the sample
    std::optional<std::pair<QString, CompareMode>> m_awaited;
    QStringList m_against;
    QComboBox* m_mainBox;
    QToolButton* m_againstButton;
    QMenu* m_againstMenu;
    QComboBox* m_metricBox;
    ExpressionField* m_expression;
    QComboBox* m_modeBox;
    QToolButton* m_meanButton;
    QToolButton* m_measureButton;
    QAction* m_measureMode;
    QAction* m_measureWeights;
    QAction* m_measureActivations;
    QAction* m_measureLocal;
    EmptyPage* m_unmeasured;
    QLabel* m_legend;
    ForeignStrip* m_foreign;
    ComparePlot* m_plot;
    CompareModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    TableSelection* m_link;
};

} // namespace qb
