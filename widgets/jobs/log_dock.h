// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"

class QToolButton;
class QTreeWidget;

namespace qb {

/// What has happened, newest last: one line each, details below it when unfolded. Copy gives the selected lines with details.
class LogDock final : public PagedDock {
    Q_OBJECT
public:
    explicit LogDock(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QString selectedText() const; ///< all lines where none is selected

protected:
    void retranslate() override;

private:
    void showPage();
    void add();

    Bench& m_bench;
    QTreeWidget* m_table;
    QToolButton* m_copy;
};

} // namespace qb
