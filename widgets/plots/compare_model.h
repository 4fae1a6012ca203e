// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/provenance.h"
#include "widgets/models/table_words.h"
#include "widgets/plots/compare_series.h"

namespace qb {

/// The compare_per_layer table of one series, with the differences to another where there is one.
class CompareModel : public TableModel {
    Q_OBJECT
public:
    enum Column {
        IndexColumn,
        NameColumn,
        TypeColumn,
        ShapeColumn,
        DTypeColumn,
        ScaleColumn,
        CosineColumn,
        SqnrColumn,
        L1Column,
        AtolColumn,
        StepsColumn,
        ClippedColumn,
        CustomColumn,
        DeltaCosineColumn,
        DeltaSqnrColumn,
        DeltaL1Column,
        FloatMinColumn,
        QuantMinColumn,
        FloatMaxColumn,
        QuantMaxColumn,
        FloatMeanColumn,
        QuantMeanColumn,
        TrustColumn,
        ColumnCount
    };
    using TableModel::TableModel;

    struct Content {
        std::shared_ptr<const Model> model;
        std::shared_ptr<const LayerSeries> series;
        std::shared_ptr<const LayerSeries> against; ///< may be null
        Provenance from = {};                       ///< of all numbers, without their formula
        bool foreign = false;                       ///< the baseline is not float, but another model or a dump
        QString expression = {};                    ///< of the custom metric
    };
    void set(Content content);
    [[nodiscard]] const LayerNumbers* row(int index) const;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    /// Words for TableWords, in the order of Column.
    [[nodiscard]] std::vector<TableColumn> words() const;

protected:
    [[nodiscard]] int rows() const override { return m_content.series ? static_cast<int>(m_content.series->rows.size()) : 0; }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    [[nodiscard]] double delta(const LayerNumbers& row, Metric metric) const;
    [[nodiscard]] TableColumn plainColumn(Column column) const;
    [[nodiscard]] TableColumn metricColumn(Column column, Metric metric) const;
    [[nodiscard]] TableColumn deltaColumn(Column column) const;
    [[nodiscard]] QString nameTip(int row) const;

    Content m_content;
};

} // namespace qb
