// SPDX-License-Identifier: GPL-3.0-or-later
// A made model with made samples as a workspace, as the command line has one.
#pragma once

#include "engine/data/npz_writer.h"
#include "engine/study/workspace.h"
#include "tests/support/model_builder.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>

namespace qb::test {

struct StudyCase {
    using Samples = std::vector<std::map<std::string, Tensor>>;

    StudyCase(OrtEnvironment& environment, const TestModel& model, const std::string& profile, const Samples& samples = {})
    {
        std::ofstream(folder.file("model.onnx"), std::ios::binary) << model.bytes();
        workspace = std::make_unique<Workspace>(environment, folder.file("model.onnx"), "", DimBindings{}, JobContext{});
        RuleSet rules = RuleSet::ofPreset(profile);
        rules.rules.clear();
        workspace->setRules(rules);
        if (samples.empty())
            return;
        workspace->setData(Use::Calibration, written("samples", samples));
        workspace->setData(Use::Evaluation, workspace->data(Use::Calibration));
    }

    DataOptions written(const std::string& name, const Samples& samples) const
    {
        std::filesystem::create_directories(folder.file(name));
        for (std::size_t i = 0; i < samples.size(); ++i)
            writeNpz(folder.file(name) + "/" + std::to_string(1000 + i) + ".npz", samples[i]);
        DataOptions options;
        options.path = folder.file(name);
        return options;
    }

    /// As `set name:UNIT CONFIG` does.
    StudyCase& set(const std::string& unit, const std::string& config)
    {
        RuleSet rules = workspace->rules();
        Rule rule;
        rule.what = makeOverride("name:" + unit, {unit}, parseConfig(config));
        rules.rules.push_back(std::move(rule));
        workspace->setRules(std::move(rules));
        return *this;
    }

    [[nodiscard]] Workspace& calibrated()
    {
        if (!workspace->data(Use::Calibration).path.empty() && workspace->statistics().samples().empty())
            workspace->calibrate(Recalibrate::Anew, {});
        return *workspace;
    }

    TemporaryFolder folder;
    std::unique_ptr<Workspace> workspace;
};

/// `count` samples of one input.
inline StudyCase::Samples samplesOf(const std::string& input, const Shape& shape, std::size_t count, float low = -1,
                                    float high = 1)
{
    StudyCase::Samples samples;
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back({{input, randomTensor(shape, static_cast<unsigned>(100 + i), low, high)}});
    return samples;
}

} // namespace qb::test
