// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/element_type.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace qb {

enum class Fit { Stretch, Crop, Letterbox };
enum class Color { Rgb, Bgr, Gray, Yuv444, Nv12 };
enum class Interpolation { Nearest, Linear, Cubic, Area, Lanczos };
enum class Layout { Nchw, Nhwc };

struct PictureSize {
    int width = 0;
    int height = 0;
    bool operator==(const PictureSize&) const = default;
};

/// How large a picture is made before it is cropped. As text: "model", "320x240", "256", "model/0.875".
struct Resize {
    enum class Kind {
        Model,      ///< the input size of the model, by `fit`
        Exact,      ///< `size`, by `fit`
        Shortest,   ///< the shorter side becomes `shortest`, the longer one follows (rounded down)
        ModelShare, ///< like Shortest, with the model's shorter side / `share`, rounded
    };
    Kind kind = Kind::Model;
    PictureSize size;
    int shortest = 0;
    double share = 1.0;
    bool operator==(const Resize&) const = default;
};

/// What happens between a file and a model input, as far as the user has said it; what is unset has a default or is
/// guessed from the model's input. The order is: resize, colour, letterbox, centre crop, then for each value
/// x -> (x * scale - mean) / std, in double, and one rounding to the type of the input.
///
/// Pictures are 8 bits per channel up to the last step. Colours: yuv444 is BT.601 full range (Y, U, V in 0..255, U and V
/// around 128); nv12 is the same with U and V averaged over 2x2 pixels and repeated, as a decoder of NV12 gives it.
struct Preprocess {
    std::optional<Resize> resize;
    std::optional<Fit> fit;                     ///< default stretch; how Model and Exact reach their size
    std::optional<PictureSize> crop;            ///< centre; default the model's size after Shortest and ModelShare
    std::optional<Color> color;                 ///< default rgb, or gray for one channel
    std::optional<Interpolation> interpolation; ///< default linear
    std::vector<double> pad;                    ///< 0..255, one or per channel of `color`; empty = 0
    std::optional<double> scale;                ///< default 1/255 for 8-bit data, 1 for other arrays
    std::vector<double> mean;                   ///< one or per channel; empty = 0
    std::vector<double> std;                    ///< one or per channel; empty = 1
    std::optional<Layout> layout;
    std::optional<ElementType> dtype; ///< the type the values are converted to; must be the model's
    std::string preset;               ///< where the fields came from, for messages only

    bool operator==(const Preprocess&) const = default;
    [[nodiscard]] bool isEmpty() const { return *this == Preprocess{}; }
    [[nodiscard]] bool changesValues() const { return scale || !mean.empty() || !std.empty(); }
    [[nodiscard]] bool changesGeometry() const { return resize || fit || crop || color; }
    /// Every field that `winner` sets replaces the one here.
    [[nodiscard]] Preprocess overriddenBy(const Preprocess& winner) const;
};

/// By input name; "" is for every input. effectivePreprocess() lays the one of the name over the one of "".
using PreprocessByInput = std::map<std::string, Preprocess>;

[[nodiscard]] Preprocess effectivePreprocess(const PreprocessByInput& all, const std::string& input);

/// `flags` laid over every block of `all`.
[[nodiscard]] PreprocessByInput overrideAll(PreprocessByInput all, const Preprocess& flags);

[[nodiscard]] const std::vector<std::string>& preprocessPresets(); ///< imagenet, mnist, unit, byte, signed
[[nodiscard]] Preprocess preprocessPreset(std::string_view name);  ///< throws Error(BadInput) with the nearest names

/// From {"key": value, ..., "INPUT": {"key": value}}: plain keys are for every input, objects for one. The key "preset"
/// is laid under the others of its block. Strings serve for every value ("0.485,0.456,0.406", "1/255"), so the flags
/// of a command line can be passed as they are. Throws one Error(BadInput) that names every problem.
[[nodiscard]] PreprocessByInput preprocessFromJson(const nlohmann::json& json);
[[nodiscard]] nlohmann::json toJson(const PreprocessByInput& all);

/// The argument of --preprocess: the name of a preset, or a JSON file.
[[nodiscard]] PreprocessByInput readPreprocess(const std::string& presetOrFile);

/// The values that a preprocessing gives for the whole range of its input: what checks compare the real ones with.
struct PreprocessRange {
    double low = 0.0;
    double high = 0.0;
    double span = 0.0;    ///< of the widest channel
    double offsets = 0.0; ///< how far apart the channels begin
    bool operator==(const PreprocessRange&) const = default;
};

/// For input from 0 to `top`, by `scale` and the mean and std of `preprocess`.
[[nodiscard]] PreprocessRange preprocessRange(const Preprocess& preprocess, double scale, double top);

/// x -> (x * scale - mean) / std of channel `channel`.
[[nodiscard]] double preprocessedValue(const Preprocess& preprocess, double scale, std::size_t channel, double x);

[[nodiscard]] std::string toString(const Resize& resize);
[[nodiscard]] std::string toString(PictureSize size); ///< "320x240", width first
[[nodiscard]] std::string_view toString(Fit fit);
[[nodiscard]] std::string_view toString(Color color);
[[nodiscard]] std::string_view toString(Interpolation interpolation);
[[nodiscard]] std::string_view toString(Layout layout);

} // namespace qb
