// SPDX-License-Identifier: GPL-3.0-or-later
// IDX files: two zero bytes, a type, the rank, the sides as big-endian 32-bit numbers, the values big-endian. Also
// gzipped, which zlib recognises by itself.
#include "engine/data/array_file.h"

#include <memory>

#include <zlib.h>

namespace qb {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20U;

class GzReader {
public:
    explicit GzReader(const std::string& path) : m_path(path)
    {
        FileBytes check(path); // says why, where the file can't be opened
        m_file = gzopen(path.c_str(), "rb");
        if (!m_file)
            brokenFile(path, Text("can't be read"));
    }
    ~GzReader() { gzclose(m_file); }
    GzReader(const GzReader&) = delete;
    GzReader& operator=(const GzReader&) = delete;

    /// Exactly `count` bytes; memory grows with what is really there.
    Bytes read(std::uint64_t count)
    {
        Bytes bytes;
        while (bytes.size() < count) {
            const std::size_t before = bytes.size();
            const std::size_t block = std::min<std::uint64_t>(kBlock, count - before);
            bytes.resize(before + block);
            const int got = gzread(m_file, bytes.data() + before, static_cast<unsigned>(block));
            if (got != static_cast<int>(block))
                brokenFile(m_path, Text("is truncated or its compressed data are broken: {} bytes wanted, {} there", count,
                                        before + static_cast<std::size_t>(std::max(got, 0))));
        }
        return bytes;
    }

    /// Reads on to the end, where zlib compares the check sum and misses a cut one.
    void finish()
    {
        std::byte extra{};
        int status = Z_OK;
        const int got = gzread(m_file, &extra, 1);
        (void)gzerror(m_file, &status);
        if (got != 0 || status != Z_OK)
            brokenFile(m_path, Text("has more values than its header says, or ends in a wrong or cut check sum"));
    }

private:
    std::string m_path;
    gzFile m_file = nullptr;
};

ElementType typeOf(const std::string& path, unsigned code)
{
    switch (code) {
    case 0x08: return ElementType::UInt8;
    case 0x09: return ElementType::Int8;
    case 0x0b: return ElementType::Int16;
    case 0x0c: return ElementType::Int32;
    case 0x0d: return ElementType::Float32;
    case 0x0e: return ElementType::Float64;
    default: brokenFile(path, Text("is no IDX file: its element type {} is unknown", code));
    }
}

ArrayInfo readHeader(const std::string& path, GzReader& reader)
{
    const Bytes magic = reader.read(4);
    const auto rank = std::to_integer<std::size_t>(magic[3]);
    if (magic[0] != std::byte{0} || magic[1] != std::byte{0} || rank < 1 || rank > 8)
        brokenFile(path, Text("is no IDX file"));
    ArrayInfo info{typeOf(path, std::to_integer<unsigned>(magic[2])), {}, false};
    const Bytes sides = reader.read(4 * rank);
    for (std::size_t d = 0; d < rank; ++d)
        info.shape.push_back(static_cast<std::int64_t>(bigEndian(std::span(sides).subspan(4 * d, 4))));
    const std::int64_t last = info.shape.back();
    info.picture = info.type == ElementType::UInt8 && (rank == 3 || (rank == 4 && (last == 1 || last == 3)));
    return info;
}

class IdxFile : public DecodedArrayFile {
public:
    IdxFile(const std::string& filePath, ArrayInfo arrayInfo, std::shared_ptr<DecodedCache> cache)
        : DecodedArrayFile(filePath, "", std::move(arrayInfo), std::move(cache))
    {
    }

protected:
    [[nodiscard]] Bytes decode() const override
    {
        GzReader reader(path());
        (void)readHeader(path(), reader);
        Bytes bytes = reader.read(byteSize());
        reader.finish();
        swapByteOrder(bytes, elementSize(info().type));
        return bytes;
    }
};

} // namespace

ArrayFilePtr openIdx(const std::string& path, std::shared_ptr<DecodedCache> cache)
{
    GzReader reader(path);
    return std::make_shared<IdxFile>(path, readHeader(path, reader), std::move(cache));
}

} // namespace qb
