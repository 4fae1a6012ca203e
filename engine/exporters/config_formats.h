// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/model/model.h"
#include "engine/qconfig/make_plan.h"
#include "engine/qconfig/resolver.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// Configurations of other tools; what each file looks like is said at the head of its source.
enum class ConfigFormat {
    HorizonPy,          ///< Python code with QconfigSetter templates
    HorizonQuantConfig, ///< hmct's quant_config.json
    HbMapperYaml,       ///< node_info, run_on_cpu, optimization
    OrtOverrides,       ///< ONNX Runtime's TensorQuantOverrides
    Aimet,              ///< encodings 1.0.0
    Aimet06,            ///< encodings 0.6.1
    TensorRtCache,      ///< calibration cache
    QTable,             ///< threshold table as sophgo's tools read it
    Qat,                ///< hand-over for training
};

[[nodiscard]] std::string_view toString(ConfigFormat format); ///< "horizon-py" ...
/// Throws Error(Usage) with the nearest names.
[[nodiscard]] ConfigFormat configFormatFromString(std::string_view name);
[[nodiscard]] std::vector<std::string> configFormatNames();
/// Whether the file holds scales, so that a plan is needed to write it.
[[nodiscard]] bool holdsScales(ConfigFormat format);

/// Something that did not come through, never dropped in silence.
struct NotCarried {
    std::string what; ///< "/conv1/Conv:output", "rule 3 (...)", "line 7: ..."
    Text why;
    bool operator==(const NotCarried&) const = default;
};

/// What is to be written. All of one configuration; nothing is copied.
struct ConfigSource {
    const Model& model;
    const RuleSet& rules;
    const Profile& profile;
    const Effective& effective;
    const Plan* plan = nullptr; ///< needed where holdsScales()
};

struct WrittenConfig {
    std::string text;
    /// Active points of which all comes back the same when the text is read: dtype, fixed grid, observer, scheme, one scale or one
    /// per channel, fix_scale. Where the file holds scales, these stand for what they are computed from.
    std::size_t carried = 0;
    std::size_t active = 0; ///< of so many
    std::vector<NotCarried> notCarried;
};

/// The file's text. It is read back at once: every point that would come out otherwise is in notCarried; a setting of all points
/// ("Reference: observer=kl") once, with the number of points.
/// Throws Error(Usage) where a plan is needed and there is none.
[[nodiscard]] WrittenConfig writeConfig(ConfigFormat format, const ConfigSource& source);

struct ReadConfig {
    std::vector<Rule> base;  ///< what the tool does where the file says nothing; stands before `rules` when they replace others
    std::vector<Rule> rules; ///< what the file says
    bool complete = false;   ///< it is about the whole model, so it replaces the rules that are there; else it is appended
    std::size_t carried = 0; ///< entries taken over: of a table tensors, else settings of units and templates
    std::vector<NotCarried> notCarried;
    Findings findings; ///< remarks: an order that was reversed, an assumption

    [[nodiscard]] RuleSet asRules(const std::string& profile) const;                 ///< base and rules
    [[nodiscard]] RuleSet appliedTo(const RuleSet& before, bool replaceRules) const; ///< the study's rules with these
};

/// What names of a file mean in the model: a module, node or QuantStub -> a unit, module or graph input.
using NameMap = std::map<std::string, std::string>;

/// Whether readConfig() takes a NameMap: formats that speak of modules or nodes.
[[nodiscard]] bool takesNames(ConfigFormat format);

/// Reads a file's text. Nothing in it is executed. `folder`: where the file lies, to find the tables that it names; empty: they
/// are not looked for. Modules, nodes and tensors that the model has not are in notCarried with the nearest
/// names, as long as something else could be read. Throws one Error(BadInput) that lists everything that is wrong, with its place;
/// Error(Usage) where `names` maps to what the model has not, or the format takes none.
[[nodiscard]] ReadConfig readConfig(ConfigFormat format, std::string_view text, const Model& model, const Profile& profile,
                                    const NameMap& names = {}, const std::string& folder = {});

} // namespace qb
