// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/file_bytes.h"

#include "engine/base/error.h"

#include <algorithm>
#include <filesystem>

namespace qb {

void brokenFile(const std::string& path, const Text& what, const Text& cure)
{
    throw Error(ErrorCode::BadInput, Text("{}: {}", path, what), cure, {{"file", path}});
}

FileBytes::FileBytes(std::string path) : m_path(std::move(path))
{
    std::error_code error;
    const auto status = std::filesystem::status(m_path, error);
    if (!std::filesystem::exists(status))
        brokenFile(m_path, Text("no such file"));
    if (!std::filesystem::is_regular_file(status)) // a pipe or a device could block for ever
        brokenFile(m_path, Text("not a regular file"));
    m_size = std::filesystem::file_size(m_path, error);
    m_stream.open(m_path, std::ios::binary);
    if (error || !m_stream)
        brokenFile(m_path, Text("can't be read"), Text("check its permissions"));
}

void FileBytes::read(std::uint64_t offset, std::span<std::byte> out)
{
    if (offset > m_size || out.size() > m_size - offset)
        brokenFile(m_path, Text("is truncated: {} bytes wanted at {}, the file has {}", out.size(), offset, m_size));
    m_stream.clear();
    m_stream.seekg(static_cast<std::streamoff>(offset));
    m_stream.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
    if (m_stream.gcount() != static_cast<std::streamsize>(out.size()))
        brokenFile(m_path, Text("can't be read at {}", offset));
}

Bytes FileBytes::read(std::uint64_t offset, std::uint64_t count)
{
    if (offset > m_size || count > m_size - offset)
        brokenFile(m_path, Text("is truncated: {} bytes wanted at {}, the file has {}", count, offset, m_size));
    Bytes bytes(count);
    read(offset, bytes);
    return bytes;
}

Bytes FileBytes::head(std::uint64_t count) { return read(0, std::min(count, m_size)); }

Bytes readFile(const std::string& path, std::uint64_t limit)
{
    FileBytes file(path);
    if (file.size() > limit)
        brokenFile(path, Text("has {} bytes, more than the {} that are read at once", file.size(), limit));
    return file.read(0, file.size());
}

std::shared_ptr<const Bytes> DecodedCache::get(const std::string& key, const std::function<Bytes()>& decode)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.key == key; });
    if (found != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, found);
        return m_entries.front().bytes;
    }
    auto bytes = std::make_shared<const Bytes>(decode());
    m_entries.push_front({key, bytes});
    std::uint64_t total = 0;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        total += entry->bytes->size();
        if (total > kMaxDecodedBytes && entry != m_entries.begin()) {
            m_entries.erase(entry, m_entries.end());
            break;
        }
    }
    return bytes;
}

void swapByteOrder(std::span<std::byte> bytes, std::size_t elementSize)
{
    for (std::size_t at = 0; elementSize > 1 && at + elementSize <= bytes.size(); at += elementSize)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(at + elementSize));
}

} // namespace qb
