// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QWidget>

class QStackedLayout;
class QToolButton;
class QTreeWidget;

namespace qb {

class EmptyPage;

/// What has happened, newest last: one line each, details below it when unfolded. Copy gives the selected lines with details.
class LogDock : public QWidget {
    Q_OBJECT
public:
    explicit LogDock(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QString selectedText() const; ///< all lines where none is selected

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void add();

    Bench& m_bench;
    QTreeWidget* m_table;
    QToolButton* m_copy;
    EmptyPage* m_empty;
    QStackedLayout* m_pages;
};

} // namespace qb
