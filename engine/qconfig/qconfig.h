// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/observer.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qb {

/// What is said about one port of a unit; what is not said stays as it was. At most one of threshold, scale (with
/// zeroPoint) and range: all three fix the grid by hand, and saying one of them takes back the others.
struct PortConfig {
    std::optional<DType> dtype;
    std::optional<Observer> observer;
    std::optional<Scheme> scheme;
    std::optional<double> threshold;                ///< t stands for [-t, t]
    std::vector<double> scale;                      ///< one, or of a weight one per channel; empty: not said
    std::optional<std::int32_t> zeroPoint;          ///< only beside a scale, for all channels
    std::optional<std::pair<double, double>> range; ///< holds 0
    std::optional<bool> perChannel;                 ///< weights: one scale per output channel, or one for all
    std::optional<bool> fixScale;                   ///< for training: the scale is not to be updated

    bool operator==(const PortConfig&) const = default;
    [[nodiscard]] bool empty() const { return *this == PortConfig{}; }
    [[nodiscard]] bool fixesGrid() const { return threshold || !scale.empty() || range; }
    /// Field by field; `later` wins where it says something. An observer takes back a fixed grid said before it.
    void merge(const PortConfig& later);
};

/// What is said about a unit. Ports: "output" (all of them), "output1", "weight", "input" (all operands), "input0".
struct UnitConfig {
    std::map<std::string, PortConfig> ports;
    bool wholeFloat = false; ///< the unit computes in float
    bool freeze = false;     ///< its dtypes are kept against automatic changes
    bool unset = false;      ///< takes back what overrides said before

    bool operator==(const UnitConfig&) const = default;
};

[[nodiscard]] bool isPortName(std::string_view name);

/// Reads the grammar of the command line, comma-separated:
///
///     int16                     dtype of the output; float: the whole unit
///     weight=int8 input0=int16  dtype of a port
///     threshold=1 scale=0.1 zero_point=3 range=-1:2 scheme=affine per_channel=no fix_scale=yes
///     weight.scale=0.1:0.2:0.15 one per channel
///     observer=percentile:percentile=99.9
///     freeze, unset
///
/// An option belongs to the port named last before it, else to the output; `weight.observer=mse` names its port.
/// Throws Error(BadInput) that names all problems at once.
[[nodiscard]] UnitConfig parseConfig(std::string_view text);

/// The inverse: parseConfig(text(c)) == c.
[[nodiscard]] std::string text(const UnitConfig& config);
/// The same for people: of many scales the first one and how many there are.
[[nodiscard]] std::string shortText(const UnitConfig& config);

/// All that is impossible in a port's configuration, each as a sentence with its cure; empty if nothing is.
[[nodiscard]] std::vector<Text> problemsOf(const std::string& port, const PortConfig& config);

} // namespace qb
