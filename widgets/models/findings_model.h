// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/models/table_words.h"

namespace qb {

/// What the checks have found. Row = index in Bench::findings().
class FindingsModel : public TableModel {
    Q_OBJECT
public:
    enum Column { SeverityColumn, Message, UnitName, Rule, Cure, ColumnCount };

    explicit FindingsModel(Bench& bench, QObject* parent = nullptr);

    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] const Finding& finding(int row) const { return m_findings[static_cast<std::size_t>(row)]; }
    [[nodiscard]] std::vector<TableColumn> words() const;

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_findings.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    Bench& m_bench;
    Findings m_findings;
};

[[nodiscard]] QString severityText(Severity severity);
[[nodiscard]] QIcon severityIcon(Severity severity);
[[nodiscard]] QString familyOf(const Finding& finding); ///< "config" of "config.no_match"

} // namespace qb
