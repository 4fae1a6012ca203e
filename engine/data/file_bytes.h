// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace qb {

using Bytes = std::vector<std::byte>;

constexpr std::uint64_t kMaxItemBytes = std::uint64_t{512} << 20U;  ///< of one sample's input as it stands in a file
constexpr std::uint64_t kMaxDecodedBytes = std::uint64_t{1} << 30U; ///< of a compressed file, unpacked in memory

/// Throws Error(BadInput) "FILE: WHAT" with the file in the context: how every reader says that a file is broken.
[[noreturn]] void brokenFile(const std::string& path, const Text& what, const Text& cure = {});

/// A regular file, open for reading at any place. Every failure, also a short read, is an Error(BadInput).
class FileBytes {
public:
    explicit FileBytes(std::string path);

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    void read(std::uint64_t offset, std::span<std::byte> out);
    [[nodiscard]] Bytes read(std::uint64_t offset, std::uint64_t count); ///< checked against the file's size first
    [[nodiscard]] Bytes head(std::uint64_t count);                       ///< fewer where the file is shorter

private:
    std::string m_path;
    std::ifstream m_stream;
    std::uint64_t m_size = 0;
};

/// Reads a whole file of at most `limit` bytes.
[[nodiscard]] Bytes readFile(const std::string& path, std::uint64_t limit);

/// Unpacked files whose rows are read one after the other; keeps the latest up to kMaxDecodedBytes. Thread-safe: while
/// one thread unpacks, the others wait, so that a large file is in memory once.
class DecodedCache {
public:
    [[nodiscard]] std::shared_ptr<const Bytes> get(const std::string& key, const std::function<Bytes()>& decode);

private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Bytes> bytes;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries; ///< latest first
};

[[nodiscard]] inline std::uint64_t littleEndian(std::span<const std::byte> bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = value << 8U | std::to_integer<std::uint64_t>(bytes[i]);
    return value;
}

[[nodiscard]] inline std::uint64_t bigEndian(std::span<const std::byte> bytes)
{
    std::uint64_t value = 0;
    for (const std::byte b : bytes)
        value = value << 8U | std::to_integer<std::uint64_t>(b);
    return value;
}

/// Turns elements of `elementSize` bytes from one byte order to the other.
void swapByteOrder(std::span<std::byte> bytes, std::size_t elementSize);

} // namespace qb
