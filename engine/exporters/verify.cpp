// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/verify.h"

#include "engine/analysis/metrics.h"
#include "engine/base/error.h"
#include "engine/exporters/exported_file.h"
#include "engine/exporters/requantized.h"
#include "engine/exporters/taken_conditions.h"
#include "engine/exporters/tensor_tally.h"
#include "engine/model/graph_session.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace qb {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::map<std::string, Tensor> byName(const Session& session, const std::vector<Tensor>& tensors)
{
    std::map<std::string, Tensor> result;
    for (std::size_t i = 0; i < tensors.size(); ++i)
        result[session.outputs()[i].name] = tensors[i];
    return result;
}

class Verifier {
public:
    Verifier(Evaluator& reference, const Plan& plan, const std::string& path, OrtEnvironment& environment, const JobContext& job)
        : m_reference(reference),
          m_model(reference.model()),
          m_plan(plan),
          m_float(Plan::allFloat(m_model.units)),
          m_path(path),
          m_environment(environment),
          m_job(job),
          m_file(path, m_model, plan),
          m_plain(environment, path, Kernels::Plain)
    {
        for (const FileTensor& t : m_file.tensors()) {
            m_raw.push_back(tally(t.value, t.raw));
            m_given.push_back(tally(t.value, t.given));
        }
        try {
            m_fast.emplace(environment, path, Kernels::Fast);
        } catch (const Error& e) {
            m_result.optimized.refused = e.message();
        }
        m_vsFloat.resize(m_model.graph.outputs.size());
        m_fastVsFloat.resize(m_vsFloat.size());
        m_fastVsReference.resize(m_vsFloat.size());
    }

    void addSample(std::uint64_t index, const std::vector<Tensor>& inputs)
    {
        compareTensors(inputs);
        compareOutputs(index, inputs);
    }

    Verification result(std::size_t samples)
    {
        m_result.samples = samples;
        m_result.maxSteps = kNaN;
        for (std::size_t i = 0; i < m_raw.size(); ++i)
            for (const TensorTally* t : {&m_raw[i], &m_given[i]})
                if (t->compared())
                    add(t->result());
        for (const TensorTally& t : m_outputs)
            m_result.equal = m_result.equal && t.equal();
        sayWhatWasNotSeen();
        finishOutputs();
        finishOptimized();
        return std::move(m_result);
    }

private:
    [[nodiscard]] TensorTally tally(ValueId value, ValueId inFile) const
    {
        const PointId point = m_model.units.outputPoint[indexOf(value)];
        return {inFile == ValueId::None ? m_model.graph.value(value).name : m_file.graph().value(inFile).name,
                point == PointId::None ? SharedParams{} : m_plan.at(point)};
    }

    void add(TensorCheck check)
    {
        m_result.equal = m_result.equal && check.equal;
        if (!std::isnan(check.maxSteps))
            m_result.maxSteps = std::isnan(m_result.maxSteps) ? check.maxSteps : std::max(m_result.maxSteps, check.maxSteps);
        m_result.tensors.push_back(std::move(check));
    }

    void compareTensors(const std::vector<Tensor>& inputs)
    {
        const auto taken = takenConditions(m_reference, m_plan, inputs, m_job);
        auto [entry, first] = m_seen.try_emplace(taken);
        Seen& seen = entry->second;
        if (first) {
            ExportedFile::Seen all = m_file.withAllTensors(taken);
            seen.outputs = std::move(all.outputs);
            if (!seen.outputs.empty())
                seen.session.emplace(graphSession(m_environment, all.graph, Kernels::Plain));
        }
        std::map<ValueId, Tensor> got;
        if (seen.session) {
            std::vector<Tensor> tensors = seen.session->run(inputs);
            for (std::size_t i = 0; i < tensors.size(); ++i)
                got[seen.outputs[i]] = std::move(tensors[i]);
        }
        std::vector<ValueId> wanted;
        std::map<UnitId, std::vector<std::size_t>> ofUnit;
        for (std::size_t i = 0; i < m_file.tensors().size(); ++i) {
            const FileTensor& t = m_file.tensors()[i];
            wanted.push_back(t.value);
            ofUnit[m_model.units.producer[indexOf(t.value)]].push_back(i);
        }
        const Branch branch{&m_plan};
        m_reference.evaluate(
            {&branch, 1}, inputs, wanted,
            [&](UnitId unit, const UnitView& view) {
                for (const std::size_t i : ofUnit[unit])
                    compareTensor(i, view.raw(0, m_file.tensors()[i].value), got);
            },
            m_job);
    }

    void compareTensor(std::size_t i, const Tensor& expected, std::map<ValueId, Tensor>& got)
    {
        const FileTensor& t = m_file.tensors()[i];
        if (!expected.isDense() && !expected.isString())
            return; // in a body that is not taken, or no tensor
        const Unit& unit = m_model.unit(m_model.units.producer[indexOf(t.value)]);
        m_seenScopes.insert(unit.scope);
        if (t.raw == ValueId::None) {
            m_raw[i].compare(expected, {});
            return;
        }
        // An If's outputs are its bodies' results, which are compared; an input is what was put in.
        if (unit.main != NodeId::None && !m_model.graph.node(unit.main).is("If"))
            m_raw[i].compare(expected, got[t.raw]);
        if (t.given != ValueId::None)
            m_given[i].compare(fakeQuantize(expected, *m_plan.at(m_model.units.outputPoint[indexOf(t.value)])), got[t.given]);
        got.erase(t.raw);
        got.erase(t.given);
    }

    void compareOutputs(std::uint64_t index, const std::vector<Tensor>& inputs)
    {
        const Branch simulated{&m_plan};
        const Branch plain{&m_float};
        const std::vector<Tensor> expected = m_reference.outputs(simulated, inputs, m_job);
        const std::vector<Tensor> floats = m_reference.outputs(plain, inputs, m_job);
        const auto got = byName(m_plain, m_plain.run(inputs));
        std::map<std::string, Tensor> fast;
        try {
            if (m_fast)
                fast = byName(*m_fast, m_fast->run(inputs));
        } catch (const Error& e) {
            m_result.optimized.refused = e.message();
            m_fast.reset();
        }
        m_outputs.resize(expected.size(), {{}, {}});
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const std::string& name = m_model.graph.value(m_model.graph.outputs[i]).name;
            if (!expected[i].isDense() && !expected[i].isString())
                continue;
            m_outputs[i].compare(expected[i], got.at(name));
            if (expected[i].type() != ElementType::Float32 && expected[i].type() != ElementType::Float16)
                continue;
            measure(m_vsFloat[i], index, floats[i], got.at(name));
            if (m_fast) {
                measure(m_fastVsFloat[i], index, floats[i], fast.at(name));
                measure(m_fastVsReference[i], index, expected[i], fast.at(name));
            }
        }
    }

    /// A data dependent shape (boxes that are left over) may differ; then there is nothing to measure.
    static void measure(PooledMetrics& pooled, std::uint64_t index, const Tensor& a, const Tensor& b)
    {
        if (a.shape() == b.shape())
            pooled.add(index, MetricSums::of(a.toFloat32(), b.toFloat32(), nullptr));
    }

    void sayWhatWasNotSeen()
    {
        std::size_t units = 0;
        for (const Unit& unit : m_model.units.units)
            units += unit.scope != ScopeId::Top && !m_seenScopes.contains(unit.scope) ? 1U : 0U;
        if (units != 0)
            m_result.findings.push_back({"verify.body_not_taken",
                                         Severity::Warning,
                                         {},
                                         {},
                                         Text("some units lie in bodies of an If that no sample takes, and were not compared"),
                                         {{"units", static_cast<double>(units)}},
                                         Text("give samples that take them"),
                                         false});
    }

    void finishOutputs()
    {
        for (std::size_t i = 0; i < m_vsFloat.size(); ++i)
            if (!m_vsFloat[i].samples().empty())
                m_result.outputs.push_back(
                    {m_model.graph.value(m_model.graph.outputs[i]).name, m_vsFloat[i].pooled().value(Metric::Sqnr)});
        if (!m_result.equal)
            m_result.findings.push_back(
                {"verify.not_equal",
                 Severity::Error,
                 {},
                 {},
                 Text("the file does not give what the simulation gives"),
                 {{"tensors", static_cast<double>(std::count_if(m_result.tensors.begin(), m_result.tensors.end(),
                                                                [](const TensorCheck& t) { return !t.equal; }))}},
                 Text("export again with this version and this configuration"),
                 false});
    }

    void finishOptimized()
    {
        OptimizedRun& run = m_result.optimized;
        if (!run.refused.empty()) {
            run.outputs.clear();
            m_result.findings.push_back({"verify.runtime_refuses",
                                         Severity::Warning,
                                         {},
                                         {},
                                         Text("with all optimizations ONNX Runtime can't run the file: {}", run.refused),
                                         {},
                                         {},
                                         false});
            return;
        }
        double sums[3] = {0, 0, 0};
        std::size_t counts[3] = {0, 0, 0};
        for (std::size_t i = 0; i < m_fastVsFloat.size(); ++i) {
            if (m_fastVsFloat[i].samples().empty())
                continue;
            const double values[3] = {m_fastVsReference[i].pooled().value(Metric::Sqnr),
                                      m_fastVsFloat[i].pooled().value(Metric::Sqnr), m_fastVsFloat[i].mean(Metric::Sqnr).value};
            run.outputs.push_back({m_model.graph.value(m_model.graph.outputs[i]).name, values[0], values[1], values[2]});
            for (std::size_t k = 0; k < 3; ++k)
                if (std::isfinite(values[k])) {
                    sums[k] += values[k];
                    ++counts[k];
                }
        }
        const auto mean = [&](std::size_t k) {
            return counts[k] == 0 ? std::numeric_limits<double>::infinity() : sums[k] / static_cast<double>(counts[k]);
        };
        run.sqnrDbVsReference = mean(0);
        run.sqnrDbVsFloat = mean(1);
        run.sqnrDbVsFloatMean = mean(2);
        run.requantizedByRuntime = requantizedUnits(m_file, m_path, m_model, m_plan, m_environment);
        if (!run.requantizedByRuntime.empty())
            m_result.findings.push_back({"verify.requantized",
                                         Severity::Warning,
                                         run.requantizedByRuntime.front(),
                                         {},
                                         Text("ONNX Runtime quantizes units that the configuration leaves in float"),
                                         {{"units", static_cast<double>(run.requantizedByRuntime.size())}},
                                         Text("guard float layers when exporting"),
                                         false});
    }

    struct Seen {
        std::vector<ValueId> outputs;
        std::optional<Session> session;
    };

    Evaluator& m_reference;
    const Model& m_model;
    const Plan& m_plan;
    Plan m_float;
    std::string m_path;
    OrtEnvironment& m_environment;
    const JobContext& m_job;
    ExportedFile m_file;
    Session m_plain;
    std::optional<Session> m_fast;
    std::map<std::map<std::string, bool>, Seen> m_seen; // by the bodies that are taken
    std::vector<TensorTally> m_raw;                     // as m_file.tensors()
    std::vector<TensorTally> m_given;
    std::vector<TensorTally> m_outputs;   // of the file itself, with its Ifs
    std::vector<PooledMetrics> m_vsFloat; // by output
    std::vector<PooledMetrics> m_fastVsFloat;
    std::vector<PooledMetrics> m_fastVsReference;
    std::set<ScopeId> m_seenScopes;
    Verification m_result;
};

} // namespace

Verification verifyExport(Evaluator& reference, const Plan& plan, const std::string& path,
                          std::span<const std::vector<Tensor>> samples, OrtEnvironment& environment, const JobContext& job)
{
    if (reference.kernels() == Kernels::Fast)
        throw Error(ErrorCode::Usage, Text("a file can only be verified against reference kernels"));
    if (samples.empty())
        throw Error(ErrorCode::Usage, Text("a file can't be verified without a sample"), Text("name samples first"));
    Verifier verifier(reference, plan, path, environment, job);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        job.report(Text("verify"), i, samples.size());
        job.throwIfStopped();
        verifier.addSample(i, samples[i]);
    }
    job.report(Text("verify"), samples.size(), samples.size());
    return verifier.result(samples.size());
}

} // namespace qb
