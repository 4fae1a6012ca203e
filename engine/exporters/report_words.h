// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// All that a report says by itself, in one place, so that it can be translated. {} are filled in by fmt.
namespace qb::words {

inline constexpr const char* kTitle = "Quantization report: {}";
inline constexpr const char* kSubtitle = "{}, profile {}, {}";

inline constexpr const char* kSummary = "Summary";
inline constexpr const char* kAccuracy = "Accuracy of the outputs";
inline constexpr const char* kFindings = "Findings";
inline constexpr const char* kVerdicts = "Verdicts and cures";
inline constexpr const char* kLayers = "Error layer by layer";
inline constexpr const char* kSensitivity = "Sensitivity";
inline constexpr const char* kConfiguration = "Rules and configuration";
inline constexpr const char* kTables = "Full tables";
inline constexpr const char* kVersions = "Versions and hashes";
inline constexpr const char* kCommands = "Commands that compute this again";

// Summary
inline constexpr const char* kWorstOutput = "Worst output";
inline constexpr const char* kWorstOutputNote = "SQNR of {}";
inline constexpr const char* kEqualOutputs = "All outputs equal float";
inline constexpr const char* kWorkIn = "Work in {}";
inline constexpr const char* kWorkNote = "of {} MACs per sample";
inline constexpr const char* kUnits = "Units";
inline constexpr const char* kUnitsNote = "{} of {} points quantized";
inline constexpr const char* kSamples = "Samples";
inline constexpr const char* kSamplesNote = "compared; calibrated on {}";
inline constexpr const char* kNeedAttention = "Findings";
inline constexpr const char* kFindingCounts = "{} errors, {} warnings, {} notes";
inline constexpr const char* kModel = "Model";
inline constexpr const char* kStudy = "Study";
inline constexpr const char* kNoStudy = "not kept";
inline constexpr const char* kProfile = "Target profile";
inline constexpr const char* kInputs = "Inputs";
inline constexpr const char* kOutputs = "Outputs";
inline constexpr const char* kParameters = "Parameters";
inline constexpr const char* kCalibration = "Calibrated on";
inline constexpr const char* kEvaluation = "Compared on";
inline constexpr const char* kSamplesOf = "{} of {} samples of {}";
inline constexpr const char* kAllSamplesOf = "all {} samples of {}";
inline constexpr const char* kWhichSamples = " (numbers {})";
inline constexpr const char* kUnitsByDtype = "What the units give, by dtype";
inline constexpr const char* kWorkByDtype = "Multiplications, by the dtypes that they read";
inline constexpr const char* kUnitsPart = "{} units, {}";
inline constexpr const char* kMacsPart = "{} units, {} MACs, {}";
inline constexpr const char* kNoWork = "No unit with known shapes multiplies and adds, so there are no shares of work.";

// Accuracy
inline constexpr const char* kAccuracyIntro =
    "Each output of the quantized network (b) against float (a), pooled over all elements of all samples; mean: of the samples' "
    "own "
    "values. L1 = mean |a−b| and Atol = max |a−b| are in the units of the output; SQNR = signal over error, higher is better.";
inline constexpr const char* kNoOutputs = "No output is a float tensor, so none can be compared by numbers.";
inline constexpr const char* kOutput = "Output";
inline constexpr const char* kDtype = "Dtype";
inline constexpr const char* kCosine = "Cosine";
inline constexpr const char* kL1 = "L1";
inline constexpr const char* kAtol = "Atol";
inline constexpr const char* kSqnr = "SQNR, dB";
inline constexpr const char* kSqnrMean = "SQNR mean, dB";
inline constexpr const char* kCosineMean = "Cosine mean";
inline constexpr const char* kWorstSample = "Worst sample";
inline constexpr const char* kTrust = "Trust";
inline constexpr const char* kLeftOut = "{}: {} samples in which the output equals float are left out of the mean of SQNR.";
inline constexpr const char* kTask = "Task: {}";
inline constexpr const char* kTaskMetric = "Metric";
inline constexpr const char* kTaskFloat = "Float";
inline constexpr const char* kTaskSimulated = "Simulated";
inline constexpr const char* kTaskExported = "Exported file in ONNX Runtime";

// Findings, verdicts
inline constexpr const char* kNoFindings = "Nothing was found.";
inline constexpr const char* kSeverity = "Severity";
inline constexpr const char* kWhere = "Where";
inline constexpr const char* kWhat = "What";
inline constexpr const char* kCure = "Cure";
inline constexpr const char* kRuleId = "Id";
inline constexpr const char* kTopFindings = "The {} that matter most, of {}";
inline constexpr const char* kAllFindings = "All findings";
inline constexpr const char* kNoVerdicts =
    "No layer was examined for its cause and cure here; sensitivity says which points make the error.";
inline constexpr const char* kUnit = "Unit";
inline constexpr const char* kVerdict = "Verdict";
inline constexpr const char* kEvidence = "Evidence";
inline constexpr const char* kBestCure = "Best cure that was tried";
inline constexpr const char* kErrorMetric = "Error";
inline constexpr const char* kBefore = "Before";
inline constexpr const char* kAfter = "After";
inline constexpr const char* kNoCure = "none helps";
inline constexpr const char* kSeeUnit = "see {}"; // the unit that the error comes from

// Layers
inline constexpr const char* kLayersIntro = "Everything quantized, each float tensor against its own in the float network, in "
                                            "the order of computation. The numbered marks "
                                            "are the layers with the lowest SQNR; an error is inherited by all that follows it.";
inline constexpr const char* kNoLayers = "No layer gives a float tensor that could be compared.";
inline constexpr const char* kCosineChart = "Cosine (1 = same direction)";
inline constexpr const char* kSqnrChart = "SQNR (signal over error; higher is better)";
inline constexpr const char* kStepsChart = "max_qscale_diff (greatest error in steps of the layer's scale)";
inline constexpr const char* kNoSteps = "No layer has one scale, so there is no error in steps.";
inline constexpr const char* kCosineUnit = "cosine";
inline constexpr const char* kDecibel = "dB";
inline constexpr const char* kSteps = "steps";
inline constexpr const char* kLayerAxis = "layer, in the order of computation";
inline constexpr const char* kWorstLayers = "The worst layers (the marks)";
inline constexpr const char* kMark = "Mark";
inline constexpr const char* kIndex = "Layer";
inline constexpr const char* kOpType = "Operator";
inline constexpr const char* kStepsColumn = "Max steps";
inline constexpr const char* kScale = "Scale";
inline constexpr const char* kFloatRange = "Float range";
inline constexpr const char* kQuantRange = "Quantized range";
inline constexpr const char* kNotInCurves =
    "{} of {} layers have no finite SQNR (equal to float, constant or zero) and leave gaps.";

// Sensitivity
inline constexpr const char* kSensitivityIntro =
    "One point quantized at a time, all else in float: the error that this point alone makes at each output.";
inline constexpr const char* kNoSensitivity = "No point was measured.";
inline constexpr const char* kSensitivityChart = "Output {}: L1 that each point makes";
inline constexpr const char* kSensitivityTable = "Output {}: the worst {} of {} points";
inline constexpr const char* kNothingHere = "Output {}: no point could be measured.";
inline constexpr const char* kNoError = "{} more points make no error at this output.";
inline constexpr const char* kUnitL1 = "L1";
inline constexpr const char* kRank = "Rank";
inline constexpr const char* kPoint = "Point";
inline constexpr const char* kPort = "Port";
inline constexpr const char* kWeight = "weight";
inline constexpr const char* kActivation = "activation";
inline constexpr const char* kMacsShare = "MACs share";

// Configuration
inline constexpr const char* kRules = "Rules, in order; later ones win";
inline constexpr const char* kNoRules = "There are no rules: every point has the target's default.";
inline constexpr const char* kNumber = "No.";
inline constexpr const char* kType = "Type";
inline constexpr const char* kRule = "Rule";
inline constexpr const char* kDecides = "Points decided";
inline constexpr const char* kSwitchedOff = " (switched off)";
inline constexpr const char* kChanged = "Points that did not get what was asked for ({} of {})";
inline constexpr const char* kNoneChanged = "Every point got the dtype that was asked for.";
inline constexpr const char* kRequested = "Asked for";
inline constexpr const char* kEffective = "Got";
inline constexpr const char* kStory = "Story";
inline constexpr const char* kDefault = "default";
inline constexpr const char* kFloatUnits = "Units that stay float ({})";
inline constexpr const char* kWhy = "Why";
inline constexpr const char* kConfig = "Configuration";

// Full tables
inline constexpr const char* kTablesIntro = "Everything, folded; click to open. The JSON report holds all rows with all digits.";
inline constexpr const char* kNothing = "Nothing was measured.";
inline constexpr const char* kAllLayers = "All layers";
inline constexpr const char* kAllSensitivity = "Sensitivity of output {}";
inline constexpr const char* kAllPoints = "Configuration of all points";
inline constexpr const char* kRowCount = "{} ({} rows)";
inline constexpr const char* kCut = "The first {} of {} rows; the JSON report has all of them.";
inline constexpr const char* kCutWorst = "The {} worst of {} rows; the JSON report has all of them.";

// Versions
inline constexpr const char* kProgram = "Program";
inline constexpr const char* kOnnxRuntime = "ONNX Runtime";
inline constexpr const char* kKernels = "Kernels";
inline constexpr const char* kKernelsText = "{} for the comparison, {} for the sensitivity";
inline constexpr const char* kMade = "Made";
inline constexpr const char* kModelHash = "Model fingerprint";
inline constexpr const char* kConfigurationHash = "Parameters fingerprint";
inline constexpr const char* kRulesHash = "Rules fingerprint";
inline constexpr const char* kCalibrationHash = "Calibration data fingerprint";
inline constexpr const char* kEvaluationHash = "Evaluation data fingerprint";
inline constexpr const char* kHashNote = "Fingerprints are 128 bits (XXH3) of contents; equal fingerprints, equal numbers.";
inline constexpr const char* kNoCommands = "Nobody said how to get at this configuration from the command line.";

// What the study tells in place of numbers
inline constexpr const char* kIntegersOnly = "integers, shapes";
inline constexpr const char* kNoOutputOfNumbers = "No output is a tensor of numbers, so there is no error to measure.";
inline constexpr const char* kLeftOutByRequest = "Left out by request; the command sensitivity measures it.";

// Writers
inline constexpr const char* kLanguage = "en";
inline constexpr const char* kContents = "Contents";

} // namespace qb::words
