// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph_session.h"

#include "engine/model/onnx_writer.h"
#include "engine/ort/passing_folder.h"

namespace qb {

Session graphSession(OrtEnvironment& environment, const Graph& graph, Kernels kernels)
{
    if (!needsExternalData(graph)) {
        const std::string bytes = writeModel(graph);
        return {environment, std::as_bytes(std::span(bytes)), kernels};
    }
    // The session maps the weights, so the files may go.
    const PassingFolder folder;
    const std::string path = (folder.path() / "model.onnx").string();
    writeModelFile(graph, path);
    return {environment, path, kernels};
}

} // namespace qb
