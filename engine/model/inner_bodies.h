// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"

namespace qb {

/// A graph inside a node, which is run as a part of it, any number of times: the body of a Loop, Scan, SequenceMap.
struct InnerBody {
    std::string attribute;              ///< of the node: "body"
    std::shared_ptr<const Model> model; ///< to be looked at: cut into units, of which none can be quantized or run alone
};

/// Whether the unit has bodies inside; an If that was taken apart has none.
[[nodiscard]] bool hasInnerBody(const Model& model, UnitId unit);

/// The bodies, each with the outer values that it reads as further inputs; shapes as ONNX infers them. Node and tensor names
/// are those of the file. Throws Error(BadInput) for a body that contradicts itself.
[[nodiscard]] std::vector<InnerBody> innerBodies(const Model& model, UnitId unit);

} // namespace qb
