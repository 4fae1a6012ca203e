// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"

#include <map>
#include <string>

namespace qb {

/// One array as NumPy's .npy, version 1.0. Throws Error(Resources) where it can't be written, Error(BadInput) for a type
/// that NumPy has not (strings, bfloat16, 4 bits): those are left to the caller.
void writeNpy(const std::string& path, const Tensor& tensor);

/// Several arrays by name as .npz, not compressed, at most 4 GB. What has no NumPy type (strings, sequences) is left out.
void writeNpz(const std::string& path, const std::map<std::string, Tensor>& arrays);

} // namespace qb
