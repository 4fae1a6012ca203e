// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bad_cases/case_model.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace qb {

std::vector<CaseRow> caseRows(const BadCases& cases, const SampleSet& samples, const CaseCriterion& by)
{
    std::map<std::uint64_t, std::size_t> indexOf;
    for (std::size_t i = 0; i < samples.size(); ++i)
        indexOf[samples.sampleId(i)] = i;
    std::vector<CaseRow> rows;
    for (const RankedCase& r : cases.ranking(by)) {
        const auto index = indexOf.find(r.sample);
        if (index == indexOf.end())
            continue;
        CaseRow row;
        row.rank = rows.size() + 1;
        if (!rows.empty()) {
            const CaseRow& last = rows.back();
            const bool equal = last.value == r.value || (std::isnan(last.value) && std::isnan(r.value));
            if (equal && last.notFinite == r.notFinite)
                row.rank = last.rank;
        }
        row.sample = r.sample;
        row.index = index->second;
        row.name = QString::fromStdString(samples.sampleName(row.index));
        row.label = samples.sampleLabel(row.index);
        row.value = r.value;
        row.notFinite = r.notFinite;
        rows.push_back(std::move(row));
    }
    return rows;
}

double medianOf(const std::vector<CaseRow>& rows)
{
    std::vector<double> values;
    for (const CaseRow& row : rows)
        if (std::isfinite(row.value) && row.notFinite == 0)
            values.push_back(row.value);
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void CaseModel::setRows(std::vector<CaseRow> rows, std::optional<Metric> metric, Provenance from)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_metric = metric;
    m_from = std::move(from);
    m_best = m_worst = std::numeric_limits<double>::quiet_NaN();
    for (const CaseRow& row : m_rows)
        if (std::isfinite(row.value) && row.notFinite == 0) {
            m_worst = std::isnan(m_worst) ? row.value : m_worst;
            m_best = row.value;
        }
    endResetModel();
}

void CaseModel::setMarks(std::optional<std::uint64_t> badCase, std::uint64_t pinned)
{
    if (m_badCase == badCase && m_pinned == pinned)
        return;
    m_badCase = badCase;
    m_pinned = pinned;
    announceValues();
}

const CaseRow* CaseModel::row(int index) const
{
    return index >= 0 && index < rows() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

int CaseModel::rowOf(std::uint64_t sample) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const CaseRow& r) { return r.sample == sample; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QVariant CaseModel::raw(int index, int column) const
{
    const CaseRow& r = m_rows[static_cast<std::size_t>(index)];
    switch (column) {
    case Rank: return static_cast<qulonglong>(r.rank);
    case SampleId: return static_cast<qulonglong>(r.sample);
    case Name: return r.name;
    case Label: return r.label ? QVariant(static_cast<double>(*r.label)) : QVariant();
    case Value: return r.value;
    case NotFinite: return r.notFinite == 0 ? QVariant() : QVariant(static_cast<qulonglong>(r.notFinite));
    default: return {};
    }
}

/// 0 for the best sample, 1 for the worst: there is no absolute measure for all of the metrics.
std::optional<double> CaseModel::badnessOf(const QVariant& value) const
{
    const double v = value.toDouble();
    if (std::isnan(m_worst) || m_worst == m_best)
        return std::nullopt;
    return std::isfinite(v) ? (v - m_best) / (m_worst - m_best) : 1.0;
}

QString CaseModel::valueText(const std::optional<Metric>& metric, double value)
{
    return metric ? metricText(*metric, value) : number(value);
}

std::vector<TableColumn> CaseModel::words() const
{
    std::vector<TableColumn> columns(ColumnCount);
    const auto set = [&](Column c, const char* key, CellKind kind, int digits, int priority, std::function<QString()> title) {
        columns[c].key = key;
        columns[c].kind = kind;
        columns[c].digits = digits;
        columns[c].priority = priority;
        columns[c].title = std::move(title);
        columns[c].tone = [this](int, const QVariant&) { return m_from.stale ? Tone::Quiet : Tone::Plain; };
    };
    set(Rank, "rank", CellKind::Number, 3, 5, [] { return tr("Rank"); });
    columns[Rank].about = [] { return tr("1 is the worst; samples that are equally bad share a rank"); };
    set(Picture, "picture", CellKind::Text, 4, 20, [] { return QString(); });
    columns[Picture].about = [] { return tr("The sample's file, or what the model gets of it"); };
    set(SampleId, "sample", CellKind::Number, 5, 40, [] { return tr("Sample"); });
    columns[SampleId].about = [] { return tr("Number in the whole list of samples"); };
    set(Name, "file", CellKind::Text, 12, 0, [] { return tr("Name"); });
    columns[Name].icon = [this](int r) {
        const CaseRow* row = this->row(r);
        return row && row->sample == m_badCase  ? themeIcon(QStringLiteral("flag"))
               : row && row->sample == m_pinned ? themeIcon(QStringLiteral("window-pin"))
                                                : QIcon();
    };
    columns[Name].tip = [this](int r) {
        const CaseRow* row = this->row(r);
        return !row                       ? QString()
               : row->sample == m_badCase ? tr("%1: the study's bad case").arg(row->name)
               : row->sample == m_pinned  ? tr("%1: pinned, edits are measured on it").arg(row->name)
                                          : row->name;
    };
    set(Label, "label", CellKind::Number, 5, 60, [] { return tr("Label"); });
    columns[Label].text = [](const QVariant& v) { return v.isValid() ? QString::number(v.toLongLong()) : QString(); };
    set(Value, "value", CellKind::Number, 9, TableColumn::kAlways,
        [this] { return m_metric ? metricTitle(*m_metric) : tr("Value"); });
    columns[Value].about = [this] { return m_metric ? metricFormula(*m_metric) : tr("What the expression gives"); };
    columns[Value].text = [this](const QVariant& v) { return valueText(m_metric, v.toDouble()); };
    columns[Value].tip = [this](int r) {
        if (std::isnan(m_rows[static_cast<std::size_t>(r)].value))
            return QString(); // it was measured, but the outputs hold no numbers
        Provenance from = m_from;
        from.formula = m_metric ? metricFormula(*m_metric) : tr("What the expression gives");
        return provenanceTip(m_rows[static_cast<std::size_t>(r)].value, from);
    };
    columns[Value].bar = [this](const QVariant& v) { return badnessOf(v); };
    set(NotFinite, "not_finite", CellKind::Number, 6, 50, [] { return tr("NaN, inf"); });
    columns[NotFinite].about = [] {
        return tr("Values of the output that are NaN or infinite; a sample with such values is worse "
                  "than any without");
    };
    columns[NotFinite].tone = [this](int, const QVariant&) { return m_from.stale ? Tone::Quiet : Tone::Error; };
    return columns;
}

} // namespace qb
