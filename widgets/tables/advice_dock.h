// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace qb {

class ExpressionField;

/// Why layers are bad, and what each cure really does: a verdict per layer with the numbers that prove it, below it the cures
/// that were tried, best first, with the error before and after and what they cost. One click applies one.
class AdviceDock final : public PagedDock {
    Q_OBJECT
public:
    AdviceDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* metricBox() const { return m_metric; }
    [[nodiscard]] ExpressionField* expression() const { return m_expression; }
    [[nodiscard]] QTreeWidget* tree() const { return m_tree; }
    [[nodiscard]] QLabel* details() const { return m_details; }
    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    [[nodiscard]] QString stateText() const;
    /// Of the row, or of one of its cures; -1: the best one.
    void apply(int row, int cure);

signals:
    /// Of all outputs where the output is -1 (index in the graph's outputs).
    void adviceRequested(const qb::MetricChoice& metric, int output);

protected:
    void retranslate() override;
    void restyle() override { takeAdvice(); }
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the tree has another width

private:
    void build();
    void fillOutputs();
    void chooseOutputOfCase();
    void takeMetric();
    void start();
    void takeAdvice();
    QTreeWidgetItem* addRow(int row);
    enum class Errors { Before, Both };
    void showErrors(QTreeWidgetItem& item, const TriedCure& cure, Errors which) const;
    void fitColumns();
    void choose();
    void showCurrent();
    [[nodiscard]] const AdviceRow* rowOf(const QTreeWidgetItem* item, int* cure = nullptr) const;

    Bench& m_bench;
    Selection& m_selection;
    QComboBox* m_metric;
    ExpressionField* m_expression;
    QComboBox* m_output;
    QPushButton* m_start;
    QLabel* m_state;
    QTreeWidget* m_tree;
    QLabel* m_details;
    QPushButton* m_apply;
    std::shared_ptr<const AdviceResult> m_shown; ///< what the tree is of
};

} // namespace qb
