// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"

#include <memory>
#include <string>

namespace onnx {
class SparseTensorProto;
class TensorProto;
} // namespace onnx

namespace qb {

/// The tensor in a TensorProto. Bytes in raw_data or in an external file of `folder` are looked at where they lie:
/// `owner` keeps the proto alive, external files are mapped. Throws Error(BadInput) where data and shape don't fit.
[[nodiscard]] Tensor tensorFromProto(const onnx::TensorProto& proto, const std::shared_ptr<const void>& owner,
                                     const std::string& folder);

/// The dense tensor that a sparse one stands for. Throws Error(BadInput) where its indices don't fit its shape.
[[nodiscard]] Tensor tensorFromSparse(const onnx::SparseTensorProto& proto, const std::string& folder);

/// Fills a TensorProto with a copy of the tensor's bytes.
void tensorToProto(const Tensor& tensor, const std::string& name, onnx::TensorProto& proto);

/// Reads a file that holds one TensorProto (input_0.pb).
[[nodiscard]] Tensor readTensorFile(const std::string& path);

} // namespace qb
