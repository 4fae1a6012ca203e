// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"

#include <QTimer>

class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace qb {

/// What has happened, newest last: one line each, details below it when unfolded. Copy gives the selected lines with details.
class LogDock final : public PagedDock {
    Q_OBJECT
public:
    explicit LogDock(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QTreeWidget* list() const { return m_table; }
    [[nodiscard]] QToolButton* copyButton() const { return m_copy; }
    [[nodiscard]] QString selectedText() const; ///< all lines where none is selected

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the list has another width

private:
    void showPage();
    void add();
    static void word(QTreeWidgetItem& item, const LogLine& line);

    Bench& m_bench;
    QTreeWidget* m_table; ///< its rows are the lines of Bench::log()
    QToolButton* m_copy;
    QTimer m_toEnd; ///< the newest line is to be seen
};

} // namespace qb
