// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"

class QToolButton;
class QTreeWidget;

namespace qb {

/// Everything that runs or has just ended: what, phase, how far, time so far and left, outcome. Delete stops the selected one.
class JobsDock final : public PagedDock {
    Q_OBJECT
public:
    explicit JobsDock(Bench& bench, QWidget* parent = nullptr);

protected:
    void retranslate() override;

private:
    void show();
    void stopSelected();

    Bench& m_bench;
    QTreeWidget* m_table;
    QToolButton* m_stop;
};

/// "37 of 200, 12 a second, 0:14 left"; what can't be said is left out.
[[nodiscard]] QString progressText(const JobView& job);
[[nodiscard]] QString stateText(const JobView& job);

} // namespace qb
