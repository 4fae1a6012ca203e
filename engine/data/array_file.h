// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/data_options.h"
#include "engine/data/file_bytes.h"
#include "engine/ort/tensor.h"

#include <memory>
#include <string>

namespace qb {

/// What a file of numbers holds, as its header says.
struct ArrayInfo {
    ElementType type = ElementType::Undefined;
    Shape shape;
    bool picture = false; ///< rows are 8-bit pictures, [height, width] or [height, width, channels] with RGB
};

/// A file (or a member of an archive) that holds one array. Making it reads the header only and checks it against the
/// size of the file; a broken file is an Error(BadInput). Immutable and thread-safe; keeps no file open.
class ArrayFile {
public:
    virtual ~ArrayFile() = default;
    ArrayFile(const ArrayFile&) = delete;
    ArrayFile& operator=(const ArrayFile&) = delete;

    [[nodiscard]] const ArrayInfo& info() const { return m_info; }
    [[nodiscard]] Tensor whole() const;
    /// [1, rest] of the shape [rows, rest].
    [[nodiscard]] Tensor row(std::uint64_t index) const;

protected:
    ArrayFile(std::string path, ArrayInfo info);
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::uint64_t byteSize() const { return m_byteSize; } ///< of the array
    /// Bytes of the array in C order and little endian, from byte `offset` of it on.
    virtual void read(std::uint64_t offset, std::span<std::byte> out) const = 0;

private:
    std::string m_path;
    ArrayInfo m_info;
    std::uint64_t m_byteSize = 0;
};

/// An array that can't be read in pieces where it lies (compressed, other order, protobuf): unpacked as a whole, and
/// kept in the cache while its rows are read.
class DecodedArrayFile : public ArrayFile {
protected:
    DecodedArrayFile(std::string path, std::string key, ArrayInfo info, std::shared_ptr<DecodedCache> cache);
    [[nodiscard]] virtual Bytes decode() const = 0; ///< exactly byteSize() bytes
    void read(std::uint64_t offset, std::span<std::byte> out) const final;

private:
    std::string m_key;
    std::shared_ptr<DecodedCache> m_cache;
};

using ArrayFilePtr = std::shared_ptr<const ArrayFile>;

[[nodiscard]] ArrayFilePtr openNpy(const std::string& path, std::shared_ptr<DecodedCache> cache);
[[nodiscard]] ArrayFilePtr openNpzMember(const std::string& path, const std::string& key, std::shared_ptr<DecodedCache> cache);
[[nodiscard]] std::vector<std::string> npzKeys(const std::string& path);
[[nodiscard]] ArrayFilePtr openTensorProto(const std::string& path, std::shared_ptr<DecodedCache> cache);
[[nodiscard]] std::string tensorProtoName(const std::string& path); ///< "" where the file names none
[[nodiscard]] ArrayFilePtr openIdx(const std::string& path, std::shared_ptr<DecodedCache> cache);
/// [rows, 1 ..., context + frame] of `rank` axes: values in [-1, 1), channels averaged. `wav` with a frame and a hop above 0.
[[nodiscard]] ArrayFilePtr openWav(const std::string& path, const WavFraming& wav, std::size_t rank);
/// Rows of `itemShape`, as many as the file has.
[[nodiscard]] ArrayFilePtr openRaw(const std::string& path, ElementType type, const Shape& itemShape);

/// A header at the start of `bytes`, a npy file of `available` bytes in all. Exposed for tests.
struct NpyHeader {
    ElementType type = ElementType::Undefined;
    bool bigEndian = false;
    bool fortranOrder = false;
    Shape shape;
    std::uint64_t dataOffset = 0;
};
[[nodiscard]] NpyHeader parseNpyHeader(const std::string& path, std::span<const std::byte> bytes);

} // namespace qb
