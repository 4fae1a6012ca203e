// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace qb {

/// The user's one question, always answered: how good is each output now, what did the last edit do, what does it cost; and
/// what runs, with its stop button.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QString outputsText() const; ///< as it is shown, without markup

protected:
    void changeEvent(QEvent* event) override;

private:
    void showOutputs();
    void showCost();
    void showJob();

    Bench& m_bench;
    QLabel* m_outputs;
    QLabel* m_cost;
    QLabel* m_job;
    QProgressBar* m_progress;
    QToolButton* m_stop;
    int m_jobId = 0;
};

/// Share (0..1) of the MACs that run in int16, of all MACs; 0 where none are known.
[[nodiscard]] double int16Share(const Model& model, const Effective& effective);

} // namespace qb
