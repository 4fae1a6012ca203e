// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/observer.h"
#include "widgets/plots/column_table.h"

#include <vector>

namespace qb {

/// What a method makes of the values of one point.
struct MethodRow {
    Observer observer;
    Calibrated calibrated;
    bool inUse = false;
    bool byHand = false; ///< the grid that somebody fixed: no method
};

/// All methods side by side.
class MethodsModel : public ColumnModel {
    Q_OBJECT
public:
    enum Column { MethodColumn, ThresholdColumn, LowColumn, ScaleColumn, SqnrColumn, GainColumn, ClippedColumn, ColumnCount };
    using ColumnModel::ColumnModel;

    void setRows(std::vector<MethodRow> rows);
    [[nodiscard]] const MethodRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    std::vector<MethodRow> m_rows;
};

class MethodsProxy : public WordsProxy {
    Q_OBJECT
public:
    explicit MethodsProxy(MethodsModel& model, QObject* parent = nullptr);

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString explain(int column) const override;
    [[nodiscard]] QString words(int column, const QVariant& value) const override;
    [[nodiscard]] QVariant look(const QModelIndex& source, int role) const override;

private:
    MethodsModel& m_model;
};

/// "percentile 99.9": an observer in a word; its parameters where they are not the default.
[[nodiscard]] QString observerText(const Observer& observer);

} // namespace qb
