// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: what formats share that say dtypes and scales by tensor name.
#pragma once

#include "engine/exporters/config_formats.h"
#include "engine/qconfig/graph_facts.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace qb {

/// What a file says about one tensor, or about what some readers make of it.
struct TensorEntry {
    std::string tensor;
    std::string where;                    ///< place in the file, for messages
    std::optional<DType> dtype;           ///< Float32: not quantized; nothing: as it was
    std::vector<float> scales;            ///< none said if empty; several along the weight's own axis
    std::vector<std::int32_t> zeroPoints; ///< as many as scales
    int axis = -1;                        ///< of the scales
    bool narrow = false;                  ///< integers within +-qmax
    bool parameter = false;               ///< a weight or another constant; only on writing
    std::optional<Scheme> scheme;         ///< only where there is no scale
    std::optional<std::pair<double, double>> range;
    bool ofReaders = false;           ///< not the tensor itself: what `readers` quantize it to once more
    std::vector<std::string> readers; ///< node names; empty: all that read it
};

/// The names of a model and its file.
class ModelNames {
public:
    explicit ModelNames(const Model& model);

    [[nodiscard]] const Model& model() const { return m_model; }
    [[nodiscard]] ValueId value(const std::string& tensor) const; ///< None if the model has none
    [[nodiscard]] bool inFile(const std::string& tensor) const { return m_fileTensors.contains(tensor); }
    [[nodiscard]] bool knowsFile() const { return !m_fileTensors.empty(); }
    [[nodiscard]] UnitId unitOfNode(const std::string& node) const; ///< also by a node that folded into it
    [[nodiscard]] bool nodeInFile(const std::string& node) const { return m_fileNodes.contains(node); }
    [[nodiscard]] const std::vector<PointId>& constantPoints(ValueId value) const; ///< weights and constants made of it
    [[nodiscard]] const std::vector<std::string>& tensors() const { return m_tensors; }
    [[nodiscard]] const std::vector<std::string>& nodes() const { return m_nodes; }

private:
    const Model& m_model;
    std::unordered_map<std::string, ValueId> m_values;
    std::unordered_map<std::string, UnitId> m_unitOfNode;
    std::unordered_map<ValueId, std::vector<PointId>> m_constants;
    std::set<std::string> m_fileTensors;
    std::set<std::string> m_fileNodes;
    std::vector<std::string> m_tensors;
    std::vector<std::string> m_nodes;
};

enum class Followers { Written, LeftOut };
enum class Parameters { Written, LeftOut }; ///< weights and other constants

/// One entry per tensor of the plan, in the order of points. What has no entry of its own is noted in `notCarried`.
[[nodiscard]] std::vector<TensorEntry> tensorEntries(const ConfigSource& source, Followers followers, Parameters parameters,
                                                     std::vector<NotCarried>& notCarried);

/// Rules that say what the entries say, added to `read`. `read.complete`: what is not listed becomes float. Adds to `problems`
/// what is wrong, with its place. Names that the model has not are losses as long as something else could be read.
void applyTensorEntries(const std::vector<TensorEntry>& entries, const Model& model, const Profile& profile, ReadConfig& read,
                        std::vector<Text>& problems);

/// "there is no tensor "x", did you mean ...?"
[[nodiscard]] Text unknownName(const Text& kind, const std::string& name, const std::vector<std::string>& known);

/// Rules that give units a configuration, units of equal configuration in one rule, in order of first mention.
class UnitRules {
public:
    UnitConfig& of(UnitId unit);
    void appendTo(const Model& model, std::vector<Rule>& rules) const;

private:
    std::vector<std::pair<UnitId, UnitConfig>> m_units;
    std::unordered_map<UnitId, std::size_t> m_index;
};

struct ChannelGrids {
    std::vector<float> scales;
    std::vector<std::int32_t> zeroPoints; ///< as many
};

/// What a file says point by point, on its way to rules.
class PointRules {
public:
    PointRules(const Model& model, const Profile& profile, ReadConfig& read);

    [[nodiscard]] const GraphFacts& facts() const { return m_facts; }
    [[nodiscard]] bool owns(PointId point) const { return m_facts.root[indexOf(point)] == point; }
    /// `channels`: several scales of a weight. A rule holds them only where the weight does not give them by itself.
    void set(PointId point, const PortConfig& config, const std::string& where, ChannelGrids channels = {});
    void setFloat(UnitId unit) { m_rules.of(unit).wholeFloat = true; }
    /// Every point with a scale of its own that was not set becomes float, but for units that are float as a whole.
    void turnOffTheRest();
    /// The rules are added to what was read.
    void finish();

private:
    struct Channels {
        ChannelGrids grids;
        std::string where;
    };

    void fixChannels();

    const Model& m_model;
    const Profile& m_profile;
    ReadConfig& m_read;
    GraphFacts m_facts;
    UnitRules m_rules;
    std::set<PointId> m_set;
    std::map<PointId, Channels> m_channels;
};

/// The parameters that a constant's point has under an effective configuration, without any statistics. Nothing where it is off.
[[nodiscard]] std::optional<QuantParams> constantParamsOf(const Model& model, const PointConfig& config, PointId point);

/// Scales that stand in the configuration itself; nothing where it has none.
[[nodiscard]] std::optional<QuantParams> givenParamsOf(const PointConfig& config);
/// The same where threshold or range say it.
[[nodiscard]] std::optional<QuantParams> fixedParamsOf(const PointConfig& config);

/// A zero point as files give it; nothing where it is no whole number of at most 17 bits.
[[nodiscard]] std::optional<std::int32_t> zeroPointOf(double value);

/// Whether two lists of scales are the same but for rounding (1e-6 of each).
[[nodiscard]] bool sameScales(const std::vector<float>& a, const std::vector<float>& b);

} // namespace qb
