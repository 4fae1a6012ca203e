// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/model_builder.h"

#include <string>
#include <vector>

namespace qb::test {

/// A small model that has something odd about it, with inputs to run it on.
struct MadeModel {
    std::string name;
    std::string bytes;
    std::vector<std::vector<Tensor>> samples; ///< each: one tensor per graph input
};

/// Every kind of structure that ONNX allows and the engine treats in its own way: bodies, captures, sequences, maps,
/// optionals, strings, functions, sparse weights, odd outputs. ONNX Runtime runs all of them as they are.
[[nodiscard]] std::vector<MadeModel> madeModels();

[[nodiscard]] Tensor boolScalar(bool value);
[[nodiscard]] Tensor int64Scalar(std::int64_t value);

} // namespace qb::test
