// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace qb {

/// A file's bytes, read by the system when somebody looks at them. Whoever changes the file meanwhile changes the bytes.
class MappedFile {
public:
    /// Throws Error(BadInput) where there is no such regular file, Error(Resources) where it may not be read.
    [[nodiscard]] static std::shared_ptr<const MappedFile> open(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    [[nodiscard]] const std::byte* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    MappedFile(const std::byte* data, std::size_t size) : m_data(data), m_size(size) {}

    const std::byte* m_data;
    std::size_t m_size;
};

} // namespace qb
