// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/findings_model.h"

#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <QCoreApplication>

namespace qb {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

} // namespace

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error: return QCoreApplication::translate("findings", "Error");
    case Severity::Warning: return QCoreApplication::translate("findings", "Warning");
    case Severity::Info: break;
    }
    return QCoreApplication::translate("findings", "Note");
}

QIcon severityIcon(Severity severity)
{
    return themeIcon(severity == Severity::Error     ? QStringLiteral("data-error")
                     : severity == Severity::Warning ? QStringLiteral("data-warning")
                                                     : QStringLiteral("documentinfo"));
}

QString familyOf(const Finding& finding) { return text(finding.rule.substr(0, finding.rule.find('.'))); }

FindingsModel::FindingsModel(Bench& bench, QObject* parent) : TableModel(parent), m_bench(bench), m_findings(bench.findings())
{
    connect(&bench, &Bench::findingsChanged, this, [this] {
        if (m_findings == m_bench.findings())
            return;
        beginResetModel();
        m_findings = m_bench.findings();
        // Worst first, else in the order in which they were found.
        std::stable_sort(m_findings.begin(), m_findings.end(),
                         [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
        endResetModel();
    });
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
}

QVariant FindingsModel::raw(int row, int column) const
{
    const Finding& f = finding(row);
    switch (column) {
    case SeverityColumn: return static_cast<qulonglong>(f.severity);
    case Message: return sentence(f.message);
    case UnitName: return text(f.unit);
    case Rule: return text(f.rule);
    default: return sentence(f.cure);
    }
}

std::vector<TableColumn> FindingsModel::words() const
{
    std::vector<TableColumn> columns(ColumnCount);
    const auto set = [&](Column c, const char* key, int digits, int priority, std::function<QString()> title) {
        columns[c].key = key;
        columns[c].digits = digits;
        columns[c].priority = priority;
        columns[c].title = std::move(title);
    };
    const char* const context = "findings";
    const auto title = [context](const char* words) {
        return [context, words] { return QCoreApplication::translate(context, words); };
    };
    // The icon before the message says it too.
    set(SeverityColumn, "severity", 8, TableColumn::kOnRequest, title(QT_TRANSLATE_NOOP("findings", "Severity")));
    columns[SeverityColumn].text = [](const QVariant& v) { return severityText(static_cast<Severity>(v.toInt())); };
    set(Message, "message", 36, 0, title(QT_TRANSLATE_NOOP("findings", "Finding")));
    columns[Message].prose = true;
    columns[Message].icon = [this](int row) { return severityIcon(finding(row).severity); };
    columns[Message].iconText = [this](int row) { return severityText(finding(row).severity); };
    columns[Message].tip = [this](int row) {
        return severityText(finding(row).severity) + QStringLiteral(": ") + worded(finding(row).message);
    };
    set(UnitName, "unit", 16, 20, title(QT_TRANSLATE_NOOP("findings", "Unit")));
    set(Rule, "rule", 20, 30, title(QT_TRANSLATE_NOOP("findings", "Kind")));
    set(Cure, "cure", 24, 50, title(QT_TRANSLATE_NOOP("findings", "Cure")));
    return columns;
}

} // namespace qb
