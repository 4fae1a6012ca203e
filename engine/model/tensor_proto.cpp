// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/tensor_proto.h"

#include "engine/base/error.h"
#include "engine/model/mapped_file.h"

#include <onnx/onnx_pb.h>

#include <cstring>
#include <filesystem>

namespace qb {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestSparse = std::size_t{1} << 31U; // bytes when dense, as much as a file could hold

[[noreturn]] void refuse(const onnx::TensorProto& proto, const Text& what)
{
    throw Error(ErrorCode::BadInput, Text("the tensor \"{}\" {}", proto.name(), what), Text("export the model again"),
                {{"tensor", proto.name()}});
}

/// An external file's path, which must stay inside the model's folder.
std::string externalPath(const onnx::TensorProto& proto, const std::string& location, const std::string& folder)
{
    const fs::path relative(location);
    const fs::path normal = relative.lexically_normal();
    if (location.empty() || relative.is_absolute() || normal.begin()->string() == "..")
        refuse(proto, Text("keeps its data in \"{}\", which is outside the model's folder", location));
    return (fs::path(folder) / normal).string();
}

std::uint64_t parseNumber(const onnx::TensorProto& proto, const std::string& text)
{
    if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos)
        refuse(proto, Text("has \"{}\" where the offset or length of its external data is expected", text));
    return std::stoull(text);
}

Tensor externalTensor(const onnx::TensorProto& proto, ElementType type, Shape shape, std::size_t bytes, const std::string& folder)
{
    std::string location;
    std::uint64_t offset = 0;
    std::uint64_t length = bytes;
    for (const auto& entry : proto.external_data()) {
        if (entry.key() == "location")
            location = entry.value();
        else if (entry.key() == "offset")
            offset = parseNumber(proto, entry.value());
        else if (entry.key() == "length")
            length = parseNumber(proto, entry.value());
    }
    const std::string path = externalPath(proto, location, folder);
    const auto file = MappedFile::open(path);
    if (length != bytes || offset > file->size() || bytes > file->size() - offset)
        throw Error(ErrorCode::BadInput,
                    Text("the tensor \"{}\" needs {} bytes at offset {} of {}, which has {}", proto.name(), bytes, offset,
                         location, file->size()),
                    Text("copy the external data file again, beside the model"), {{"file", path}, {"tensor", proto.name()}});
    const std::byte* data = file->data() + offset;
    if (reinterpret_cast<std::uintptr_t>(data) % std::max<std::size_t>(elementSize(type), 1) != 0)
        return Tensor::fromBytes(type, std::move(shape), {data, bytes});
    return Tensor::view(type, std::move(shape), data, file);
}

template <typename To, typename Field>
Tensor fromField(const onnx::TensorProto& proto, ElementType type, Shape shape, std::size_t count, const Field& field)
{
    if (static_cast<std::size_t>(field.size()) != count)
        refuse(proto, Text("has {} values for its shape {}", field.size(), toString(shape)));
    Tensor tensor = Tensor::uninitialized(type, std::move(shape));
    To* out = static_cast<To*>(tensor.mutableData());
    for (const auto v : field)
        *out++ = static_cast<To>(v);
    return tensor;
}

Tensor typedTensor(const onnx::TensorProto& proto, ElementType type, Shape shape, std::size_t count)
{
    switch (type) {
    case ElementType::Float32: return fromField<float>(proto, type, std::move(shape), count, proto.float_data());
    case ElementType::Float64: return fromField<double>(proto, type, std::move(shape), count, proto.double_data());
    case ElementType::Int64: return fromField<std::int64_t>(proto, type, std::move(shape), count, proto.int64_data());
    case ElementType::UInt64: return fromField<std::uint64_t>(proto, type, std::move(shape), count, proto.uint64_data());
    case ElementType::UInt32: return fromField<std::uint32_t>(proto, type, std::move(shape), count, proto.uint64_data());
    case ElementType::Int32: return fromField<std::int32_t>(proto, type, std::move(shape), count, proto.int32_data());
    case ElementType::Int16:
    case ElementType::UInt16:
    case ElementType::Float16:
    case ElementType::BFloat16: return fromField<std::uint16_t>(proto, type, std::move(shape), count, proto.int32_data());
    case ElementType::Int4:
    case ElementType::UInt4: {
        const Tensor packed = fromField<std::uint8_t>(proto, ElementType::UInt8, {static_cast<std::int64_t>((count + 1) / 2)},
                                                      (count + 1) / 2, proto.int32_data());
        return Tensor::fromBytes(type, std::move(shape), packed.bytes());
    }
    default:
        if (elementSize(type) == 1)
            return fromField<std::uint8_t>(proto, type, std::move(shape), count, proto.int32_data());
        refuse(proto, Text("has a type that can't be read ({})", toString(type)));
    }
}

} // namespace

Tensor tensorFromProto(const onnx::TensorProto& proto, const std::shared_ptr<const void>& owner, const std::string& folder)
{
    const auto type = static_cast<ElementType>(proto.data_type());
    Shape shape(proto.dims().begin(), proto.dims().end());
    const auto count = elementCount(shape);
    if (!count)
        refuse(proto, Text("has the impossible shape {}", toString(shape)));
    if (type == ElementType::String) {
        if (static_cast<std::uint64_t>(proto.string_data_size()) != *count)
            refuse(proto, Text("has {} strings for its shape {}", proto.string_data_size(), toString(shape)));
        return Tensor::fromStrings(std::move(shape), {proto.string_data().begin(), proto.string_data().end()});
    }
    const auto bytes = byteSizeOf(type, *count);
    if (!bytes)
        refuse(proto, Text("has type {} and shape {}, which can't be held in memory", toString(type), toString(shape)));
    if (proto.data_location() == onnx::TensorProto::EXTERNAL)
        return externalTensor(proto, type, std::move(shape), *bytes, folder);
    if (!proto.has_raw_data())
        return typedTensor(proto, type, std::move(shape), static_cast<std::size_t>(*count));
    if (proto.raw_data().size() != *bytes)
        refuse(proto, Text("has {} bytes for its shape {}, which needs {}", proto.raw_data().size(), toString(shape), *bytes));
    const char* data = proto.raw_data().data();
    if (!owner || reinterpret_cast<std::uintptr_t>(data) % elementSize(type) != 0)
        return Tensor::fromBytes(type, std::move(shape), std::as_bytes(std::span(data, *bytes)));
    return Tensor::view(type, std::move(shape), data, owner);
}

Tensor tensorFromSparse(const onnx::SparseTensorProto& proto, const std::string& folder)
{
    const Tensor values = tensorFromProto(proto.values(), nullptr, folder);
    const Tensor indices = tensorFromProto(proto.indices(), nullptr, folder);
    const Shape shape(proto.dims().begin(), proto.dims().end());
    const std::size_t rank = indices.shape().size() == 2 ? shape.size() : 1; // else indices into the flat tensor
    const auto bytes = elementCount(shape) ? byteSizeOf(values.type(), *elementCount(shape)) : std::nullopt;
    const std::size_t size = elementSize(values.type());
    if (!bytes || *bytes > kLargestSparse || size == 0 || values.type() >= ElementType::UInt4)
        refuse(proto.values(),
               Text("is sparse, and can't be made a dense {} tensor of shape {}", toString(values.type()), toString(shape)));
    if (indices.type() != ElementType::Int64 || indices.count() != values.count() * rank)
        refuse(proto.values(), Text("has {} values but indices {}", values.count(), toString(indices.shape())));
    Tensor dense = Tensor::zeros(values.type(), shape);
    for (std::size_t i = 0; i < values.count(); ++i) {
        std::uint64_t place = 0;
        for (std::size_t d = 0; d < rank; ++d) {
            const std::int64_t index = indices.int64s()[i * rank + d];
            const std::uint64_t limit = rank == 1 ? dense.count() : static_cast<std::uint64_t>(shape[d]);
            if (index < 0 || static_cast<std::uint64_t>(index) >= limit)
                refuse(proto.values(), Text("is sparse and has the index {} outside of its shape {}", index, toString(shape)));
            place = place * limit + static_cast<std::uint64_t>(index);
        }
        std::memcpy(static_cast<std::byte*>(dense.mutableData()) + place * size, values.bytes().data() + i * size, size);
    }
    return dense;
}

void tensorToProto(const Tensor& tensor, const std::string& name, onnx::TensorProto& proto)
{
    proto.Clear();
    proto.set_name(name);
    proto.set_data_type(static_cast<int>(tensor.type()));
    for (const std::int64_t d : tensor.shape())
        proto.add_dims(d);
    if (tensor.isString()) {
        for (const std::string& s : tensor.strings())
            proto.add_string_data(s);
        return;
    }
    proto.set_raw_data(tensor.bytes().data(), tensor.byteSize());
}

Tensor readTensorFile(const std::string& path)
{
    const auto file = MappedFile::open(path);
    auto proto = std::make_shared<onnx::TensorProto>();
    if (file->size() > (std::size_t{1} << 31U) - 1 || !proto->ParseFromArray(file->data(), static_cast<int>(file->size())))
        throw Error(ErrorCode::BadInput, Text("{} is no ONNX tensor", path), Text("write it again as a TensorProto"),
                    {{"file", path}});
    return tensorFromProto(*proto, proto, std::filesystem::path(path).parent_path().string());
}

} // namespace qb
