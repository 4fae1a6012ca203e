// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/make_plan.h"
#include "widgets/common/bench.h"

#include <QString>

#include <optional>
#include <vector>

namespace qb {

/// A value that several points may have in common.
template <typename T>
struct Common {
    std::optional<T> value; ///< of all of them, if it is the same
    bool mixed = false;     ///< they differ

    void add(const T& other)
    {
        if (!value && !mixed) {
            value = other;
        } else if (value && !(*value == other)) {
            value.reset();
            mixed = true;
        }
    }
};

/// One port of the units that are selected, as the inspector shows it. A plain value, made of snapshots.
struct PortSummary {
    struct Choice {
        DType dtype = DType::Int8;
        std::size_t taking = 0; ///< how many of the points can take it
        QString why;            ///< where fewer than all: who can't and what the target takes instead
    };

    std::string port; ///< "output", "weight", "input0", as in rules
    PointKind kind = PointKind::Output;
    std::vector<PointId> points;     ///< that own their scale
    std::vector<UnitId> units;       ///< theirs
    PointId point = PointId::None;   ///< of a single unit: the port's own
    int fixedChannels = 0;           ///< scales that are fixed one by one; 0: at most one is
    QString readAs;                  ///< of outputs of float units: as what quantized units read them; empty: none do
    PointId follows = PointId::None; ///< of a single passive unit: whose scale it has
    std::vector<Choice> dtypes;

    Common<DType> requested;
    Common<QString> effective; ///< "int8", "int16 fixed", "f32"
    Common<DType> dtype;       ///< Float32 where it is off
    Common<Observer> observer;
    Common<Scheme> scheme;
    Common<std::optional<double>> threshold; ///< fixed by hand
    Common<std::optional<double>> fixedScale;
    Common<bool> perChannel;
    Common<bool> fixScale;
    Common<int> rule; ///< that decided the dtype, -1: the target

    Common<int> axis;
    Common<double> scale;
    Common<int> zeroPoint;
    Common<double> clipped; ///< share on the statistics
    Common<double> sqnr;    ///< dB, on the statistics
    Common<double> lo, hi;  ///< ranges seen

    std::vector<Text> story; ///< of a single point
    Text whyNot;             ///< of a single point
};

/// Ports of all that is selected: of one unit each port; of several outputs and weights. `effective` may be that of rules that
/// are not applied yet; then scales and errors of points that it changes are left out.
[[nodiscard]] std::vector<PortSummary> summarizePorts(const Model& model, const Profile& profile, const Effective& effective,
                                                      const PlanResult* plan, const CalibrationData* statistics,
                                                      const std::vector<UnitId>& units);

/// Share of a point's values that a threshold would cut off; NaN where nothing was seen. A few ms at most.
[[nodiscard]] double clippedBeyond(const Model& model, const CalibrationData* statistics, PointId point,
                                   const PointConfig& config, double threshold);

} // namespace qb
