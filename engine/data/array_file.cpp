// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/array_file.h"

#include "engine/base/error.h"

#include <cstring>

namespace qb {

namespace {

/// An array as it lies in a file.
class RawFile : public ArrayFile {
public:
    RawFile(const std::string& filePath, ArrayInfo arrayInfo) : ArrayFile(filePath, std::move(arrayInfo)) {}

protected:
    void read(std::uint64_t offset, std::span<std::byte> out) const override { FileBytes(path()).read(offset, out); }
};

} // namespace

ArrayFile::ArrayFile(std::string path, ArrayInfo info) : m_path(std::move(path)), m_info(std::move(info))
{
    const auto count = elementCount(m_info.shape);
    const auto bytes = count ? byteSizeOf(m_info.type, *count) : std::nullopt;
    if (!bytes)
        brokenFile(m_path, Text("an array of type {} and shape {} can't exist", toString(m_info.type), toString(m_info.shape)));
    if (*count == 0)
        brokenFile(m_path, Text("holds no values (shape {})", toString(m_info.shape)));
    m_byteSize = *bytes;
}

Tensor ArrayFile::whole() const
{
    if (m_byteSize > kMaxItemBytes)
        brokenFile(m_path, Text("a single sample of shape {} has {} bytes, more than the {} that are read at once",
                                toString(m_info.shape), m_byteSize, kMaxItemBytes));
    Tensor tensor = Tensor::uninitialized(m_info.type, m_info.shape);
    read(0, {static_cast<std::byte*>(tensor.mutableData()), tensor.byteSize()});
    return tensor;
}

Tensor ArrayFile::row(std::uint64_t index) const
{
    Shape shape = m_info.shape;
    const auto rows = static_cast<std::uint64_t>(shape.at(0));
    const std::uint64_t rowBytes = m_byteSize / rows;
    if (index >= rows || rowBytes > kMaxItemBytes)
        brokenFile(m_path, Text("row {} of shape {} can't be read", index, toString(shape)));
    shape[0] = 1;
    Tensor tensor = Tensor::uninitialized(m_info.type, std::move(shape));
    read(index * rowBytes, {static_cast<std::byte*>(tensor.mutableData()), tensor.byteSize()});
    return tensor;
}

DecodedArrayFile::DecodedArrayFile(std::string path, std::string key, ArrayInfo info, std::shared_ptr<DecodedCache> cache)
    : ArrayFile(std::move(path), std::move(info)), m_key(std::move(key)), m_cache(std::move(cache))
{
    if (byteSize() > kMaxDecodedBytes)
        brokenFile(this->path(),
                   Text("unpacks to {} bytes, more than the {} that are unpacked in memory", byteSize(), kMaxDecodedBytes),
                   Text("save it uncompressed as .npy, or in several files"));
}

void DecodedArrayFile::read(std::uint64_t offset, std::span<std::byte> out) const
{
    if (out.size() == byteSize()) { // nothing left to keep for another row
        const Bytes bytes = decode();
        std::memcpy(out.data(), bytes.data(), out.size());
        return;
    }
    const auto bytes = m_cache->get(path() + '\n' + m_key, [this] { return decode(); });
    std::memcpy(out.data(), bytes->data() + offset, out.size());
}

ArrayFilePtr openRaw(const std::string& path, ElementType type, const Shape& itemShape)
{
    const auto count = elementCount(itemShape);
    const std::uint64_t itemBytes = count ? byteSizeOf(type, *count).value_or(0) : 0;
    const std::uint64_t size = FileBytes(path).size();
    if (itemBytes == 0 || size == 0 || size % itemBytes != 0)
        brokenFile(path,
                   Text("has {} bytes, which is no multiple of one item of {} {} ({} bytes)", size, toString(type),
                        toString(itemShape), itemBytes),
                   Text("check the type of the raw values and the model's input"));
    Shape shape = itemShape;
    shape.insert(shape.begin(), static_cast<std::int64_t>(size / itemBytes));
    return std::make_shared<RawFile>(path, ArrayInfo{type, std::move(shape), false});
}

} // namespace qb
