// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/shown.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// The one of the values that was written as a number.
template <typename E>
std::optional<E> oneOf(std::initializer_list<E> values, const QJsonValue& written)
{
    const auto found = std::find_if(values.begin(), values.end(), [&](E e) { return static_cast<int>(e) == written.toInt(-1); });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

std::optional<Order> orderIn(const QJsonObject& object) { return oneOf({Order::Descending, Order::Ascending}, object["order"]); }

/// Rules that can't be read any more are shown no more.
std::optional<RuleSet> rulesIn(const QJsonObject& object)
{
    try {
        return RuleSet::fromJson(object["rules"].toString().toStdString());
    } catch (const std::exception&) {
        return {};
    }
}

std::optional<Shown::Advised> adviceIn(const QJsonObject& object)
{
    const auto rules = rulesIn(object);
    if (!rules)
        return {};
    Shown::Advised advice{{}, *orderIn(object), object["output"].toInt(-1), *rules};
    for (const Metric metric : allMetrics())
        if (static_cast<int>(metric) == object["metric"].toInt(-1))
            advice.metric = metric;
    return advice;
}

QJsonObject written(const TaskScores& scores)
{
    QJsonObject object;
    for (const auto& [name, value] : scores)
        object.insert(text(name), std::isfinite(value) ? QJsonValue(value) : QJsonValue(QString::number(value))); // "nan", "inf"
    return object;
}

TaskScores scoresIn(const QJsonValue& written)
{
    TaskScores scores;
    const QJsonObject object = written.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        scores[it.key().toStdString()] = it.value().isDouble() ? it.value().toDouble() : it.value().toString().toDouble();
    return scores;
}

QJsonObject written(const MeasuredTask& task)
{
    return {{"command", task.command},
            {"condition", task.condition},
            {"samples", static_cast<qint64>(task.scores.samples)},
            {"float", written(task.scores.floatScores)},
            {"simulated", written(task.scores.simulated)},
            {"exported", written(task.scores.exported)}};
}

MeasuredTask taskIn(const QJsonObject& object)
{
    MeasuredTask task{object["command"].toString(), object["condition"].toString(), {}};
    task.scores.samples = static_cast<std::uint64_t>(object["samples"].toInteger());
    task.scores.floatScores = scoresIn(object["float"]);
    task.scores.simulated = scoresIn(object["simulated"]);
    task.scores.exported = scoresIn(object["exported"]);
    return task;
}

template <typename T, typename F>
QJsonArray listOf(const std::vector<T>& items, F write)
{
    QJsonArray list;
    for (const T& item : items)
        list.append(QJsonObject(write(item)));
    return list;
}

} // namespace

std::string Shown::toJson() const
{
    QJsonObject shown{{"check", check}};
    shown.insert("comparisons", listOf(comparisons, [](const Compared& c) -> QJsonObject {
                     return {{"name", c.name},
                             {"mode", static_cast<int>(c.mode)},
                             {"parts", static_cast<int>(c.parts)},
                             {"rules", text(c.rules.toJson())},
                             {"stopped", c.stopped}};
                 }));
    shown.insert("foreign", listOf(foreign, [](const Foreign& f) -> QJsonObject {
                     return {{"kind", static_cast<int>(f.kind)}, {"path", f.path}};
                 }));
    shown.insert("profiles", listOf(profiles, [](const Profiled& p) -> QJsonObject {
                     return {{"form", static_cast<int>(p.form)}, {"file", p.file}};
                 }));
    QJsonArray modes;
    for (const SensitivityMode mode : sweeps)
        modes.append(static_cast<int>(mode));
    shown.insert("sweep", modes);
    QJsonArray stopped;
    for (const SensitivityMode mode : stoppedSweeps)
        stopped.append(static_cast<int>(mode));
    shown.insert("stopped_sweeps", stopped);
    if (cases)
        shown.insert("cases", QJsonObject{{"custom", text(cases->custom)}, {"order", static_cast<int>(cases->order)}});
    if (advice)
        shown.insert("advice", QJsonObject{{"metric", advice->metric ? static_cast<int>(*advice->metric) : -1},
                                           {"order", static_cast<int>(advice->order)},
                                           {"output", advice->output},
                                           {"rules", text(advice->rules.toJson())}});
    if (!custom.isEmpty()) {
        shown.insert("custom", custom);
        shown.insert("order", static_cast<int>(order));
    }
    if (task)
        shown.insert("task", written(*task));
    return QJsonDocument(shown).toJson(QJsonDocument::Compact).toStdString();
}

Shown Shown::fromJson(const QString& json)
{
    Shown shown;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (const auto& value : object["comparisons"].toArray()) {
        const QJsonObject c = value.toObject();
        const auto mode = oneOf({CompareMode::Cumulative, CompareMode::Local}, c["mode"]);
        const auto parts = oneOf({CompareParts::All, CompareParts::Weights, CompareParts::Activations}, c["parts"]);
        if (!mode || !parts)
            continue;
        if (const auto rules = rulesIn(c))
            shown.comparisons.push_back({c["name"].toString(), *mode, *parts, *rules, c["stopped"].toBool()});
    }
    using Kind = ForeignSide::Kind;
    for (const auto& f : object["foreign"].toArray())
        if (const auto kind = oneOf({Kind::FloatModel, Kind::QuantizedModel, Kind::Dump}, f.toObject()["kind"]))
            shown.foreign.push_back({*kind, f.toObject()["path"].toString()});
    for (const auto& p : object["profiles"].toArray())
        if (const auto form = oneOf({ProfiledForm::Float, ProfiledForm::Simulated, ProfiledForm::Exported}, p.toObject()["form"]))
            shown.profiles.push_back({*form, p.toObject()["file"].toString()});
    const QJsonValue sweeps = object["sweep"]; // a single one in older studies
    for (const auto& mode : sweeps.isArray() ? sweeps.toArray() : QJsonArray{sweeps})
        if (const auto known = oneOf({SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}, mode))
            shown.sweeps.push_back(*known);
    for (const auto& mode : object["stopped_sweeps"].toArray())
        if (const auto known = oneOf({SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}, mode))
            shown.stoppedSweeps.insert(*known);
    if (const QJsonObject cases = object["cases"].toObject(); orderIn(cases))
        shown.cases = {cases["custom"].toString().toStdString(), *orderIn(cases)};
    if (const QJsonObject advice = object["advice"].toObject(); orderIn(advice))
        shown.advice = adviceIn(advice);
    shown.check = object["check"].toBool();
    if (const auto order = orderIn(object)) {
        shown.custom = object["custom"].toString();
        shown.order = *order;
    }
    if (object["task"].isObject())
        shown.task = taskIn(object["task"].toObject());
    return shown;
}

} // namespace qb
