// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/sample_set.h"

#include "engine/base/error.h"
#include "engine/data/feed.h"
#include "engine/data/generated_feed.h"
#include "engine/data/numbers.h"
#include "engine/data/sample_list.h"

#include <cstring>
#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

namespace qb {

namespace {

constexpr std::string_view kRandom = "random:";
constexpr std::uint64_t kMaxRandom = std::uint64_t{1} << 24U;

/// Joins [1, ...] items to [batch, ...]; the last one fills up what is missing.
Tensor stacked(const std::vector<Tensor>& items, std::int64_t batch)
{
    if (items.size() == 1 && batch == 1)
        return items.front();
    Shape shape = items.front().shape();
    shape.front() = batch;
    Tensor result = Tensor::uninitialized(items.front().type(), std::move(shape));
    auto* at = static_cast<std::byte*>(result.mutableData());
    for (std::int64_t k = 0; k < batch; ++k) {
        const Tensor& item = items[std::min<std::size_t>(static_cast<std::size_t>(k), items.size() - 1)];
        if (item.shape() != items.front().shape())
            throw Error(ErrorCode::BadInput, Text("items of shapes {} and {} can't share a batch",
                                                  toString(items.front().shape()), toString(item.shape())));
        std::memcpy(at, item.bytes().data(), item.byteSize());
        at += item.byteSize();
    }
    return result;
}

void hashFileParts(Hasher& hasher, const std::string& path)
{
    constexpr std::uint64_t kPart = 4096;
    try {
        FileBytes file(path);
        hasher.add(file.size());
        for (const std::uint64_t at : {std::uint64_t{0}, file.size() / 2, file.size() - std::min(file.size(), kPart)}) {
            const Bytes part = file.read(at, std::min(kPart, file.size() - at));
            hasher.bytes(part.data(), part.size());
        }
    } catch (const Error&) {
        hasher.add(std::string_view("unreadable"));
    }
}

} // namespace

struct SampleSet::Impl {
    DataOptions options;
    std::vector<ModelInput> inputs;
    std::map<std::size_t, FileFeed> files;          ///< by input
    std::map<std::size_t, GeneratedFeed> generated; ///< by input
    std::int64_t batch = 1;
    SampleList list;
    std::vector<std::uint64_t> ids;
    Findings findings;
    std::vector<InputFeed> feeds;
    std::vector<StateLink> states;

    void open(std::span<const PortInfo> ports, const JobContext& job);
    void checkNames(Problems& problems) const;
    void openFiles(const JobContext& job, Problems& problems);
    void feedTheRest(bool random, Problems& problems);
    void checkOpenSizes(Problems& problems);
    void describeFeeds();
    [[nodiscard]] std::uint64_t randomCount() const;
    [[nodiscard]] bool stacks(std::size_t input) const;
    [[nodiscard]] Tensor generatedValue(std::size_t input, std::uint64_t id, const std::map<std::string, std::int64_t>& symbols,
                                        const std::vector<PictureSize>& pictures) const;
    [[nodiscard]] std::optional<std::int64_t> labelOf(const SampleList::Item& item) const;
    void hashOptions(Hasher& hasher) const;
};

std::uint64_t SampleSet::Impl::randomCount() const
{
    const auto count = integerFromText(std::string_view(options.path).substr(kRandom.size()));
    if (!count || *count < 1 || static_cast<std::uint64_t>(*count) > kMaxRandom)
        throw Error(ErrorCode::Usage, Text("'{}' is no random:N with N from 1 to {}", options.path, kMaxRandom),
                    Text("e.g. random:16"));
    return static_cast<std::uint64_t>(*count);
}

void SampleSet::Impl::checkNames(Problems& problems) const
{
    std::vector<std::string> names;
    for (const ModelInput& input : inputs)
        names.push_back(input.port.name);
    const auto check = [&](const std::string& name, std::string_view where) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            problems.addUnknown(where, Text("input"), name, names);
    };
    for (const auto& [name, text] : options.inputs)
        check(name, "");
    for (const auto& [name, block] : options.preprocess)
        check(name, "preprocessing");
}

void SampleSet::Impl::openFiles(const JobContext& job, Problems& problems)
{
    std::set<std::string> fedByHand;
    for (const auto& [name, text] : options.inputs)
        fedByHand.insert(name);
    Discovery found = discover(options, inputs, fedByHand);
    findings.insert(findings.end(), found.findings.begin(), found.findings.end());
    for (auto& [input, refs] : found.files)
        files.emplace(input, FileFeed::open(options, inputs[input], std::move(refs), job, problems, findings));
    for (const auto& [input, feed] : files) {
        if (batch > 1 && feed.batch() > 1 && feed.batch() != batch)
            problems.add(Text("the inputs have fixed batches of different sizes, {} and {}", batch, feed.batch()));
        batch = std::max(batch, feed.batch());
    }
}

void SampleSet::Impl::feedTheRest(bool random, Problems& problems)
{
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (files.contains(i))
            continue;
        const ModelInput& input = inputs[i];
        const Text what("input '{}' {}", input.port.name, describe(input.port));
        if (const auto text = options.inputs.find(input.port.name); text != options.inputs.end()) {
            generated[i] = GeneratedFeed::parse(text->second, input, problems);
        } else if (isIntegerType(input.port.type)) {
            generated[i] = {};
            findings.push_back({.rule = "data.assumed_zeros",
                                .unit = input.port.name,
                                .point = "",
                                .message = Text("nothing was said about {}: it gets zeros", what),
                                .numbers = {},
                                .cure = Text("feed it by files, or give it values")});
        } else if (random && holdsNumbers(input.port.type)) {
            generated[i].kind = GeneratedFeed::Kind::Random;
        } else {
            problems.add(Text("{} gets no data: give files for it, or values, zeros or from:OUTPUT", what));
            continue;
        }
        if (generated[i].kind == GeneratedFeed::Kind::State)
            states.push_back({i, generated[i].output});
        const bool havePictures =
            std::any_of(files.begin(), files.end(), [](const auto& feed) { return feed.second.pictures(); });
        if (generated[i].kind == GeneratedFeed::Kind::ImageSize && !havePictures)
            problems.add(Text("{} wants the size of a picture, but no input is fed by pictures", what));
    }
}

/// Open sizes of inputs that are made must be known: from --dim, from a file-fed input that has the same name, or, for
/// a state, 1 with a finding.
void SampleSet::Impl::checkOpenSizes(Problems& problems)
{
    std::map<std::string, std::int64_t> symbols;
    for (const auto& [i, feed] : files)
        for (std::size_t axis = 0; axis < inputs[i].port.shape.size(); ++axis)
            if (inputs[i].port.shape[axis] < 0 && !inputs[i].port.dimNames[axis].empty())
                symbols[inputs[i].port.dimNames[axis]] = 1;
    for (auto& [i, feed] : generated) {
        Shape& shape = inputs[i].port.shape;
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            const bool known =
                shape[axis] >= 0 || (axis == 0 && inputs[i].batched) || symbols.contains(inputs[i].port.dimNames[axis]);
            if (known || feed.kind != GeneratedFeed::Kind::State)
                continue;
            shape[axis] = 1;
            findings.push_back({.rule = "data.assumed_dim",
                                .severity = Severity::Info,
                                .unit = inputs[i].port.name,
                                .point = "",
                                .message = Text("axis {} of the state '{}' is open: 1 was assumed", axis, inputs[i].port.name),
                                .numbers = {{"axis", static_cast<double>(axis)}},
                                .cure = Text("give its size, {}:{}=N", inputs[i].port.name, axis)});
        }
        const Shape made = feed.shapeFor(inputs[i], batch, symbols);
        for (std::size_t axis = 0; axis < made.size(); ++axis)
            if (made[axis] < 0)
                problems.add(Text("axis {} of input '{}' {} is open: give its size, {}=N", axis, inputs[i].port.name,
                                  describe(inputs[i].port),
                                  inputs[i].port.dimNames[axis].empty() ? Text("{}:{}", inputs[i].port.name, axis)
                                                                        : Text::verbatim(inputs[i].port.dimNames[axis])));
    }
}

void SampleSet::Impl::describeFeeds()
{
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto file = files.find(i);
        if (file != files.end())
            feeds.push_back({inputs[i].port.name, file->second.text(), true, file->second.pictures(), file->second.expected()});
        else
            feeds.push_back({inputs[i].port.name, generated.at(i).text(), false, false, std::nullopt});
    }
}

void SampleSet::Impl::open(std::span<const PortInfo> ports, const JobContext& job)
{
    inputs = resolveInputs(ports, options.dims);
    Problems problems;
    checkNames(problems);
    const bool random = options.path.starts_with(kRandom);
    if (!random)
        openFiles(job, problems);
    feedTheRest(random, problems);
    problems.throwIfAny(Text("the data don't fit the model"), Text("correct the data, or say how they are to be read"));
    checkOpenSizes(problems);
    list = random ? SampleList(randomCount()) : SampleList(files, batch, problems, findings);
    problems.throwIfAny(Text("the data don't fit the model"), Text("correct the data, or say how they are to be read"));
    if (random)
        findings.push_back(
            {.rule = "data.random",
             .unit = "",
             .point = "",
             .message = Text("the data are random: every range and scale that is computed from them means nothing"),
             .numbers = {},
             .cure = Text("give real samples before you trust a number")});
    ids = list.select(options, !states.empty(), findings);
    describeFeeds();
    for (const auto& [i, feed] : generated) // constants that don't fill their input are found here, not on a worker
        if (feed.kind == GeneratedFeed::Kind::Constant && isStatic(feed.shapeFor(inputs[i], batch, {})))
            (void)feed.value(inputs[i], feed.shapeFor(inputs[i], batch, {}), 0);
}

/// Whether the items of a batch are joined for this input; else the first item is what the whole run takes.
bool SampleSet::Impl::stacks(std::size_t input) const
{
    const ModelInput& to = inputs[input];
    return batch > 1 && to.batched && (to.port.shape.front() < 0 || to.port.shape.front() == batch) &&
           (!files.contains(input) || files.at(input).batch() == batch || to.port.shape.front() < 0);
}

Tensor SampleSet::Impl::generatedValue(std::size_t input, std::uint64_t id, const std::map<std::string, std::int64_t>& symbols,
                                       const std::vector<PictureSize>& pictures) const
{
    const GeneratedFeed& feed = generated.at(input);
    const ModelInput& to = inputs[input];
    const Shape shape = feed.shapeFor(to, batch, symbols);
    if (feed.kind != GeneratedFeed::Kind::ImageSize)
        return feed.value(to, shape, options.seed * 0x9e3779b97f4a7c15U + id * 1024 + input);
    std::vector<double> values;
    for (std::int64_t k = 0; k < (stacks(input) ? batch : 1); ++k) {
        const PictureSize size = pictures[std::min<std::size_t>(static_cast<std::size_t>(k), pictures.size() - 1)];
        values.insert(values.end(), {static_cast<double>(size.width), static_cast<double>(size.height)});
    }
    if (elementCount(shape) != values.size())
        throw Error(ErrorCode::BadInput, Text("input '{}' wants {}, got width and height of {} pictures", to.port.name,
                                              describe(to.port), values.size() / 2));
    return tensorOfNumbers(to.port.type, shape, values);
}

void SampleSet::Impl::hashOptions(Hasher& hasher) const
{
    DataOptions plain = options;
    plain.path = options.path.starts_with(kRandom) ? options.path : std::string(); // where the data lie changes nothing
    plain.samples.reset();
    plain.range.reset();
    plain.also.clear();
    plain.sample.reset();
    hasher.add(std::string_view(toJson(plain).dump()));
    for (const ModelInput& input : inputs) {
        hasher.add(std::string_view(input.port.name)).add(input.port.type);
        hasher.add(std::span<const std::int64_t>(input.port.shape));
    }
}

SampleSet SampleSet::open(const DataOptions& options, std::span<const PortInfo> inputs, const JobContext& job)
{
    auto impl = std::make_shared<Impl>();
    impl->options = options;
    impl->open(inputs, job);
    return SampleSet(std::move(impl));
}

std::size_t SampleSet::size() const { return m_impl->ids.size(); }
std::uint64_t SampleSet::total() const { return m_impl->list.total(); }
std::uint64_t SampleSet::sampleId(std::size_t i) const { return m_impl->ids.at(i); }
const Findings& SampleSet::findings() const { return m_impl->findings; }
const std::vector<InputFeed>& SampleSet::feeds() const { return m_impl->feeds; }
const std::vector<StateLink>& SampleSet::states() const { return m_impl->states; }
const DataOptions& SampleSet::options() const { return m_impl->options; }

std::optional<std::int64_t> SampleSet::Impl::labelOf(const SampleList::Item& item) const
{
    for (const auto& [input, feed] : files) {
        const std::vector<std::int64_t>& labels = feed.files()[list.fileOf(item, input)].labels;
        if (!labels.empty() && (labels.size() == 1 || item.row < labels.size()))
            return labels[labels.size() == 1 ? 0 : item.row];
    }
    return std::nullopt;
}

std::optional<std::int64_t> SampleSet::sampleLabel(std::size_t i) const
{
    const std::vector<SampleList::Item> items = m_impl->list.itemsOf(m_impl->ids.at(i));
    return items.empty() ? std::nullopt : m_impl->labelOf(items.front());
}

std::string SampleSet::sampleFile(std::size_t i) const
{
    const std::vector<SampleList::Item> items = m_impl->list.itemsOf(m_impl->ids.at(i));
    if (items.empty())
        return {};
    const auto& [input, feed] = *m_impl->files.begin();
    return feed.files()[m_impl->list.fileOf(items.front(), input)].path;
}

std::string SampleSet::sampleName(std::size_t i) const
{
    const std::vector<SampleList::Item> items = m_impl->list.itemsOf(m_impl->ids.at(i));
    if (items.empty())
        return "random#" + std::to_string(m_impl->ids.at(i));
    const auto name = [&](const SampleList::Item& item) {
        std::uint64_t rows = 1;
        for (const auto& [input, feed] : m_impl->files)
            rows = std::max(rows, feed.itemsOf(m_impl->list.fileOf(item, input)));
        const auto& [input, feed] = *m_impl->files.begin();
        const FileRef& file = feed.files()[m_impl->list.fileOf(item, input)];
        return file.name + (rows > 1 ? "#" + std::to_string(item.row) : "");
    };
    return items.size() == 1 ? name(items.front()) : name(items.front()) + ".." + name(items.back());
}

Sample SampleSet::load(std::size_t i) const
{
    const Impl& set = *m_impl;
    Sample sample;
    sample.id = set.ids.at(i);
    sample.name = sampleName(i);
    sample.inputs.resize(set.inputs.size());
    sample.startsSequence =
        i == 0 || set.ids[i - 1] + 1 != sample.id || set.list.sequenceOf(set.ids[i - 1]) != set.list.sequenceOf(sample.id);
    const std::vector<SampleList::Item> items = set.list.itemsOf(sample.id);
    sample.realItems = static_cast<int>(std::max<std::size_t>(1, items.size()));
    std::map<std::string, std::int64_t> symbols;
    std::vector<PictureSize> pictures;
    for (const auto& [input, feed] : set.files) {
        std::vector<Tensor> values;
        std::vector<PictureSize> sizes;
        for (const SampleList::Item& item : items) {
            if (!set.stacks(input) && !values.empty())
                break;
            const std::size_t file = set.list.fileOf(item, input);
            Item loaded = feed.load(file, feed.itemsOf(file) == 1 ? 0 : item.row);
            values.push_back(std::move(loaded.value));
            if (loaded.pictureSize)
                sizes.push_back(*loaded.pictureSize);
        }
        pictures = pictures.empty() ? sizes : pictures;
        sample.inputs[input] = set.stacks(input) ? stacked(values, set.batch) : values.front();
        const PortInfo& port = set.inputs[input].port;
        for (std::size_t axis = 0; axis < port.shape.size(); ++axis)
            if (port.shape[axis] < 0 && !port.dimNames[axis].empty())
                symbols[port.dimNames[axis]] = sample.inputs[input].shape()[axis];
    }
    for (const auto& [input, feed] : set.generated)
        sample.inputs[input] = set.generatedValue(input, sample.id, symbols, pictures);
    for (const SampleList::Item& item : items)
        sample.labels.push_back(set.labelOf(item));
    if (!sample.labels.empty())
        sample.label = sample.labels.front();
    return sample;
}

Fingerprint SampleSet::listFingerprint() const
{
    Hasher hasher;
    m_impl->hashOptions(hasher);
    hasher.add(total());
    for (const auto& [input, feed] : m_impl->files)
        for (std::size_t i = 0; i < feed.files().size(); ++i) {
            std::error_code missing;
            const FileRef& file = feed.files()[i];
            hasher.add(input).add(std::string_view(file.name)).add(std::string_view(file.key)).add(feed.itemsOf(i));
            hasher.add(std::span<const std::int64_t>(file.labels));
            hasher.add(static_cast<std::uint64_t>(std::filesystem::file_size(file.path, missing)));
        }
    return hasher.result();
}

Fingerprint SampleSet::fingerprint() const
{
    Hasher hasher;
    hasher.add(listFingerprint());
    std::set<std::string> paths;
    for (const std::uint64_t id : m_impl->ids) {
        hasher.add(id);
        for (const SampleList::Item& item : m_impl->list.itemsOf(id))
            for (const auto& [input, feed] : m_impl->files)
                paths.insert(feed.files()[m_impl->list.fileOf(item, input)].path);
    }
    for (const std::string& path : paths)
        hashFileParts(hasher, path);
    return hasher.result();
}

std::map<std::uint64_t, std::string> SampleSet::contents() const
{
    std::map<std::string, Fingerprint> ofFile; // one file may hold many samples
    std::map<std::uint64_t, std::string> contents;
    for (const std::uint64_t id : m_impl->ids) {
        std::set<std::string> paths;
        for (const SampleList::Item& item : m_impl->list.itemsOf(id))
            for (const auto& [input, feed] : m_impl->files)
                paths.insert(feed.files()[m_impl->list.fileOf(item, input)].path);
        Hasher hasher;
        for (const std::string& path : paths) {
            const auto [known, isNew] = ofFile.try_emplace(path);
            if (isNew) {
                Hasher file;
                hashFileParts(file, path);
                known->second = file.result();
            }
            hasher.add(known->second);
        }
        if (!paths.empty())
            contents[id] = hasher.result().hex();
    }
    return contents;
}

} // namespace qb
