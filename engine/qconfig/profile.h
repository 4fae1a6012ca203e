// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/qconfig.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// When an operator moves values without computing with them, depending on its attributes.
enum class PassiveWhen { Always, Nearest, Linear, ZeroPad };

/// What a target can do and what it does where nobody said anything. All of it is data: resources/profiles/*.json, which
/// are built into the library. Operators are named as units are: "Conv", "LayerNorm" (a pattern).
struct Profile {
    struct HighPrecision {
        DType dtype = DType::Float32; ///< what the accumulator gives: int32 or a float
        bool refusedWithDualInt16 = false;
    };

    std::string name;  ///< "nash-e"
    std::string title; ///< "Horizon nash-e (J6E, S100)"
    ScaleRule scaleRule;
    PortConfig activation; ///< what an output gets by default; complete
    PortConfig weight;
    bool narrowWeights = false;        ///< weight integers within +-127, +-32767
    bool roundBias = true;             ///< false: biases stay float
    bool guardFloat = false;           ///< exports keep the runtime from quantizing float Conv and Gemm
    bool residualFusion = false;       ///< a residual Add runs as one with the Conv before it
    std::vector<DType> residualAddend; ///< what the other operand of such an Add may be
    bool neighboursMustTake = false;   ///< an output falls back if a reader does not take its dtype
    bool tableWithinInput = false;     ///< a table function gives nothing wider than it reads
    bool perChannelDepthwise = false;  ///< per-channel scales where only depthwise convolutions read
    HighPrecision highPrecision;
    std::map<std::string, std::string> classOf;                   ///< operator -> class; unknown ones are float
    std::map<std::string, std::map<PassiveWhen, bool>> passive;   ///< operator -> when -> exact on grid values
    std::set<std::string> tied;                                   ///< operators whose operands and output share one scale
    std::set<std::string> sameType;                               ///< operators whose operands must have one dtype
    std::set<std::string> singleInt16;                            ///< operators that take int16 on one operand only
    std::set<std::string> patternsOff;                            ///< patterns that the target does not know as one module: float
    std::map<std::string, std::string> floatOps;                  ///< operator -> why it stays float; a key of the catalogue
    std::map<std::string, std::map<std::string, DType>> defaults; ///< operator or class -> port -> dtype
    std::map<std::string, std::map<std::string, std::vector<DType>>> legal; ///< operator, class or "*" -> port -> dtypes

    [[nodiscard]] bool isGemm(const std::string& op) const { return classIs(op, "gemm"); }
    [[nodiscard]] bool isTable(const std::string& op) const { return classIs(op, "table"); }
    /// Operators on shapes, indices and conditions: nothing about them is quantized.
    [[nodiscard]] bool isShapeWork(const std::string& op) const { return classIs(op, "shape"); }

    /// What the operator takes at a port ("output", "weight", "input1"); the most special entry counts.
    [[nodiscard]] const std::vector<DType>& legalAt(const std::string& op, const std::string& port) const;
    [[nodiscard]] bool takes(const std::string& op, const std::string& port, DType dtype) const;
    /// The widest that is legal and not wider than asked, else the narrowest that is legal. Float stays float.
    [[nodiscard]] DType nearestLegal(const std::string& op, const std::string& port, DType asked) const;
    /// The target's own choice for a port of an operator, nothing for operands that are read as they come.
    [[nodiscard]] std::optional<DType> defaultAt(const std::string& op, const std::string& port) const;
    /// Whether any operator can give that dtype.
    [[nodiscard]] bool has(DType dtype) const;

    [[nodiscard]] static std::vector<std::string> names();    ///< without the aliases
    [[nodiscard]] static std::vector<std::string> allNames(); ///< with them
    /// Throws Error(BadInput) with the nearest names.
    [[nodiscard]] static Profile load(std::string_view nameOrAlias);
    /// Throws Error(BadInput) that names everything that is wrong. "extends" takes over another profile, key by key.
    [[nodiscard]] static Profile fromJson(std::string_view text);

private:
    [[nodiscard]] bool classIs(const std::string& op, std::string_view name) const;
};

} // namespace qb
