// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/fingerprint.h"
#include "engine/model/normal_form.h"
#include "engine/model/units.h"

#include <memory>
#include <string>

namespace qb {

/// An opened model: what the file holds, in normal form, cut into units. Never changes; shared by all who look at it.
struct Model {
    std::string path;
    Fingerprint fingerprint;            ///< of the file and its external data
    Graph graph;                        ///< normal form; open dimensions stay open
    UnitTable units;                    ///< costs counted for one sample
    std::vector<Shape> shapes;          ///< by value, with open dimensions bound (DimBindings, else 1); empty where unknown
    std::vector<ImportedPair> imported; ///< Q/DQ pairs that were in the file
    Text whyNotRunnable;                ///< ONNX Runtime's words; empty if it can be run
    Findings findings;
    std::vector<PortInfo> inputs; ///< as the file declares them, in order
    std::vector<PortInfo> outputs;

    [[nodiscard]] bool runnable() const { return whyNotRunnable.empty(); }
    [[nodiscard]] const Unit& unit(UnitId id) const { return units.unit(id); }
    [[nodiscard]] const Point& point(PointId id) const { return units.point(id); }
    [[nodiscard]] std::size_t pointCount() const { return units.points.size(); }
    [[nodiscard]] std::size_t unitCount() const { return units.units.size(); }
    /// "/conv1/Conv:output" -> its unit's opType, for tables
    [[nodiscard]] const Unit& unitOf(PointId id) const { return units.unit(units.point(id).unit); }
};

/// Reads, normalizes and cuts. `dims` binds symbolic dimensions for shapes and costs (they stay open in the graph).
/// Throws Error(BadInput) for a file that is no model; one that can't be run is opened all the same.
[[nodiscard]] std::shared_ptr<const Model> openModel(const std::string& path, OrtEnvironment& environment,
                                                     const DimBindings& dims, const JobContext& job);

/// The same for a graph made in memory (tests, benchmarks).
[[nodiscard]] std::shared_ptr<const Model> makeModel(Graph graph, OrtEnvironment& environment, const DimBindings& dims,
                                                     const JobContext& job);

} // namespace qb
