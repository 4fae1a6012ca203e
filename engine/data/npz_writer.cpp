// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/npz_writer.h"

#include "engine/base/error.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

#include <zlib.h>

namespace qb {

namespace {

const char* numpyType(ElementType type)
{
    switch (type) {
    case ElementType::Float32: return "<f4";
    case ElementType::Float64: return "<f8";
    case ElementType::Float16: return "<f2";
    case ElementType::Int8: return "|i1";
    case ElementType::UInt8: return "|u1";
    case ElementType::Bool: return "|b1";
    case ElementType::Int16: return "<i2";
    case ElementType::UInt16: return "<u2";
    case ElementType::Int32: return "<i4";
    case ElementType::UInt32: return "<u4";
    case ElementType::Int64: return "<i8";
    case ElementType::UInt64: return "<u8";
    default: return nullptr;
    }
}

std::string npyHeader(const Tensor& tensor)
{
    std::string shape;
    for (const std::int64_t d : tensor.shape())
        shape += std::to_string(d) + ", ";
    std::string dict =
        "{'descr': '" + std::string(numpyType(tensor.type())) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    // The data begin at a multiple of 64; the header ends with a line feed.
    const std::size_t length = (10 + dict.size() + 1 + 63) / 64 * 64 - 10;
    dict.resize(length - 1, ' ');
    dict += '\n';
    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(length & 255U);
    header += static_cast<char>(length >> 8U);
    return header + dict;
}

template <typename T>
void put(std::string& out, T value)
{
    for (std::size_t i = 0; i < sizeof value; ++i)
        out += static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * i)) & 255U);
}

/// What the local header and the central directory of a zip archive share.
std::string zipEntry(std::uint32_t crc, std::uint32_t size, std::size_t nameLength)
{
    std::string e;
    put<std::uint16_t>(e, 20);
    put<std::uint16_t>(e, 0x0800); // names are UTF-8
    put<std::uint16_t>(e, 0);      // stored
    put<std::uint16_t>(e, 0);      // no time ...
    put<std::uint16_t>(e, 0x21);   // ... of 1 January 1980, so that equal arrays give equal files
    put<std::uint32_t>(e, crc);
    put<std::uint32_t>(e, size);
    put<std::uint32_t>(e, size);
    put<std::uint16_t>(e, static_cast<std::uint16_t>(nameLength));
    put<std::uint16_t>(e, 0);
    return e;
}

void close(std::ofstream& file, const std::string& path)
{
    file.flush();
    if (file)
        return;
    file.close();
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    throw Error(ErrorCode::Resources, Text("can't write {}", path), Text("check the folder and the space on the disk"),
                {{"file", path}});
}

void write(std::ofstream& file, const std::string& text) { file.write(text.data(), static_cast<std::streamsize>(text.size())); }

void write(std::ofstream& file, const Tensor& tensor)
{
    file.write(reinterpret_cast<const char*>(tensor.bytes().data()), static_cast<std::streamsize>(tensor.byteSize()));
}

std::uint32_t crcOf(const std::string& header, const Tensor& tensor)
{
    const auto first = crc32_z(0, reinterpret_cast<const Bytef*>(header.data()), header.size());
    return static_cast<std::uint32_t>(crc32_z(first, reinterpret_cast<const Bytef*>(tensor.bytes().data()), tensor.byteSize()));
}

} // namespace

void writeNpy(const std::string& path, const Tensor& tensor)
{
    if (!tensor.isDense() || !numpyType(tensor.type()))
        throw Error(ErrorCode::BadInput, Text("a tensor of type {} can't be written as npy", toString(tensor.type())));
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    write(file, npyHeader(tensor));
    write(file, tensor);
    close(file, path);
}

void writeNpz(const std::string& path, const std::map<std::string, Tensor>& arrays)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    std::string directory;
    std::uint64_t offset = 0;
    std::uint16_t count = 0;
    for (const auto& [key, tensor] : arrays) {
        if (!tensor.isDense() || !numpyType(tensor.type()))
            continue;
        const std::string name = key + ".npy";
        const std::string header = npyHeader(tensor);
        const std::uint64_t size = header.size() + tensor.byteSize();
        if (offset + size > std::numeric_limits<std::uint32_t>::max())
            throw Error(ErrorCode::Resources, Text("the arrays of {} are larger than an npz file may be (4 GB)", path),
                        Text("ask for fewer tensors"));
        const std::string entry = zipEntry(crcOf(header, tensor), static_cast<std::uint32_t>(size), name.size());
        write(file, std::string("PK\x03\x04") + entry + name + header);
        write(file, tensor);
        directory += "PK\x01\x02";
        directory += std::string_view("\x14\x00", 2);
        directory += entry;
        put<std::uint16_t>(directory, 0);
        put<std::uint16_t>(directory, 0);
        put<std::uint16_t>(directory, 0);
        put<std::uint32_t>(directory, 0);
        put<std::uint32_t>(directory, static_cast<std::uint32_t>(offset));
        directory += name;
        offset += 4 + entry.size() + name.size() + size;
        ++count;
    }
    std::string end = "PK\x05\x06";
    put<std::uint32_t>(end, 0);
    put<std::uint16_t>(end, count);
    put<std::uint16_t>(end, count);
    put<std::uint32_t>(end, static_cast<std::uint32_t>(directory.size()));
    put<std::uint32_t>(end, static_cast<std::uint32_t>(offset));
    put<std::uint16_t>(end, 0);
    write(file, directory + end);
    close(file, path);
}

} // namespace qb
