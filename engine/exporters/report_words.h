// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <cstddef>
#include <string>

/// All that a report says by itself, in one place. Each is a Text with its words in it, so `./dev translate` finds them; numbers
/// are rendered and names visible before they come here.
namespace qb::words {

/// The language that a catalogue gives the words below, as HTML names it: "zh-CN" for Chinese.
inline Text language() { return Text("en"); }

inline Text title(const std::string& model) { return Text("Quantization report: {}", model); }
inline Text subtitle(const std::string& program, const std::string& profile, const std::string& made)
{
    return Text("{}, profile {}, {}", program, profile, made);
}
inline Text contents() { return Text("Contents"); }

inline Text summary() { return Text("Summary"); }
inline Text accuracy() { return Text("Accuracy of the outputs"); }
inline Text findings() { return Text("Findings"); }
inline Text verdicts() { return Text("Verdicts and cures"); }
inline Text layers() { return Text("Error layer by layer"); }
inline Text sensitivity() { return Text("Sensitivity"); }
inline Text configuration() { return Text("Rules and configuration"); }
inline Text tables() { return Text("Full tables"); }
inline Text versions() { return Text("Versions and hashes"); }
inline Text commands() { return Text("Commands that compute this again"); }

// Summary
inline Text worstOutput() { return Text("Worst output"); }
inline Text worstOutputNote(const std::string& output) { return Text("SQNR of {}", output); }
inline Text equalOutputs() { return Text("All outputs equal float"); }
inline Text workIn(const std::string& dtype) { return Text("Work in {}", dtype); }
inline Text workNote(const std::string& macs) { return Text("of {} MACs per sample", macs); }
inline Text units() { return Text("Units"); }
inline Text unitsNote(const std::string& active, const std::string& points)
{
    return Text("{} of {} points quantized", active, points);
}
inline Text samples() { return Text("Samples"); }
inline Text samplesNote(const std::string& calibrated) { return Text("compared; calibrated on {}", calibrated); }
inline Text findingCounts(std::size_t errors, std::size_t warnings, std::size_t notes)
{
    return Text("{} errors, {} warnings, {} notes", errors, warnings, notes);
}
inline Text model() { return Text("Model"); }
inline Text study() { return Text("Study"); }
inline Text noStudy() { return Text("not kept"); }
inline Text profile() { return Text("Target profile"); }
inline Text inputs() { return Text("Inputs"); }
inline Text outputs() { return Text("Outputs"); }
inline Text parameters() { return Text("Parameters"); }
inline Text calibration() { return Text("Calibrated on"); }
inline Text evaluation() { return Text("Compared on"); }
inline Text samplesOf(const std::string& used, const std::string& total, const std::string& path)
{
    return Text("{} of {} samples of {}", used, total, path);
}
inline Text allSamplesOf(const std::string& total, const std::string& path) { return Text("all {} samples of {}", total, path); }
inline Text whichSamples(const std::string& numbers) { return Text(" (numbers {})", numbers); }
inline Text unitsByDtype() { return Text("What the units give, by dtype"); }
inline Text workByDtype() { return Text("Multiplications, by the dtypes that they read"); }
inline Text unitsPart(const std::string& count, const std::string& share) { return Text("{} units, {}", count, share); }
inline Text macsPart(const std::string& count, const std::string& macs, const std::string& share)
{
    return Text("{} units, {} MACs, {}", count, macs, share);
}
inline Text noWork() { return Text("No unit with known shapes multiplies and adds, so there are no shares of work."); }

/// Of the targets' titles those that are words; the others are names.
inline Text profileTitle(const std::string& title)
{
    for (const Text& known : {Text("No particular target: every dtype everywhere"), Text("ONNX Runtime on a CPU")})
        if (known.english() == title)
            return known;
    return Text::verbatim(title);
}

// Accuracy
inline Text accuracyIntro()
{
    return Text(
        "Each output of the quantized network (b) against float (a), pooled over all elements of all samples; mean: of "
        "the samples' own values. L1 = mean |a−b| and Atol = max |a−b| are in the units of the output; SQNR = signal over "
        "error, higher is better.");
}
inline Text noOutputs() { return Text("No output is a float tensor, so none can be compared by numbers."); }
inline Text output() { return Text("Output"); }
inline Text dtype() { return Text("Dtype"); }
inline Text cosine() { return Text("Cosine"); }
inline Text l1() { return Text("L1"); }
inline Text atol() { return Text("Atol"); }
inline Text sqnr() { return Text("SQNR, dB"); }
inline Text sqnrMean() { return Text("SQNR mean, dB"); }
inline Text cosineMean() { return Text("Cosine mean"); }
inline Text worstSample() { return Text("Worst sample"); }
inline Text trust() { return Text("Trust"); }
inline Text leftOut(const std::string& output, const std::string& samples)
{
    return Text("{}: {} samples in which the output equals float are left out of the mean of SQNR.", output, samples);
}
inline Text equal() { return Text("equal"); }
inline Text task(const std::string& name) { return Text("Task: {}", name); }
inline Text taskMetric() { return Text("Metric"); }
inline Text taskFloat() { return Text("Float"); }
inline Text taskSimulated() { return Text("Simulated"); }
inline Text taskExported() { return Text("Exported file in ONNX Runtime"); }

/// By its id, as toString(Trust) gives it.
inline Text trustWord(const std::string& id)
{
    return id == "ok"               ? Text("ok")
           : id == "constant"       ? Text("constant")
           : id == "mostly_zero"    ? Text("mostly zero")
           : id == "non_finite"     ? Text("not finite")
           : id == "too_few_values" ? Text("too few values")
           : id == "equal"          ? equal()
                                    : Text::verbatim(id);
}

// Findings, verdicts
inline Text noFindings() { return Text("Nothing was found."); }
inline Text severity() { return Text("Severity"); }
inline Text error() { return Text("error"); }
inline Text warning() { return Text("warning"); }
inline Text note() { return Text("note"); }
inline Text where() { return Text("Where"); }
inline Text what() { return Text("What"); }
inline Text cure() { return Text("Cure"); }
inline Text ruleId() { return Text("Id"); }
inline Text topFindings(const std::string& shown, const std::string& total)
{
    return Text("The {} that matter most, of {}", shown, total);
}
inline Text allFindings() { return Text("All findings"); }
inline Text noVerdicts()
{
    return Text("No layer was examined for its cause and cure here; sensitivity says which points make the error.");
}
inline Text unit() { return Text("Unit"); }
inline Text verdict() { return Text("Verdict"); }
inline Text evidence() { return Text("Evidence"); }
inline Text bestCure() { return Text("Best cure that was tried"); }
inline Text errorMetric() { return Text("Error"); }
inline Text before() { return Text("Before"); }
inline Text after() { return Text("After"); }
inline Text noCure() { return Text("none helps"); }
inline Text seeUnit(const std::string& ancestor) { return Text("see {}", ancestor); } ///< the unit that the error comes from

/// By its id, as toString(Verdict) gives it.
inline Text verdictWord(const std::string& id)
{
    return id == "clipping"              ? Text("clipping")
           : id == "rounding"            ? Text("rounding")
           : id == "inherited"           ? Text("inherited")
           : id == "channel_spread"      ? Text("channel spread")
           : id == "wasted_range"        ? Text("wasted range")
           : id == "concat_shared_scale" ? Text("shared Concat scale")
           : id == "preprocessing"       ? Text("preprocessing")
                                         : Text::verbatim(id);
}

// Layers
inline Text layersIntro()
{
    return Text("Everything quantized, each float tensor against its own in the float network, in the order of computation. The "
                "numbered marks are the layers with the lowest SQNR; an error is inherited by all that follows it.");
}
inline Text noLayers() { return Text("No layer gives a float tensor that could be compared."); }
inline Text cosineChart() { return Text("Cosine (1 = same direction)"); }
inline Text sqnrChart() { return Text("SQNR (signal over error; higher is better)"); }
inline Text stepsChart() { return Text("max_qscale_diff (greatest error in steps of the layer's scale)"); }
inline Text noSteps() { return Text("No layer has one scale, so there is no error in steps."); }
inline Text cosineUnit() { return Text("cosine"); }
inline Text decibel() { return Text("dB"); }
inline Text steps() { return Text("steps"); }
inline Text layerAxis() { return Text("layer, in the order of computation"); }
inline Text worstLayers() { return Text("The worst layers (the marks)"); }
inline Text mark() { return Text("Mark"); }
inline Text index() { return Text("Layer"); }
inline Text opType() { return Text("Operator"); }
inline Text stepsColumn() { return Text("Max steps"); }
inline Text scale() { return Text("Scale"); }
inline Text floatRange() { return Text("Float range"); }
inline Text quantRange() { return Text("Quantized range"); }
inline Text notInCurves(const std::string& missing, const std::string& total)
{
    return Text("{} of {} layers have no finite SQNR (equal to float, constant or zero) and leave gaps.", missing, total);
}

// Sensitivity
inline Text sensitivityIntro()
{
    return Text("One point quantized at a time, all else in float: the error that this point alone makes at each output.");
}
inline Text noSensitivity() { return Text("No point was measured."); }
inline Text sensitivityChart(const std::string& output) { return Text("Output {}: L1 that each point makes", output); }
inline Text sensitivityTable(const std::string& output, const std::string& shown, const std::string& total)
{
    return Text("Output {}: the worst {} of {} points", output, shown, total);
}
inline Text nothingHere(const std::string& output) { return Text("Output {}: no point could be measured.", output); }
inline Text noError(const std::string& points) { return Text("{} more points make no error at this output.", points); }
inline Text rank() { return Text("Rank"); }
inline Text point() { return Text("Point"); }
inline Text port() { return Text("Port"); }
inline Text weight() { return Text("weight"); }
inline Text activation() { return Text("activation"); }
inline Text macsShare() { return Text("MACs share"); }

// Configuration
inline Text rules() { return Text("Rules, in order; later ones win"); }
inline Text noRules() { return Text("There are no rules: every point has the target's default."); }
inline Text number() { return Text("No."); }
inline Text type() { return Text("Type"); }
inline Text rule() { return Text("Rule"); }
inline Text sets() { return Text("What it sets"); }
inline Text decides() { return Text("Points decided"); }
inline Text switchedOff() { return Text(" (switched off)"); }
inline Text changed(const std::string& count, const std::string& total)
{
    return Text("Points that did not get what was asked for ({} of {})", count, total);
}
inline Text noneChanged() { return Text("Every point got the dtype that was asked for."); }
inline Text requested() { return Text("Asked for"); }
inline Text effective() { return Text("Got"); }
inline Text story() { return Text("Story"); }
inline Text byDefault() { return Text("default"); }
inline Text floatUnits(const std::string& count) { return Text("Units that stay float ({})", count); }
inline Text why() { return Text("Why"); }
inline Text config() { return Text("Configuration"); }

// What a rule sets; dtypes, options and names stand as in a rule file
inline Text atUnits(const Text& config, const std::string& names) { return Text("{} for {}", config, names); }
inline Text andMore(const std::string& names, const std::string& count) { return Text("{} and {} more", names, count); }

// Full tables
inline Text tablesIntro() { return Text("Everything, folded; click to open. The JSON report holds all rows with all digits."); }
inline Text nothing() { return Text("Nothing was measured."); }
inline Text allLayers() { return Text("All layers"); }
inline Text allSensitivity(const std::string& output) { return Text("Sensitivity of output {}", output); }
inline Text allPoints() { return Text("Configuration of all points"); }
inline Text rowCount(const Text& table, const std::string& rows) { return Text("{} ({} rows)", table, rows); }
inline Text cut(const std::string& shown, const std::string& total)
{
    return Text("The first {} of {} rows; the JSON report has all of them.", shown, total);
}
inline Text cutWorst(const std::string& shown, const std::string& total)
{
    return Text("The {} worst of {} rows; the JSON report has all of them.", shown, total);
}

// Versions
inline Text program() { return Text("Program"); }
inline Text onnxRuntime() { return Text("ONNX Runtime"); }
inline Text kernels() { return Text("Kernels"); }
inline Text kernelsText(const std::string& comparison, const std::string& sweep)
{
    return Text("{} for the comparison, {} for the sensitivity", comparison, sweep);
}
inline Text made() { return Text("Made"); }
inline Text modelHash() { return Text("Model fingerprint"); }
inline Text configurationHash() { return Text("Parameters fingerprint"); }
inline Text rulesHash() { return Text("Rules fingerprint"); }
inline Text calibrationHash() { return Text("Calibration data fingerprint"); }
inline Text evaluationHash() { return Text("Evaluation data fingerprint"); }
inline Text hashNote() { return Text("Fingerprints are 128 bits (XXH3) of contents; equal fingerprints, equal numbers."); }
inline Text noCommands() { return Text("Nobody said how to get at this configuration from the command line."); }

// What the study tells in place of numbers
inline Text integersOnly() { return Text("integers, shapes"); }
inline Text noOutputOfNumbers() { return Text("No output is a tensor of numbers, so there is no error to measure."); }
inline Text leftOutByRequest() { return Text("Left out by request; the command sensitivity measures it."); }

// What the study says of a point; dtypes and methods stand as they are
inline Text follows(const std::string& dtype, const std::string& point) { return Text("{} follows {}", dtype, point); }
inline Text affine(const std::string& grid) { return Text("{} affine", grid); }
inline Text fixed(const std::string& dtype) { return Text("{} fixed", dtype); }
inline Text channels(const std::string& low, const std::string& high, std::size_t count)
{
    return Text("{} .. {} ({} channels)", low, high, count);
}
inline Text zeroPoint(const Text& scale, int zeroPoint) { return Text("{}, zero point {}", scale, zeroPoint); }
inline Text feed(const std::string& input, const Text& text) { return Text("{}: {}", input, text); }

} // namespace qb::words
