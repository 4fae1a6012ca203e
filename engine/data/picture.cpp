// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture.h"

#include "engine/base/error.h"
#include "engine/data/file_bytes.h"
#include "engine/data/image_header.h"
#include "engine/data/numbers.h"

#include <cmath>
#include <cstring>

#include <opencv2/core/utility.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace qb {

namespace {

constexpr std::uint64_t kMaxPictureFile = std::uint64_t{512} << 20U;

/// Samples are decoded side by side on the caller's threads, so OpenCV gets none of its own; and the engine never prints.
void quietenOpenCv()
{
    static const bool done = [] {
        cv::setNumThreads(1);
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        return true;
    }();
    (void)done;
}

/// Where a frame of `size` in the middle of `whole` begins: half the rest, halves to even (as torchvision crops).
int centred(int whole, int size) { return static_cast<int>(std::nearbyint((whole - size) / 2.0)); }

cv::Size cvSize(PictureSize size) { return {size.width, size.height}; }

/// The size that keeps the proportions of `from` and covers `frame`, or lies inside it.
cv::Size scaledTo(cv::Size from, PictureSize frame, Fit fit)
{
    const double across = static_cast<double>(frame.width) / from.width;
    const double down = static_cast<double>(frame.height) / from.height;
    const double factor = fit == Fit::Crop ? std::max(across, down) : std::min(across, down);
    const auto side = [&](int length, int limit) {
        const int scaled = std::max(1, static_cast<int>(std::lround(length * factor)));
        return fit == Fit::Crop ? std::max(scaled, limit) : std::min(scaled, limit);
    };
    return {side(from.width, frame.width), side(from.height, frame.height)};
}

/// The longer side rounds down, as torchvision does.
cv::Size scaledToShortest(cv::Size from, int shortest)
{
    const auto longer = [&](int side, int other) { return static_cast<int>(static_cast<std::int64_t>(shortest) * side / other); };
    return from.width <= from.height ? cv::Size(shortest, longer(from.height, from.width))
                                     : cv::Size(longer(from.width, from.height), shortest);
}

/// U and V averaged over 2x2 pixels and repeated; an odd last row or column stands alone.
void halveChroma(cv::Mat& yuv)
{
    for (int y = 0; y < yuv.rows; y += 2)
        for (int x = 0; x < yuv.cols; x += 2) {
            const cv::Rect cell(x, y, std::min(2, yuv.cols - x), std::min(2, yuv.rows - y));
            int u = 0;
            int v = 0;
            for (int i = 0; i < cell.area(); ++i) {
                const auto& pixel = yuv.at<cv::Vec3b>(y + i / cell.width, x + i % cell.width);
                u += pixel[1];
                v += pixel[2];
            }
            for (int i = 0; i < cell.area(); ++i) {
                auto& pixel = yuv.at<cv::Vec3b>(y + i / cell.width, x + i % cell.width);
                pixel[1] = static_cast<uchar>((u + cell.area() / 2) / cell.area());
                pixel[2] = static_cast<uchar>((v + cell.area() / 2) / cell.area());
            }
        }
}

} // namespace

cv::Mat readPicture(const std::string& path)
{
    quietenOpenCv();
    const Bytes bytes = readFile(path, kMaxPictureFile);
    const PictureSize size = pictureSize(path, bytes);
    if (static_cast<std::int64_t>(size.width) * size.height > kMaxPixels)
        brokenFile(path, Text("is a picture of {} pixels, more than the {} that are read", toString(size), kMaxPixels),
                   Text("scale it down"));
    try {
        const cv::Mat view(1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::byte*>(bytes.data()));
        cv::Mat picture = cv::imdecode(view, cv::IMREAD_COLOR);
        if (picture.empty() || picture.type() != CV_8UC3)
            brokenFile(path, Text("can't be decoded"));
        return picture;
    } catch (const cv::Exception& e) {
        brokenFile(path, Text("can't be decoded: {}", e.what()));
    }
}

cv::Mat pictureOfRow(const Tensor& row)
{
    quietenOpenCv();
    const Shape& shape = row.shape();
    const int channels = shape.size() == 4 ? static_cast<int>(shape[3]) : 1;
    const cv::Mat view(static_cast<int>(shape.at(1)), static_cast<int>(shape.at(2)), CV_8UC(channels),
                       const_cast<std::byte*>(row.bytes().data()));
    cv::Mat picture;
    if (channels == 3)
        cv::cvtColor(view, picture, cv::COLOR_RGB2BGR);
    else
        picture = view.clone();
    return picture;
}

cv::Mat PicturePlan::resized(const cv::Mat& picture) const
{
    cv::Size size = cvSize(m_resize.size);
    if (m_resize.kind == Resize::Kind::Shortest)
        size = scaledToShortest(picture.size(), m_resize.shortest);
    else if (m_fit != Fit::Stretch)
        size = scaledTo(picture.size(), m_resize.size, m_fit);
    if (static_cast<std::int64_t>(size.width) * size.height > kMaxPixels)
        throw Error(ErrorCode::BadInput,
                    Text("a picture of {} would be resized to {} pixels", toString(PictureSize{picture.cols, picture.rows}),
                         toString(PictureSize{size.width, size.height})));
    if (size == picture.size())
        return picture;
    cv::Mat result;
    cv::resize(picture, result, size, 0, 0, m_interpolation);
    return result;
}

cv::Mat PicturePlan::colored(const cv::Mat& picture) const
{
    cv::Mat bgr = picture;
    cv::Mat result;
    if (picture.channels() == 1 && m_color == Color::Gray)
        return picture;
    if (picture.channels() == 1)
        cv::cvtColor(picture, bgr, cv::COLOR_GRAY2BGR);
    switch (m_color) {
    case Color::Bgr: return bgr;
    case Color::Rgb: cv::cvtColor(bgr, result, cv::COLOR_BGR2RGB); break;
    case Color::Gray: cv::cvtColor(bgr, result, cv::COLOR_BGR2GRAY); break;
    case Color::Yuv444:
    case Color::Nv12: { // YCrCb is BT.601 full range; V is Cr, U is Cb
        cv::Mat yvu;
        cv::cvtColor(bgr, yvu, cv::COLOR_BGR2YCrCb);
        result.create(yvu.size(), CV_8UC3);
        cv::mixChannels(std::vector<cv::Mat>{yvu}, std::vector<cv::Mat>{result}, {0, 0, 1, 2, 2, 1});
        break;
    }
    }
    return result;
}

cv::Mat PicturePlan::framed(const cv::Mat& picture) const
{
    cv::Mat result = picture;
    if (m_fit == Fit::Letterbox && m_resize.kind == Resize::Kind::Exact) {
        const int across = m_frame.width - picture.cols;
        const int down = m_frame.height - picture.rows;
        cv::copyMakeBorder(picture, result, down / 2, down - down / 2, across / 2, across - across / 2, cv::BORDER_CONSTANT,
                           m_pad);
    }
    if (result.cols < m_target.width || result.rows < m_target.height)
        throw Error(ErrorCode::BadInput, Text("a picture resized to {} is too small to crop {} out of it",
                                              toString(PictureSize{result.cols, result.rows}), toString(m_target)));
    return result(
        cv::Rect(centred(result.cols, m_target.width), centred(result.rows, m_target.height), m_target.width, m_target.height));
}

template <typename T>
void PicturePlan::writeValues(const cv::Mat& picture, T* out) const
{
    const std::size_t pixels = static_cast<std::size_t>(picture.rows) * static_cast<std::size_t>(picture.cols);
    const auto channels = static_cast<std::size_t>(m_channels);
    const bool planes = m_layout == Layout::Nchw;
    for (std::size_t c = 0; c < channels; ++c) {
        std::array<T, 256> table{};
        for (std::size_t v = 0; v < table.size(); ++v)
            std::memcpy(&table[v], &m_table[c][v], sizeof(T));
        T* to = out + (planes ? c * pixels : c);
        const std::size_t step = planes ? 1 : channels;
        for (int y = 0; y < picture.rows; ++y) {
            const uchar* from = picture.ptr<uchar>(y) + c;
            for (int x = 0; x < picture.cols; ++x, from += channels, to += step)
                *to = table[*from];
        }
    }
}

Tensor PicturePlan::apply(const cv::Mat& picture) const
{
    try {
        cv::Mat ready = framed(colored(resized(picture)));
        if (m_color == Color::Nv12) {
            ready = ready.clone();
            halveChroma(ready);
        }
        Tensor tensor = Tensor::uninitialized(m_type, m_shape);
        switch (elementSize(m_type)) {
        case 1: writeValues(ready, static_cast<std::uint8_t*>(tensor.mutableData())); break;
        case 2: writeValues(ready, static_cast<std::uint16_t*>(tensor.mutableData())); break;
        case 4: writeValues(ready, static_cast<std::uint32_t*>(tensor.mutableData())); break;
        default: writeValues(ready, static_cast<std::uint64_t*>(tensor.mutableData())); break;
        }
        return tensor;
    } catch (const cv::Exception& e) {
        throw Error(ErrorCode::BadInput, Text("a picture can't be preprocessed: {}", e.what()));
    }
}

Text PicturePlan::text() const
{
    const auto size = [&] {
        if (m_resize.kind == Resize::Kind::Shortest)
            return Text("shortest side {}, cropped to {}", m_resize.shortest, toString(m_target));
        const std::string to = toString(m_resize.size);
        Text text = m_fit == Fit::Stretch ? Text("stretched to {}", to)
                    : m_fit == Fit::Crop  ? Text("scaled and cropped to {}", to)
                                          : Text("letterboxed to {}", to);
        const bool cropped = m_resize.kind == Resize::Kind::Exact && m_target != m_resize.size;
        return cropped ? Text("{}, cropped to {}", text, toString(m_target)) : text;
    };
    return Text("{}, {}, {}", size(), m_color == Color::Gray ? Text("grey") : Text::verbatim(std::string(toString(m_color))),
                toString(m_layout));
}

} // namespace qb
