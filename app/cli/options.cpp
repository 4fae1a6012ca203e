// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <charconv>

namespace qb::cli {

namespace {

constexpr const char* kPreprocessKeys[] = {"resize", "fit",  "crop", "color",  "interpolation", "pad",
                                           "scale",  "mean", "std",  "layout", "dtype"};

std::pair<std::string, std::string> keyValue(const std::string& text, const std::string& what)
{
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorCode::Usage, Text("{} wants NAME=VALUE, got \"{}\"", what, text));
    return {text.substr(0, equals), text.substr(equals + 1)};
}

} // namespace

std::uint64_t wholeNumber(const std::string& text, const std::string& what)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw Error(ErrorCode::Usage, Text("{} wants a whole number, got \"{}\"", what, text));
    return value;
}

bool DataArguments::any() const
{
    return !preprocess.empty() || !preprocessFlags.empty() || !dims.empty() || !inputs.empty() || !rawDtype.empty() ||
           wav != WavFraming{} || !calibration.samples.empty() || !calibration.range.empty();
}

void addGlobalOptions(CLI::App& app, GlobalOptions& o)
{
    const auto group = [](CLI::Option* option) { return option->group("Options of every command"); };
    group(app.add_option("--profile", o.profile, "target: horizon, ort, nash-p, ... (rules --profiles lists them)"));
    group(app.add_option("--preset", o.preset, "rules to start from: default or int16"));
    group(app.add_option("--rules", o.rulesFile, "rule file (JSON) in place of the study's rules"));
    group(app.add_option("--method", o.method, "observer of all activations, e.g. mse or percentile:percentile=99.9"));
    group(app.add_option("--save", o.save, "keep the study that a bare model is given in this file"));
    group(app.add_option("--model", o.model, "where the model of the study lies now, after it was moved; the study keeps it"));
    group(app.add_flag("--read-only", o.readOnly, "look at a study that another process works on, and keep nothing in it"));
    group(app.add_flag("--json", o.json, "one JSON document on stdout"));
    group(app.add_option("--csv", o.csv, "write the table's rows to this file as well"));
    group(app.add_option("--fail-if", o.failIf, "exit 1 if this holds, e.g. \"cos<0.99\""));
    group(app.add_option("--threads", o.threads, "threads to use; default all")->check(CLI::Range(1, 1024)));
    group(app.add_option_function<std::string>(
                 "--kernels", [&o](const std::string& v) { o.kernels = v == "fast" ? Kernels::Fast : Kernels::Reference; },
                 "fast or reference")
              ->check(CLI::IsMember({"fast", "reference"})));
    group(
        app.add_option("--memory", o.memoryBytes, "bytes to remember tensors in, e.g. 2GB")->transform(CLI::AsSizeValue(false)));
    group(app.add_option("--seed", o.seed, "of everything that is random"));
    group(app.add_flag("--quiet", o.quiet, "no remarks on stderr"));
    group(app.add_flag("--recompute", o.recompute, "don't take results from the study"));
    group(app.add_option_function<std::string>(
                 "--progress",
                 [&o](const std::string& v) {
                     o.progress = v == "always" ? ShowProgress::Always : v == "never" ? ShowProgress::Never : ShowProgress::Auto;
                 },
                 "auto, always or never")
              ->check(CLI::IsMember({"auto", "always", "never"})));
}

void addCustomOptions(CLI::App& app, CustomArguments& a)
{
    app.add_option("--custom", a.expression, "a metric of your own, e.g. \"mean(abs(float - quant))\"");
    app.add_option("--order", a.orderName, "of --custom: the worst come first in it; default descending (largest first)")
        ->check(CLI::IsMember({"ascending", "descending"}));
}

void addDataOptions(CLI::App& app, DataArguments& a)
{
    const auto group = [](CLI::Option* option) { return option->group("Data"); };
    group(app.add_option("--data", a.calibration.path, "calibration data: folder, file, list, or random:N"));
    group(app.add_option("--eval-data", a.evaluation.path, "evaluation data; the calibration data if absent"));
    group(app.add_option("--samples", a.calibration.samples, "this many, spread evenly"));
    group(app.add_option("--eval-samples", a.evaluation.samples, "the same of the evaluation data"));
    group(app.add_option("--range", a.calibration.range, "A:B, samples A to B-1"));
    group(app.add_option("--eval-range", a.evaluation.range, "the same of the evaluation data"));
    group(app.add_option("--sample", a.sample,
                         "evaluate on this one sample; all: on all of them, also where a bad case is chosen"));
    group(app.add_option("--preprocess", a.preprocess, "imagenet, mnist, unit, byte, signed, or a JSON file"));
    for (const char* key : kPreprocessKeys)
        group(app.add_option_function<std::string>(
            std::string("--") + key, [&a, key](const std::string& v) { a.preprocessFlags[key] = v; },
            "key of the preprocessing"));
    group(app.add_option("--dim", a.dims, "NAME=N, size of a symbolic dimension"));
    group(app.add_option("--input", a.inputs, "NAME=VALUES | image_size | zeros | randint:LO:HI | from:OUTPUT"));
    group(app.add_option("--raw-dtype", a.rawDtype, "type of raw binary files"));
    group(app.add_option("--frame", a.wav.frame, "samples of a WAV frame"));
    group(app.add_option("--hop", a.wav.hop, "samples from frame to frame"));
    group(app.add_option("--context", a.wav.context, "samples of the past in each frame"));
}

DataOptions dataOptions(const DataArguments& a, const DataFlags& flags, DataOptions o)
{
    if (!flags.path.empty())
        o.path = flags.path;
    if (!a.preprocess.empty())
        o.preprocess = readPreprocess(a.preprocess);
    if (!a.preprocessFlags.empty()) {
        const PreprocessByInput said = preprocessFromJson(nlohmann::json(a.preprocessFlags));
        o.preprocess = overrideAll(std::move(o.preprocess), said.begin()->second);
    }
    if (!a.rawDtype.empty()) {
        o.rawDtype = elementTypeFromString(a.rawDtype);
        if (!o.rawDtype)
            throw Error(ErrorCode::Usage, Text("--raw-dtype does not know the type \"{}\"", a.rawDtype),
                        Text("float32, uint8, int16 ..."));
    }
    if (!flags.samples.empty())
        o.samples = wholeNumber(flags.samples, "--samples");
    if (!flags.range.empty())
        o.range = sampleRangeFromText(flags.range);
    if (!flags.path.empty() || !flags.samples.empty() || !flags.range.empty())
        o.also.clear(); // chosen anew
    for (const std::string& text : a.dims) {
        const auto [name, value] = keyValue(text, "--dim");
        o.dims[name] = static_cast<std::int64_t>(wholeNumber(value, "--dim"));
    }
    for (const std::string& text : a.inputs) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error(ErrorCode::Usage, Text("--input wants NAME=VALUES, got \"{}\"", text));
        o.inputs[text.substr(0, equals)] = text.substr(equals + 1);
    }
    if (a.wav.frame != 0)
        o.wav.frame = a.wav.frame;
    if (a.wav.hop != 0)
        o.wav.hop = a.wav.hop;
    if (a.wav.context != 0)
        o.wav.context = a.wav.context;
    return o;
}

} // namespace qb::cli
