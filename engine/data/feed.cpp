// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/feed.h"

#include "engine/base/error.h"
#include "engine/data/numbers.h"

#include <cmath>

namespace qb {

namespace {

constexpr std::int64_t kMaxFrame = std::int64_t{1} << 26;

bool isPictureFile(const FileRef& file) { return file.kind == FileKind::Picture; }

/// Frame and hop filled in from the input; the last axis holds the audio.
WavFraming resolvedFraming(WavFraming wav, const ModelInput& input, Problems& problems)
{
    const Shape& shape = input.port.shape;
    const std::int64_t length = shape.empty() ? -1 : shape.back();
    if (wav.frame == 0 && length > wav.context)
        wav.frame = length - wav.context;
    if (wav.frame == 0)
        problems.add(Text(
            "input '{}' {} does not say how long its audio is: give a frame (of how many samples) and a context (how many of the "
            "past stand before it)",
            input.port.name, describe(input.port)));
    else if (wav.frame < 0 || wav.hop < 0 || wav.context < 0 || wav.frame > kMaxFrame || wav.hop > kMaxFrame ||
             wav.context > kMaxFrame)
        problems.add(Text("frame, hop and context must be 0 to {}", kMaxFrame));
    if (wav.hop == 0)
        wav.hop = wav.frame;
    return wav;
}

/// The shape of one item of raw values.
Shape rawItemShape(const ModelInput& input, Problems& problems)
{
    Shape shape = input.port.shape;
    if (input.batched)
        shape.erase(shape.begin());
    if (!isStatic(shape))
        problems.add(
            Text("raw values need every size of input '{}' {}: give the open ones", input.port.name, describe(input.port)));
    return shape;
}

/// Axis of the channels of an item that has the rank of the input.
std::size_t channelAxis(const Preprocess& preprocess, const Shape& shape)
{
    const std::size_t first = shape.size() >= 3 ? shape.size() - 3 : 0;
    const bool last = preprocess.layout ? *preprocess.layout == Layout::Nhwc : shape[first] != 3 && shape.back() == 3;
    return last ? shape.size() - 1 : first;
}

double defaultScale(const Preprocess& preprocess, ElementType type)
{
    return preprocess.scale.value_or(preprocess.changesValues() && type == ElementType::UInt8 ? 1.0 / 255.0 : 1.0);
}

/// For bytes, or for values of 0 to 1 where mean and std are in that unit.
PreprocessRange expectedOf(const Preprocess& preprocess, double scale)
{
    double largest = 0.0;
    for (const std::vector<double>* values : {&preprocess.mean, &preprocess.std})
        for (const double v : *values)
            largest = std::max(largest, std::abs(v));
    return preprocessRange(preprocess, scale, scale > 0.05 && largest > 0.0 && largest <= 4.0 ? 1.0 : 255.0);
}

} // namespace

FileFeed FileFeed::open(const DataOptions& options, const ModelInput& input, std::vector<FileRef> files, const JobContext& job,
                        Problems& problems, Findings& findings)
{
    FileFeed feed;
    feed.m_input = input;
    feed.m_preprocess = effectivePreprocess(options.preprocess, input.port.name);
    feed.m_files = std::move(files);
    feed.m_opened.resize(feed.m_files.size());
    feed.m_cache = std::make_shared<DecodedCache>();
    const FileKind kind = feed.m_files.front().kind;
    const std::size_t count = feed.m_files.size();
    feed.m_text = kind == FileKind::Picture && count != 1
                      ? Text("{} pictures", count) // of which a language counts in its own way
                      : Text("{} {}", count, wordFor(kind, count));
    bool pictures = kind == FileKind::Picture;
    if (!pictures) {
        Problems before;
        const WavFraming wav = kind == FileKind::Wav ? resolvedFraming(options.wav, input, before) : options.wav;
        if (kind == FileKind::Raw)
            (void)rawItemShape(input, before);
        before.throwIfAny(Text::verbatim(options.path), {});
        feed.openArrays(options, wav, job);
        for (const Opened& opened : feed.m_opened)
            pictures = pictures || (opened.array && opened.array->info().picture);
    }
    if (pictures) {
        feed.m_plan = PicturePlan::make(feed.m_preprocess, input, problems, findings);
        feed.m_expected = feed.m_plan->range();
        feed.m_batch = input.port.shape.size() == 4 ? input.batch() : 1;
        feed.m_text = Text("{}, {}", feed.m_text, feed.m_plan->text());
        for (Opened& opened : feed.m_opened)
            opened.items = opened.array ? static_cast<std::uint64_t>(opened.array->info().shape.front()) : 1;
    } else {
        feed.fitArrays(problems);
        feed.planArrays(problems, findings);
    }
    return feed;
}

FileFeed::Opened FileFeed::openFile(const FileRef& file, const DataOptions& options, const WavFraming& wav) const
{
    Opened opened;
    try {
        switch (file.kind) {
        case FileKind::Npy: opened.array = openNpy(file.path, m_cache); break;
        case FileKind::Npz: opened.array = openNpzMember(file.path, file.key, m_cache); break;
        case FileKind::Proto: opened.array = openTensorProto(file.path, m_cache); break;
        case FileKind::Idx: opened.array = openIdx(file.path, m_cache); break;
        case FileKind::Wav: opened.array = openWav(file.path, wav, m_input.port.shape.size() + (m_input.batched ? 0 : 1)); break;
        case FileKind::Raw: {
            Problems none;
            opened.array = openRaw(file.path, *options.rawDtype, rawItemShape(m_input, none));
            break;
        }
        default: break;
        }
    } catch (const Error& e) {
        if (e.code() != ErrorCode::BadInput)
            throw;
        opened.problem = e.message();
    }
    return opened;
}

void FileFeed::openArrays(const DataOptions& options, const WavFraming& wav, const JobContext& job)
{
    parallelFor(job, m_files.size(), [&](std::size_t i, unsigned) { m_opened[i] = openFile(m_files[i], options, wav); });
}

void FileFeed::fitArrays(Problems& problems)
{
    std::size_t readable = 0;
    std::size_t mismatched = 0;
    std::size_t whole = 0;
    std::size_t stacked = 0;
    Text example;
    for (std::size_t i = 0; i < m_opened.size(); ++i) {
        Opened& opened = m_opened[i];
        if (!opened.array)
            continue;
        ++readable;
        opened.fit = arrayFit(opened.array->info().shape, m_input);
        const ElementType type = opened.array->info().type;
        const bool convertible = m_preprocess.changesValues() || m_preprocess.dtype == m_input.port.type;
        const bool wrong = opened.fit == ArrayFit::Mismatch || (type != m_input.port.type && !convertible);
        if (wrong && mismatched++ == 0)
            example = Text("{} {} in {}", toString(type), toString(opened.array->info().shape), m_files[i].name);
        whole += opened.fit == ArrayFit::Whole ? 1 : 0;
        stacked += opened.fit == ArrayFit::Stacked ? 1 : 0;
    }
    if (mismatched != 0)
        problems.add(Text("input '{}' wants {}, got {}", m_input.port.name, describe(m_input.port),
                          mismatched > 1 ? Text("{} and {} more files that don't fit", example, mismatched - 1) : example));
    else if (stacked != 0 && stacked != readable)
        problems.add(Text("input '{}': {} of {} files have one axis more than {}, the others don't", m_input.port.name, stacked,
                          readable, describe(m_input.port)));
    const bool runs = whole == readable || stacked == readable; // every item is what one run takes
    m_batch = runs ? 1 : m_input.batch();
    for (Opened& opened : m_opened) {
        if (!opened.array)
            continue;
        if (!runs && opened.fit == ArrayFit::Whole)
            opened.fit = ArrayFit::Rows;
        const bool rows = opened.fit == ArrayFit::Rows || opened.fit == ArrayFit::Stacked;
        opened.items = rows ? static_cast<std::uint64_t>(opened.array->info().shape.front()) : 1;
    }
}

void FileFeed::planArrays(Problems& problems, Findings& findings)
{
    const PortInfo& port = m_input.port;
    if (m_preprocess.dtype && *m_preprocess.dtype != port.type)
        problems.add(Text("input '{}' wants {}, got dtype {}", port.name, toString(port.type), toString(*m_preprocess.dtype)));
    const bool geometry = m_preprocess.resize || m_preprocess.fit || m_preprocess.crop || m_preprocess.color;
    if (geometry)
        findings.push_back(
            {.rule = "data.geometry_ignored",
             .unit = port.name,
             .point = "",
             .message = Text(
                 "the data of input '{}' are arrays: they keep their size and channels, only scale, mean and std are applied",
                 port.name),
             .numbers = {},
             .cure = Text("give pictures, or leave out resize, fit, crop and color")});
    const std::size_t channels = std::max(m_preprocess.mean.size(), m_preprocess.std.size());
    if (channels > 1 && !port.shape.empty()) {
        const std::int64_t there = port.shape[channelAxis(m_preprocess, port.shape)];
        if (there >= 0 && there != static_cast<std::int64_t>(channels))
            problems.add(
                Text("mean and std have {} values, input '{}' {} has {} channels", channels, port.name, describe(port), there));
    }
    const auto first =
        std::find_if(m_opened.begin(), m_opened.end(), [](const Opened& opened) { return opened.array != nullptr; });
    if (first == m_opened.end() || !m_preprocess.changesValues())
        return;
    const double scale = defaultScale(m_preprocess, first->array->info().type);
    m_expected = expectedOf(m_preprocess, scale);
    m_text = channels == 0 ? Text("{}, scale {}", m_text, shortNumber(scale))
                           : Text("{}, scale {}, mean and std", m_text, shortNumber(scale));
}

Tensor FileFeed::converted(const Tensor& array) const
{
    const ElementType type = m_input.port.type;
    if (!m_preprocess.changesValues() && array.type() == type)
        return array;
    const double scale = defaultScale(m_preprocess, array.type());
    const std::size_t channels = std::max<std::size_t>({1, m_preprocess.mean.size(), m_preprocess.std.size()});
    std::uint64_t inner = array.count();
    if (channels > 1) {
        const std::size_t axis = channelAxis(m_preprocess, array.shape());
        if (array.shape()[axis] != static_cast<std::int64_t>(channels))
            throw Error(ErrorCode::BadInput, Text("an array of shape {} does not have the {} channels of mean and std",
                                                  toString(array.shape()), channels));
        inner = 1;
        for (std::size_t d = axis + 1; d < array.shape().size(); ++d)
            inner *= static_cast<std::uint64_t>(array.shape()[d]);
    }
    Tensor result = Tensor::uninitialized(type, array.shape());
    auto* at = static_cast<std::byte*>(result.mutableData());
    for (std::size_t i = 0; i < array.count(); ++i, at += elementSize(type)) {
        const std::size_t c = i / inner % channels;
        storeNumber(type, preprocessedValue(m_preprocess, scale, c, array.valueAt(i)), at);
    }
    return result;
}

Item FileFeed::load(std::size_t file, std::uint64_t row) const
{
    const FileRef& ref = m_files[file];
    const Opened& opened = m_opened[file];
    if (isPictureFile(ref)) {
        const cv::Mat picture = readPicture(ref.path);
        return {m_plan->apply(picture), PictureSize{picture.cols, picture.rows}};
    }
    if (!opened.array)
        throw Error(ErrorCode::BadInput, opened.problem, Text(), {{"file", ref.path}});
    if (m_plan) {
        const cv::Mat picture = pictureOfRow(opened.array->row(row));
        return {m_plan->apply(picture), PictureSize{picture.cols, picture.rows}};
    }
    const bool wholeFile = opened.fit == ArrayFit::Whole || opened.fit == ArrayFit::Item;
    Tensor value = wholeFile ? opened.array->whole() : opened.array->row(row);
    Shape shape = value.shape();
    if (opened.fit == ArrayFit::Item && m_input.port.shape.empty())
        shape.clear(); // [1] for a scalar
    else if (opened.fit == ArrayFit::Item)
        shape.insert(shape.begin(), 1);
    if (opened.fit == ArrayFit::Stacked)
        shape.erase(shape.begin());
    return {converted(value.reshaped(std::move(shape))), std::nullopt};
}

} // namespace qb
