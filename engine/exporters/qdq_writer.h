// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/base/finding.h"
#include "engine/base/fingerprint.h"
#include "engine/exporters/export_qdq.h"
#include "engine/runtime/unit_sessions.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace qb {

/// Puts the pairs of a plan into a copy of the model's graph. Nodes are only appended and operands replaced, so that the
/// numbers of the model's nodes hold until the graph is relinked.
///
/// What a reader gets is what readParams, outputParams and constantParams say, as in the evaluator; a pair is made when
/// its first reader is found, so a point that nobody reads leaves no trace.
class QdqWriter {
public:
    /// `graph`: a copy of the model's, not yet changed.
    QdqWriter(const Model& model, const Plan& plan, GuardFloat guard, Graph& graph);

    /// Throws one Error(BadInput) that names every point whose parameters QuantizeLinear can't express.
    void write();

    [[nodiscard]] std::int64_t neededOpset() const { return m_neededOpset; } ///< 0 where no pair was written
    /// What the QuantizeLinear and DequantizeLinear nodes give.
    [[nodiscard]] const std::set<ValueId>& pairOutputs() const { return m_pairOutputs; }
    [[nodiscard]] const std::vector<ExportedTensor>& tensors() const { return m_tensors; }
    [[nodiscard]] std::size_t tensorsChanged() const { return m_changed; }
    [[nodiscard]] const std::vector<std::string>& guarded() const { return m_guarded; }
    [[nodiscard]] const Findings& findings() const { return m_findings; }

private:
    struct Parameters {
        ValueId scale = ValueId::None;
        ValueId zeroPoint = ValueId::None;
        bool perChannel = false;
    };
    struct Stored {
        ValueId value = ValueId::None; ///< what readers get
        NodeId node = NodeId::None;    ///< its DequantizeLinear; None of a float constant
    };

    void writeUnit(UnitId unit);
    void writeOutputs();
    void nameConstants();
    void collectTensors();

    ValueId dequantized(ValueId value, const QuantParams& params);
    [[nodiscard]] bool invitesQuantization(UnitId unit) const;
    ValueId guarded(ValueId value, UnitId producer, ScopeId scope);
    ValueId pair(ValueId from, const QuantParams& params, const std::string& name, ScopeId scope, const std::string& point);
    ValueId halfPair(ValueId from, const std::string& name, ScopeId scope);
    ValueId stored(ValueId constant, const QuantParams& params, ScopeId scope);
    Parameters parameters(const QuantParams& params, const std::string& name);
    NodeId addNode(const char* opType, std::vector<ValueId> inputs, ValueId output, ScopeId scope);
    ValueId derived(ValueId from, const std::string& name, ElementType type);
    void replaceInUnit(UnitId unit, ValueId from, ValueId to);

    const Model& m_model;
    const Plan& m_plan;
    GuardFloat m_guard;
    Graph& m_graph;
    std::map<ValueId, ValueId> m_dequantized;                  // by the model's value
    std::map<Fingerprint, Parameters> m_parameters;            // scale and zero point tensors, shared by equal params
    std::map<ValueId, std::map<Fingerprint, Stored>> m_stored; // by constant: its quantized forms
    std::vector<ValueId> m_constants;                          // keys of m_stored in order of first use
    std::set<ValueId> m_pairOutputs;
    std::vector<ExportedTensor> m_tensors;
    std::vector<std::string> m_problems;
    std::vector<std::string> m_guarded;
    std::set<std::string> m_nodeNames;
    Findings m_findings;
    std::int64_t m_neededOpset = 0;
    std::size_t m_changed = 0;
};

} // namespace qb
