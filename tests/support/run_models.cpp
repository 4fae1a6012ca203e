// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_models.h"

#include "tests/support/model_builder.h"

#include <QtGlobal>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <limits>
#include <random>

namespace qb::test {

std::string corpusFolder()
{
    const char* given = std::getenv("QB_CORPUS");
    const std::string folder = given ? given : QB_SOURCE_DIR "/../shared/corpus";
    return std::filesystem::is_directory(folder) ? folder : std::string();
}

std::vector<Tensor> runWhole(OrtEnvironment& environment, std::span<const std::byte> model, std::span<const Tensor> inputs,
                             Kernels kernels)
{
    return Session(environment, model, kernels).run(inputs);
}

std::vector<Tensor> runWhole(OrtEnvironment& environment, const std::string& bytes, std::span<const Tensor> inputs,
                             Kernels kernels)
{
    return runWhole(environment, std::as_bytes(std::span(bytes)), inputs, kernels);
}

namespace {

template <typename T>
void fill(Tensor& tensor, std::mt19937& numbers, bool whole)
{
    T* out = static_cast<T*>(tensor.mutableData());
    for (std::size_t i = 0; i < tensor.count(); ++i) {
        const double x = static_cast<double>(numbers() >> 8U) * 0x1p-24;
        out[i] = static_cast<T>(whole ? std::round(x) : x);
    }
}

std::optional<Tensor> madeUp(const PortInfo& port, unsigned seed, std::int64_t open)
{
    Shape shape = port.shape;
    std::replace(shape.begin(), shape.end(), std::int64_t{-1}, open);
    const auto count = elementCount(shape);
    if (!port.typeText.empty() || !count || *count > (1U << 24U))
        return std::nullopt;
    if (port.type == ElementType::String)
        return Tensor::fromStrings(shape, std::vector<std::string>(*count, seed == 0 ? "" : "text"));
    if (!byteSizeOf(port.type, *count))
        return std::nullopt;
    Tensor tensor = Tensor::zeros(port.type, shape);
    std::mt19937 numbers(seed);
    if (seed == 0)
        return tensor;
    switch (port.type) {
    case ElementType::Float32: fill<float>(tensor, numbers, false); break;
    case ElementType::Float64: fill<double>(tensor, numbers, false); break;
    case ElementType::Float16: return halfTensor(randomTensor(shape, seed, 0, 1));
    case ElementType::Bool:
    case ElementType::UInt8:
    case ElementType::Int8: fill<std::uint8_t>(tensor, numbers, true); break;
    case ElementType::UInt16:
    case ElementType::Int16: fill<std::uint16_t>(tensor, numbers, true); break;
    case ElementType::UInt32:
    case ElementType::Int32: fill<std::uint32_t>(tensor, numbers, true); break;
    case ElementType::UInt64:
    case ElementType::Int64: fill<std::uint64_t>(tensor, numbers, true); break;
    default: break;
    }
    return tensor;
}

QString described(const Tensor& t)
{
    if (t.empty())
        return "no value";
    if (!t.isDense() && !t.isString())
        return "an opaque value";
    return QString("%1 %2").arg(QString::fromStdString(std::string(toString(t.type()))),
                                QString::fromStdString(toString(t.shape())));
}

} // namespace

std::optional<std::vector<Tensor>> madeUpInputs(const std::vector<PortInfo>& ports, unsigned seed, std::int64_t open)
{
    std::vector<Tensor> inputs;
    for (const PortInfo& port : ports) {
        auto tensor = madeUp(port, seed == 0 ? 0 : seed + static_cast<unsigned>(inputs.size()), open);
        if (!tensor)
            return std::nullopt;
        inputs.push_back(std::move(*tensor));
    }
    return inputs;
}

std::optional<std::vector<Tensor>> corpusInputs(std::vector<PortInfo> ports, unsigned seed)
{
    const bool silero = ports.size() == 3 && ports[2].name == "sr";
    if (silero) {
        ports[0].shape = {1, 576};
        ports[1].shape = {2, 1, 128};
    }
    for (PortInfo& port : ports)
        for (std::size_t i = 1; i < port.shape.size(); ++i)
            port.shape[i] = port.shape[i] < 0 ? 7 : port.shape[i];
    auto inputs = madeUpInputs(ports, seed);
    if (silero && inputs)
        static_cast<std::int64_t*>((*inputs)[2].mutableData())[0] = 16000;
    return inputs;
}

QString difference(std::span<const Tensor> got, std::span<const Tensor> wanted)
{
    if (got.size() != wanted.size())
        return QString("%1 tensors instead of %2").arg(got.size()).arg(wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        const Tensor& a = got[i];
        const Tensor& b = wanted[i];
        if (described(a) != described(b))
            return QString("tensor %1 is %2 instead of %3").arg(i).arg(described(a), described(b));
        if (a.empty() || (!a.isDense() && !a.isString()) || a.identical(b))
            continue;
        if (a.isString())
            return QString("strings of tensor %1 differ").arg(i);
        const std::size_t size = elementSize(a.type());
        for (std::size_t k = 0; k < a.count() && size != 0; ++k)
            if (std::memcmp(a.bytes().data() + k * size, b.bytes().data() + k * size, size) != 0)
                return QString("tensor %1 (%2) differs first at element %3: %4 instead of %5")
                    .arg(i)
                    .arg(described(a))
                    .arg(k)
                    .arg(a.valueAt(k), 0, 'g', 9)
                    .arg(b.valueAt(k), 0, 'g', 9);
    }
    return {};
}

double largestDifference(std::span<const Tensor> got, std::span<const Tensor> wanted)
{
    if (got.size() != wanted.size())
        return std::numeric_limits<double>::infinity();
    double largest = 0;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (described(got[i]) != described(wanted[i]) || !got[i].isDense())
            return std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < got[i].count(); ++k) {
            const double a = got[i].valueAt(k);
            const double b = wanted[i].valueAt(k);
            if (a != b && !(std::isnan(a) && std::isnan(b)))
                largest = std::max(largest, std::isnan(a - b) ? std::numeric_limits<double>::infinity() : std::abs(a - b));
        }
    }
    return largest;
}

} // namespace qb::test
