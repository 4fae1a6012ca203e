// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/file_bytes.h"

#include <string>
#include <vector>

namespace qb {

struct ZipMember {
    std::string name;
    std::uint64_t method = 0; ///< 0 stored, 8 deflated
    std::uint64_t compressedSize = 0;
    std::uint64_t size = 0; ///< as the directory says; never trusted for an allocation
    std::uint64_t crc = 0;
    std::uint64_t headerOffset = 0; ///< of the local header
    [[nodiscard]] bool stored() const { return method == 0; }
};

/// The directory of a zip file (also zip64). Every oddity is an Error(BadInput).
class ZipArchive {
public:
    explicit ZipArchive(const std::string& path);

    [[nodiscard]] const std::vector<ZipMember>& members() const { return m_members; }
    [[nodiscard]] const ZipMember* find(const std::string& name) const;

private:
    std::vector<ZipMember> m_members;
};

/// Where the bytes of a member of `file` begin.
[[nodiscard]] std::uint64_t zipDataOffset(FileBytes& file, const ZipMember& member);

/// The first `count` bytes of a member, fewer where it is shorter. Memory grows with what is really there. A member
/// read to its end is checked against its sum.
[[nodiscard]] Bytes readZipMember(const std::string& path, const ZipMember& member, std::uint64_t count);

} // namespace qb
