// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/column_table.h"
#include "widgets/plots/compare_series.h"

namespace qb {

/// The compare_per_layer table of one series, with the differences to another where there is one.
class CompareModel : public ColumnModel {
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
    using ColumnModel::ColumnModel;

    void set(std::shared_ptr<const Model> model, std::shared_ptr<const LayerSeries> series,
             std::shared_ptr<const LayerSeries> against);
    [[nodiscard]] const LayerNumbers* row(int index) const;
    [[nodiscard]] const Model* networkModel() const { return m_model.get(); }
    [[nodiscard]] std::optional<Metric> metricOf(int column) const;

protected:
    [[nodiscard]] int rows() const override { return m_series ? static_cast<int>(m_series->rows.size()) : 0; }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant raw(int row, int column) const override;

private:
    [[nodiscard]] double delta(const LayerNumbers& row, Metric metric) const;

    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const LayerSeries> m_series;
    std::shared_ptr<const LayerSeries> m_against;
};

class CompareProxy : public WordsProxy {
    Q_OBJECT
public:
    explicit CompareProxy(CompareModel& model, QObject* parent = nullptr);
    void setStale(bool stale);

protected:
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString explain(int column) const override;
    [[nodiscard]] QString words(int column, const QVariant& value) const override;
    [[nodiscard]] QVariant look(const QModelIndex& source, int role) const override;

private:
    CompareModel& m_model;
    bool m_stale = false;
};

} // namespace qb
