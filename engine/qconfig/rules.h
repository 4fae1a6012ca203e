// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/qconfig.h"
#include "engine/qconfig/sensitivity_table.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace qb {

/// The Q/DQ pairs that the file brought along; points without a pair are off.
struct ImportedRule {
    bool operator==(const ImportedRule&) const = default;
};

/// Observers, schemes and parameters for all activations and weights; no dtypes.
struct ReferenceRule {
    PortConfig activation;
    PortConfig weight;
    bool operator==(const ReferenceRule&) const = default;
};

/// Units by name, by the beginning of a name up to a separator, or by module path; "" is every unit.
struct ModuleNameRule {
    std::string name;
    UnitConfig config;
    bool operator==(const ModuleNameRule&) const = default;
};

enum class PresetName { Default, Int16 };
enum class PresetForm { Calibration, Qat, QatFixedAct }; ///< used on export

/// The ready-made configurations of the target.
struct PresetRule {
    PresetName name = PresetName::Default;
    PresetForm form = PresetForm::Calibration;
    bool operator==(const PresetRule&) const = default;
};

struct ModuleTypeRule {
    std::string opType;
    UnitConfig config;
    bool operator==(const ModuleTypeRule&) const = default;
};

/// Conv, ConvTranspose, Gemm and MatMul with a constant weight.
struct ConvDtypeRule {
    std::optional<DType> input;
    std::optional<DType> weight;
    bool operator==(const ConvDtypeRule&) const = default;
};

/// MatMul of two activations.
struct MatmulDtypeRule {
    std::optional<DType> lhs;
    std::optional<DType> rhs;
    bool operator==(const MatmulDtypeRule&) const = default;
};

/// The worst rows of each table get `high`; several tables: whatever is worst in one of them. The other rows get `low`
/// where it is given, unless a Sensitivity rule before has raised them. Exactly one of topK and ratio.
struct SensitivityRule {
    std::vector<SensitivityTable> tables;
    std::optional<std::size_t> topK;
    std::optional<double> ratio; ///< 0..1, ceil(ratio * rows) rows
    SensitiveType type = SensitiveType::Both;
    std::optional<DType> low;
    DType high = DType::Int16;
    bool operator==(const SensitivityRule&) const = default;

    /// Rows of that table that are of the rule's type, worst first, and how many of them are raised.
    [[nodiscard]] std::vector<SensitivityRow> rowsOf(const SensitivityTable& table) const;
    [[nodiscard]] std::size_t raisedOf(std::size_t rows) const;
};

/// Made by clicking or by `set`: units by selector (one that asks neither dtype nor metrics), or by a list of names.
struct OverrideRule {
    std::string selector;
    std::optional<std::vector<std::string>> units; ///< instead of a selector
    UnitConfig config;
    bool operator==(const OverrideRule&) const = default;
};

/// A border by hand, as in a training script. QuantStub: the tensor is quantized for all that read it, float units and the
/// world behind a graph output too. DeQuantStub: what reads it computes in float, and all behind that, up to the next
/// QuantStubs. Stubs cut the network, so they count after every other rule, all together, in no order.
struct StubRule {
    enum class Kind { Quant, DeQuant };
    Kind kind = Kind::Quant;
    std::string tensor; ///< its name; or a unit's (all it gives) or a point's ("UNIT:output1")
    bool operator==(const StubRule&) const = default;
};

struct Rule {
    std::variant<ImportedRule, ReferenceRule, ModuleNameRule, PresetRule, ModuleTypeRule, ConvDtypeRule, MatmulDtypeRule,
                 SensitivityRule, OverrideRule, StubRule>
        what;
    bool enabled = true;

    bool operator==(const Rule&) const = default;
    [[nodiscard]] std::string_view type() const; ///< "ModuleName" ..., as in the file
    [[nodiscard]] Text text() const;             ///< one line for stories: `ModuleName "head"`
};

/// What the user says, in order; later wins.
struct RuleSet {
    std::string profile = "horizon";
    std::vector<Rule> rules;

    bool operator==(const RuleSet&) const = default;

    /// Reads a rule file. `folder`: where relative names of sensitivity tables start. Throws Error(BadInput) that names
    /// everything that is wrong, with the nearest valid names.
    [[nodiscard]] static RuleSet fromJson(std::string_view text, const std::string& folder = {});
    /// Reads back as the same rules; tables are written with their rows, so that it needs no other file.
    [[nodiscard]] std::string toJson() const;

    /// The profile's preset alone.
    [[nodiscard]] static RuleSet ofPreset(const std::string& profile, PresetName preset = PresetName::Default);
};

[[nodiscard]] std::string_view toString(PresetName name); ///< "default", "int16"
[[nodiscard]] std::string_view toString(PresetForm form); ///< "calibration", "qat", "qat_fixed_act"
/// Throws Error(BadInput) with the nearest names.
[[nodiscard]] PresetName presetFromString(std::string_view name);

/// The override that gives these units a configuration: by the selector where its answer can't change, else by names.
[[nodiscard]] OverrideRule makeOverride(const std::string& selector, const std::vector<std::string>& units, UnitConfig config);

} // namespace qb
