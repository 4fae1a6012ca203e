// SPDX-License-Identifier: GPL-3.0-or-later
// TensorRT's calibration cache: a head line "TRT-VERSION-CALIBRATOR", then "tensor: hhhhhhhh" lines; the eight hex digits are
// the bits of a float, most significant first: the scale itself, absmax / 127 for TensorRT's own calibrators. Activations
// in int8, symmetric, one scale each; TensorRT finds the scales of weights itself. It takes a cache only of its own version and
// calibrator, so the head line may have to be changed to what yours writes.
#include "engine/exporters/config_parts.h"
#include "engine/exporters/tensor_table.h"

#include "engine/base/text.h"

#include <bit>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr std::string_view kHead = "TRT-8601-EntropyCalibration2";

Text refusal(const TensorEntry& e)
{
    if (e.ofReaders)
        return Text("a tensor has one scale, an operand's own dtype has no place beside it");
    if (e.dtype != DType::Int8)
        return Text("the cache is for int8, not {}", toString(*e.dtype));
    if (e.scales.size() != 1)
        return Text("the cache holds one scale per tensor");
    if (e.zeroPoints.front() != 0)
        return Text("TensorRT is symmetric, the zero point {} has no place", e.zeroPoints.front());
    if (e.tensor.find_first_of("\r\n") != std::string::npos)
        return Text("the name holds a line break");
    return {};
}

} // namespace

std::string writeTensorRtCache(const ConfigSource& source, Losses& losses)
{
    std::string text = fmt::format("{}\n", kHead);
    losses.push_back({"weights", Text("TensorRT computes their scales itself: int8, symmetric, per channel")});
    for (const TensorEntry& e : tensorEntries(source, Followers::Written, Parameters::LeftOut, losses)) {
        if (const Text why = refusal(e); !why.empty())
            losses.push_back({e.where, why});
        else
            text += fmt::format("{}: {:08x}\n", e.tensor, std::bit_cast<std::uint32_t>(e.scales.front()));
    }
    return text;
}

ReadConfig readTensorRtCache(std::string_view text, const Model& model, const Profile& profile)
{
    ReadConfig read;
    read.base = RuleSet::ofPreset(profile.name).rules;
    std::vector<Text> problems;
    std::vector<TensorEntry> entries;
    std::size_t number = 0;
    for (const std::string& line : split(text, '\n')) {
        ++number;
        const std::string_view content = trimmed(line);
        const std::string where = fmt::format("line {}", number);
        if (number == 1) {
            if (!content.starts_with("TRT-"))
                problems.push_back(Text("line 1: must be a head line such as {}", kHead));
            continue;
        }
        if (content.empty())
            continue;
        const std::size_t colon = content.rfind(": ");
        std::uint32_t value = 0;
        const std::string_view digits = colon == std::string_view::npos ? std::string_view{} : trimmed(content.substr(colon + 2));
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        const float scale = std::bit_cast<float>(value);
        if (digits.empty() || digits.size() > 8 || error != std::errc{} || end != digits.data() + digits.size()) {
            problems.push_back(Text("{}: must be \"tensor: 8 hex digits\"", where));
            continue;
        }
        if (!std::isfinite(scale) || scale <= 0) {
            problems.push_back(Text("{}: {} stands for {}, which is no scale", where, digits, scale));
            continue;
        }
        TensorEntry entry;
        entry.tensor = std::string(content.substr(0, colon));
        entry.where = where;
        entry.dtype = DType::Int8;
        entry.scales = {scale};
        entry.zeroPoints = {0};
        if (entry.tensor.starts_with("(Unnamed "))
            read.notCarried.push_back({where + ": " + entry.tensor, Text("a tensor that TensorRT made itself")});
        else
            entries.push_back(std::move(entry));
    }
    applyTensorEntries(entries, model, profile, read, problems);
    finishReading("tensorrt-cache", problems);
    return read;
}

} // namespace qb
