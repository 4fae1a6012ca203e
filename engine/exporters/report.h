// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/text.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// What a report tells: plain numbers, names, and what the engine says of them, so that writers need neither model nor study.
/// NaN: can't be said; an infinite SQNR: equal. Names come from files and may hold anything; writers make them harmless.
struct ReportPort {
    std::string name;
    std::string dtype;
    std::string shape;
};

/// One row of "units by dtype" or "work by dtype".
struct ReportShare {
    Text dtype; ///< "int8"; of work the operands, "int8 x int16"
    std::uint64_t count = 0;
    std::uint64_t macs = 0;
};

struct ReportSamples {
    std::string path;
    std::vector<Text> feeds;        ///< per model input: "image: 20 pictures, stretched to 320x320, rgb, nchw"
    std::vector<std::uint64_t> ids; ///< used, ascending
    std::uint64_t total = 0;        ///< in the whole list
    std::string fingerprint;
};

/// One tensor in float and quantized (quantization.md 5).
struct ReportTensor {
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    std::string name; ///< of the unit; of the graph output among outputs
    std::string opType;
    std::string shape;
    std::string dtype; ///< "float" where it is not quantized
    double scale = kUnknown;
    double cosine = kUnknown, l1 = kUnknown, atol = kUnknown, maxQscaleDiff = kUnknown, sqnr = kUnknown; ///< pooled
    double mse = kUnknown, clippedShare = kUnknown;
    double cosineMean = kUnknown, sqnrMean = kUnknown; ///< over samples
    std::uint64_t sqnrLeftOut = 0;                     ///< samples in which the tensors are equal
    double floatMin = kUnknown, floatMax = kUnknown, floatMean = kUnknown;
    double quantMin = kUnknown, quantMax = kUnknown, quantMean = kUnknown;
    std::optional<std::uint64_t> worstSample; ///< by SQNR
    std::string worstSampleName;
    std::string trust = "ok"; ///< see Trust
};

/// Error at one output that one point makes.
struct ReportSensitive {
    std::string point, unit, opType, dtype;
    bool weight = false;
    std::uint64_t macs = 0;
    double macsShare = 0;
    double cosine = ReportTensor::kUnknown, l1 = ReportTensor::kUnknown, atol = ReportTensor::kUnknown;
    double mse = ReportTensor::kUnknown, sqnr = ReportTensor::kUnknown;
    std::string trust = "ok";
};

struct ReportSensitivity {
    std::string output;
    std::vector<ReportSensitive> rows; ///< worst L1 first
};

struct ReportRule {
    std::string type;
    Text text;
    bool enabled = true;
    int decides = 0;                ///< points about which it had the last word
    Text sets;                      ///< "int16,threshold=4", "form calibration"
    std::vector<std::string> units; ///< of an override by a list of names
};

struct ReportPoint {
    std::string point, requested, effective;
    Text config;             ///< dtype, observer or fixed grid, or why it is off, in a few words
    Text scale;              ///< "0.0078404", "0.001 .. 0.02 (64 channels)", empty where there is none
    std::optional<int> rule; ///< from 1; nothing: the target's default
    std::vector<Text> story;
};

/// Why a layer is bad, and what was measured to help.
struct ReportVerdict {
    std::string unit, verdict; ///< see Verdict
    Text evidence;
    std::string cure;          ///< a configuration as `set` takes it; empty where none helps
    std::string ancestor;      ///< unit that the error comes from, where it is inherited
    std::string metric = "L1"; ///< of the errors
    double before = ReportTensor::kUnknown, after = ReportTensor::kUnknown;
};

struct ReportCommand {
    std::string section; ///< one of reportSections()
    std::string line;
};

struct ReportData {
    std::string made;    ///< "2026-01-31 12:00 UTC"
    std::string program; ///< "quantbench 0.1.0"
    std::string onnxRuntime;
    std::string model, study; ///< paths; study empty where it was not kept
    std::string modelFingerprint, configurationFingerprint, rulesFingerprint;
    std::string profile, profileTitle, kernels, sweepKernels;
    std::vector<ReportPort> inputs, outputPorts;
    std::uint64_t units = 0, points = 0, activePoints = 0, parameters = 0;
    std::vector<ReportShare> unitsByDtype; ///< of what the units give
    std::vector<ReportShare> workByDtype;  ///< of what the multiplications read
    ReportSamples calibration, evaluation;

    std::vector<ReportTensor> outputs;
    std::vector<ReportTensor> layers;                                ///< in the order of computation
    std::string task;                                                ///< what was asked for; empty: nothing
    std::map<std::string, std::map<std::string, double>> taskScores; ///< "float", "simulated", "exported" -> metric -> value
    std::vector<ReportSensitivity> sensitivity;
    Text whyNoSensitivity; ///< one line, where there is none
    Findings findings;
    std::vector<ReportVerdict> verdicts;
    std::vector<ReportRule> rules;
    std::vector<ReportPoint> effective;
    std::vector<std::pair<std::string, Text>> floatUnits; ///< name and why
    std::vector<ReportCommand> commands;
    std::size_t top = 20; ///< rows of the short tables
};

enum class ReportFormat { Html, Markdown, Json };
[[nodiscard]] std::string_view toString(ReportFormat format); ///< "html", "md", "json"

/// Ids of the sections in their order, the same in every format: "summary", "accuracy" ...
[[nodiscard]] const std::vector<std::string>& reportSections();

/// By the extension. Throws Error(Usage) for another one, Error(Resources) where no file can be made at that place, so
/// that nobody waits for a report that can't be kept.
[[nodiscard]] ReportFormat reportTarget(const std::string& path);

/// Says a text in the language of the reader, from any thread; empty: in English.
using ReportWording = std::function<std::string(const Text&)>;

/// HTML: one file without script or anything from outside, below 2 MB (long tables are cut, and say so). Markdown: the
/// same without pictures. JSON: everything, not cut; a number that can't be said is null. Scripts read it, so it is English
/// whatever `wording` is.
[[nodiscard]] std::string reportText(const ReportData& data, ReportFormat format, const ReportWording& wording = {});

/// Writes it under a temporary name beside `path`, renamed when complete; gives its bytes. Throws as reportTarget().
std::uint64_t writeReport(const ReportData& data, const std::string& path, const ReportWording& wording = {});

} // namespace qb
