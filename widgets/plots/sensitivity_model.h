// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/provenance.h"
#include "widgets/models/table_words.h"
#include "widgets/plots/sensitivity_pick.h"

#include <map>

namespace qb {

/// Rows of a sweep in their order, with what is known of the same point by other measurements.
class SensitivityModel : public TableModel {
    Q_OBJECT
public:
    enum Column {
        RankColumn,
        UnitColumn,
        PortColumn,
        TypeColumn,
        DTypeColumn,
        IsolatedColumn,
        LeftOutColumn,
        LocalColumn,
        CumulativeColumn,
        MacsColumn,
        PickColumn,
        ColumnCount
    };
    using TableModel::TableModel;

    /// What was measured of the points beside the sweep, and where that comes from.
    struct Values {
        std::map<PointId, double> values;
        Provenance from; ///< its formula is the column's
    };
    struct Content {
        std::shared_ptr<const Model> model;
        std::shared_ptr<const Plan> plan;
        std::vector<PickRow> rows;
        Values isolated, leftOut, local, cumulative;
        MetricChoice metric = Metric::Sqnr;
        QString expression; ///< of the custom metric
        double macs = 0;    ///< of the model
    };
    void set(Content content);
    void setPicked(std::size_t count); ///< of raisable rows, from the top
    [[nodiscard]] const PickRow* row(int index) const;
    [[nodiscard]] const MetricChoice& metric() const { return m_content.metric; }
    [[nodiscard]] bool picked(int row) const;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    /// Words for TableWords, in the order of Column.
    [[nodiscard]] std::vector<TableColumn> words() const;

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_content.rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    [[nodiscard]] TableColumn plainColumn(Column column) const;
    [[nodiscard]] TableColumn metricColumn(Column column) const;
    [[nodiscard]] const Values& valuesOf(Column column) const; ///< of a metric column

    Content m_content;
    std::vector<std::size_t> m_place; ///< by row: among the raisable ones
    std::size_t m_picked = 0;
};

} // namespace qb
