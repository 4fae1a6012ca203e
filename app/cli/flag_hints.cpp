// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/flag_hints.h"

#include "engine/exporters/finding_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace qb::cli {

namespace {

struct Hint {
    const char* format; ///< of the text, as the engine has it
    const char* flags;  ///< or commands
};

constexpr Hint kHints[] = {
    {"give the preprocessing the model was trained with", "--preprocess"},
    {"the height and width of input {} are open ({}): give them, or resize WIDTHxHEIGHT or crop", "--dim NAME=N"},
    {"the height and width of input {} are open ({}): give them, or resize WIDTHxHEIGHT", "--dim NAME=N"},
    {"{}: no data found; raw values need their type", "--raw-dtype"},
    {"a folder of images, of .npy files or of one folder per input, .npz, test_data_set_*/input_*.pb, IDX, WAV, raw files of a "
     "known type, a text list, or random:N",
     "--raw-dtype"},
    {"check the type of the raw values and the model's input", "--raw-dtype"},
    {"raw values need every size of input '{}' {}: give the open ones", "--dim NAME=N"},
    {"put them into a folder with the name of the input, or give the other inputs values", "--input NAME=VALUES"},
    {"feed it by files, or give it values", "--input NAME=VALUES"},
    {"{} gets no data: give files for it, or values, zeros or from:OUTPUT", "--input NAME=VALUES"},
    {"give its size, {}:{}=N", "--dim NAME=N"},
    {"axis {} of input '{}' {} is open: give its size, {}=N", "--dim NAME=N"},
    {"give its open sizes", "--dim NAME=N"},
    {"input '{}' {} does not say how long its audio is: give a frame (of how many samples) and a context (how many of the past "
     "stand before it)",
     "--frame, --context"},
    {"give the open dimensions their sizes", "--dim NAME=N"},
    {"look at what goes in, and at the sizes that the model leaves open", "`data`, --dim NAME=N"},
    {"let the opset decide on the operators, or use int8 and uint8 per tensor only", "--qdq-domain auto"},
    {"guard float layers when exporting", "--guard-float yes"},
    {"name samples first", "--data"},
    {"name samples, or calibrate first", "--data"},
    {"give a folder or a file", "--data"},
    {"say where it lies now", "--model PATH"},
    {"close it there, or open it for reading only", "--read-only"},
    {"calibrate anew", "calibrate without --continue"},
    {"what was observed can't be taken out again: calibrate anew", "calibrate without --continue"},
    {"choose those that have a counterpart", "--sample, --eval-range"},
    {"score other tasks by a command", "--score COMMAND"},
    {"say by an expression of your own what of its outputs is to be looked at", "--custom"},
    {"look at them by an expression of your own, e.g. at what stands before the selection", "--custom"},
    {"compare with the file itself to see what that changes", "--against"},
    {"take a target that has it to see the file as it is, e.g. ort", "--profile ort"},
    {"choose the target {}", "--profile"},
    {"look at the values that go in, and at range.non_finite among the findings", "`data`, `check`"},
    {"compare the layers before it, or score the task", "`compare`, `eval`"},
    {"sensitive layers hardly show on a good sample: take the worst of the bad cases", "`badcase find`"},
    {"remove it, and choose a bad case again", "`badcase STUDY set none`"},
    {"find the bad cases again, or remove it", "`badcase find`, `badcase set none`"},
    {"give a file of saved bad cases", "`badcase save`"},
    {"choose it again to see how it ranks under this one", "`badcase set`"},
};

void collect(const Text& text, std::vector<std::string>& flags)
{
    if (text.empty())
        return;
    for (const Hint& hint : kHints)
        if (text.format() == hint.format && std::find(flags.begin(), flags.end(), hint.flags) == flags.end())
            flags.emplace_back(hint.flags);
    for (const Text::Argument& argument : text.arguments())
        collect(argument.text, flags);
}

} // namespace

std::string withFlags(const Text& cure, const Text& message)
{
    std::vector<std::string> flags;
    collect(cure, flags);
    collect(message, flags);
    if (flags.empty())
        return cure.english();
    const std::string list = fmt::format("{}", fmt::join(flags, "; "));
    return cure.empty() ? list : fmt::format("{} ({})", cure.english(), list);
}

nlohmann::ordered_json findingsWithFlags(const Findings& findings)
{
    nlohmann::ordered_json json = findingsJson(findings);
    for (std::size_t i = 0; i < findings.size(); ++i)
        json[i]["cure"] = withFlags(findings[i].cure, findings[i].message);
    return json;
}

} // namespace qb::cli
