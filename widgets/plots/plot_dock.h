// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/selection.h"
#include "widgets/plots/picture.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QMenu;
class QStackedLayout;

namespace qb {

class EmptyPage;
class Plot;
class TableView;

/// What the docks with plots share: bench and selection (both outlive it), an empty page, copying, pictures, a context menu.
class PlotDock : public QWidget {
    Q_OBJECT
public:
    PlotDock(Bench& bench, Selection& selection, QWidget* parent);

    /// The button of the empty page; may be null. Not owned.
    void setEmptyAction(QAction* action);
    [[nodiscard]] bool isEmptyShown() const;
    [[nodiscard]] QString emptyText() const { return m_emptyText; }

    /// The plot in view as PNG, SVG or PDF by the name's suffix. Returns what went wrong, empty if nothing did.
    [[nodiscard]] QString exportPicture(const QString& path);
    /// What is shown, as numbers.
    [[nodiscard]] virtual QString tsv() const = 0;
    void setFileChooser(FileChooser chooser) { m_chooser = std::move(chooser); }

signals:
    void failed(const QString& problem); ///< a file could not be written

protected:
    [[nodiscard]] Bench& bench() const { return m_bench; }
    [[nodiscard]] Selection& selection() const { return m_selection; }
    /// Once, from the constructor of the subclass.
    void setContent(QWidget* content);
    void showEmpty(const QString& text, bool withAction = true);
    void showContent();
    /// Copy / Export on a right click there. `table` may be null: then Copy takes tsv().
    void addContextMenu(QWidget* on, TableView* table);
    [[nodiscard]] virtual Plot* plot() const = 0;
    virtual void retranslate() = 0;
    virtual void restyle() {} ///< after a change of palette
    void changeEvent(QEvent* event) override;

private:
    void exportInteractively();
    void exportCsv(const TableView& table);

    Bench& m_bench;
    Selection& m_selection;
    QStackedLayout* m_stack;
    EmptyPage* m_empty;
    QPointer<QAction> m_emptyAction;
    QString m_emptyText;
    bool m_withAction = true;
    FileChooser m_chooser = chooseFile;
};

} // namespace qb
