// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace qb {

class Bench;

/// How far one job is, and the button that stops it; for the dialog that has started it. Hidden while there is none.
class JobBar : public QWidget {
    Q_OBJECT
public:
    explicit JobBar(Bench& bench, QWidget* parent = nullptr);

    void watch(int job); ///< as Bench::jobs() numbers them
    void end();
    [[nodiscard]] QPushButton* stopButton() const { return m_stop; }

private:
    void show();

    Bench& m_bench;
    QProgressBar* m_bar;
    QLabel* m_count;
    QPushButton* m_stop;
    int m_job = 0;
};

} // namespace qb
