// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"
#include "widgets/plots/picture.h"

class QLabel;
class QSplitter;
class QVBoxLayout;

namespace qb {

class Plot;
class TableView;

/// What the docks with plots share: bench and selection (both outlive it), copying, pictures, a context menu.
class PlotDock : public PagedDock {
    Q_OBJECT
public:
    PlotDock(Bench& bench, Selection& selection, QWidget* parent);

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
    /// What a dock is made of: a bar, a line of text below it, and two parts between which the user may move the border.
    /// Returns the column they stand in, for more.
    QVBoxLayout* setParts(QWidget* bar, QLabel* line, Qt::Orientation orientation, QWidget* first, QWidget* second);
    [[nodiscard]] QSplitter* parts() const { return m_parts; }
    /// Gives the first part that share; not any more once the user has moved the border.
    void divide(int percent);
    [[nodiscard]] bool dividedByHand() const { return m_dividedByHand; }
    /// Tools in a row, those of `right` at its end; `wide` takes what room is left.
    [[nodiscard]] static QWidget* makeBar(std::initializer_list<QWidget*> left, std::initializer_list<QWidget*> right,
                                          QWidget* wide = nullptr);
    /// Copy / Export on a right click there. `table` may be null: then Copy takes tsv().
    void addContextMenu(QWidget* on, TableView* table);
    [[nodiscard]] virtual Plot* plot() const = 0;

private:
    void exportInteractively();
    void exportCsv(const TableView& table);

    Bench& m_bench;
    Selection& m_selection;
    QSplitter* m_parts = nullptr;
    bool m_dividedByHand = false;
    FileChooser m_chooser = chooseFile;
};

} // namespace qb
