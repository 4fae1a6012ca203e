// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/histogram.h"
#include "widgets/common/bench.h"
#include "widgets/plots/methods_model.h"
#include "widgets/plots/weight_geometry.h"

#include <memory>

namespace qb {

/// All that plots ask about one point, cut loose from the bench: may be handed to a thread.
struct PointView {
    std::shared_ptr<const Model> model;
    std::shared_ptr<const CalibrationData> statistics;
    PointId point = PointId::None;
    PointId source = PointId::None;      ///< whose configuration decides; see decidingPoint
    PointConfig config;                  ///< of the source
    std::vector<PointId> records;        ///< whose statistics decide about the parameters: a group's members
    std::optional<Calibrated> effective; ///< the parameters in use; nothing where it is off

    [[nodiscard]] bool isConstant() const;
    [[nodiscard]] bool isSymmetric() const { return config.scheme == Scheme::Symmetric; }
    [[nodiscard]] const Tensor& constant() const;
    /// What was seen of the point itself; null where nothing was.
    [[nodiscard]] const PointStatistics* seen() const;
    /// int8 where the point is off: what it would be.
    [[nodiscard]] DType dtype() const { return isInteger(config.dtype) ? config.dtype : DType::Int8; }
    [[nodiscard]] GridSpec spec() const { return {dtype(), config.scheme, config.scaleRule, config.narrow}; }
    [[nodiscard]] int channelAxis() const; ///< along which channels are shown, -1 where there are none
    /// Of one scale for all; nothing per channel or off.
    [[nodiscard]] std::optional<Grid> grid() const;
};

[[nodiscard]] PointView viewOf(const Bench& bench, PointId point);

/// What takes longer than a frame.
struct PointAnalysis {
    std::shared_ptr<const DyadicHistogram> histogram; ///< of a constant; null for activations (the statistics have it)
    FloatRange range;
    std::uint64_t zeros = 0;
    std::uint64_t count = 0;
    std::vector<MethodRow> methods;
    std::vector<ChannelBox> channels;
    HeatMap heat;
};
[[nodiscard]] PointAnalysis analyse(const PointView& view);

/// The threshold that gives a symmetric grid of this scale when it is fixed: an observer's own may stand for another scale.
[[nodiscard]] double fixedThreshold(const PointView& view, float scale);

/// How good a range by hand would be on what was seen.
[[nodiscard]] Calibrated assessRange(const PointView& view, RealRange range);

} // namespace qb
