// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/fingerprint.h"
#include "engine/model/graph.h"

#include <memory>
#include <optional>
#include <unordered_map>

namespace qb {

/// What an evaluator remembers of one sample: tensors by what they were computed from, within a number of bytes. When
/// that is full, what is cheapest to recompute for its size goes first (GreedyDual-Size). Keys outlive their tensors, so
/// that an unchanged network is recognised as such even when its tensors are gone.
/// Written by one thread at a time; as `base` of others it is only read.
class ValueMemory {
public:
    explicit ValueMemory(std::size_t bytes, std::shared_ptr<const ValueMemory> base = {});

    /// The content key that a computation with this provenance had, if it was ever done.
    [[nodiscard]] std::optional<Fingerprint> known(const Fingerprint& provenance) const;
    void learn(const Fingerprint& provenance, const Fingerprint& content);

    [[nodiscard]] Tensor find(const Fingerprint& key) const; ///< empty if it is not there
    /// `seconds`: what it took to compute.
    void keep(const Fingerprint& key, const Tensor& tensor, double seconds);

    /// The value that this tensor of the graph had last, to compare a new one with.
    [[nodiscard]] std::optional<Fingerprint> last(ValueId value) const;
    void setLast(ValueId value, const Fingerprint& key);

    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t limit() const { return m_limit; }

private:
    struct Entry {
        Tensor tensor;
        double worth = 0; ///< clock at its last use + seconds per byte
        double rate = 0;  ///< seconds per byte
    };

    void makeRoom(std::size_t bytes);

    std::size_t m_limit;
    std::shared_ptr<const ValueMemory> m_base;
    std::size_t m_bytes = 0;
    double m_clock = 0;
    std::unordered_map<Fingerprint, Entry> m_entries;
    std::unordered_map<Fingerprint, Fingerprint> m_known;
    std::unordered_map<std::int32_t, Fingerprint> m_last;
};

} // namespace qb
