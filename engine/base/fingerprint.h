// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace qb {

/// 128 bits that stand for a content; equal fingerprints are taken for equal contents. Stable across runs and machines.
struct Fingerprint {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const Fingerprint&) const = default;
    [[nodiscard]] std::string hex() const; ///< 32 lower-case digits
};

/// Feeds values into a fingerprint (XXH3, 128 bits). Strings and spans are fed with their length, so that
/// ("ab", "c") and ("a", "bc") differ.
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    Hasher& bytes(const void* data, std::size_t size);
    Hasher& add(std::string_view text);
    Hasher& add(const Fingerprint& other);
    template <typename T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T> Hasher& add(T value) { return bytes(&value, sizeof value); }
    template <typename T, std::size_t N>
    requires std::is_arithmetic_v<T> Hasher& add(std::span<const T, N> values)
    {
        add(values.size());
        return bytes(values.data(), values.size_bytes());
    }

    [[nodiscard]] Fingerprint result() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

[[nodiscard]] Fingerprint fingerprintOf(const void* data, std::size_t size);

/// Of a file's bytes, read in blocks. Throws Error(BadInput) where it can't be read.
[[nodiscard]] Fingerprint fingerprintOfFile(const std::string& path);

} // namespace qb

template <>
struct std::hash<qb::Fingerprint> {
    std::size_t operator()(const qb::Fingerprint& f) const noexcept { return static_cast<std::size_t>(f.low ^ f.high); }
};
