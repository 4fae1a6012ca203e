// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/bad_cases.h"
#include "engine/ort/session.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace qb {

class ExpressionField;

/// By what samples are judged: an output and a metric, or an expression that is checked while it is typed; beside it the
/// tools of the dock. Knows no bench.
class CaseBar : public QWidget {
    Q_OBJECT
public:
    explicit CaseBar(QWidget* parent = nullptr);

    void setOutputs(std::vector<PortInfo> outputs); ///< all of the model; only those with float values are offered
    void setFindable(bool on);                      ///< whether there is something to look at
    void setRunning(bool on);                       ///< Find becomes Stop
    void setFound(bool on);                         ///< whether there is something to copy and to save

    void setOutput(const std::string& output);
    void setMetric(std::optional<Metric> metric); ///< nothing: the expression
    void setExpression(const QString& text);
    void setRecent(const QStringList& expressions); ///< that were used last, newest first

    [[nodiscard]] std::string output() const; ///< in which the layer to blame is looked for too
    [[nodiscard]] std::optional<Metric> chosenMetric() const;
    [[nodiscard]] CaseCriterion criterion() const;
    [[nodiscard]] std::string expression() const; ///< empty where no expression is asked for, or it can't be used
    [[nodiscard]] Order order() const;
    [[nodiscard]] QString problem() const; ///< with the expression; empty where there is none

signals:
    void changed(); ///< by the user
    void findRequested();
    void stopRequested();
    void saveRequested();
    void loadRequested();
    void copyRequested();
    void csvRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void check();
    void updateFind();

    bool m_findable = false;
    bool m_running = false;
    QComboBox* m_outputs;
    QComboBox* m_metrics;
    QToolButton* m_find;
    QToolButton* m_save;
    QToolButton* m_load;
    QToolButton* m_copy;
    QToolButton* m_csv;
    ExpressionField* m_expression;
};

} // namespace qb
