// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/bytes.h"

#include "engine/base/error.h"

namespace qb {

void ByteWriter::whole(std::uint64_t value)
{
    for (; value >= 128; value >>= 7U)
        m_bytes.push_back(static_cast<std::byte>(value | 128U));
    m_bytes.push_back(static_cast<std::byte>(value));
}

void ByteWriter::integer(std::int64_t value)
{
    const auto doubled = static_cast<std::uint64_t>(value) << 1U;
    whole(value < 0 ? ~doubled : doubled);
}

void ByteWriter::fixed(std::uint64_t bits, int size)
{
    for (int i = 0; i < size; ++i)
        m_bytes.push_back(static_cast<std::byte>(bits >> (8 * i)));
}

std::uint64_t ByteReader::whole()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const std::uint64_t byte = fixed(1);
        if (shift == 63 && byte > 1)
            fail();
        value |= (byte & 127U) << shift;
        if (byte < 128)
            return value;
    }
    fail();
}

std::uint64_t ByteReader::wholeUpTo(std::uint64_t limit)
{
    const std::uint64_t value = whole();
    if (value > limit)
        fail();
    return value;
}

std::int64_t ByteReader::integer()
{
    const std::uint64_t doubled = whole();
    return static_cast<std::int64_t>((doubled & 1U) != 0 ? ~(doubled >> 1U) : doubled >> 1U);
}

std::size_t ByteReader::itemCount(std::size_t itemBytes)
{
    return static_cast<std::size_t>(wholeUpTo(m_bytes.size() / itemBytes));
}

void ByteReader::expectEnd() const
{
    if (!m_bytes.empty())
        fail();
}

void ByteReader::fail() { throw Error(ErrorCode::BadInput, Text("stored statistics are damaged"), Text("calibrate again")); }

std::uint64_t ByteReader::fixed(int size)
{
    if (m_bytes.size() < static_cast<std::size_t>(size))
        fail();
    std::uint64_t bits = 0;
    for (int i = 0; i < size; ++i)
        bits |= static_cast<std::uint64_t>(m_bytes[static_cast<std::size_t>(i)]) << (8 * i);
    m_bytes = m_bytes.subspan(static_cast<std::size_t>(size));
    return bits;
}

} // namespace qb
