// SPDX-License-Identifier: GPL-3.0-or-later
// Why not ONNX Runtime's basic optimization: it gives nodes and tensors names that the file does not have, moves
// transposes about, leaves no shapes, inserts Casts into float16 models, rewrites Q/DQ pairs, and another version gives
// another graph, to which a saved study would not fit. So the structure is rewritten here, by the few rules that change
// what is quantized, and ONNX Runtime does what it does best: infer the types and compute the constants.
#include "engine/model/normal_form.h"

namespace qb {

NormalForm normalize(Graph graph, OrtEnvironment& environment, const JobContext& job)
{
    NormalForm form;
    job.report(Text("read"), 0, 4);
    if (const std::size_t widened = widenHalf(graph); widened != 0)
        form.findings.push_back(
            {"model.widened_half",
             Severity::Info,
             {},
             {},
             Text("the model is float16; inside it is computed and exported in float32, its inputs and outputs keep their type"),
             {{"tensors", static_cast<double>(widened)}},
             {},
             false});
    job.throwIfStopped();
    job.report(Text("infer types"), 1, 4);
    form.whyNotRunnable = inferTypes(graph, environment);
    job.throwIfStopped();
    job.report(Text("fold constants"), 2, 4);
    foldConstants(graph, environment, true, form.findings);
    removePassThrough(graph);
    form.imported = takeOutQdq(graph);
    foldConstants(graph, environment, false, form.findings);
    job.throwIfStopped();
    job.report(Text("fuse"), 3, 4);
    fuseIntoWeights(graph);
    // What was folded may have told more shapes, where some were not known. (Inference takes most of the time of opening.)
    if (form.whyNotRunnable.empty() && !shapesComplete(graph))
        form.whyNotRunnable = inferTypes(graph, environment);
    job.report(Text("fuse"), 4, 4);
    form.graph = std::move(graph);
    return form;
}

} // namespace qb
