// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/made_bench.h"

#include "engine/analysis/live_comparison.h"

#include <QtTest>

namespace qb::test {

MadeBench::MadeBench(Upto upto, const std::string& model, DataOptions data)
{
    const std::string sample = std::string(QB_SOURCE_DIR) + "/resources/sample";
    if (data.path.empty()) {
        data.path = sample + "/images";
        data.preprocess = readPreprocess(sample + "/preprocess.json");
        data.samples = 16;
    }
    m_workspace = std::make_unique<Workspace>(m_environment, model.empty() ? sample + "/two_heads.onnx" : model, "",
                                              DimBindings{}, JobContext{});
    m_workspace->setData(Use::Calibration, data);
    if (upto >= Upto::Calibrated)
        m_workspace->calibrate(Recalibrate::Anew, {});
    bench.setModel(m_workspace->model());
    bench.setCalibrationSet({data, std::make_shared<SampleSet>(m_workspace->samples(Use::Calibration, {})), {}, {}});
    if (upto >= Upto::Calibrated)
        bench.setStatistics(std::make_shared<CalibrationData>(m_workspace->statistics()));
    measure();
    if (upto < Upto::Compared)
        bench.setLive({});
    QObject::connect(&bench, &Bench::editRequested, &bench,
                     [this](const QString&, const RuleSet& after, const QString&) { setRules(after); });
    QObject::connect(&bench, &Bench::customMetricRequested, &bench, [this](const QString& text, Order order) {
        bench.setCustomMetric(text.isEmpty()
                                  ? std::nullopt
                                  : std::optional(CustomMetric::parse(text.toStdString(), order, bench.model()->outputs)));
        bench.rememberExpression(text);
        measure();
    });
}

UnitId MadeBench::unit(std::string_view name) const
{
    const UnitId id = bench.model()->units.findUnit(name);
    if (id == UnitId::None)
        QTest::qFail("no such unit", __FILE__, __LINE__);
    return id;
}

void MadeBench::setRules(const RuleSet& rules)
{
    m_workspace->setRules(rules);
    measure();
}

void MadeBench::measure()
{
    const bool calibrated = !m_workspace->statistics().samples().empty();
    auto configuration = std::make_shared<Configuration>();
    configuration->rules = m_workspace->rules();
    configuration->profile = std::make_shared<Profile>(m_workspace->profile());
    configuration->effective = std::make_shared<Effective>(m_workspace->effective());
    if (calibrated)
        configuration->plan = std::make_shared<PlanResult>(m_workspace->plan({}));
    configuration->segments = floatSegments(
        {*m_workspace->model(), configuration->rules, *configuration->profile, *configuration->effective, nullptr, nullptr});
    configuration->key = Hasher().add(configuration->rules.toJson()).add(calibrated).result();
    bench.setRules(configuration->rules);
    bench.setConfiguration(configuration);
    if (!calibrated)
        return;
    LiveComparison live(m_workspace->evaluator(Kernels::Fast), std::size_t{256} << 20U);
    live.setSample(m_workspace->samples(Use::Calibration, {}).load(0));
    auto result = std::make_shared<LiveResult>();
    result->configuration = configuration;
    live.setCustom(bench.customMetric());
    result->comparison = live.compare(configuration->plan->plan, {});
    result->sampleName = QString::fromStdString(live.sample().name);
    bench.setLive(result);
    auto all = std::make_shared<NamedComparison>();
    all->name = "A";
    all->configuration = configuration;
    all->comparison = m_workspace->compare(m_workspace->samples(Use::Evaluation, {}), Plan::allFloat(bench.model()->units),
                                           CompareMode::Cumulative, Kernels::Fast, Reuse::Recompute, {}, bench.customMetric());
    bench.setComparison(all);
}

void MadeBench::sweep()
{
    DataOptions data = m_workspace->data(Use::Calibration);
    data.samples = 4;
    Findings findings;
    SensitivityOptions options;
    options.points = switchablePoints(*bench.model(), bench.configuration()->plan->plan);
    if (bench.customMetric())
        options.custom = bench.customMetric()->ofOutputs;
    auto result = std::make_shared<SensitivityResult>();
    result->configuration = bench.configuration();
    result->planned = options.points.size();
    result->sensitivity =
        m_workspace->sensitivity(m_workspace->samples(data, {}), options, Kernels::Fast, Reuse::Recompute, {}, findings);
    result->complete = true;
    bench.setSensitivity(result);
}

} // namespace qb::test
