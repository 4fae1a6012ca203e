// SPDX-License-Identifier: GPL-3.0-or-later
// How a PicturePlan is made: what the user left open is taken from the model's input, and checked against it.
#include "engine/data/numbers.h"
#include "engine/data/picture.h"

#include <cmath>

#include <opencv2/imgproc.hpp>

namespace qb {

namespace {

bool couldBeChannels(std::int64_t size, std::optional<Color> color)
{
    if (color)
        return size == (*color == Color::Gray ? 1 : 3);
    return size == 1 || size == 3;
}

int flagOf(Interpolation interpolation)
{
    switch (interpolation) {
    case Interpolation::Nearest: return cv::INTER_NEAREST;
    case Interpolation::Linear: return cv::INTER_LINEAR;
    case Interpolation::Cubic: return cv::INTER_CUBIC;
    case Interpolation::Area: return cv::INTER_AREA;
    case Interpolation::Lanczos: return cv::INTER_LANCZOS4;
    }
    return cv::INTER_LINEAR;
}

std::string quoted(const PortInfo& port) { return "'" + port.name + "'"; }

struct Axes {
    std::size_t channel;
    std::size_t height;
    std::size_t width;
};

Axes axesOf(Layout layout, std::size_t rank)
{
    return layout == Layout::Nchw ? Axes{rank - 3, rank - 2, rank - 1} : Axes{rank - 1, rank - 3, rank - 2};
}

} // namespace

PicturePlan PicturePlan::make(const Preprocess& preprocess, const ModelInput& input, Problems& problems, Findings& findings)
{
    PicturePlan plan;
    const PortInfo& port = input.port;
    if (!port.shape.empty() && port.shape.size() != 3 && port.shape.size() != 4) {
        problems.add(
            Text("input {} wants {}, got pictures, which have height, width and channels", quoted(port), describe(port)));
        return plan;
    }
    plan.chooseLayout(preprocess, input, problems, findings);
    plan.chooseSize(preprocess, input, problems);
    plan.chooseValues(preprocess, input, problems, findings);
    plan.m_fit = preprocess.fit.value_or(Fit::Stretch);
    plan.m_interpolation = flagOf(preprocess.interpolation.value_or(Interpolation::Linear));
    for (int c = 0; c < 3; ++c)
        plan.m_pad[c] =
            preprocess.pad.empty() ? 0.0 : preprocess.pad[preprocess.pad.size() == 1 ? 0 : static_cast<std::size_t>(c)];
    const std::int64_t channels = plan.m_channels;
    const std::int64_t height = plan.m_target.height;
    const std::int64_t width = plan.m_target.width;
    plan.m_shape = plan.m_layout == Layout::Nchw ? Shape{channels, height, width} : Shape{height, width, channels};
    if (port.shape.size() != 3)
        plan.m_shape.insert(plan.m_shape.begin(), 1);
    if (preprocess.isEmpty())
        findings.push_back(
            {.rule = "data.assumed_preprocess",
             .severity = Severity::Warning,
             .unit = port.name,
             .point = "",
             .message = Text("nothing was said about preprocessing: the pictures for {} are {}, values {}", quoted(port),
                             plan.text(), isIntegerType(port.type) ? Text("0 to 255") : Text("0 to 1")),
             .numbers = {{"min", plan.m_range.low}, {"max", plan.m_range.high}},
             .cure = Text("give the preprocessing the model was trained with")});
    return plan;
}

void PicturePlan::chooseLayout(const Preprocess& preprocess, const ModelInput& input, Problems& problems, Findings& findings)
{
    const Shape& shape = input.port.shape;
    const std::size_t rank = shape.size();
    if (preprocess.layout) {
        m_layout = *preprocess.layout;
    } else if (rank != 0) {
        const bool first = couldBeChannels(shape[rank - 3], preprocess.color);
        const bool last = couldBeChannels(shape[rank - 1], preprocess.color);
        m_layout = last && !first ? Layout::Nhwc : Layout::Nchw;
    }
    const std::int64_t wanted = rank == 0 ? -1 : shape[axesOf(m_layout, rank).channel];
    if (wanted < 0 && !preprocess.layout)
        findings.push_back({.rule = "data.assumed_layout",
                            .unit = input.port.name,
                            .point = "",
                            .message = Text("the shape {} of {} does not show where its channels are: nchw was assumed",
                                            toString(shape), quoted(input.port)),
                            .numbers = {},
                            .cure = Text("say layout nchw or nhwc")});
    m_color = preprocess.color.value_or(wanted == 1 ? Color::Gray : Color::Rgb);
    m_channels = m_color == Color::Gray ? 1 : 3;
    if (wanted >= 0 && wanted != m_channels)
        problems.add(Text("input {} wants {} channels ({}, {}), got {} ({})", quoted(input.port), wanted, describe(input.port),
                          toString(m_layout), m_channels, toString(m_color)));
}

void PicturePlan::chooseSize(const Preprocess& preprocess, const ModelInput& input, Problems& problems)
{
    const Shape& shape = input.port.shape;
    std::int64_t height = -1;
    std::int64_t width = -1;
    if (!shape.empty()) {
        const Axes axes = axesOf(m_layout, shape.size());
        height = shape[axes.height];
        width = shape[axes.width];
    }
    const Resize resize = preprocess.resize.value_or(Resize{});
    const bool byShortest = resize.kind == Resize::Kind::Shortest || resize.kind == Resize::Kind::ModelShare;
    const bool needsModel =
        resize.kind == Resize::Kind::Model || resize.kind == Resize::Kind::ModelShare || (byShortest && !preprocess.crop);
    constexpr std::int64_t kMaxSide = 32768;
    if (needsModel && (height < 1 || width < 1 || height > kMaxSide || width > kMaxSide)) {
        problems.add(byShortest
                         ? Text("the height and width of input {} are open ({}): give them, or resize WIDTHxHEIGHT or crop",
                                quoted(input.port), describe(input.port))
                         : Text("the height and width of input {} are open ({}): give them, or resize WIDTHxHEIGHT",
                                quoted(input.port), describe(input.port)));
        return;
    }
    const PictureSize model{static_cast<int>(width), static_cast<int>(height)};
    m_resize = resize;
    if (resize.kind == Resize::Kind::Model)
        m_resize = {.kind = Resize::Kind::Exact, .size = model, .shortest = 0, .share = 1.0};
    if (resize.kind == Resize::Kind::ModelShare)
        m_resize = {.kind = Resize::Kind::Shortest,
                    .size = {},
                    .shortest = static_cast<int>(std::lround(std::min(model.width, model.height) / resize.share)),
                    .share = 1.0};
    if (byShortest && preprocess.fit && *preprocess.fit != Fit::Crop)
        problems.add(Text("resize by the shortest side keeps the proportions and is followed by a crop, so fit {} contradicts it",
                          toString(*preprocess.fit)));
    m_frame = m_resize.size;
    m_target = preprocess.crop ? *preprocess.crop : byShortest ? model : m_resize.size;
    if ((width >= 0 && width != m_target.width) || (height >= 0 && height != m_target.height))
        problems.add(Text("input {} wants pictures of {}x{} ({}), got {} {}", quoted(input.port),
                          width < 0 ? "?" : std::to_string(width), height < 0 ? "?" : std::to_string(height),
                          describe(input.port), toString(m_target), preprocess.crop ? Text("from crop") : Text("from resize")));
    const PictureSize before = byShortest ? PictureSize{m_resize.shortest, m_resize.shortest} : m_resize.size;
    const bool tooSmall = byShortest ? before.width < std::min(m_target.width, m_target.height)
                                     : before.width < m_target.width || before.height < m_target.height;
    if (tooSmall)
        problems.add(Text("a crop of {} does not fit into pictures resized to {}", toString(m_target), toString(resize)));
}

void PicturePlan::chooseValues(const Preprocess& preprocess, const ModelInput& input, Problems& problems, Findings& findings)
{
    m_type = input.port.type;
    if (!holdsNumbers(m_type) || (preprocess.dtype && *preprocess.dtype != m_type)) {
        problems.add(Text("input {} wants {}, got {}", quoted(input.port), toString(m_type),
                          preprocess.dtype ? Text("dtype {}", toString(*preprocess.dtype)) : Text("pictures")));
        return;
    }
    for (const auto& [key, values] : {std::pair{"mean", &preprocess.mean}, {"std", &preprocess.std}, {"pad", &preprocess.pad}})
        if (values->size() > 1 && values->size() != static_cast<std::size_t>(m_channels)) {
            problems.add(Text("{} has {} values, {} has {} channels", key, values->size(), toString(m_color), m_channels));
            return;
        }
    const double scale = preprocess.scale.value_or(preprocess.isEmpty() && isIntegerType(m_type) ? 1.0 : 1.0 / 255.0);
    m_range = preprocessRange(preprocess, scale, 255.0);
    m_table.resize(static_cast<std::size_t>(m_channels));
    for (std::size_t c = 0; c < m_table.size(); ++c) {
        for (std::size_t v = 0; v < 256; ++v) {
            m_table[c][v] = 0;
            storeNumber(m_type, preprocessedValue(preprocess, scale, c, static_cast<double>(v)),
                        reinterpret_cast<std::byte*>(&m_table[c][v]));
        }
    }
    if (!isIntegerType(m_type))
        return;
    const auto [least, greatest] = integerRange(m_type);
    if (m_range.low < least - 0.5 || m_range.high > greatest + 0.5 || m_range.span < 2.0)
        findings.push_back({.rule = "data.integer_range",
                            .unit = input.port.name,
                            .point = "",
                            .message = Text("preprocessing gives values from {} to {}, the {} input {} holds {} to {}",
                                            shortNumber(m_range.low), shortNumber(m_range.high), toString(m_type),
                                            quoted(input.port), shortNumber(least), shortNumber(greatest)),
                            .numbers = {{"min", m_range.low}, {"max", m_range.high}},
                            .cure = Text("preset byte gives 0 to 255; mean 128 brings that to int8")});
}

} // namespace qb
