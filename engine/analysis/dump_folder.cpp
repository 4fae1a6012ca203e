// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/foreign.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/array_file.h"
#include "engine/quant/fake_quantize.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <unordered_map>

namespace qb {

namespace fs = std::filesystem;

namespace {

constexpr auto kAmbiguous = static_cast<ValueId>(-2);

/// Letters and digits, everything else as one underscore; none at the ends.
std::string plain(std::string_view name)
{
    std::string result;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!result.empty() && result.back() != '_')
            result += '_';
    if (!result.empty() && result.back() == '_')
        result.pop_back();
    return result;
}

/// What a file's name may stand for.
class TensorNames {
public:
    explicit TensorNames(const Model& model)
    {
        // In this order: an earlier meaning is never replaced by a later one.
        std::unordered_map<std::string, ValueId> plains, units, modules;
        for (const Unit& unit : model.units.units)
            for (std::size_t i = 0; i < unit.outputs.size(); ++i) {
                const ValueId v = unit.outputs[i];
                const std::string& name = model.graph.value(v).name;
                m_names.emplace(name, v);
                note(plains, plain(name), v);
                if (i == 0) {
                    note(units, unit.name, v);
                    note(units, plain(unit.name), v);
                    note(modules, unit.module, v);
                    note(modules, plain(unit.module), v);
                }
            }
        for (const auto* more : {&plains, &units, &modules})
            m_names.insert(more->begin(), more->end());
    }

    [[nodiscard]] ValueId find(const std::string& name) const
    {
        for (const std::string& n : {name, plain(name)})
            if (const auto found = m_names.find(n); found != m_names.end())
                return found->second;
        return ValueId::None;
    }

private:
    static void note(std::unordered_map<std::string, ValueId>& names, const std::string& name, ValueId value)
    {
        if (const auto [at, fresh] = names.emplace(name, value); !fresh && at->second != value)
            at->second = kAmbiguous;
    }

    std::unordered_map<std::string, ValueId> m_names;
};

/// With which integers of this type and rank are dequantized; null where that is not known.
SharedParams paramsOfDump(const Model& model, const Plan& plan, ValueId value, ElementType type, std::size_t rank)
{
    const UnitId unit = model.units.producer[indexOf(value)];
    if (type == ElementType::Int32 && unit != UnitId::None)
        if (const SharedParams bias = biasParams(model.units, model.graph, plan, unit)) {
            // An accumulator: the bias's own scales, along the channels of the tensor.
            QuantParams accumulated = *bias;
            accumulated.axis = rank > 1 && accumulated.scales.size() > 1 ? 1 : -1;
            return std::make_shared<const QuantParams>(accumulated);
        }
    const PointId point = model.units.outputPoint[indexOf(value)];
    const SharedParams params = point == PointId::None ? SharedParams{} : plan.at(point);
    return params && isInteger(params->dtype) && elementTypeOf(params->dtype) == type ? params : SharedParams{};
}

/// Integers in the network too (labels, indices), so that integers from elsewhere need no scale.
bool isIntegerHere(const Model& model, ValueId value)
{
    const ElementType type = model.graph.value(value).type;
    return hasNumbers(type) && !isMeasurable(type);
}

Tensor asNumbers(const Model& model, const Plan& plan, ValueId value, const Tensor& t)
{
    if (isMeasurable(t.type()))
        return t.toFloat32();
    if (isIntegerHere(model, value))
        return hasNumbers(t.type()) ? t : Tensor{};
    const SharedParams params = paramsOfDump(model, plan, value, t.type(), t.shape().size());
    return params ? dequantize(t, *params) : Tensor{};
}

struct Dump {
    std::shared_ptr<const Model> model;
    Plan plan;
    TensorNames names;
    std::map<std::uint64_t, std::map<ValueId, ArrayFilePtr>> files; // by sample
};

using NamedFiles = std::map<std::string, ArrayFilePtr>; // by what they are called

/// Files that can't be read are left out; `broken` tells why, each once.
NamedFiles filesOf(const fs::path& path, const std::shared_ptr<DecodedCache>& cache, std::map<std::string, Text>& broken)
{
    NamedFiles files;
    const auto open = [&](const auto& what) {
        try {
            what();
        } catch (const Error& e) {
            if (e.code() != ErrorCode::BadInput)
                throw;
            broken.emplace(e.what(), e.message());
        }
    };
    if (path.extension() == ".npz") {
        open([&] {
            for (const std::string& key : npzKeys(path.string()))
                open([&] { files[key] = openNpzMember(path.string(), key, cache); });
        });
        return files;
    }
    nlohmann::json names;
    // Beside the arrays, or once for the folders of all samples, as we write it.
    for (const fs::path& place : {path.parent_path(), path})
        if (std::ifstream file(place / "names.json"); file)
            names = nlohmann::json::parse(file, nullptr, false);
    for (const auto& entry : fs::directory_iterator(path))
        if (entry.path().extension() == ".npy") {
            const std::string own = entry.path().filename().string();
            const bool said = names.is_object() && names.contains(own) && names[own].is_string();
            open([&] {
                files[said ? names[own].get<std::string>() : entry.path().stem().string()] =
                    openNpy(entry.path().string(), cache);
            });
        }
    return files;
}

/// Where the arrays of a sample lie; empty where there are none.
fs::path placeOf(const fs::path& folder, const SampleSet& samples, std::size_t i)
{
    const std::string number = std::to_string(samples.sampleId(i));
    const std::string padded = std::string(number.size() < 6 ? 6 - number.size() : 0, '0') + number;
    const std::string stem = fs::path(samples.sampleName(i)).stem().string();
    for (const std::string& name : {stem, padded, number}) {
        if (fs::is_directory(folder / name))
            return folder / name;
        if (fs::is_regular_file(folder / (name + ".npz")))
            return folder / (name + ".npz");
    }
    return {};
}

/// A tensor as one reader gets it ("image:raw"), or an operand, in a dump of ours; the tensor itself is there too.
bool isForm(const TensorNames& names, const std::string& name)
{
    const std::size_t colon = name.rfind(':');
    if (colon == std::string::npos)
        return false;
    const std::string form = name.substr(colon + 1);
    const ValueId whole = names.find(name.substr(0, colon));
    return whole != ValueId::None && (form == "raw" || form == "quantized" || form.starts_with("input"));
}

} // namespace

bool isFlatDump(const std::string& folder)
{
    std::error_code none;
    const fs::directory_iterator entries(folder, none);
    return !none && std::any_of(begin(entries), end(entries), [](const auto& e) { return e.path().extension() == ".npy"; });
}

DumpFolder openDump(const std::string& folder, const std::shared_ptr<const Model>& model, const Plan& plan,
                    const SampleSet& samples, std::optional<std::uint64_t> of)
{
    if (!fs::is_directory(folder))
        throw Error(ErrorCode::BadInput, Text("there is no folder {}", folder), Text("check the path"), {{"folder", folder}});
    const auto cache = std::make_shared<DecodedCache>();
    const auto dump = std::make_shared<Dump>(Dump{model, plan, TensorNames(*model), {}});
    DumpFolder result;
    std::map<std::string, Text> unmatched; // by its English, each once
    std::map<std::string, Text> broken;
    const auto leaveOut = [&unmatched](const Text& why) { unmatched.emplace(why.english(), why); };
    const auto add = [&](std::uint64_t sample, const NamedFiles& files) {
        for (const auto& [name, file] : files) {
            const ValueId v = dump->names.find(name);
            if (v == ValueId::None && isForm(dump->names, name))
                continue;
            if (v == ValueId::None)
                leaveOut(Text("{}: no tensor or unit of this name", name));
            else if (v == kAmbiguous)
                leaveOut(Text("{}: several tensors could be meant", name));
            else if (const auto own = files.find(model->graph.value(v).name); own != files.end() && own->second != file)
                leaveOut(Text("{}: the file of the tensor's own name, {}, goes before", name, own->first));
            else
                dump->files[sample][v] = file;
        }
    };
    if (isFlatDump(folder))
        add(of.value_or(samples.sampleId(0)), filesOf(folder, cache, broken));
    else
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (const fs::path place = placeOf(folder, samples, i); !place.empty())
                add(samples.sampleId(i), filesOf(place, cache, broken));
    std::vector<Text> reasons;
    reasons.reserve(broken.size());
    for (const auto& [english, why] : broken)
        reasons.push_back(why);
    const Text allBroken = Text("{} files can't be read: {}", reasons.size(), Text::joined(reasons, "; "));
    if (dump->files.empty() && !broken.empty())
        throw Error(ErrorCode::BadInput, Text("in {} is no array that can be compared; {}", folder, allBroken),
                    Text("write them again"), {{"folder", folder}});
    if (!broken.empty())
        result.findings.push_back({"compare.broken_files",
                                   Severity::Warning,
                                   {},
                                   {},
                                   allBroken,
                                   {{"files", static_cast<double>(broken.size())}},
                                   Text("they are left out; write them again"),
                                   false});
    if (dump->files.empty()) {
        const Text tried = unmatched.empty() ? Text() : Text(" ({})", unmatched.begin()->second);
        throw Error(
            ErrorCode::BadInput, Text("in {} is no array of a tensor of this model{}", folder, tried),
            Text("npy files called like tensors, or a sub-folder of them (or an npz) per sample, called like its file or number"),
            {{"folder", folder}});
    }
    for (const auto& [sample, files] : dump->files)
        for (const auto& [v, file] : files)
            if (!isMeasurable(file->info().type) && !isIntegerHere(*model, v) &&
                !paramsOfDump(*model, plan, v, file->info().type, file->info().shape.size()))
                leaveOut(
                    Text("{}: {} has no scale in this configuration", model->graph.value(v).name, toString(file->info().type)));
    for (auto& [english, why] : unmatched)
        result.unmatched.push_back(why);
    result.tensors = [dump](const Sample& sample) {
        const auto found = dump->files.find(sample.id);
        if (found == dump->files.end())
            return std::vector<Tensor>{};
        std::vector<Tensor> tensors(dump->model->graph.values.size());
        for (const auto& [v, file] : found->second)
            tensors[indexOf(v)] = asNumbers(*dump->model, dump->plan, v, file->whole());
        return tensors;
    };
    return result;
}

} // namespace qb
