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

    /// Whether the pinned sample is being measured; Off: an edit does not start it.
    enum class Measuring { Off, Ended, Running };
    void setMeasuring(Measuring measuring);
    /// A message of the status bar stands on its left; it never hides how good the output is. Empty: all room is its own.
    void makeRoomFor(const QString& message);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Detail { SqnrOnly, WithCosine };
    void showOutputs();
    void fitOutputs();
    [[nodiscard]] QString outputHtml(std::size_t output, Detail detail) const;
    [[nodiscard]] QString outputTip(std::size_t output) const;
    [[nodiscard]] double changeOf(std::size_t output) const; ///< of its SQNR in dB since the last edit; NaN: not known
    [[nodiscard]] QString whyNotMeasured() const;
    void showCost();
    void showJob();

    Bench& m_bench;
    QLabel* m_outputs;
    QLabel* m_cost;
    QLabel* m_job;
    QProgressBar* m_progress;
    QToolButton* m_stop;
    int m_jobId = 0;
    Measuring m_measuring = Measuring::Ended;
    QString m_remark; ///< after the outputs: that they are older than the rules, and why
};

/// Share (0..1) of the MACs that run in int16, of all MACs; 0 where none are known.
[[nodiscard]] double int16Share(const Model& model, const Effective& effective);

} // namespace qb
