// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/export_qdq.h"

#include "engine/base/error.h"
#include "engine/exporters/qdq_writer.h"
#include "engine/exporters/raise_opset.h"

#include <algorithm>
#include <set>

namespace qb {

namespace {

constexpr const char* kMicrosoft = "com.microsoft";

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& w : words)
        text += (text.empty() ? "" : ", ") + w;
    return text;
}

/// The lowest IR version that may carry an opset, by ONNX's table of releases.
std::int64_t irVersionFor(std::int64_t opset)
{
    constexpr std::pair<std::int64_t, std::int64_t> kReleases[] = {{21, 10}, {19, 9}, {15, 8}, {12, 7}, {11, 6}, {10, 5}, {9, 4}};
    for (const auto& [from, ir] : kReleases)
        if (opset >= from)
            return ir;
    return 4;
}

/// Brings the pairs and the opset together; see QdqDomain.
class OpsetChooser {
public:
    /// `pairOutputs`: what the QuantizeLinear and DequantizeLinear nodes of the plan give.
    OpsetChooser(const Model& model, const ExportOptions& options, OrtEnvironment& environment,
                 const std::set<ValueId>& pairOutputs, Exported& exported)
        : m_model(model), m_options(options), m_environment(environment), m_pairOutputs(pairOutputs), m_exported(exported)
    {
    }

    void choose(std::int64_t needed)
    {
        const std::int64_t opset = m_model.graph.opset();
        if (m_options.domain == QdqDomain::Microsoft) {
            writeMicrosoft();
        } else if (opset < needed) {
            const Text refused = raise(needed);
            if (!refused.empty())
                keep(needed, refused);
        }
        m_exported.opsetFrom = opset;
        m_exported.opset = m_exported.graph.opset();
    }

private:
    Text raise(std::int64_t needed)
    {
        RaisedOpset plain = raiseOpset(m_model.graph, needed);
        if (!plain.notCovered.empty())
            return Text("no rule brings these there: {}", joined(plain.notCovered));
        plain.graph.relink();
        const Text different = provedDifferent(m_model, plain.graph, m_options.proofSamples, m_environment);
        if (!different.empty())
            return Text("the float model would not stay the same: {}", different);
        m_exported.graph = raiseOpset(std::move(m_exported.graph), needed).graph;
        m_exported.graph.relink();
        m_exported.findings.push_back(
            {"export.raised_opset",
             Severity::Info,
             {},
             {},
             Text("the opset was raised, as these parameters need; the float outputs stay the same bit for bit"),
             {{"from", static_cast<double>(m_model.graph.opset())}, {"to", static_cast<double>(needed)}},
             {},
             false});
        return {};
    }

    void keep(std::int64_t needed, const Text& why)
    {
        const Text text = Text("opset {} can't be raised to {}: {}", m_model.graph.opset(), needed, why);
        if (m_options.domain == QdqDomain::Onnx)
            throw Error(ErrorCode::BadInput, Text("ONNX's own QuantizeLinear does not suffice for this plan: {}", text),
                        Text("let the opset decide on the operators, or use int8 and uint8 per tensor only"),
                        {{"model", m_model.path}});
        writeMicrosoft();
        m_exported.findings.push_back(
            {"export.microsoft_pairs",
             Severity::Warning,
             {},
             {},
             Text("{}; the pairs are com.microsoft's, which ONNX Runtime reads and others may not", text),
             {{"opset", static_cast<double>(m_model.graph.opset())}, {"needed", static_cast<double>(needed)}},
             Text("convert the model to opset {} before opening it", needed),
             false});
    }

    void writeMicrosoft()
    {
        for (Node& n : m_exported.graph.nodes)
            if (m_pairOutputs.contains(n.outputs[0]))
                n.domain = kMicrosoft;
        m_exported.graph.opsets[kMicrosoft] = 1;
        m_exported.qdqDomain = kMicrosoft;
    }

    const Model& m_model;
    const ExportOptions& m_options;
    OrtEnvironment& m_environment;
    const std::set<ValueId>& m_pairOutputs;
    Exported& m_exported;
};

} // namespace

Exported exportQdq(const Model& model, const Plan& plan, const ExportOptions& options, OrtEnvironment& environment)
{
    Exported exported;
    exported.graph = model.graph;
    exported.qdqDomain = "ai.onnx";
    QdqWriter writer(model, plan, options.guardFloat, exported.graph);
    writer.write();
    exported.tensors = writer.tensors();
    exported.tensorsChanged = writer.tensorsChanged();
    exported.findings = writer.findings();
    exported.guarded = writer.guarded();
    exported.graph.relink();
    OpsetChooser(model, options, environment, writer.pairOutputs(), exported).choose(writer.neededOpset());
    exported.graph.irVersion = std::max(exported.graph.irVersion, irVersionFor(exported.opset));
    for (const auto& [key, value] : options.metadata)
        exported.graph.metadata[key] = value;
    return exported;
}

} // namespace qb
