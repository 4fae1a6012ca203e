// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/zip_archive.h"

#include <algorithm>
#include <memory>

#include <zlib.h>

namespace qb {

namespace {

constexpr std::uint64_t kEndRecord = 22;
constexpr std::uint64_t kMaxDirectory = std::uint64_t{64} << 20U;
constexpr std::size_t kBlock = std::size_t{1} << 18U;

/// A little-endian field of `size` bytes at `at`.
std::uint64_t field(const Bytes& bytes, std::uint64_t at, std::uint64_t size)
{
    return littleEndian(std::span(bytes).subspan(at, size));
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

Directory findDirectory(FileBytes& file)
{
    const std::uint64_t tailSize = std::min<std::uint64_t>(file.size(), 65536 + kEndRecord);
    const Bytes tail = file.read(file.size() - tailSize, tailSize);
    for (std::uint64_t at = tailSize < kEndRecord ? 0 : tailSize - kEndRecord + 1; at-- > 0;) {
        if (field(tail, at, 4) != 0x06054b50)
            continue;
        Directory found{field(tail, at + 16, 4), field(tail, at + 12, 4)};
        if (at >= 20 && field(tail, at - 20, 4) == 0x07064b50) { // zip64: the locator stands right before
            const Bytes end = file.read(field(tail, at - 20 + 8, 8), 56);
            if (field(end, 0, 4) != 0x06064b50)
                brokenFile(file.path(), Text("the zip64 directory is broken"));
            found = {field(end, 48, 8), field(end, 40, 8)};
        }
        return found;
    }
    brokenFile(file.path(), Text("is no zip archive, or a truncated one"));
}

/// Sizes and offset above 32 bits stand in the extra field 1, only those that overflowed, in a fixed order.
void applyZip64(const Bytes& directory, std::uint64_t at, std::uint64_t end, ZipMember& member)
{
    while (at + 4 <= end) {
        const std::uint64_t size = field(directory, at + 2, 2);
        std::uint64_t value = at + 4;
        const std::uint64_t next = value + size;
        if (next > end)
            return;
        if (field(directory, at, 2) == 1)
            for (std::uint64_t* target : {&member.size, &member.compressedSize, &member.headerOffset})
                if (*target == 0xffffffff && value + 8 <= next) {
                    *target = field(directory, value, 8);
                    value += 8;
                }
        at = next;
    }
}

struct Inflater {
    z_stream stream{};
    Inflater() { inflateInit2(&stream, -MAX_WBITS); }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

Bytes inflated(FileBytes& file, const ZipMember& member, std::uint64_t offset, std::uint64_t count)
{
    Inflater inflater;
    z_stream& z = inflater.stream;
    Bytes out;
    out.reserve(std::min(count, member.compressedSize * 1040 + 64)); // deflate packs at most 1032 to 1
    Bytes in(kBlock);
    std::uint64_t left = member.compressedSize;
    int status = Z_OK;
    while (status != Z_STREAM_END && out.size() < count) {
        if (z.avail_in == 0) {
            const std::uint64_t block = std::min<std::uint64_t>(left, kBlock);
            if (block == 0)
                brokenFile(file.path(), Text("the member '{}' is truncated", member.name));
            file.read(offset, std::span(in).first(block));
            z.next_in = reinterpret_cast<Bytef*>(in.data());
            z.avail_in = static_cast<uInt>(block);
            offset += block;
            left -= block;
        }
        const std::size_t before = out.size();
        const std::size_t room = std::min<std::uint64_t>(kBlock, count - before);
        out.resize(before + room);
        z.next_out = reinterpret_cast<Bytef*>(out.data() + before);
        z.avail_out = static_cast<uInt>(room);
        status = inflate(&z, Z_NO_FLUSH);
        out.resize(before + room - z.avail_out);
        if (status != Z_OK && status != Z_STREAM_END)
            brokenFile(file.path(), Text("the member '{}' can't be unpacked", member.name));
    }
    return out;
}

} // namespace

ZipArchive::ZipArchive(const std::string& path)
{
    FileBytes file(path);
    const Directory found = findDirectory(file);
    if (found.size > kMaxDirectory)
        brokenFile(path, Text("the directory of the archive is too large"));
    const Bytes directory = file.read(found.offset, found.size);
    for (std::uint64_t at = 0; at + 46 <= directory.size() && field(directory, at, 4) == 0x02014b50;) {
        const std::uint64_t nameEnd = at + 46 + field(directory, at + 28, 2);
        const std::uint64_t extraEnd = nameEnd + field(directory, at + 30, 2);
        const std::uint64_t next = extraEnd + field(directory, at + 32, 2);
        if (next > directory.size())
            brokenFile(path, Text("the directory of the archive is broken"));
        ZipMember member;
        member.name.assign(reinterpret_cast<const char*>(directory.data()) + at + 46, nameEnd - at - 46);
        member.method = field(directory, at + 10, 2);
        member.crc = field(directory, at + 16, 4);
        member.compressedSize = field(directory, at + 20, 4);
        member.size = field(directory, at + 24, 4);
        member.headerOffset = field(directory, at + 42, 4);
        applyZip64(directory, nameEnd, extraEnd, member);
        if ((field(directory, at + 8, 2) & 1U) != 0 || (member.method != 0 && member.method != 8))
            brokenFile(path, Text("the member '{}' is encrypted or packed in a way that is not read", member.name));
        m_members.push_back(std::move(member));
        at = next;
    }
}

const ZipMember* ZipArchive::find(const std::string& name) const
{
    const auto found = std::find_if(m_members.begin(), m_members.end(), [&](const ZipMember& m) { return m.name == name; });
    return found == m_members.end() ? nullptr : &*found;
}

std::uint64_t zipDataOffset(FileBytes& file, const ZipMember& member)
{
    const Bytes header = file.read(member.headerOffset, 30);
    if (field(header, 0, 4) != 0x04034b50)
        brokenFile(file.path(), Text("the member '{}' is not where the directory says", member.name));
    const std::uint64_t offset = member.headerOffset + 30 + field(header, 26, 2) + field(header, 28, 2);
    if (offset > file.size() || member.compressedSize > file.size() - offset)
        brokenFile(file.path(), Text("the member '{}' is truncated", member.name));
    return offset;
}

Bytes readZipMember(const std::string& path, const ZipMember& member, std::uint64_t count)
{
    FileBytes file(path);
    const std::uint64_t offset = zipDataOffset(file, member);
    const std::uint64_t wanted = std::min(count, kMaxDecodedBytes + 65536);
    Bytes bytes =
        member.stored() ? file.read(offset, std::min(wanted, member.compressedSize)) : inflated(file, member, offset, wanted);
    if (bytes.size() == member.size && crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) != member.crc)
        brokenFile(path, Text("the member '{}' has a wrong check sum", member.name));
    return bytes;
}

} // namespace qb
