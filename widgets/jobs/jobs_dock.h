// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"

class QFontMetrics;
class QToolButton;
class QTreeWidget;

namespace qb {

/// Everything that runs or has just ended, newest first, two lines each: what and for how long; below it how it stands, how
/// far it is and what it is at, as much as there is room for. Delete stops the selected one.
class JobsDock final : public PagedDock {
    Q_OBJECT
public:
    explicit JobsDock(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QTreeWidget* list() const { return m_table; }
    [[nodiscard]] QToolButton* stopButton() const { return m_stop; }
    /// What is drawn in the second line of a row, after its room.
    [[nodiscard]] QString secondLine(int row) const;

protected:
    void retranslate() override;

private:
    void showJobs();
    void keepRows();
    void showStop();
    void stopSelected();
    [[nodiscard]] const JobView* selected() const; ///< where none is: the newest that can be stopped; null: none

    Bench& m_bench;
    QTreeWidget* m_table;
    QToolButton* m_stop;
};

/// "37 of 200, 12 a second, 0:14 left"; what can't be said is left out.
[[nodiscard]] QString progressText(const JobView& job);
[[nodiscard]] QString stateText(const JobView& job);
/// How it stands, in pieces, the most important first: "running", "37 of 200", "0:14 left", "calibrate", "12 a second".
[[nodiscard]] QStringList jobParts(const JobView& job);
/// The first of the parts in one line, as many as fit. The first is always there, shortened if it must be.
[[nodiscard]] QString fittingParts(const QStringList& parts, const QFontMetrics& metrics, int width);

} // namespace qb
