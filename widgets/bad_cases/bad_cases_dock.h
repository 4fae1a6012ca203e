// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bad_cases/case_model.h"
#include "widgets/plots/plot_dock.h"

#include <QTimer>

class QLabel;

namespace qb {

class CaseBar;
class CasePanel;
class CasePlot;
class TableView;
class Thumbnails;

/// The samples on which quantized differs most from float: ranked, as a distribution, and for the current one where it goes
/// wrong and what to do with it.
class BadCasesDock final : public PlotDock {
    Q_OBJECT
public:
    BadCasesDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    /// Buttons of the empty page: without a model, without calibration, without a search. May be null.
    void find();
    void setCurrentSample(quint64 sample);

    [[nodiscard]] std::optional<quint64> currentSample() const { return m_current; }
    [[nodiscard]] CaseBar* bar() const { return m_bar; }
    [[nodiscard]] CaseModel* tableModel() const { return m_model; }
    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] CasePlot* distribution() const { return m_plot; }
    [[nodiscard]] CasePanel* panel() const { return m_panel; }
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString tsv() const override;

signals:
    void findRequested(const std::string& expression, qb::Order order);
    void stopRequested();
    void blameRequested(quint64 sample, const std::string& output);
    void badCaseRequested(quint64 sample, const qb::CaseCriterion& by);
    void badCaseForgotten();
    void addRequested(quint64 sample);
    void saveRequested();
    void loadRequested();
    void csvRequested(const QString& csv);

protected:
    [[nodiscard]] Plot* plot() const override;
    void retranslate() override;
    void restyle() override { refresh(); }
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void connectAll();
    void refresh();
    void rank();
    void mark();
    void select(int row);
    void updateStatus();
    void updatePanel();
    void askForBlame();
    [[nodiscard]] QString blameText(const Blame& blame, QString& tip) const;
    [[nodiscard]] bool isStale() const;
    [[nodiscard]] QString whyNotAdd(quint64 sample) const;

    /// What the rows were made of.
    struct Ranked {
        const BadCaseResult* result = nullptr;
        CaseCriterion by;
        std::string expression;
        Order order = Order::Descending;
        bool stale = false;
        bool operator==(const Ranked&) const = default;
    };

    std::shared_ptr<const BadCaseResult> m_shown;
    std::optional<Ranked> m_ranked;
    std::optional<quint64> m_current;
    bool m_chosenByHand = false; ///< the current one; else it is the worst so far
    bool m_marking = false;
    QTimer m_settle; ///< from one row to the next by the keys: nothing is computed in between
    CaseBar* m_bar;
    QLabel* m_status;
    CaseModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    CasePlot* m_plot;
    CasePanel* m_panel;
    Thumbnails* m_thumbs;
};

} // namespace qb
