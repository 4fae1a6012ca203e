// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/analysis: what the rules of a structure check share.
#pragma once

#include "engine/analysis/structure_check.h"
#include "engine/qconfig/graph_facts.h"

#include <fmt/format.h>

#include <functional>
#include <optional>

namespace qb {

/// What the rules ask of model, configuration and statistics, looked up once.
class CheckContext {
public:
    explicit CheckContext(const CheckInput& input);

    [[nodiscard]] const Model& model() const { return m_in.model; }
    [[nodiscard]] const Graph& graph() const { return m_in.model.graph; }
    [[nodiscard]] const UnitTable& units() const { return m_in.model.units; }
    [[nodiscard]] const Profile& profile() const { return m_in.profile; }
    [[nodiscard]] const CheckInput& in() const { return m_in; }
    [[nodiscard]] const GraphFacts& facts() const { return m_facts; }
    [[nodiscard]] const PointConfig& at(PointId id) const { return m_in.effective.at(id); }

    /// Of an output point; null where nothing finite was seen.
    [[nodiscard]] const PointStatistics* statistics(PointId id) const;
    [[nodiscard]] const PointParams* params(PointId id) const; ///< null where it has none
    /// Active with a scale of its own.
    [[nodiscard]] bool owns(PointId id) const { return at(id).active && at(id).follows == PointId::None; }
    [[nodiscard]] bool isActivation(PointId id) const { return model().point(id).kind == PointKind::Output; }
    /// The weight of the unit, null where it has none.
    [[nodiscard]] const Tensor* weightOf(UnitId id) const;
    /// Whether the unit computes quantized.
    [[nodiscard]] bool quantized(UnitId id) const { return m_in.effective.floatUnit[indexOf(id)] == 0; }
    /// Whether the target lets that point be of this type.
    [[nodiscard]] bool takes(PointId id, DType dtype) const;
    /// Whether a pair of the file fixes the grid of that point.
    [[nodiscard]] bool imported(PointId id) const;
    [[nodiscard]] const std::string& nameOf(NodeId id) const { return graph().node(id).name; }

private:
    CheckInput m_in;
    GraphFacts m_facts;
    std::vector<char> m_imported; ///< by value
};

/// What a cure gives to which unit.
struct Cure {
    UnitId unit = UnitId::None;
    std::string config;
};

/// One kind of finding: what looks for it, and what cures one (may be empty).
struct CheckRule {
    const char* id;
    const char* what;
    std::function<void(const CheckContext&, Findings&)> find;
    std::function<std::vector<Cure>(const CheckContext&, const Finding&)> cure;
};

[[nodiscard]] std::vector<CheckRule> structureRules();
[[nodiscard]] std::vector<CheckRule> rangeRules();
[[nodiscard]] std::vector<CheckRule> configRules();
[[nodiscard]] std::vector<CheckRule> arithmeticRules();

/// A finding about a unit or (with its unit) a point.
[[nodiscard]] Finding findingAt(const CheckContext& c, const char* rule, Severity severity, UnitId unit, PointId point,
                                Text message, Text cure = {});

/// 16 bits at the finding's point, where the target takes it there.
[[nodiscard]] std::vector<Cure> widenPoint(const CheckContext& c, const Finding& finding);
/// `config` at the port of the finding's point, e.g. "observer=min_max" or "weight.observer=min_max".
[[nodiscard]] std::vector<Cure> configureUnit(const CheckContext& c, const Finding& finding, const std::string& config);

[[nodiscard]] inline bool isEightBits(DType d) { return d == DType::Int8 || d == DType::UInt8; }
[[nodiscard]] inline bool isSixteenBits(DType d) { return d == DType::Int16 || d == DType::UInt16; }

/// How the largest magnitudes of channels differ.
struct ChannelSpread {
    std::size_t channels = 0; ///< that are not all zero
    std::size_t below = 0;    ///< whose largest magnitude is below 1/16 of the largest
    double largest = 0;
    double smallest = 0;

    [[nodiscard]] double ratio() const { return smallest > 0 ? largest / smallest : 1; }
    /// Wide: a tenth of the channels have less than 1/16 of the grid.
    [[nodiscard]] bool wide() const { return below * 10 >= channels && below > 0; }
};
[[nodiscard]] ChannelSpread spreadOf(std::span<const FloatRange> channels);
/// Ranges along an axis of a tensor.
[[nodiscard]] std::vector<FloatRange> channelRanges(const Tensor& tensor, int axis);

} // namespace qb
