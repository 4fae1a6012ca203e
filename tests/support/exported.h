// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/exporters/export_qdq.h"
#include "engine/exporters/verify.h"
#include "engine/model/onnx_writer.h"
#include "tests/support/made_plan.h"
#include "tests/support/model_builder.h"
#include "tests/support/temporary_folder.h"

namespace qb::test {

/// A model on its way from its graph to its verified export, under a plan that a test may change in between.
struct ExportCase {
    using Samples = std::vector<std::vector<Tensor>>;

    ExportCase(OrtEnvironment& env, Graph graph, Samples samples, const MadePlan& made = {})
        : environment(env),
          model(makeModel(std::move(graph), env, {}, {})),
          reference(model, env, Kernels::Reference),
          inputs(std::move(samples)),
          plan(makePlan(reference, inputs.front(), made))
    {
    }

    Exported exported() { return exportQdq(*model, plan, options, environment); }

    Verification verified()
    {
        last = exported();
        writeModelFile(last.graph, file());
        return verifyExport(reference, plan, file(), inputs, environment, {});
    }

    /// The file opened as any other model.
    std::shared_ptr<const Model> openedAgain() { return openModel(file(), environment, {}, {}); }

    [[nodiscard]] std::string file() const { return folder.file("exported.onnx"); }
    void set(const std::string& point, SharedParams params) { setPoint(plan, *model, point, std::move(params)); }
    [[nodiscard]] SharedParams at(const std::string& point) const { return plan.at(model->units.findPoint(point)); }

    OrtEnvironment& environment;
    std::shared_ptr<const Model> model;
    Evaluator reference;
    Samples inputs;
    Plan plan;
    ExportOptions options;
    Exported last;
    TemporaryFolder folder;
};

/// "" where the file gives what the simulation gives, else what differs first.
inline QString unequal(const Verification& v)
{
    for (const TensorCheck& t : v.tensors)
        if (!t.equal)
            return QString("%1 differs by %2 steps, %3 of it is equal")
                .arg(QString::fromStdString(t.name))
                .arg(t.maxSteps)
                .arg(t.equalShare);
    return v.equal ? QString() : QString("an output of the file itself differs");
}

} // namespace qb::test
