// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sample_loop.h"
#include "engine/runtime/evaluator.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace qb {

/// Count, range, mean and variance of a tensor's finite values; what is not finite is counted and in nothing else.
struct TensorMoments {
    std::uint64_t count = 0, nan = 0, inf = 0;
    double min = std::numeric_limits<double>::infinity(), max = -std::numeric_limits<double>::infinity();
    double mean = 0;
    double squares = 0; ///< sum of (x - mean)^2

    [[nodiscard]] static TensorMoments of(const Tensor& tensor);
    /// Of each index along an axis.
    [[nodiscard]] static std::vector<TensorMoments> ofChannels(const Tensor& tensor, int axis);
    void add(const TensorMoments& other); ///< the result depends on the order in the last bits
    /// squares / (count - 1), as in Horizon's table (its bias of 3 values has the variance 0.2320639); NaN below two values.
    [[nodiscard]] double variance() const;
};

enum class TensorRole { Input, Weight, Bias, Output };
[[nodiscard]] std::string_view toString(TensorRole role); ///< "input", "weight", "bias", "output"

/// Which form of the network is profiled.
enum class ProfiledForm { Float, Simulated, Exported };

/// Whether channels are told one by one too: along axis 1 of an activation, of a weight along its output channels.
enum class ChannelMoments { No, Yes };

/// Where arrays are written: SAMPLE/NAME.npy in the folder (constants to constants/NAME.npy); names.json says which tensor
/// each NAME is.
struct ArrayDump {
    std::string folder;        ///< empty: nothing is written
    std::vector<UnitId> units; ///< what these read and give alone; empty: everything

    ArrayDump(std::string where = {}, std::vector<UnitId> only = {}) : folder(std::move(where)), units(std::move(only)) {}
};

/// One tensor that a unit reads or gives, over all samples.
struct ProfiledTensor {
    UnitId unit = UnitId::None;
    TensorRole role = TensorRole::Output;
    ValueId value = ValueId::None;
    std::string tensor;  ///< "x", or "x:UNIT:input1" where the unit reads it on a grid of its own
    SharedParams params; ///< of the grid on which its values lie; null where it is not quantized
    ElementType type = ElementType::Float32;
    Shape shape; ///< of the first sample
    TensorMoments moments;
    int channelAxis = -1;                ///< of `channels`; -1: there are none
    std::vector<TensorMoments> channels; ///< where they were asked for
};

struct TensorProfile {
    std::vector<ProfiledTensor> rows; ///< by unit: inputs, constants, weight, bias, outputs; those that were computed
    std::vector<std::uint64_t> samples;
    Findings findings;
    std::int64_t measured = 0; ///< when, in seconds since 1970
};

/// Puts a profile together from tensors, whoever computes them. Each distinct tensor is a slot: a value, or a value as one
/// reader gets it. add() may be called from any thread; pooled is in the order of the sample ids.
class TensorProfiler {
public:
    struct Slot {
        ValueId value = ValueId::None;
        std::string name;
        SharedParams produced; ///< of its producer's output, as this slot has it
        SharedParams operand;  ///< of the reader's own narrower grid, put over it
        bool isConstant = false;
        UnitId reader = UnitId::None; ///< of a constant: the first unit that reads it so
    };

    TensorProfiler(const Model& model, const Plan& plan, const ArrayDump& dump, ChannelMoments channels = ChannelMoments::No);

    [[nodiscard]] const std::vector<Slot>& tensors() const { return m_slots; }
    [[nodiscard]] const std::vector<std::size_t>& slotsOf(ValueId value) const { return m_slotsOfValue[indexOf(value)]; }
    /// Constants under any one sample. With channels in the order of the samples, whose sums are not kept one by one. Throws Error(Resources) where it can't be written.
    void add(std::size_t slot, std::uint64_t sample, const Tensor& tensor);
    [[nodiscard]] TensorProfile result(Findings findings);

private:
    struct Row {
        UnitId unit;
        TensorRole role;
        std::size_t slot;
    };
    struct Seen {
        std::map<std::uint64_t, TensorMoments> samples;
        std::uint64_t firstSample = 0;
        Shape shape;
        ElementType type = ElementType::Float32;
        int channelAxis = -1;
        std::vector<TensorMoments> channels;
    };

    [[nodiscard]] int channelAxisOf(const Slot& slot, const Tensor& tensor) const;
    std::size_t slotFor(Slot slot);
    void addUnit(UnitId unit, const Plan& plan);
    void nameFiles(const std::vector<UnitId>& units);

    const Model& m_model;
    std::vector<Slot> m_slots;
    std::vector<Row> m_rows;
    std::vector<std::vector<std::size_t>> m_slotsOfValue;
    std::string m_dumpFolder;
    ChannelMoments m_channels;
    std::vector<std::string> m_files; // by slot, without folder and ending; empty where it is not written
    std::mutex m_mutex;               // guards m_seen
    std::vector<Seen> m_seen;         // by slot
};

/// Every tensor of the network under a plan (Plan::allFloat for float), over the samples, states carried.
[[nodiscard]] TensorProfile profileTensors(Evaluator& evaluator, const SampleSet& samples, const Plan& plan,
                                           const ArrayDump& dump, const JobContext& job,
                                           ChannelMoments channels = ChannelMoments::No);

/// The job in which samples come one after another, where channels need that.
[[nodiscard]] JobContext inOrder(JobContext job, ChannelMoments channels);

/// File names for tensor names: letters, digits, '.', '_' and '-', no two alike even where case does not count.
[[nodiscard]] std::vector<std::string> safeFileNames(const std::vector<std::string>& names);

} // namespace qb
