// SPDX-License-Identifier: GPL-3.0-or-later
// Custom metrics in sweeps and comparisons: expressions that say what a built-in metric says must give its figures and its
// ranking; then what is known, what has no value, and what is of no output.
#include "engine/analysis/bad_cases.h"
#include "engine/analysis/compare.h"
#include "engine/analysis/live_comparison.h"
#include "engine/analysis/metric_choice.h"
#include "engine/analysis/sensitivity.h"
#include "engine/base/error.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::uint64_t kSamples = 4;

/// Sums of the same numbers in another order.
bool close(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

} // namespace

class TestCustomMetric : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_plan = m_net.plan({m_samples.inputs[0]}); }

    void whatItCanBeAskedOf()
    {
        const auto& outputs = m_net.model->outputs;
        const CustomMetric bare = parsed("mean(abs(float - quant))");
        QVERIFY(bare.ofTensor && !bare.ofOutputs); // there are two outputs
        const CustomMetric named = parsed("max(float(" + quoted(1) + "))");
        QVERIFY(!named.ofTensor && named.ofOutputs);
        const CustomMetric only = CustomMetric::parse("sum(quant)", Order::Ascending, std::span(outputs).first(1));
        QVERIFY(only.ofTensor && only.ofOutputs);
        QCOMPARE(only.order, Order::Ascending);
        for (const auto& [wrong, column] : {std::pair("mean(abs(float - qant))", "18"), {"float(\"nowhere\") - quant", "7"}}) {
            const auto error = errorOf([&] { (void)parsed(wrong); });
            QVERIFY(error && !error->cure().empty());
            QCOMPARE(error->context().at("column"), std::string(column));
        }
        for (const std::string wrong : {"mean(abs(float - quant)", "mean(flaot)", "float(\"nowhere\")"}) {
            const auto error = errorOf([&] { (void)parsed(wrong); });
            QVERIFY(error && error->code() == ErrorCode::Usage);
            QVERIFY(error->context().contains("column"));
        }
    }

    void meansAndWorst()
    {
        const double nan = std::nan("");
        QCOMPARE(meanOf({{1, 2.0}, {3, nan}, {5, 4.0}}), 3.0);
        QVERIFY(std::isnan(meanOf({})) && std::isnan(meanOf({{1, nan}})));
        QCOMPARE(worstOf({{1, 2.0}, {3, nan}, {5, 4.0}, {6, 4.0}}, Order::Descending), std::optional<std::uint64_t>(5));
        QCOMPARE(worstOf({{1, 2.0}, {3, nan}, {5, 4.0}}, Order::Ascending), std::optional<std::uint64_t>(1));
        QVERIFY(!worstOf({{3, nan}}, Order::Ascending));
    }

    void aSweepByAnExpressionIsTheSweepByTheMetric()
    {
        for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut})
            for (std::size_t output = 0; output < 2; ++output)
                for (const Metric metric : {Metric::Atol, Metric::L1}) {
                    SensitivityOptions options;
                    options.custom = Expression::parse(sameAs(metric, output), m_net.model->outputs);
                    const Sensitivity got = sweep(mode, 1 + static_cast<unsigned>(output), options);
                    QCOMPARE(got.custom, options.custom->text());
                    for (const PointErrors& row : got.rows)
                        verifySame(row.custom, row.outputs[output], metric);
                    if (mode == SensitivityMode::LeaveOneOut)
                        verifySame(got.wholeCustom, got.whole[output], metric);
                    else
                        QVERIFY(got.wholeCustom.empty());
                    if (metric == Metric::L1)
                        QCOMPARE(ranking(got, output, MetricChoice::custom(Order::Descending)), ranking(got, output, metric));
                }
    }

    void whatIsKnownIsNotMeasuredAgain()
    {
        SensitivityOptions options;
        options.custom = Expression::parse(sameAs(Metric::L1, 0), m_net.model->outputs);
        std::map<std::pair<PointId, std::uint64_t>, double> values;
        std::map<std::pair<PointId, std::uint64_t>, std::vector<MetricSums>> sums;
        options.customSink = [&](PointId p, std::uint64_t sample, double value) { values[{p, sample}] = value; };
        options.sink = [&](PointId p, std::uint64_t sample, const std::vector<MetricSums>& s) {
            QVERIFY((values.contains({p, sample})));
            sums[{p, sample}] = s;
        };
        const Sensitivity wanted = sweep(SensitivityMode::LeaveOneOut, 3, options);
        QCOMPARE(values.size(), (m_points + 1) * kSamples);
        options.known = [&](PointId p, std::uint64_t sample) { return std::optional(sums.at({p, sample})); };
        std::size_t again = 0;
        options.sink = {};
        options.customSink = [&](PointId, std::uint64_t, double) { ++again; };
        // All sums are there, but of the second sample no values.
        options.customKnown = [&](PointId p, std::uint64_t sample) {
            return sample == 1 ? std::nullopt : std::optional(values.at({p, sample}));
        };
        const Sensitivity got = sweep(SensitivityMode::LeaveOneOut, 2, options);
        QCOMPARE(again, m_points + 1);
        for (std::size_t r = 0; r < got.rows.size(); ++r)
            QVERIFY(got.rows[r].custom == wanted.rows[r].custom);
        QVERIFY(got.wholeCustom == wanted.wholeCustom);
        // Without the expression the sums are enough.
        again = 0;
        options.custom.reset();
        options.sink = [&](PointId, std::uint64_t, const std::vector<MetricSums>&) { ++again; };
        QVERIFY(sweep(SensitivityMode::LeaveOneOut, 1, options).rows.front().custom.empty());
        QCOMPARE(again, std::size_t{0});
    }

    void aSweepWithLabelsAlone()
    {
        TestModel m(13);
        m.input("x float32[1,3,6,6]").node("r = Relu(x) @relu").node("a = ArgMax(r) axis=1 @best").output("a int64[1,1,6,6]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        Plan plan = Plan::allFloat(model->units);
        SensitivityOptions options;
        options.points = {model->units.pointOf(model->units.findUnit("x"), PointKind::Output, 0)};
        setPoint(plan, *model, "x:output", m_plan.at(m_net.point("x:output")));
        options.custom = Expression::parse("mean(float(\"a\") != quant(\"a\"))", model->outputs);
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        Sensitivity result;
        Findings findings;
        measureSensitivity(evaluator, m_samples.set(*model), plan, options, result, {}, findings);
        QCOMPARE(result.rows.at(0).outputs.at(0).samples().size(), std::size_t{kSamples});
        QCOMPARE(result.rows.at(0).custom.size(), std::size_t{kSamples});
        QVERIFY(meanOf(result.rows[0].custom) >= 0 && meanOf(result.rows[0].custom) <= 1);
    }

    /// A column of "-" needs a reason; one number is enough for silence.
    void anExpressionThatGivesNoNumberIsTold()
    {
        const auto told = [&](const std::string& text) {
            SensitivityOptions options;
            options.points = switchablePoints(*m_net.model, m_plan);
            options.custom = Expression::parse(text, m_net.model->outputs);
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            Sensitivity result;
            Findings findings;
            measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, result, {}, findings);
            BadCaseOptions how;
            how.custom = options.custom;
            BadCases cases;
            findBadCases(evaluator, m_samples.set(*m_net.model), m_plan, how, cases, {});
            const auto count = [](const Findings& list) {
                return std::count_if(list.begin(), list.end(), [](const Finding& f) { return f.rule == "custom.no_value"; });
            };
            const auto compared =
                comparePerLayer(evaluator, m_samples.set(*m_net.model), Plan::allFloat(m_net.model->units), m_plan,
                                CompareMode::Cumulative, {}, CustomMetric::parse(text, Order::Descending, m_net.model->outputs));
            return std::array{count(findings), count(cases.findings), count(compared.findings)};
        };
        const std::string y = quoted(0);
        QCOMPARE(told("log(0 - 1 - sum(abs(float(" + y + "))))"), (std::array<std::ptrdiff_t, 3>{1, 1, 1}));
        QCOMPARE(told("mean(abs(float(" + y + ") - quant(" + y + ")))"), (std::array<std::ptrdiff_t, 3>{0, 0, 0}));
    }

    void anExpressionThatCantBeComputedEndsTheSweep()
    {
        SensitivityOptions options;
        std::vector<PortInfo> open = m_net.model->outputs; // so that it shows only where a sample runs
        for (PortInfo& output : open)
            output.shape.clear();
        options.custom = Expression::parse("float(" + quoted(0) + ")", open);
        const auto error = errorOf([&] { (void)sweep(SensitivityMode::Isolated, 2, options); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(error->context().contains("sample") && error->context().at("column") == "1");
        QVERIFY(!error->cure().empty());
    }

    void comparedLayersHaveTheValuesOfTheMetric()
    {
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const Plan exact = Plan::allFloat(m_net.model->units);
        for (const CompareMode mode : {CompareMode::Cumulative, CompareMode::Local})
            for (const Metric metric : {Metric::Atol, Metric::L1}) {
                const auto custom =
                    std::optional(parsed(metric == Metric::Atol ? "max(abs(float - quant))" : "mean(abs(float - quant))"));
                const Comparison c = comparePerLayer(evaluator, m_samples.set(*m_net.model), exact, m_plan, mode, {}, custom);
                QCOMPARE(c.custom, custom->text);
                QVERIFY(c.ofOutputs.empty() && c.findings.empty());
                for (const auto* rows : {&c.rows, &c.outputs})
                    for (const CompareRow& row : *rows)
                        verifySame(row.custom, row.metrics, metric);
            }
        const auto named = std::optional(parsed(sameAs(Metric::L1, 1)));
        const Comparison c =
            comparePerLayer(evaluator, m_samples.set(*m_net.model), exact, m_plan, CompareMode::Cumulative, {}, named);
        verifySame(c.ofOutputs, c.outputs[1].metrics, Metric::L1);
        QVERIFY(c.rows[0].custom.empty());
    }

    void layersItDoesNotFitAreTold()
    {
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const Plan exact = Plan::allFloat(m_net.model->units);
        const auto compare = [&](const std::string& text, unsigned threads) {
            JobContext job;
            job.threads = threads;
            return comparePerLayer(evaluator, m_samples.set(*m_net.model), exact, m_plan, CompareMode::Cumulative, job,
                                   parsed(text));
        };
        const Comparison c = compare("max(abs(float - quant)[0, 0, 0])", 1); // flat and head have two axes
        QCOMPARE(c.findings.size(), std::size_t{1});
        QCOMPARE(c.findings[0].rule, std::string("custom.no_value"));
        QCOMPARE(c.findings[0].numbers.at("tensors"), 2.0);
        QCOMPARE(compare("max(abs(float - quant)[0, 0, 0])", 4).findings[0].message.english(), c.findings[0].message.english());
        for (const CompareRow& row : c.rows)
            QCOMPARE(row.custom.empty(), row.shape.size() == 2);
        const auto error = errorOf([&] { (void)compare("abs(float - quant)", 2); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

    void theLiveSampleHasTheSameValues()
    {
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const SampleSet set = m_samples.set(*m_net.model);
        LiveComparison live(evaluator, std::size_t{1} << 26U);
        live.setSample(set.load(2));
        for (const Metric metric : {Metric::Atol, Metric::L1, Metric::L1}) { // the last one is remembered
            live.setCustom(parsed(metric == Metric::Atol ? "max(abs(float - quant))" : "mean(abs(float - quant))"));
            const Comparison c = live.compare(m_plan, {});
            for (const auto* rows : {&c.rows, &c.outputs})
                for (const CompareRow& row : *rows)
                    verifySame(row.custom, row.metrics, metric);
        }
        live.setCustom(parsed(sameAs(Metric::Atol, 0)));
        const Comparison named = live.compare(m_plan, {});
        verifySame(named.ofOutputs, named.outputs[0].metrics, Metric::Atol);
        QVERIFY(named.rows[1].custom.empty());
        live.setCustom(parsed("abs(float - quant)"));
        QCOMPARE(live.compare(m_plan, {}).findings.size(), std::size_t{1});
        live.setCustom({});
        QVERIFY(live.compare(m_plan, {}).custom.empty());
    }

private:
    [[nodiscard]] std::string quoted(std::size_t output) const { return '"' + m_net.model->outputs[output].name + '"'; }
    [[nodiscard]] CustomMetric parsed(const std::string& text) const
    {
        return CustomMetric::parse(text, Order::Descending, m_net.model->outputs);
    }
    [[nodiscard]] std::string sameAs(Metric metric, std::size_t output) const
    {
        return (metric == Metric::Atol ? "max" : "mean") + ("(abs(float(" + quoted(output)) + ") - quant(" + quoted(output) +
               ")))";
    }

    static void verifySame(const CustomValues& values, const PooledMetrics& metrics, Metric metric)
    {
        QCOMPARE(values.size(), metrics.samples().size());
        for (const auto& [sample, sums] : metrics.samples())
            QVERIFY2(metric == Metric::Atol ? values.at(sample) == sums.value(metric)
                                            : close(values.at(sample), sums.value(metric)),
                     qPrintable(QString("%1 %2").arg(values.at(sample)).arg(sums.value(metric))));
    }

    static std::vector<PointId> ranking(const Sensitivity& s, std::size_t output, const MetricChoice& by)
    {
        std::vector<std::pair<double, PointId>> order;
        for (const PointErrors& row : s.rows) // what is zero has no place of its own
            if (const double value = by.value(row.outputs[output].pooled(), 0, row.custom); value > 0)
                order.emplace_back(-value, row.point);
        std::sort(order.begin(), order.end());
        std::vector<PointId> points;
        for (const auto& [value, point] : order)
            points.push_back(point);
        return points;
    }

    Sensitivity sweep(SensitivityMode mode, unsigned threads, SensitivityOptions options)
    {
        options.mode = mode;
        options.points = switchablePoints(*m_net.model, m_plan);
        m_points = options.points.size();
        Sensitivity result;
        Findings findings;
        JobContext job;
        job.threads = threads;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, result, job, findings);
        return result;
    }

    OrtEnvironment m_environment;
    TwoHeads m_net{m_environment};
    MadeSamples m_samples{kSamples};
    Plan m_plan;
    std::size_t m_points = 0;
};

QTEST_APPLESS_MAIN(TestCustomMetric)
#include "tst_custom_metric.moc"
