// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"
#include "engine/model/model.h"
#include "engine/ort/session.h"
#include "engine/runtime/evaluator.h"

#include <QString>

#include <string>
#include <vector>

namespace qb::test {

/// What `action` throws, if it throws.
template <typename Action>
[[nodiscard]] std::optional<Error> errorOf(Action&& action)
{
    try {
        action();
    } catch (const Error& e) {
        return e;
    }
    return std::nullopt;
}

/// The folder of real models, or "" where there is none; see tests/README.md.
[[nodiscard]] std::string corpusFolder();

/// A whole model in one session.
[[nodiscard]] std::vector<Tensor> runWhole(OrtEnvironment& environment, std::span<const std::byte> model,
                                           std::span<const Tensor> inputs, Kernels kernels = Kernels::Plain);
[[nodiscard]] std::vector<Tensor> runWhole(OrtEnvironment& environment, const std::string& bytes, std::span<const Tensor> inputs,
                                           Kernels kernels = Kernels::Plain);

/// A value for each declared input: open dimensions become `open`, numbers lie in [0, 1) (seed 0: all zero; integers 0 or 1).
/// Nothing where one is no tensor of a plain type or too large.
[[nodiscard]] std::optional<std::vector<Tensor>> madeUpInputs(const std::vector<PortInfo>& ports, unsigned seed,
                                                              std::int64_t open = 1);

/// The same for a model of the corpus, with what it needs to run: silero's 576 samples at 16,000 Hz, bert's 7 words.
[[nodiscard]] std::optional<std::vector<Tensor>> corpusInputs(std::vector<PortInfo> ports, unsigned seed);

/// "" where both hold the same tensors bit for bit, else what differs first. Opaque values are not looked into.
[[nodiscard]] QString difference(std::span<const Tensor> got, std::span<const Tensor> wanted);

/// Largest |a - b| over all; infinity where types or shapes differ.
[[nodiscard]] double largestDifference(std::span<const Tensor> got, std::span<const Tensor> wanted);

} // namespace qb::test
