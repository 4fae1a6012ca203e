// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/bad_cases.h"
#include "widgets/common/provenance.h"
#include "widgets/models/table_words.h"

#include <memory>
#include <optional>

namespace qb {

/// A sample in the order of badness.
struct CaseRow {
    std::uint64_t rank = 0; ///< 1 is the worst; equally bad ones share it
    std::uint64_t sample = 0;
    std::size_t index = 0; ///< in the sample set
    QString name;
    std::optional<std::int64_t> label;
    double value = 0; ///< NaN where there is no finite one
    std::uint64_t notFinite = 0;
};

/// All samples that can be judged by the criterion, worst first.
[[nodiscard]] std::vector<CaseRow> caseRows(const BadCases& cases, const SampleSet& samples, const CaseCriterion& by);
/// Of the samples whose outputs are finite; NaN where there is none.
[[nodiscard]] double medianOf(const std::vector<CaseRow>& rows);

/// Samples with their error, the worst one first.
class CaseModel : public TableModel {
    Q_OBJECT
public:
    enum Column { Rank, Picture, SampleId, Name, Label, Value, NotFinite, ColumnCount };
    using TableModel::TableModel;

    /// How the values are called and written. No metric: those of an expression.
    void setRows(std::vector<CaseRow> rows, std::optional<Metric> metric, Provenance from);
    /// Those that are marked; nothing: none.
    void setMarks(std::optional<std::uint64_t> badCase, std::uint64_t pinned);
    [[nodiscard]] const std::vector<CaseRow>& cases() const { return m_rows; }
    [[nodiscard]] const CaseRow* row(int index) const;
    [[nodiscard]] int rowOf(std::uint64_t sample) const; ///< -1: none
    [[nodiscard]] bool isStale() const { return m_from.stale; }
    [[nodiscard]] QVariant raw(int row, int column) const override;
    /// Words for TableWords, in the order of Column.
    [[nodiscard]] std::vector<TableColumn> words() const;

    /// A value as it is written everywhere in the dock.
    [[nodiscard]] static QString valueText(const std::optional<Metric>& metric, double value);

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    [[nodiscard]] std::optional<double> badnessOf(const QVariant& value) const;

    std::vector<CaseRow> m_rows;
    std::optional<Metric> m_metric;
    Provenance m_from;              ///< of the values, without their formula
    double m_best = 0, m_worst = 0; ///< of the samples whose outputs are finite
    std::optional<std::uint64_t> m_badCase;
    std::uint64_t m_pinned = 0;
};

} // namespace qb
