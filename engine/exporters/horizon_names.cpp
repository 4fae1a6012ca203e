// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/horizon_names.h"

namespace qb {

namespace {

const std::vector<std::pair<std::string, DType>>& dtypes()
{
    static const std::vector<std::pair<std::string, DType>> kTypes{
        {"qint8", DType::Int8},      {"qint16", DType::Int16},    {"qint4", DType::Int4},   {"qint32", DType::Float32},
        {"float16", DType::Float16}, {"float32", DType::Float32}, {"float", DType::Float32}};
    return kTypes;
}

const std::vector<std::pair<std::string, Method>>& observers()
{
    static const std::vector<std::pair<std::string, Method>> kObservers{{"MinMaxObserver", Method::MinMax},
                                                                        {"MSEObserver", Method::Mse},
                                                                        {"KLObserver", Method::Kl},
                                                                        {"PercentileObserver", Method::Percentile},
                                                                        {"MixObserver", Method::Mix},
                                                                        {"ClipObserver", Method::Clip},
                                                                        {"ClipStdObserver", Method::ClipStd},
                                                                        {"FixedScaleObserver", Method::FixedScale},
                                                                        {"MovingAverageMinMaxObserver", Method::MinMax},
                                                                        {"MovingAveragePerChannelMinMaxObserver", Method::MinMax},
                                                                        {"PerChannelMinMaxObserver", Method::MinMax}};
    return kObservers;
}

} // namespace

std::optional<DType> horizonDType(std::string_view name)
{
    for (const auto& [n, dtype] : dtypes())
        if (n == name)
            return dtype;
    return std::nullopt;
}

std::vector<std::string> horizonDTypeNames()
{
    std::vector<std::string> names;
    for (const auto& [n, dtype] : dtypes())
        names.push_back(n);
    return names;
}

std::string horizonNameOf(DType dtype)
{
    switch (dtype) {
    case DType::Int8: return "qint8";
    case DType::Int16: return "qint16";
    case DType::Float16: return "torch.float16";
    case DType::Float32:
    case DType::Int32: return "torch.float32";
    default: return {};
    }
}

std::optional<Method> horizonObserver(std::string_view name)
{
    for (const auto& [n, method] : observers())
        if (n == name)
            return method;
    return std::nullopt;
}

std::string horizonNameOf(Method method)
{
    for (const auto& [n, m] : observers())
        if (m == method)
            return n;
    return {};
}

std::map<std::string, double> horizonDefaults(Method method)
{
    if (method == Method::MinMax)
        return {{"averaging_constant", 0.01}};
    if (method == Method::Kl)
        return {{"bins", 512}};
    return {};
}

std::optional<std::string> horizonParameter(std::string_view name)
{
    for (const char* known : {"averaging_constant", "percentile", "xmin", "xmax", "std_scale", "bins"})
        if (name == known)
            return std::string(known);
    return std::nullopt;
}

std::vector<std::string> onnxTypesOf(std::string_view module)
{
    static const std::map<std::string_view, std::vector<std::string>> kTypes{
        {"Conv1d", {"Conv"}},
        {"Conv2d", {"Conv"}},
        {"Conv3d", {"Conv"}},
        {"ConvTranspose1d", {"ConvTranspose"}},
        {"ConvTranspose2d", {"ConvTranspose"}},
        {"Linear", {"Gemm", "MatMul"}},
        {"ReLU", {"Relu"}},
        {"LayerNorm", {"LayerNorm", "LayerNormalization"}},
        {"GELU", {"GELU", "Gelu"}},
        {"SiLU", {"SiLU"}},
        {"Softmax", {"Softmax"}},
        {"AdaptiveAvgPool2d", {"GlobalAveragePool", "AveragePool"}},
        {"AvgPool2d", {"AveragePool"}},
        {"MaxPool2d", {"MaxPool"}},
        {"Embedding", {"Gather"}},
        {"Upsample", {"Resize", "Upsample"}}};
    const auto found = kTypes.find(module);
    return found == kTypes.end() ? std::vector{std::string(module)} : found->second;
}

} // namespace qb
