// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/selector.h"
#include "widgets/common/badness.h"
#include "widgets/common/bench.h"
#include "widgets/models/table_words.h"

namespace qb {

/// Every unit of the model with its configuration, costs, and what the pinned sample says about its first output. Row =
/// UnitId.
class UnitsModel : public TableModel {
    Q_OBJECT
public:
    enum Column {
        Index,
        Name,
        Op,
        Module,
        Output,
        Requested, ///< what rules asked for at the output
        Weight,
        Shape,
        Macs,
        Parameters,
        Scale,
        ObservedMin, ///< by calibration, of the output in float
        ObservedMax,
        Cosine,
        L1,
        Atol,
        Sqnr,
        SqnrChange, ///< since Bench::before()
        Clipped,    ///< share
        MaxSteps,
        ColumnCount
    };

    explicit UnitsModel(Bench& bench, QObject* parent = nullptr);

    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] static bool isMeasured(int column) { return column >= Cosine; }
    [[nodiscard]] bool stale() const { return m_bench.liveIsStale(); }
    /// What the filter may ask about, as the table shows it.
    [[nodiscard]] SelectorFacts facts() const;
    /// Words for TableWords, in the order of Column.
    [[nodiscard]] std::vector<TableColumn> words() const;
    void retranslate(); ///< what dtypes are called

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_fixed.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    struct Fixed { ///< of the model
        QString name, op, module, shape;
        PointId output = PointId::None;
        PointId weight = PointId::None;
    };
    struct Chosen { ///< by the configuration
        QString output, requested, weight;
        double scale = 0;
    };
    struct Observed {
        double min, max;
    };
    struct Measured {
        double cosine, l1, atol, sqnr, change, clipped, steps;
    };

    void takeModel();
    void takeConfiguration();
    void takeStatistics();
    void takeLive();
    [[nodiscard]] QVariant measured(int row, int column) const;
    [[nodiscard]] Meaning meaningAt(int row, Metric metric) const;
    [[nodiscard]] TableColumn plainColumn(Column column) const;
    [[nodiscard]] TableColumn metricColumn(Column column) const;
    [[nodiscard]] QString origin(int row, Column column) const;

    Bench& m_bench;
    std::vector<Fixed> m_fixed;
    std::vector<Chosen> m_chosen;
    std::vector<Observed> m_observed;
    std::vector<Measured> m_measured;
    std::vector<MetricSums> m_sums; ///< by row
    double m_mostMacs = 0;
};

} // namespace qb
