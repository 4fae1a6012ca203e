// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: the plugin's words for dtypes, observers and operators.
#pragma once

#include "engine/quant/observer.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// "qint8" -> int8; qint32 (high-precision output) and float32 -> float.
[[nodiscard]] std::optional<DType> horizonDType(std::string_view name);
[[nodiscard]] std::vector<std::string> horizonDTypeNames();
/// "qint8", "torch.float32"; empty where the plugin's documents name none.
[[nodiscard]] std::string horizonNameOf(DType dtype);

/// "MSEObserver" -> mse.
[[nodiscard]] std::optional<Method> horizonObserver(std::string_view name);
[[nodiscard]] std::string horizonNameOf(Method method);
/// What the plugin's observer does where no argument is given and ours does otherwise.
[[nodiscard]] std::map<std::string, double> horizonDefaults(Method method);
/// Our name of an observer's argument.
[[nodiscard]] std::optional<std::string> horizonParameter(std::string_view name);

/// "Conv2d" -> Conv; a type that is not known is its own name.
[[nodiscard]] std::vector<std::string> onnxTypesOf(std::string_view module);

} // namespace qb
