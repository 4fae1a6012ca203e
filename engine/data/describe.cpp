// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/describe.h"

#include "engine/data/numbers.h"
#include "engine/data/sample_reader.h"

#include <cmath>

namespace qb {

namespace {

constexpr double kNarrow = 1.0 / 16.0; ///< of the expected range: preprocessing was applied to its own result
constexpr double kWide = 4.0;          ///< times the expected range: it was not applied
constexpr double kNormalised = 0.25;   ///< a preprocessing whose widest channel is narrower mixes units of 0..1 and 0..255
constexpr double kUnscaled = 40.0;     ///< a float range that is wider, and no bytes as they are, forgot the scale

struct Running {
    double min = HUGE_VAL;
    double max = -HUGE_VAL;
    double sum = 0.0;
    std::uint64_t count = 0;
    std::uint64_t notFinite = 0;
    bool whole = true;       ///< every value is a whole number
    std::string notFiniteIn; ///< the first sample with such values
};

void addValues(const Tensor& tensor, Running& running)
{
    for (std::size_t i = 0; i < tensor.count(); ++i) {
        const double value = tensor.isFloat() ? static_cast<double>(tensor.floats()[i]) : tensor.valueAt(i);
        if (!std::isfinite(value)) {
            ++running.notFinite;
            continue;
        }
        running.min = std::min(running.min, value);
        running.max = std::max(running.max, value);
        running.sum += value;
        running.whole = running.whole && value == std::floor(value);
        ++running.count;
    }
}

void mergeShape(Shape& into, const Shape& shape, bool first)
{
    if (first || into.size() != shape.size())
        into = shape;
    for (std::size_t axis = 0; axis < into.size(); ++axis)
        if (into[axis] != shape[axis])
            into[axis] = -1;
}

Finding rangeFinding(const std::string& rule, const InputFeed& feed, const Running& r, const Text& message, const Text& cure)
{
    Finding finding{.rule = rule,
                    .unit = feed.name,
                    .point = "",
                    .message = Text("input '{}' {}", feed.name, message),
                    .numbers = {{"min", r.min}, {"max", r.max}},
                    .cure = cure};
    if (feed.expected) {
        finding.numbers["expected_min"] = feed.expected->low;
        finding.numbers["expected_max"] = feed.expected->high;
    }
    return finding;
}

Text rangeText(double low, double high) { return Text("{} to {}", shortNumber(low), shortNumber(high)); }

/// Compares what came with what the preprocessing should give.
void checkRange(const InputFeed& feed, const Running& r, bool floats, Findings& findings)
{
    const Text got = rangeText(r.min, r.max);
    if (!feed.expected) {
        if (floats && feed.fromFiles && r.whole && r.min >= 0.0 && r.max > 20.0 && r.max <= 255.0)
            findings.push_back(
                rangeFinding("data.preprocess_never", feed, r,
                             Text("gets whole numbers from {}, which look like bytes that were never scaled", got),
                             Text("give the preprocessing of the training, or leave it if the model scales by itself")));
        return;
    }
    const PreprocessRange& expected = *feed.expected;
    const Text wanted = rangeText(expected.low, expected.high);
    const bool reachesFar = feed.pictures && floats && expected.span > kUnscaled && expected.span != 255.0;
    if (feed.pictures && floats && expected.span < kNormalised)
        findings.push_back(rangeFinding("data.preprocess_twice", feed, r,
                                        Text("gets {} and can get no more than {}: mean and std look like those of bytes, while "
                                             "scale has already brought the pictures to 0..1",
                                             got, wanted),
                                        Text("set scale 1, or divide mean and std by 255")));
    else if (r.max - r.min < kNarrow * expected.span + expected.offsets)
        findings.push_back(rangeFinding("data.preprocess_twice", feed, r,
                                        Text("gets {}, far less than the {} that the preprocessing gives for the whole range: "
                                             "the data look as if it had been done already",
                                             got, wanted),
                                        Text("leave out the preprocessing for data that are ready")));
    else if (reachesFar || r.max - r.min > kWide * expected.span + expected.offsets)
        findings.push_back(rangeFinding("data.preprocess_never", feed, r,
                                        Text("gets {}, where normalised data lie within a few units: the values look as if they "
                                             "had never been scaled (the preprocessing gives up to {})",
                                             got, wanted),
                                        Text("set scale 1/255, or give mean and std in the unit of the data")));
}

} // namespace

DataDescription describeData(const SampleSet& set, const JobContext& job, std::size_t samples)
{
    DataDescription description;
    description.count = set.size();
    description.findings = set.findings();
    std::vector<Running> running(set.feeds().size());
    description.inputs.resize(set.feeds().size());
    SampleReader reader(set, job, std::max(1U, job.threads));
    while (description.looked < samples) {
        const std::optional<Sample> sample = reader.next();
        if (!sample)
            break;
        for (std::size_t i = 0; i < sample->inputs.size(); ++i) {
            description.inputs[i].type = sample->inputs[i].type();
            mergeShape(description.inputs[i].shape, sample->inputs[i].shape(), description.looked == 0);
            addValues(sample->inputs[i], running[i]);
            if (running[i].notFinite != 0 && running[i].notFiniteIn.empty())
                running[i].notFiniteIn = sample->name;
        }
        job.report(Text("data"), ++description.looked, std::min(samples, set.size()));
    }
    description.findings.insert(description.findings.end(), reader.findings().begin(), reader.findings().end());
    for (std::size_t i = 0; i < running.size(); ++i) {
        const InputFeed& feed = set.feeds()[i];
        const Running& r = running[i];
        InputSummary& summary = description.inputs[i];
        summary.name = feed.name;
        summary.source = feed.text;
        summary.notFinite = r.notFinite;
        if (r.notFinite != 0)
            description.findings.push_back({.rule = "data.not_finite",
                                            .unit = feed.name,
                                            .point = "",
                                            .message = Text("input '{}' gets {} values that are NaN or infinite, first in {}",
                                                            feed.name, r.notFinite, r.notFiniteIn),
                                            .numbers = {{"count", static_cast<double>(r.notFinite)}},
                                            .cure = Text("repair the data")});
        if (r.count == 0)
            continue;
        summary.min = r.min;
        summary.max = r.max;
        summary.mean = r.sum / static_cast<double>(r.count);
        checkRange(feed, r, !isIntegerType(summary.type), description.findings);
    }
    return description;
}

std::optional<DataOptions> withDataCure(const DataOptions& options, const Finding& finding)
{
    const bool twice = finding.rule == "data.preprocess_twice";
    if (!twice && finding.rule != "data.preprocess_never")
        return std::nullopt;
    DataOptions cured = options;
    Preprocess& p = cured.preprocess[cured.preprocess.contains(finding.unit) ? finding.unit : std::string()];
    const auto normalises = [&](double scale) {
        const double span = preprocessRange(effectivePreprocess(cured.preprocess, finding.unit), scale, 255.0).span;
        return span >= kNormalised && span <= kUnscaled;
    };
    const double scale = twice ? 1.0 : 1.0 / 255.0;
    p.preset.clear(); // its fields stay
    if (p.scale != scale && normalises(scale)) {
        p.scale = scale;
    } else if (twice) { // the data are ready
        p.scale.reset();
        p.mean.clear();
        p.std.clear();
    } else {
        return std::nullopt;
    }
    return cured;
}

} // namespace qb
