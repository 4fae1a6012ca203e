// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"

class QToolButton;

namespace qb {

class RowsPage;

/// Which dtype the rules asked for at each point, to what it came, and the whole story of how; those that came out otherwise
/// first, or alone.
class RequestsDock final : public PagedDock {
    Q_OBJECT
public:
    RequestsDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] RowsPage* page() const { return m_page; }
    [[nodiscard]] QToolButton* onlyOtherwise() const { return m_only; }

signals:
    void csvRequested(const QString& csv);
    void saveRequested(); ///< qconfig_changelogs.txt

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void fill();

    Bench& m_bench;
    RowsPage* m_page;
    QToolButton* m_only;
    QToolButton* m_save;
    bool m_filled = false; ///< thousands of stories are put together only where they are seen
};

} // namespace qb
