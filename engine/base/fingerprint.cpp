// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/fingerprint.h"

#include "engine/base/error.h"

#include <array>
#include <cstring>
#include <fstream>
#include <vector>

#include <xxhash.h>

namespace qb {

std::string Fingerprint::hex() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint64_t half : {high, low})
        for (int shift = 60; shift >= 0; shift -= 4)
            text += digits[(half >> shift) & 15U];
    return text;
}

struct Hasher::State {
    XXH3_state_t* xxh = XXH3_createState();
    ~State() { XXH3_freeState(xxh); }
};

Hasher::Hasher() : m_state(std::make_unique<State>()) { XXH3_128bits_reset(m_state->xxh); }

Hasher::~Hasher() = default;

Hasher& Hasher::bytes(const void* data, std::size_t size)
{
    if (size != 0)
        XXH3_128bits_update(m_state->xxh, data, size);
    return *this;
}

Hasher& Hasher::add(std::string_view text)
{
    add(text.size());
    return bytes(text.data(), text.size());
}

Hasher& Hasher::add(const Fingerprint& other)
{
    add(other.high);
    return add(other.low);
}

Fingerprint Hasher::result() const
{
    const XXH128_hash_t hash = XXH3_128bits_digest(m_state->xxh);
    return {hash.high64, hash.low64};
}

Fingerprint fingerprintOf(const void* data, std::size_t size)
{
    const XXH128_hash_t hash = XXH3_128bits(data, size);
    return {hash.high64, hash.low64};
}

Fingerprint fingerprintOfFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error(ErrorCode::BadInput, Text("can't read the file {}", path), Text("check the path and its permissions"),
                    {{"file", path}});
    Hasher hasher;
    std::vector<char> block(std::size_t{1} << 20U);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
        hasher.bytes(block.data(), static_cast<std::size_t>(file.gcount()));
    return hasher.result();
}

} // namespace qb
