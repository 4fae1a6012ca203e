// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/observer.h"
#include "widgets/models/table_words.h"

#include <optional>
#include <vector>

namespace qb {

/// What a method makes of the values of one point.
struct MethodRow {
    Observer observer;
    Calibrated calibrated;
    std::optional<double> threshold = {}; ///< of a symmetric grid: that gives this scale when it is fixed by hand
    bool inUse = false;
    bool byHand = false;   ///< the grid that somebody fixed: no method
    double clipWeight = 1; ///< of mse: how often the squared error of what is clipped counts
};

/// All methods side by side.
class MethodsModel : public TableModel {
    Q_OBJECT
public:
    enum Column { MethodColumn, ThresholdColumn, LowColumn, ScaleColumn, SqnrColumn, GainColumn, ClippedColumn, ColumnCount };
    using TableModel::TableModel;

    /// `profile`: the target that the weights come from.
    void setRows(std::vector<MethodRow> rows, const QString& profile = {});
    /// Why a method that seeks the least squared error may stand below another one; empty where it does not weigh.
    [[nodiscard]] QString weightNote() const;
    [[nodiscard]] const MethodRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] QVariant raw(int row, int column) const override;
    /// Words for TableWords, in the order of Column.
    [[nodiscard]] std::vector<TableColumn> words() const;

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    [[nodiscard]] TableColumn column(Column column) const;
    [[nodiscard]] QString nameOf(int row) const;
    [[nodiscard]] QString tipOf(int row) const;
    [[nodiscard]] bool isWorse(int row) const; ///< by the 3 dB of which a method warns
    [[nodiscard]] QString weightText(int row) const;

    std::vector<MethodRow> m_rows;
    QString m_profile;
};

/// "percentile 99.9": an observer in a word; its parameters where they are not the default.
[[nodiscard]] QString observerText(const Observer& observer);

} // namespace qb
