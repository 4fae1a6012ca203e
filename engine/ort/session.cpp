// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ort/session.h"
#include "engine/ort/passing_folder.h"

#include "engine/base/error.h"

#include <onnxruntime_cxx_api.h>
#include <onnxruntime_session_options_config_keys.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace qb {

namespace {

ElementType fromOrt(ONNXTensorElementDataType type) { return static_cast<ElementType>(static_cast<int>(type)); }

/// ONNX Runtime numbers its element types in an order of its own for the first ones only by chance equal to ONNX's.
static_assert(ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT == 1 && ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL == 9 &&
              ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 == 16 && ONNX_TENSOR_ELEMENT_DATA_TYPE_INT4 == 22);

/// What ONNX Runtime says to people: many of its messages begin with the place in its sources and the signature there,
/// "/src/a.h:46 void ns::f(const std::map<int, int>&, bool) [with T = int] Opset 99 is ...".
std::string withoutPlace(const std::string& text)
{
    std::size_t at = std::string::npos; // behind the place
    std::size_t begin = 0;              // of it
    for (const std::string_view suffix : {".h:", ".cc:", ".cpp:"})
        if (const std::size_t dot = text.find(suffix); at == std::string::npos && dot != std::string::npos) {
            const std::size_t end = text.find_first_not_of("0123456789", dot + suffix.size());
            const std::size_t blank = text.rfind(' ', dot);
            begin = blank == std::string::npos ? 0 : blank + 1;
            at = end != std::string::npos && text[end] == ' ' ? end + 1 : at;
        }
    if (at == std::string::npos)
        return text;
    const auto skipped = [&](char open, char close) {
        int depth = 0;
        for (; at < text.size(); ++at) {
            depth += text[at] == open ? 1 : text[at] == close ? -1 : 0;
            if (depth == 0 && text[at] == close)
                return ++at < text.size();
        }
        return false;
    };
    if (!skipped('(', ')'))
        return text;
    if (text.compare(at, 6, " const") == 0)
        at += 6;
    if (text.compare(at, 7, " [with ") == 0 && !skipped('[', ']'))
        return text;
    return text[at] == ' ' && at + 1 < text.size() ? text.substr(0, begin) + text.substr(at + 1) : text;
}

[[noreturn]] void rethrow(const Ort::Exception& e, const Text& what)
{
    const std::string text = withoutPlace(e.what());
    const bool memory = text.find("bad_alloc") != std::string::npos ||
                        text.find("Failed to allocate memory") != std::string::npos ||
                        text.find("Available memory") != std::string::npos;
    throw Error(memory ? ErrorCode::Resources : ErrorCode::NotRunnable, Text("{}: {}", what, text),
                memory ? Text("use smaller inputs") : Text());
}

template <typename Info>
std::string typeText(const Info& info)
{
    switch (info.GetONNXType()) {
    case ONNX_TYPE_TENSOR:
        return "tensor(" + std::string(toString(fromOrt(info.GetTensorTypeAndShapeInfo().GetElementType()))) + ")";
    case ONNX_TYPE_SEQUENCE: return "seq(" + typeText(info.GetSequenceTypeInfo().GetSequenceElementType()) + ")";
    case ONNX_TYPE_OPTIONAL: return "optional(" + typeText(info.GetOptionalTypeInfo().GetOptionalElementType()) + ")";
    case ONNX_TYPE_MAP: {
        const auto map = info.GetMapTypeInfo();
        return "map(" + std::string(toString(fromOrt(map.GetMapKeyType()))) + "," + typeText(map.GetMapValueType()) + ")";
    }
    default: return {};
    }
}

PortInfo portInfo(std::string name, const Ort::TypeInfo& info)
{
    PortInfo port;
    port.name = std::move(name);
    if (info.GetONNXType() != ONNX_TYPE_TENSOR) {
        port.typeText = typeText(info);
        return port;
    }
    const auto tensor = info.GetTensorTypeAndShapeInfo();
    port.type = fromOrt(tensor.GetElementType());
    port.shape = tensor.GetShape();
    std::vector<const char*> symbols(port.shape.size());
    tensor.GetSymbolicDimensions(symbols.data(), symbols.size());
    for (const char* symbol : symbols)
        port.dimNames.emplace_back(symbol ? symbol : "");
    return port;
}

Tensor fromOrtValue(Ort::Value value)
{
    if (!value || !value.HasValue())
        return {};
    if (!value.IsTensor())
        return Tensor::opaque(std::make_shared<Ort::Value>(std::move(value)));
    const auto info = value.GetTensorTypeAndShapeInfo();
    Shape shape = info.GetShape();
    if (info.GetElementType() == ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING) {
        std::vector<std::string> strings;
        for (std::size_t i = 0; i < info.GetElementCount(); ++i)
            strings.push_back(value.GetStringTensorElement(i));
        return Tensor::fromStrings(std::move(shape), std::move(strings));
    }
    const void* data = value.GetTensorRawData();
    return Tensor::view(fromOrt(info.GetElementType()), std::move(shape), data, std::make_shared<Ort::Value>(std::move(value)));
}

Ort::Value toOrtValue(const Tensor& tensor, const Ort::MemoryInfo& memory, Ort::AllocatorWithDefaultOptions& allocator)
{
    if (tensor.isString()) {
        Ort::Value value = Ort::Value::CreateTensor(allocator, tensor.shape().data(), tensor.shape().size(),
                                                    ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING);
        std::size_t i = 0;
        for (const std::string& s : tensor.strings()) // with their lengths, as they may hold any byte
            std::memcpy(value.GetResizedStringTensorElementBuffer(i++, s.size()), s.data(), s.size());
        return value;
    }
    // ONNX Runtime only reads its inputs; the API has no const.
    return Ort::Value::CreateTensor(memory, const_cast<std::byte*>(tensor.bytes().data()), tensor.byteSize(),
                                    tensor.shape().data(), tensor.shape().size(),
                                    static_cast<ONNXTensorElementDataType>(tensor.type()));
}

} // namespace

struct OrtEnvironment::Impl {
    Ort::Env env{nullptr};
};

OrtEnvironment::OrtEnvironment(unsigned intraOpThreads) : m_impl(std::make_unique<Impl>())
{
    // Microsoft's build of 1.31 queues models' names and the machine's for sending, below the user's cache folder. Nobody
    // who opens a model here has agreed to that; the variable must be there before the environment is.
    setenv("ORT_DISABLE_TELEMETRY", "1", 1); // NOLINT(concurrency-mt-unsafe): before any thread of ours
    Ort::ThreadingOptions threading;
    threading.SetGlobalIntraOpNumThreads(static_cast<int>(std::max(1U, intraOpThreads)));
    threading.SetGlobalInterOpNumThreads(1);
    threading.SetGlobalSpinControl(0);
    m_impl->env = Ort::Env(threading, ORT_LOGGING_LEVEL_FATAL, "quantbench");
    m_impl->env.DisableTelemetryEvents();
    const Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    const Ort::ArenaCfg arena(0, -1, -1, -1);
    m_impl->env.CreateAndRegisterAllocator(memory, arena);
}

OrtEnvironment::~OrtEnvironment() = default;

std::string OrtEnvironment::version() { return Ort::GetVersionString(); }

std::string_view toString(Kernels kernels)
{
    switch (kernels) {
    case Kernels::Plain: return "plain";
    case Kernels::Reference: return "reference";
    case Kernels::Fast: return "fast";
    }
    return "unknown";
}

struct Session::Impl {
    Ort::Session session{nullptr};
    Ort::MemoryInfo memory = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeDefault);
    std::vector<PortInfo> inputs;
    std::vector<PortInfo> outputs;
    std::vector<const char*> inputNames;
    std::vector<const char*> outputNames;

    static Ort::SessionOptions options(Kernels kernels)
    {
        Ort::SessionOptions options;
        options.DisablePerSessionThreads();
        options.SetExecutionMode(ORT_SEQUENTIAL);
        options.SetLogSeverityLevel(ORT_LOGGING_LEVEL_FATAL);
        options.AddConfigEntry(kOrtSessionOptionsConfigUseEnvAllocators, "1");
        // Each piece is run once per sample; planning its memory in blocks only holds memory back.
        options.DisableMemPattern();
        switch (kernels) {
        // Basic optimization is no option for Reference: from opset 17 on it puts one kernel in place of a LayerNorm's or
        // RMSNorm's nodes, which gives other bits than the nodes of the exported file.
        case Kernels::Plain:
        case Kernels::Reference: options.SetGraphOptimizationLevel(ORT_DISABLE_ALL); break;
        case Kernels::Fast: options.SetGraphOptimizationLevel(ORT_ENABLE_ALL); break;
        }
        if (kernels != Kernels::Fast)
            options.AddConfigEntry(kOrtSessionOptionsConfigDisablePrepacking, "1");
        return options;
    }

    void describe()
    {
        Ort::AllocatorWithDefaultOptions allocator;
        for (std::size_t i = 0; i < session.GetInputCount(); ++i)
            inputs.push_back(portInfo(session.GetInputNameAllocated(i, allocator).get(), session.GetInputTypeInfo(i)));
        for (std::size_t i = 0; i < session.GetOutputCount(); ++i)
            outputs.push_back(portInfo(session.GetOutputNameAllocated(i, allocator).get(), session.GetOutputTypeInfo(i)));
        for (const PortInfo& port : inputs)
            inputNames.push_back(port.name.c_str());
        for (const PortInfo& port : outputs)
            outputNames.push_back(port.name.c_str());
    }
};

Session::Session(OrtEnvironment& environment, std::span<const std::byte> model, Kernels kernels)
    : m_impl(std::make_unique<Impl>())
{
    try {
        m_impl->session = Ort::Session(environment.impl().env, model.data(), model.size(), Impl::options(kernels));
        m_impl->describe();
    } catch (const Ort::Exception& e) {
        rethrow(e, Text("ONNX Runtime can't load the model"));
    }
}

Session::Session(OrtEnvironment& environment, const std::string& path, Kernels kernels) : m_impl(std::make_unique<Impl>())
{
    try {
        m_impl->session = Ort::Session(environment.impl().env, path.c_str(), Impl::options(kernels));
        m_impl->describe();
    } catch (const Ort::Exception& e) {
        rethrow(e, Text("ONNX Runtime can't load the model"));
    }
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

const std::vector<PortInfo>& Session::inputs() const { return m_impl->inputs; }
const std::vector<PortInfo>& Session::outputs() const { return m_impl->outputs; }

std::vector<Tensor> Session::run(std::span<const Tensor> inputs) const
{
    if (inputs.size() != m_impl->inputs.size())
        throw Error(ErrorCode::Usage, Text("a session with {} inputs was given {}", m_impl->inputs.size(), inputs.size()));
    try {
        Ort::AllocatorWithDefaultOptions allocator;
        std::vector<Ort::Value> owned;
        std::vector<const OrtValue*> handles;
        owned.reserve(inputs.size());
        for (const Tensor& tensor : inputs) {
            if (tensor.isDense() || tensor.isString()) {
                owned.push_back(toOrtValue(tensor, m_impl->memory, allocator));
                handles.push_back(owned.back());
            } else if (!tensor.empty()) {
                handles.push_back(*static_cast<const Ort::Value*>(tensor.owner().get()));
            } else {
                throw Error(ErrorCode::NotRunnable,
                            Text("an input has no value (an optional that holds nothing can't be handed over)"));
            }
        }
        std::vector<OrtValue*> results(m_impl->outputNames.size(), nullptr);
        const Ort::RunOptions runOptions;
        Ort::ThrowOnError(Ort::GetApi().Run(const_cast<OrtSession*>(static_cast<const OrtSession*>(m_impl->session)), runOptions,
                                            m_impl->inputNames.data(), handles.data(), handles.size(), m_impl->outputNames.data(),
                                            m_impl->outputNames.size(), results.data()));
        std::vector<Tensor> outputs;
        outputs.reserve(results.size());
        for (OrtValue* result : results)
            outputs.push_back(fromOrtValue(Ort::Value(result)));
        return outputs;
    } catch (const Ort::Exception& e) {
        rethrow(e, Text("ONNX Runtime can't run the model"));
    } catch (const std::bad_alloc&) { // some of its kernels let it through
        throw Error(ErrorCode::Resources, Text("ONNX Runtime can't run the model: out of memory"), Text("use smaller inputs"));
    }
}

std::string optimizedModel(OrtEnvironment& environment, const std::string& path, Kernels kernels)
{
    const PassingFolder folder;
    const std::string saved = (folder.path() / "model.onnx").string();
    try {
        Ort::SessionOptions options = Session::Impl::options(kernels);
        options.SetOptimizedModelFilePath(saved.c_str());
        const Ort::Session session(environment.impl().env, path.c_str(), options);
    } catch (const Ort::Exception& e) {
        rethrow(e, Text("ONNX Runtime can't optimize the model"));
    }
    std::ifstream file(saved, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace qb
