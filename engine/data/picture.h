// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/data: OpenCV's types stop in this folder.
#pragma once

#include "engine/base/finding.h"
#include "engine/data/model_input.h"
#include "engine/data/preprocess.h"
#include "engine/data/problems.h"
#include "engine/ort/tensor.h"

#include <array>
#include <optional>
#include <string>

#include <opencv2/core.hpp>

namespace qb {

/// Pixels above which a picture is refused: its decoding would take more than about 1 GB.
constexpr std::int64_t kMaxPixels = 100'000'000;

/// A file as 8-bit BGR, turned upright as its EXIF data say. Its header is checked before anything is decoded. Throws
/// Error(BadInput) for whatever is broken.
[[nodiscard]] cv::Mat readPicture(const std::string& path);

/// A row of a file of 8-bit pictures ([1, height, width] or with RGB channels at the end) as BGR or gray.
[[nodiscard]] cv::Mat pictureOfRow(const Tensor& row);

/// A preprocessing with every default filled in for one model input: from a picture to an item of the batch.
class PicturePlan {
public:
    /// What does not fit (shape, channels, type, numbers) goes to `problems` with wanted and got, what was assumed to
    /// `findings`.
    [[nodiscard]] static PicturePlan make(const Preprocess& preprocess, const ModelInput& input, Problems& problems,
                                          Findings& findings);

    /// [1, ...] where the input has a batch axis. Throws Error(BadInput) for a picture too small to crop.
    [[nodiscard]] Tensor apply(const cv::Mat& picture) const;

    [[nodiscard]] const PreprocessRange& range() const { return m_range; } ///< that any picture can give
    [[nodiscard]] Text text() const;                                       ///< "stretched to 320x320, rgb"

private:
    void chooseLayout(const Preprocess& preprocess, const ModelInput& input, Problems& problems, Findings& findings);
    void chooseSize(const Preprocess& preprocess, const ModelInput& input, Problems& problems);
    void chooseValues(const Preprocess& preprocess, const ModelInput& input, Problems& problems, Findings& findings);
    [[nodiscard]] cv::Mat resized(const cv::Mat& picture) const;
    [[nodiscard]] cv::Mat colored(const cv::Mat& picture) const;
    [[nodiscard]] cv::Mat framed(const cv::Mat& picture) const;
    template <typename T>
    void writeValues(const cv::Mat& picture, T* out) const;

    Resize m_resize; ///< Exact or Shortest
    Fit m_fit = Fit::Stretch;
    PictureSize m_target; ///< what the model gets
    PictureSize m_frame;  ///< what letterbox fills; equals m_target unless it is cropped afterwards
    Color m_color = Color::Rgb;
    Layout m_layout = Layout::Nchw;
    int m_interpolation = 0; ///< cv::InterpolationFlags
    int m_channels = 3;
    cv::Scalar m_pad;
    ElementType m_type = ElementType::Float32;
    Shape m_shape;                                       ///< of an item
    std::vector<std::array<std::uint64_t, 256>> m_table; ///< per channel: the bits of the result for each byte
    PreprocessRange m_range;
};

} // namespace qb
