// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/value_memory.h"

#include <algorithm>

namespace qb {

ValueMemory::ValueMemory(std::size_t bytes, std::shared_ptr<const ValueMemory> base) : m_limit(bytes), m_base(std::move(base)) {}

std::optional<Fingerprint> ValueMemory::known(const Fingerprint& provenance) const
{
    if (const auto found = m_known.find(provenance); found != m_known.end())
        return found->second;
    return m_base ? m_base->known(provenance) : std::nullopt;
}

void ValueMemory::learn(const Fingerprint& provenance, const Fingerprint& content) { m_known[provenance] = content; }

Tensor ValueMemory::find(const Fingerprint& key) const
{
    if (const auto found = m_entries.find(key); found != m_entries.end())
        return found->second.tensor;
    return m_base ? m_base->find(key) : Tensor{};
}

void ValueMemory::keep(const Fingerprint& key, const Tensor& tensor, double seconds)
{
    const std::size_t bytes = tensor.byteSize() + 128;
    if (bytes > m_limit)
        return;
    const double rate = seconds / static_cast<double>(bytes);
    if (const auto found = m_entries.find(key); found != m_entries.end()) {
        found->second.worth = m_clock + found->second.rate;
        return;
    }
    makeRoom(bytes);
    m_entries[key] = {tensor, m_clock + rate, rate};
    m_bytes += bytes;
}

void ValueMemory::makeRoom(std::size_t bytes)
{
    if (m_bytes + bytes <= m_limit)
        return;
    // Room for an eighth more than is asked, so that the search is not repeated for each tensor.
    const std::size_t wanted = m_limit - std::min(m_limit, std::max(bytes, m_limit / 8));
    std::vector<std::pair<double, Fingerprint>> order;
    order.reserve(m_entries.size());
    for (const auto& [key, entry] : m_entries)
        order.emplace_back(entry.worth, key);
    std::sort(order.begin(), order.end());
    for (const auto& [worth, key] : order) {
        if (m_bytes <= wanted)
            return;
        const auto found = m_entries.find(key);
        m_clock = worth;
        m_bytes -= found->second.tensor.byteSize() + 128;
        m_entries.erase(found);
    }
}

std::optional<Fingerprint> ValueMemory::last(ValueId value) const
{
    if (const auto found = m_last.find(static_cast<std::int32_t>(value)); found != m_last.end())
        return found->second;
    return m_base ? m_base->last(value) : std::nullopt;
}

void ValueMemory::setLast(ValueId value, const Fingerprint& key) { m_last[static_cast<std::int32_t>(value)] = key; }

} // namespace qb
