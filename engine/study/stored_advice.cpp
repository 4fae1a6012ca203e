// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/stored_advice.h"

#include "engine/base/error.h"
#include "engine/study/record.h"

namespace qb {

namespace {

constexpr std::uint64_t kFormat = 1;
constexpr auto kLastVerdict = static_cast<std::uint64_t>(Verdict::Preprocessing);

/// A name of the study that this model does not know.
struct Unknown {};

class Writer {
public:
    explicit Writer(const Model& model) : m_model(model) {}

    void add(const StoredAdvice& stored)
    {
        const Advice& advice = stored.advice;
        m_out.whole(kFormat);
        writeText(m_out, toString(advice.metric));
        m_out.whole(static_cast<std::uint64_t>(advice.metric.order));
        m_out.whole(advice.outputs.size());
        for (const ValueId v : advice.outputs)
            name(v);
        m_out.whole(advice.before.size());
        for (const double error : advice.before)
            m_out.real(error);
        m_out.whole(advice.rows.size());
        for (const AdviceRow& row : advice.rows)
            add(row);
        m_out.whole(advice.tried);
        m_out.real(advice.floatRunSeconds);
        m_out.real(advice.trySeconds);
        m_out.whole(stored.findings.size());
        for (const Finding& finding : stored.findings)
            writeFinding(m_out, finding);
    }
    [[nodiscard]] Bytes take() { return m_out.take(); }

private:
    void name(UnitId unit) { writeText(m_out, unit == UnitId::None ? std::string() : m_model.unit(unit).name); }
    void name(PointId point) { writeText(m_out, point == PointId::None ? std::string() : m_model.point(point).name); }
    void name(ValueId value) { writeText(m_out, value == ValueId::None ? std::string() : m_model.graph.value(value).name); }

    void add(const AdviceRow& row)
    {
        name(row.unit);
        name(row.point);
        name(row.output);
        m_out.whole(static_cast<std::uint64_t>(row.verdict));
        writeText(m_out, row.why);
        m_out.whole(row.evidence.size());
        for (const auto& [what, number] : row.evidence) {
            writeText(m_out, what);
            m_out.real(number);
        }
        name(row.ancestor);
        m_out.whole(row.cures.size());
        for (const TriedCure& cure : row.cures) {
            writeText(m_out, cure.config);
            for (const double number :
                 {cure.errorBefore, cure.errorAfter, cure.cost.wideMacs, cure.cost.floatMacs, cure.cost.extraBytes})
                m_out.real(number);
        }
    }

    const Model& m_model;
    ByteWriter m_out;
};

class Reader {
public:
    Reader(std::span<const std::byte> bytes, const Model& model) : m_model(model), m_in(bytes) {}

    StoredAdvice read()
    {
        StoredAdvice stored;
        Advice& advice = stored.advice;
        if (m_in.whole() != kFormat)
            throw Unknown{};
        const std::string metric = readText(m_in);
        const auto order = static_cast<Order>(m_in.wholeUpTo(1));
        if (const auto known = metricFromString(metric))
            advice.metric = *known;
        else if (metric == toString(MetricChoice::custom(order)))
            advice.metric = MetricChoice::custom(order);
        else
            throw Unknown{};
        advice.outputs.resize(m_in.itemCount(1));
        for (ValueId& v : advice.outputs)
            v = value();
        advice.before.resize(m_in.itemCount(8));
        for (double& error : advice.before)
            error = m_in.realDouble();
        advice.rows.resize(m_in.itemCount(8));
        for (AdviceRow& r : advice.rows)
            r = row();
        advice.tried = static_cast<std::size_t>(m_in.whole());
        advice.floatRunSeconds = m_in.realDouble();
        advice.trySeconds = m_in.realDouble();
        stored.findings.resize(m_in.itemCount(8));
        for (Finding& finding : stored.findings)
            finding = readFinding(m_in);
        m_in.expectEnd();
        return stored;
    }

private:
    template <typename Id, typename Find>
    Id named(Find find)
    {
        const std::string name = readText(m_in);
        const Id id = name.empty() ? Id::None : find(name);
        if (!name.empty() && id == Id::None)
            throw Unknown{};
        return id;
    }
    UnitId unit()
    {
        return named<UnitId>([&](const std::string& name) { return m_model.units.findUnit(name); });
    }
    PointId point()
    {
        return named<PointId>([&](const std::string& name) { return m_model.units.findPoint(name); });
    }
    ValueId value()
    {
        return named<ValueId>([&](const std::string& name) { return m_model.graph.find(name); });
    }

    AdviceRow row()
    {
        AdviceRow row;
        row.unit = unit();
        row.point = point();
        row.output = value();
        row.verdict = static_cast<Verdict>(m_in.wholeUpTo(kLastVerdict));
        row.why = readTranslatable(m_in);
        for (std::size_t i = m_in.itemCount(9); i > 0; --i) {
            const std::string what = readText(m_in);
            row.evidence[what] = m_in.realDouble();
        }
        row.ancestor = unit();
        row.cures.resize(m_in.itemCount(41));
        for (TriedCure& cure : row.cures) {
            cure.config = readText(m_in);
            for (double* number :
                 {&cure.errorBefore, &cure.errorAfter, &cure.cost.wideMacs, &cure.cost.floatMacs, &cure.cost.extraBytes})
                *number = m_in.realDouble();
        }
        return row;
    }

    const Model& m_model;
    ByteReader m_in;
};

} // namespace

std::string StoredAdvice::toBytes(const Model& model) const
{
    Writer writer(model);
    writer.add(*this);
    const Bytes bytes = writer.take();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<StoredAdvice> StoredAdvice::fromBytes(std::string_view bytes, const Model& model)
{
    try {
        return Reader(std::as_bytes(std::span(bytes.data(), bytes.size())), model).read();
    } catch (const Unknown&) {
        return {};
    } catch (const Error&) { // the study's seal held: it was written by another version
        return {};
    }
}

Fingerprint adviceConfiguration(const Plan& plan, const RuleSet& rules, const std::pair<Fingerprint, SampleIds>& observed,
                                const AdvisorOptions& options)
{
    Hasher hasher;
    hasher.add(plan.fingerprint()).add(rules.toJson()).add(options.top).add(toString(options.metric));
    hasher.add(static_cast<int>(options.metric.order)).add(options.custom ? options.custom->text() : std::string());
    hasher.add(options.output).add(options.only.has_value()).add(options.only.value_or(0));
    hasher.add(observed.first);
    for (const auto& [first, last] : observed.second.runs())
        hasher.add(first).add(last);
    return hasher.result();
}

} // namespace qb
