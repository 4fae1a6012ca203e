// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPushButton;

namespace qb {

class DataDock;
class Workbench;

/// On which samples, prepared how (with a preview of what the model gets), anew or going on.
class CalibrateDialog : public QDialog {
    Q_OBJECT
public:
    CalibrateDialog(Bench& bench, Workbench& workbench, QWidget* parent);

    [[nodiscard]] DataDock& samples() { return *m_samples; }

signals:
    void calibrateRequested();
    void continueRequested();

public slots:
    void reject() override; ///< takes back what was said of the samples here

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Enter in a field that was changed takes the field only

private:
    void showState();

    Bench& m_bench;
    Workbench& m_workbench;
    int m_before; ///< index of the undo stack
    DataDock* m_samples;
    QLabel* m_state;
    QPushButton* m_anew;
    QPushButton* m_continue;
    QDialogButtonBox* m_buttons;
    bool m_takesField = false; ///< the key that is under way
};

} // namespace qb
