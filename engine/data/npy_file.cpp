// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's .npy (format versions 1 to 3), alone or as a member of an .npz archive.
#include "engine/data/array_file.h"
#include "engine/data/numbers.h"
#include "engine/data/zip_archive.h"

#include "engine/base/text.h"

#include <cstring>

namespace qb {

namespace {

constexpr std::uint64_t kMaxHeader = 64 * 1024;
constexpr std::string_view kMagic("\x93NUMPY", 6);

/// The text after 'key': in the header's Python literal.
std::string_view valueOf(const std::string& path, std::string_view header, std::string_view key)
{
    for (const char quote : {'\'', '"'}) {
        const std::string quoted = quote + std::string(key) + quote;
        const std::size_t at = header.find(quoted);
        if (at == std::string_view::npos)
            continue;
        std::string_view rest = trimmed(header.substr(at + quoted.size()));
        if (!rest.starts_with(':'))
            break;
        rest.remove_prefix(1);
        return trimmed(rest);
    }
    brokenFile(path, Text("the header of the array has no '{}'", key));
}

Shape shapeOf(const std::string& path, std::string_view text)
{
    const std::size_t end = text.find(')');
    if (!text.starts_with('(') || end == std::string_view::npos)
        brokenFile(path, Text("the shape in the header of the array can't be read"));
    Shape shape;
    for (const std::string& part : split(text.substr(1, end - 1), ',')) {
        if (trimmed(part).empty())
            continue;
        const auto side = integerFromText(part);
        if (!side || *side < 0 || shape.size() >= 32)
            brokenFile(path, Text("the shape in the header of the array can't be read"));
        shape.push_back(*side);
    }
    return shape;
}

ElementType typeOf(const std::string& path, std::string_view code)
{
    static const std::map<std::string_view, ElementType> types{
        {"f2", ElementType::Float16}, {"f4", ElementType::Float32}, {"f8", ElementType::Float64}, {"b1", ElementType::Bool},
        {"i1", ElementType::Int8},    {"i2", ElementType::Int16},   {"i4", ElementType::Int32},   {"i8", ElementType::Int64},
        {"u1", ElementType::UInt8},   {"u2", ElementType::UInt16},  {"u4", ElementType::UInt32},  {"u8", ElementType::UInt64}};
    const auto found = types.find(code);
    if (found == types.end())
        brokenFile(path, Text("arrays of the NumPy type '{}' are not read", code),
                   Text("save numbers, e.g. array.astype(numpy.float32)"));
    return found->second;
}

/// Fortran order to C order.
Bytes reordered(const Bytes& from, const Shape& shape, std::size_t elementBytes)
{
    Bytes to(from.size());
    std::vector<std::uint64_t> strides(shape.size());
    std::uint64_t stride = 1;
    for (std::size_t d = 0; d < shape.size(); ++d) {
        strides[d] = stride;
        stride *= static_cast<std::uint64_t>(shape[d]);
    }
    std::vector<std::int64_t> index(shape.size(), 0);
    std::uint64_t source = 0;
    for (std::uint64_t i = 0; i < stride; ++i) {
        std::memcpy(&to[i * elementBytes], &from[source * elementBytes], elementBytes);
        for (std::size_t d = shape.size(); d-- > 0;) {
            source += strides[d];
            if (++index[d] < shape[d])
                break;
            source -= strides[d] * static_cast<std::uint64_t>(shape[d]);
            index[d] = 0;
        }
    }
    return to;
}

ArrayInfo infoOf(const NpyHeader& header) { return {header.type, header.shape, false}; }

/// In C order and uncompressed: read where it lies, `base` bytes into the file. In another byte order too: each
/// element is turned after reading.
class PlainNpy : public ArrayFile {
public:
    PlainNpy(const std::string& filePath, const NpyHeader& header, std::uint64_t base, std::uint64_t available)
        : ArrayFile(filePath, infoOf(header)), m_offset(base + header.dataOffset), m_bigEndian(header.bigEndian)
    {
        if (header.dataOffset > available || byteSize() > available - header.dataOffset)
            brokenFile(filePath, Text("is truncated: an array of shape {} needs {} bytes after its header, there are {}",
                                      toString(header.shape), byteSize(), available - std::min(available, header.dataOffset)));
    }

protected:
    void read(std::uint64_t offset, std::span<std::byte> out) const override
    {
        FileBytes(path()).read(m_offset + offset, out);
        if (m_bigEndian)
            swapByteOrder(out, elementSize(info().type));
    }

private:
    std::uint64_t m_offset;
    bool m_bigEndian;
};

/// In Fortran order, or deflated in an archive.
class PackedNpy : public DecodedArrayFile {
public:
    PackedNpy(const std::string& filePath, const std::string& key, const NpyHeader& header,
              std::function<Bytes(std::uint64_t)> load, std::shared_ptr<DecodedCache> cache)
        : DecodedArrayFile(filePath, key, infoOf(header), std::move(cache)), m_header(header), m_load(std::move(load))
    {
    }

protected:
    [[nodiscard]] Bytes decode() const override
    {
        Bytes bytes = m_load(m_header.dataOffset + byteSize());
        bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(m_header.dataOffset));
        if (m_header.bigEndian)
            swapByteOrder(bytes, elementSize(m_header.type));
        return m_header.fortranOrder ? reordered(bytes, m_header.shape, elementSize(m_header.type)) : bytes;
    }

private:
    NpyHeader m_header;
    std::function<Bytes(std::uint64_t)> m_load; ///< the first N bytes of the npy file
};

bool needsReorder(const NpyHeader& header) { return header.fortranOrder && header.shape.size() > 1; }

} // namespace

NpyHeader parseNpyHeader(const std::string& path, std::span<const std::byte> bytes)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (bytes.size() < 10 || !text.starts_with(kMagic))
        brokenFile(path, Text("is no npy file, or a truncated one"));
    const int version = std::to_integer<int>(bytes[6]);
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    if (version < 1 || version > 3 || bytes.size() < 8 + lengthBytes)
        brokenFile(path, Text("a npy file of format version {} is not read", version));
    NpyHeader header;
    header.dataOffset = 8 + lengthBytes + littleEndian(bytes.subspan(8, lengthBytes));
    if (header.dataOffset > bytes.size())
        brokenFile(path, Text("is truncated inside its npy header, or the header is too long"));
    const std::string_view literal = text.substr(8 + lengthBytes, header.dataOffset - 8 - lengthBytes);
    std::string_view descr = valueOf(path, literal, "descr");
    const std::size_t end = descr.size() > 1 ? descr.find(descr.front(), 1) : std::string_view::npos;
    if (end == std::string_view::npos || end < 3 || (descr.front() != '\'' && descr.front() != '"'))
        brokenFile(path, Text("arrays of records or objects are not read"), Text("save one plain array of numbers"));
    descr = descr.substr(1, end - 1);
    header.bigEndian = descr.front() == '>';
    header.type = typeOf(path, descr.substr(1));
    const std::string_view order = valueOf(path, literal, "fortran_order");
    if (!order.starts_with("True") && !order.starts_with("False"))
        brokenFile(path, Text("the header of the array does not say its order"));
    header.fortranOrder = order.starts_with("True");
    header.shape = shapeOf(path, valueOf(path, literal, "shape"));
    return header;
}

ArrayFilePtr openNpy(const std::string& path, std::shared_ptr<DecodedCache> cache)
{
    FileBytes file(path);
    const NpyHeader header = parseNpyHeader(path, file.head(kMaxHeader));
    auto plain = std::make_shared<PlainNpy>(path, header, 0, file.size());
    if (!needsReorder(header))
        return plain;
    auto load = [path](std::uint64_t count) { return FileBytes(path).read(0, count); };
    return std::make_shared<PackedNpy>(path, "", header, std::move(load), std::move(cache));
}

ArrayFilePtr openNpzMember(const std::string& path, const std::string& key, std::shared_ptr<DecodedCache> cache)
{
    const ZipArchive archive(path);
    const ZipMember* member = archive.find(key + ".npy");
    if (!member)
        brokenFile(path, Text("has no array '{}'", key));
    const NpyHeader header = parseNpyHeader(path, readZipMember(path, *member, kMaxHeader));
    if (!needsReorder(header) && member->stored()) {
        FileBytes file(path);
        return std::make_shared<PlainNpy>(path, header, zipDataOffset(file, *member), member->compressedSize);
    }
    auto load = [path, found = *member](std::uint64_t count) {
        Bytes bytes = readZipMember(path, found, count);
        if (bytes.size() < count)
            brokenFile(path, Text("is truncated: '{}' has {} bytes, its header wants {}", found.name, bytes.size(), count));
        return bytes;
    };
    return std::make_shared<PackedNpy>(path, key, header, std::move(load), std::move(cache));
}

std::vector<std::string> npzKeys(const std::string& path)
{
    std::vector<std::string> keys;
    const ZipArchive archive(path);
    for (const ZipMember& member : archive.members())
        if (member.name.ends_with(".npy"))
            keys.push_back(member.name.substr(0, member.name.size() - 4));
    if (keys.empty())
        brokenFile(path, Text("holds no arrays"));
    return keys;
}

} // namespace qb
