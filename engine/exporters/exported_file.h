// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/exporters/export_qdq.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace qb {

/// Where a tensor of the model is in a file.
struct FileTensor {
    ValueId value = ValueId::None; ///< of the model
    ValueId raw = ValueId::None;   ///< of the file: as computed; None if it has none of this name
    ValueId given = ValueId::None; ///< of the file: behind its pair; None where it has none
};

/// A QDQ file as it is, seen from the model that it was made of. Tensors are found by name, pairs by what they read.
class ExportedFile {
public:
    /// Throws Error(BadInput) where the file does not have the model's inputs and outputs.
    ExportedFile(const std::string& path, const Model& model, const Plan& plan);

    [[nodiscard]] const Graph& graph() const { return m_graph; }
    [[nodiscard]] const std::vector<FileTensor>& tensors() const
    {
        return m_tensors;
    } ///< the tensors that units give, in their order
    /// The QuantizeLinear that reads a tensor with these parameters, through a guard if there is one.
    [[nodiscard]] NodeId quantizer(ValueId raw, const QuantParams& params) const;
    /// What the pair that it opens gives; None for no node.
    [[nodiscard]] ValueId behind(NodeId quantizer) const;
    [[nodiscard]] ValueId find(const std::string& name) const; ///< None if there is none

    /// The file with the bodies that are taken inlined and the others left out, and its tensors as outputs, in order: raw
    /// and given of each that is computed then (the file's own numbers). `taken`: conditions by name.
    struct Seen {
        Graph graph;
        std::vector<ValueId> outputs;
    };
    [[nodiscard]] Seen withAllTensors(const std::map<std::string, bool>& taken) const;

private:
    [[nodiscard]] FileTensor locate(ValueId value, const Model& model, const Plan& plan) const;
    [[nodiscard]] ValueId throughGuard(ValueId value) const;

    Graph m_graph;
    std::unordered_map<std::string, ValueId> m_byName;
    std::vector<FileTensor> m_tensors;
};

} // namespace qb
