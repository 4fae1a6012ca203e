// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/tensor_profile.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/base/whole_file.h"
#include "engine/data/npz_writer.h"
#include "engine/quant/fake_quantize.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

namespace qb {

namespace {

template <typename Value>
TensorMoments momentsOf(std::size_t n, const Value& value)
{
    TensorMoments m;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = value(i);
        if (!std::isfinite(x)) {
            ++(std::isnan(x) ? m.nan : m.inf);
            continue;
        }
        ++m.count;
        sum += x;
        m.min = x < m.min ? x : m.min;
        m.max = x > m.max ? x : m.max;
    }
    if (m.count == 0)
        return m;
    m.mean = sum / static_cast<double>(m.count);
    for (std::size_t i = 0; i < n; ++i)
        if (const double d = value(i) - m.mean; std::isfinite(d))
            m.squares += d * d;
    return m;
}

bool same(const SharedParams& a, const SharedParams& b) { return a == b || (a && b && *a == *b); }

bool isNumeric(const Tensor& t) { return t.isDense() && elementSize(t.type()) != 0; }

} // namespace

TensorMoments TensorMoments::of(const Tensor& tensor)
{
    if (!tensor.isFloat())
        return momentsOf(tensor.count(), [&](std::size_t i) { return tensor.valueAt(i); });
    const auto values = tensor.floats();
    return momentsOf(values.size(), [&](std::size_t i) { return static_cast<double>(values[i]); });
}

std::vector<TensorMoments> TensorMoments::ofChannels(const Tensor& tensor, int axis)
{
    const Shape& shape = tensor.shape();
    std::size_t inner = 1;
    for (std::size_t d = static_cast<std::size_t>(axis) + 1; d < shape.size(); ++d)
        inner *= static_cast<std::size_t>(shape[d]);
    const auto count = static_cast<std::size_t>(shape[static_cast<std::size_t>(axis)]);
    const std::size_t each = count == 0 ? 0 : tensor.count() / count;
    const Tensor numbers = tensor.toFloat32();
    const auto values = numbers.floats();
    std::vector<TensorMoments> channels;
    for (std::size_t c = 0; c < count; ++c)
        channels.push_back(momentsOf(
            each, [&](std::size_t i) { return static_cast<double>(values[((i / inner) * count + c) * inner + i % inner]); }));
    return channels;
}

void TensorMoments::add(const TensorMoments& o)
{
    nan += o.nan, inf += o.inf;
    if (o.count == 0)
        return;
    const auto n = static_cast<double>(count), k = static_cast<double>(o.count), total = n + k;
    const double apart = o.mean - mean;
    // Chan, Golub, LeVeque: of two parts, without the cancellation of sums of squares.
    squares += o.squares + apart * apart * n * k / total;
    mean += apart * k / total;
    count += o.count;
    min = std::min(min, o.min), max = std::max(max, o.max);
}

double TensorMoments::variance() const
{
    return count < 2 ? std::numeric_limits<double>::quiet_NaN() : squares / static_cast<double>(count - 1);
}

std::string_view toString(TensorRole role)
{
    static constexpr std::string_view kNames[] = {"input", "weight", "bias", "output"};
    return kNames[static_cast<std::size_t>(role)];
}

std::vector<std::string> safeFileNames(const std::vector<std::string>& names)
{
    constexpr std::size_t kLongest = 120; // leaves room for a suffix on every file system
    std::set<std::string> used;
    std::vector<std::string> safe;
    for (const std::string& name : names) {
        std::string file;
        for (const char c : name.substr(0, kLongest)) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!plain && (file.empty() || file.back() == '_'))
                continue; // "/conv1/Conv" is conv1_Conv
            file += plain ? c : '_';
        }
        if (file.empty() || file.front() == '.' || file.front() == '-')
            file.insert(0, "tensor");
        std::string unique = file;
        for (int k = 2; !used.insert(lowered(unique)).second; ++k)
            unique = file + "~" + std::to_string(k);
        safe.push_back(unique);
    }
    return safe;
}

TensorProfiler::TensorProfiler(const Model& model, const Plan& plan, const ArrayDump& dump, ChannelMoments channels)
    : m_model(model), m_slotsOfValue(model.graph.values.size()), m_dumpFolder(dump.folder), m_channels(channels)
{
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        addUnit(static_cast<UnitId>(u), plan);
    m_seen.resize(m_slots.size());
    if (!m_dumpFolder.empty())
        nameFiles(dump.units);
}

std::size_t TensorProfiler::slotFor(Slot slot)
{
    for (const std::size_t i : m_slotsOfValue[indexOf(slot.value)])
        if (same(m_slots[i].produced, slot.produced) && same(m_slots[i].operand, slot.operand))
            return i;
    m_slotsOfValue[indexOf(slot.value)].push_back(m_slots.size());
    m_slots.push_back(std::move(slot));
    return m_slots.size() - 1;
}

void TensorProfiler::addUnit(UnitId id, const Plan& plan)
{
    const UnitTable& units = m_model.units;
    const Graph& graph = m_model.graph;
    const Unit& unit = m_model.unit(id);
    const auto nameOf = [&](ValueId v) { return graph.value(v).name; };
    const auto output = [&](ValueId v) { return slotFor({v, nameOf(v), outputParams(units, plan, v), {}, false, {}}); };
    if (unit.main == NodeId::None) {
        const ValueId v = unit.outputs.front();
        const std::size_t given = output(v);
        const bool quantized = m_slots[given].produced != nullptr;
        m_rows.push_back({id, TensorRole::Input, quantized ? slotFor({v, nameOf(v) + ":raw", {}, {}, false, {}}) : given});
        m_rows.push_back({id, TensorRole::Output, given});
        return;
    }
    const auto& operands = graph.node(unit.main).inputs;
    for (const ValueId v : unit.inputs) {
        const auto operand = static_cast<std::size_t>(std::find(operands.begin(), operands.end(), v) - operands.begin());
        ReadParams read = readParams(units, plan, id, v, operand);
        if (graph.node(unit.main).is("If"))
            read = {outputParams(units, plan, v), {}};
        (void)output(v); // named first, whoever reads it in another way
        const PointId own = units.pointOf(id, PointKind::Operand, operand);
        const std::string name = read.operand ? m_model.point(own).name : nameOf(v) + (read.produced ? ":quantized" : ":raw");
        m_rows.push_back({id, TensorRole::Input, slotFor({v, name, read.produced, read.operand, false, {}})});
    }
    std::vector<Row> weights;
    for (const UnitInput& c : changeableConstants(graph, unit)) {
        const bool shared = !m_slotsOfValue[indexOf(c.value)].empty();
        const SharedParams params = constantParams(units, graph, plan, id, c);
        const std::size_t slot =
            slotFor({c.value, nameOf(c.value) + (shared ? ":" + unit.name : std::string()), params, {}, true, id});
        const TensorRole role = c.role == UnitInput::Role::Weight ? TensorRole::Weight
                                : c.role == UnitInput::Role::Bias ? TensorRole::Bias
                                                                  : TensorRole::Input;
        (role == TensorRole::Input ? m_rows : weights).push_back({id, role, slot});
    }
    m_rows.insert(m_rows.end(), weights.begin(), weights.end());
    for (const ValueId v : unit.outputs)
        m_rows.push_back({id, TensorRole::Output, output(v)});
}

void TensorProfiler::nameFiles(const std::vector<UnitId>& units)
{
    std::vector<std::string> names;
    for (const Slot& s : m_slots)
        names.push_back(s.name);
    m_files = safeFileNames(names); // of all, so that a tensor's name does not depend on the choice
    if (!units.empty()) {
        std::vector<char> chosen(m_slots.size(), 0);
        for (const Row& row : m_rows)
            if (std::find(units.begin(), units.end(), row.unit) != units.end())
                chosen[row.slot] = 1;
        for (std::size_t i = 0; i < m_files.size(); ++i)
            if (chosen[i] == 0)
                m_files[i].clear();
    }
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!m_files[i].empty())
            json[m_files[i] + ".npy"] = names[i];
    std::error_code failed;
    std::filesystem::create_directories(m_dumpFolder, failed);
    const std::string path = (std::filesystem::path(m_dumpFolder) / "names.json").string();
    if (failed)
        throwCantWrite(path, failed.value());
    writeWholeFile(path, json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
}

int TensorProfiler::channelAxisOf(const Slot& slot, const Tensor& tensor) const
{
    const auto rank = static_cast<int>(tensor.shape().size());
    if (!slot.isConstant)
        return rank >= 2 ? 1 : -1;
    const auto& weight = m_model.unit(slot.reader).weight;
    return weight && weight->value == slot.value ? weight->axis : rank == 1 ? 0 : -1;
}

void TensorProfiler::add(std::size_t index, std::uint64_t sample, const Tensor& tensor)
{
    if (!isNumeric(tensor))
        return; // in a body that is not taken, or no tensor of numbers
    if (!m_dumpFolder.empty() && !m_files[index].empty()) {
        const std::string folder = m_slots[index].isConstant ? "constants" : fmt::format("{:06}", sample);
        const std::filesystem::path path = std::filesystem::path(m_dumpFolder) / folder;
        std::error_code failed;
        std::filesystem::create_directories(path, failed);
        if (failed)
            throwCantWrite(path.string(), failed.value());
        writeNpy((path / (m_files[index] + ".npy")).string(),
                 tensor.type() == ElementType::BFloat16 ? tensor.toFloat32() : tensor);
    }
    const TensorMoments moments = TensorMoments::of(tensor);
    const int axis = m_channels == ChannelMoments::Yes ? channelAxisOf(m_slots[index], tensor) : -1;
    const auto channels = axis < 0 ? std::vector<TensorMoments>{} : TensorMoments::ofChannels(tensor, axis);
    const std::scoped_lock lock(m_mutex);
    Seen& seen = m_seen[index];
    if (seen.samples.empty()) {
        seen.channelAxis = axis;
        seen.channels = channels;
    } else if (seen.channels.size() == channels.size()) {
        for (std::size_t c = 0; c < channels.size(); ++c)
            seen.channels[c].add(channels[c]);
    } else { // as many as the sample likes: which is which can't be said
        seen.channelAxis = -1;
        seen.channels.clear();
    }
    if (seen.samples.empty() || sample < seen.firstSample) {
        seen.firstSample = sample;
        seen.shape = tensor.shape();
        seen.type = tensor.type();
    }
    seen.samples[sample] = moments;
}

TensorProfile TensorProfiler::result(Findings findings)
{
    TensorProfile profile;
    profile.findings = std::move(findings);
    std::set<std::uint64_t> samples;
    std::vector<TensorMoments> pooled(m_slots.size());
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        for (const auto& [sample, moments] : m_seen[i].samples) {
            pooled[i].add(moments);
            if (!m_slots[i].isConstant)
                samples.insert(sample);
        }
    profile.samples.assign(samples.begin(), samples.end());
    for (const Row& row : m_rows) {
        const Slot& slot = m_slots[row.slot];
        const Seen& seen = m_seen[row.slot];
        if (!seen.samples.empty())
            profile.rows.push_back({row.unit, row.role, slot.value, slot.name, slot.operand ? slot.operand : slot.produced,
                                    seen.type, seen.shape, pooled[row.slot], seen.channelAxis, seen.channels});
    }
    return profile;
}

JobContext inOrder(JobContext job, ChannelMoments channels)
{
    if (channels == ChannelMoments::Yes)
        job.threads = 1;
    return job;
}

TensorProfile profileTensors(Evaluator& evaluator, const SampleSet& samples, const Plan& plan, const ArrayDump& dump,
                             const JobContext& job, ChannelMoments channels)
{
    const Model& model = evaluator.model();
    TensorProfiler profiler(model, plan, dump, channels);
    std::vector<ValueId> wanted = model.graph.outputs;
    for (const TensorProfiler::Slot& s : profiler.tensors())
        if (!s.isConstant)
            wanted.push_back(s.value);
    for (std::size_t i = 0; i < profiler.tensors().size(); ++i)
        if (const TensorProfiler::Slot& s = profiler.tensors()[i]; s.isConstant)
            profiler.add(i, 0, evaluator.quantizedConstant(s.value, s.produced));
    CarriedStates states(model, samples);
    Findings findings;
    SampleLoop loop;
    loop.phase = Text("profile");
    loop.body = [&](const Sample& sample, unsigned) {
        std::vector<Tensor> outputs(model.graph.outputs.size());
        const auto visit = [&](UnitId unit, const UnitView& view) {
            for (const ValueId v : model.unit(unit).outputs)
                for (const std::size_t i : profiler.slotsOf(v)) {
                    const TensorProfiler::Slot& s = profiler.tensors()[i];
                    const bool asGiven = same(s.produced, outputParams(model.units, plan, v));
                    Tensor t = asGiven ? view.read(0, v) : view.raw(0, v);
                    if (!asGiven && s.produced && t.isFloat() && plan.exact[indexOf(model.units.outputPoint[indexOf(v)])] == 0)
                        t = fakeQuantize(t, *s.produced);
                    profiler.add(i, sample.id, t.isFloat() && s.operand ? fakeQuantize(t, *s.operand) : t);
                }
            for (std::size_t i = 0; i < outputs.size(); ++i)
                if (model.units.producer[indexOf(model.graph.outputs[i])] == unit)
                    outputs[i] = view.read(0, model.graph.outputs[i]);
        };
        const std::vector<Tensor> inputs = states.inputs(sample);
        const Branch branch{&plan};
        evaluator.evaluate({&branch, 1}, inputs, wanted, visit, job);
        states.update(outputs);
    };
    loop.run(samples, inOrder(job, channels), findings);
    return profiler.result(std::move(findings));
}

} // namespace qb
