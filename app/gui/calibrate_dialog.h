// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace qb {

class DataDock;

/// On which samples, prepared how (with a preview of what the model gets), anew or going on.
class CalibrateDialog : public QDialog {
    Q_OBJECT
public:
    CalibrateDialog(Bench& bench, QWidget* parent);

    [[nodiscard]] DataDock& samples() { return *m_samples; }

signals:
    void calibrateRequested();
    void continueRequested();

private:
    void showState();

    Bench& m_bench;
    DataDock* m_samples;
    QLabel* m_state;
    QPushButton* m_anew;
    QPushButton* m_continue;
};

} // namespace qb
