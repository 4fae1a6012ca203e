// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/exported_profile.h"

#include "engine/analysis/metrics.h"
#include "engine/base/error.h"
#include "engine/exporters/exported_file.h"
#include "engine/exporters/taken_conditions.h"
#include "engine/model/graph_session.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>

namespace qb {

namespace {

class Runner {
public:
    Runner(Evaluator& reference, const SampleSet& samples, const Plan& plan, const std::string& path, const ArrayDump& dump,
           OrtEnvironment& environment, ChannelMoments channels)
        : m_reference(reference),
          m_model(reference.model()),
          m_plan(plan),
          m_environment(environment),
          m_file(path, m_model, plan),
          m_plain(environment, path, Kernels::Plain),
          m_profiler(m_model, plan, dump, channels),
          m_channels(channels),
          m_states(m_model, samples)
    {
        for (const Node& n : m_file.graph().nodes)
            m_nodes.emplace(n.name, &n);
        std::map<ValueId, FileTensor> located;
        for (const FileTensor& t : m_file.tensors())
            located[t.value] = t;
        for (const TensorProfiler::Slot& s : m_profiler.tensors())
            m_inFile.push_back(s.isConstant ? constantInFile(s) : inFile(s, located[s.value]));
    }

    TensorProfile run(const SampleSet& samples, const JobContext& job)
    {
        Findings findings;
        SampleLoop loop;
        loop.phase = Text("profile the exported file");
        loop.body = [&](const Sample& sample, unsigned) { addSample(sample, job); };
        loop.run(samples, inOrder(job, m_channels), findings);
        std::size_t missing = 0;
        for (std::size_t i = 0; i < m_inFile.size(); ++i)
            missing +=
                m_inFile[i] == ValueId::None && m_model.graph.value(m_profiler.tensors()[i].value).typeText.empty() ? 1U : 0U;
        if (missing != 0)
            findings.push_back(
                {"profile.not_in_file",
                 Severity::Warning,
                 {},
                 {},
                 Text("{} of {} tensors are not in the exported file, or on another grid", missing, m_inFile.size()),
                 {{"tensors", static_cast<double>(missing)}},
                 Text("export again with this configuration"),
                 false});
        return m_profiler.result(std::move(findings));
    }

private:
    struct Seen {
        std::vector<ValueId> outputs;
        std::optional<Session> session;
    };

    [[nodiscard]] ValueId inFile(const TensorProfiler::Slot& s, const FileTensor& t) const
    {
        const PointId point = m_model.units.outputPoint[indexOf(s.value)];
        // A tensor that lies on its source's grid already may do without a pair.
        const bool exact = point != PointId::None && m_plan.exact[indexOf(point)] != 0;
        const ValueId base = !s.produced || (exact && t.given == ValueId::None) ? t.raw : t.given;
        return base == ValueId::None || !s.operand ? base : m_file.behind(m_file.quantizer(base, *s.operand));
    }

    /// What the reader's nodes have there: where readers disagree the file holds copies under other names.
    [[nodiscard]] ValueId constantInFile(const TensorProfiler::Slot& s) const
    {
        for (const NodeId id : m_model.unit(s.reader).nodes) {
            const Node& reader = m_model.graph.node(id);
            const auto operand = std::find(reader.inputs.begin(), reader.inputs.end(), s.value) - reader.inputs.begin();
            const auto node = m_nodes.find(reader.name);
            if (node != m_nodes.end() && operand < std::ssize(reader.inputs) && operand < std::ssize(node->second->inputs))
                return node->second->inputs[static_cast<std::size_t>(operand)];
        }
        return m_file.find(m_model.graph.value(s.value).name);
    }

    const Seen& sessionFor(const std::map<std::string, bool>& taken)
    {
        const std::scoped_lock lock(m_mutex);
        auto [entry, first] = m_seen.try_emplace(taken);
        if (!first)
            return entry->second;
        ExportedFile::Seen all = m_file.withAllTensors(taken);
        std::set<ValueId> there(all.outputs.begin(), all.outputs.end()), made;
        for (const Node& n : all.graph.nodes)
            made.insert(n.outputs.begin(), n.outputs.end());
        for (const ValueId inFile : m_inFile)
            if (const ValueId v = throughIfs(inFile, taken); made.contains(v) && there.insert(v).second)
                all.outputs.push_back(v);
        all.graph.outputs = all.outputs;
        all.graph.relink();
        entry->second.outputs = std::move(all.outputs);
        if (!entry->second.outputs.empty())
            entry->second.session.emplace(graphSession(m_environment, all.graph, Kernels::Plain));
        return entry->second;
    }

    void addSample(const Sample& sample, const JobContext& job)
    {
        const std::vector<Tensor> inputs = m_states.inputs(sample);
        const std::map<std::string, bool> taken = takenConditions(m_reference, m_plan, inputs, job);
        const Seen& seen = sessionFor(taken);
        std::map<ValueId, Tensor> got;
        for (std::size_t i = 0; i < inputs.size(); ++i)
            got[m_file.graph().inputs[i]] = inputs[i];
        if (seen.session) {
            std::vector<Tensor> tensors = seen.session->run(inputs);
            for (std::size_t i = 0; i < tensors.size(); ++i)
                got[seen.outputs[i]] = std::move(tensors[i]);
        }
        const std::vector<Tensor> outputs = m_plain.run(inputs);
        for (std::size_t i = 0; i < outputs.size(); ++i)
            got[m_file.graph().outputs[i]] = outputs[i];
        m_states.update(outputs);
        for (std::size_t i = 0; i < m_inFile.size(); ++i) {
            if (m_inFile[i] == ValueId::None)
                continue;
            const ValueId v = throughIfs(m_inFile[i], taken);
            if (const auto tensor = got.find(v); tensor != got.end())
                addOnce(i, sample.id, tensor->second);
            else if (m_file.graph().value(v).isConstant())
                addOnce(i, sample.id, m_file.graph().value(v).constant);
        }
    }

    /// An If's output is gone where its bodies are inlined; it is the result of the body that is taken.
    [[nodiscard]] ValueId throughIfs(ValueId v, const std::map<std::string, bool>& taken) const
    {
        const Graph& graph = m_file.graph();
        for (bool found = v != ValueId::None; found;) {
            found = false;
            const NodeId producer = graph.value(v).producer;
            for (const Scope& scope : graph.scopes) {
                const auto condition = taken.find(graph.value(scope.condition).name);
                if (producer == NodeId::None || scope.ifNode != producer || condition == taken.end() ||
                    condition->second != scope.branch)
                    continue;
                const auto& outputs = graph.node(producer).outputs;
                v = scope.results[static_cast<std::size_t>(std::find(outputs.begin(), outputs.end(), v) - outputs.begin())];
                found = true;
                break;
            }
        }
        return v;
    }

    void addOnce(std::size_t slot, std::uint64_t sample, const Tensor& tensor)
    {
        if (m_profiler.tensors()[slot].isConstant) {
            const std::scoped_lock lock(m_mutex);
            if (!m_constantsSeen.insert(slot).second)
                return;
            sample = 0;
        }
        m_profiler.add(slot, sample, tensor);
    }

    Evaluator& m_reference;
    const Model& m_model;
    const Plan& m_plan;
    OrtEnvironment& m_environment;
    ExportedFile m_file;
    Session m_plain;
    TensorProfiler m_profiler;
    ChannelMoments m_channels;
    CarriedStates m_states;
    std::map<std::string, const Node*> m_nodes;         // of the file
    std::vector<ValueId> m_inFile;                      // by slot
    std::mutex m_mutex;                                 // guards what follows
    std::map<std::map<std::string, bool>, Seen> m_seen; // by the bodies that are taken
    std::set<std::size_t> m_constantsSeen;
};

} // namespace

TensorProfile profileExported(Evaluator& reference, const SampleSet& samples, const Plan& plan, const std::string& path,
                              const ArrayDump& dump, OrtEnvironment& environment, const JobContext& job, ChannelMoments channels)
{
    return Runner(reference, samples, plan, path, dump, environment, channels).run(samples, job);
}

bool isOwnExport(const std::string& path, const Model& model, const Plan& plan)
{
    try {
        const ExportedFile file(path, model, plan);
        return std::all_of(file.tensors().begin(), file.tensors().end(), [&](const FileTensor& t) {
            const PointId point = model.units.outputPoint[indexOf(t.value)];
            const bool pair = outputParams(model.units, plan, t.value) && plan.exact[indexOf(point)] == 0;
            return !isMeasurable(model.graph.value(t.value).type) ||
                   (t.raw != ValueId::None && (!pair || t.given != ValueId::None));
        });
    } catch (const Error& e) {
        if (e.code() != ErrorCode::BadInput)
            throw;
        return false; // other names of inputs and outputs
    }
}

} // namespace qb
