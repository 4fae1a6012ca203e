// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX TensorProto files (.pb). The header is read field by field, so that opening a folder of them does not read
// their values.
#include "engine/data/array_file.h"
#include "engine/data/numbers.h"

#include <cstring>
#include <limits>

#include <onnx/onnx_pb.h>

namespace qb {

namespace {

constexpr std::uint64_t kMaxProto = std::uint64_t{512} << 20U;

struct ProtoHeader {
    ArrayInfo info;
    std::string name;
    bool external = false;
};

/// Walks over the fields of one message in a file.
class FieldWalker {
public:
    explicit FieldWalker(FileBytes& file) : m_file(file) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_file.size(); }

    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            std::byte b{};
            m_file.read(m_at++, {&b, 1});
            value |= (std::to_integer<std::uint64_t>(b) & 0x7fU) << shift;
            if ((b & std::byte{0x80}) == std::byte{0})
                return value;
        }
        brokenFile(m_file.path(), Text("is no TensorProto"));
    }

    void skip(std::uint64_t bytes)
    {
        if (bytes > m_file.size() - m_at)
            brokenFile(m_file.path(), Text("is a truncated TensorProto, or none"));
        m_at += bytes;
    }

    /// The value of a field of this wire type that nobody wants.
    void skipField(std::uint64_t wireType)
    {
        switch (wireType) {
        case 0: varint(); break;
        case 1: skip(8); break;
        case 2: skip(varint()); break;
        case 5: skip(4); break;
        default: brokenFile(m_file.path(), Text("is no TensorProto"));
        }
    }

    std::string text(std::uint64_t limit)
    {
        const std::uint64_t size = varint();
        const std::uint64_t begin = m_at;
        skip(size);
        const Bytes bytes = m_file.read(begin, std::min(size, limit));
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    [[nodiscard]] std::uint64_t at() const { return m_at; }

private:
    FileBytes& m_file;
    std::uint64_t m_at = 0;
};

ProtoHeader readHeader(const std::string& path)
{
    FileBytes file(path);
    if (file.size() > kMaxProto)
        brokenFile(path, Text("has {} bytes; TensorProto files of up to {} are read", file.size(), kMaxProto));
    FieldWalker walker(file);
    ProtoHeader header;
    const auto addDim = [&](std::uint64_t dim) {
        if (dim > std::numeric_limits<std::int64_t>::max() || header.info.shape.size() >= 32)
            brokenFile(path, Text("is no TensorProto, its dimensions are impossible"));
        header.info.shape.push_back(static_cast<std::int64_t>(dim));
    };
    while (!walker.atEnd()) {
        const std::uint64_t tag = walker.varint();
        const std::uint64_t wireType = tag & 7U;
        switch (tag >> 3U) {
        case onnx::TensorProto::kDimsFieldNumber:
            if (wireType == 2) {
                const std::uint64_t size = walker.varint();
                for (const std::uint64_t end = walker.at() + std::min(size, file.size()); walker.at() < end;)
                    addDim(walker.varint());
            } else if (wireType == 0) {
                addDim(walker.varint());
            } else {
                walker.skipField(wireType);
            }
            break;
        case onnx::TensorProto::kDataTypeFieldNumber:
            if (wireType != 0)
                brokenFile(path, Text("is no TensorProto"));
            header.info.type = static_cast<ElementType>(static_cast<int>(walker.varint() & 0xffU));
            break;
        case onnx::TensorProto::kNameFieldNumber:
            if (wireType != 2)
                brokenFile(path, Text("is no TensorProto"));
            header.name = walker.text(4096);
            break;
        case onnx::TensorProto::kDataLocationFieldNumber: header.external = wireType == 0 && walker.varint() != 0; break;
        default: walker.skipField(wireType);
        }
    }
    if (header.external)
        brokenFile(path, Text("keeps its values in another file, which is not read"), Text("save the tensor with its values"));
    return header;
}

/// Values in one of the typed fields, converted to the type of the tensor.
template <typename Field>
Bytes fromTyped(const Field& field, ElementType type)
{
    const std::size_t size = elementSize(type);
    Bytes bytes(static_cast<std::size_t>(field.size()) * size);
    for (int i = 0; i < field.size(); ++i) {
        const auto value = field.Get(i);
        std::byte* at = &bytes[static_cast<std::size_t>(i) * size];
        const bool half = type == ElementType::Float16 || type == ElementType::BFloat16;
        if (half || sizeof value == size) // of a half the low 16 bits of an int32 are the number's bits
            std::memcpy(at, &value, size);
        else
            storeNumber(type, static_cast<double>(value), at);
    }
    return bytes;
}

Bytes valuesOf(const onnx::TensorProto& tensor, ElementType type)
{
    if (tensor.has_raw_data()) {
        const std::string& raw = tensor.raw_data();
        const auto* data = reinterpret_cast<const std::byte*>(raw.data());
        return {data, data + raw.size()};
    }
    switch (type) {
    case ElementType::Float32: return fromTyped(tensor.float_data(), type);
    case ElementType::Float64: return fromTyped(tensor.double_data(), type);
    case ElementType::Int64: return fromTyped(tensor.int64_data(), type);
    case ElementType::UInt32:
    case ElementType::UInt64: return fromTyped(tensor.uint64_data(), type);
    default: return fromTyped(tensor.int32_data(), type);
    }
}

class ProtoFile : public DecodedArrayFile {
public:
    ProtoFile(const std::string& filePath, ArrayInfo arrayInfo, std::shared_ptr<DecodedCache> cache)
        : DecodedArrayFile(filePath, "", std::move(arrayInfo), std::move(cache))
    {
    }

protected:
    [[nodiscard]] Bytes decode() const override
    {
        const Bytes file = readFile(path(), kMaxProto);
        onnx::TensorProto tensor;
        if (!tensor.ParseFromArray(file.data(), static_cast<int>(file.size())))
            brokenFile(path(), Text("is a truncated TensorProto, or none"));
        Bytes values = valuesOf(tensor, info().type);
        if (values.size() != byteSize())
            brokenFile(path(), Text("a tensor of shape {} needs {} bytes, the file has {}", toString(info().shape), byteSize(),
                                    values.size()));
        return values;
    }
};

} // namespace

ArrayFilePtr openTensorProto(const std::string& path, std::shared_ptr<DecodedCache> cache)
{
    ProtoHeader header = readHeader(path);
    if (!holdsNumbers(header.info.type))
        brokenFile(path, Text("tensors of type {} are not read", toString(header.info.type)));
    return std::make_shared<ProtoFile>(path, std::move(header.info), std::move(cache));
}

std::string tensorProtoName(const std::string& path) { return readHeader(path).name; }

} // namespace qb
