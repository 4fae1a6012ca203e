// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/sample_ids.h"

#include <algorithm>

namespace qb {

namespace {

using Run = std::pair<SampleId, SampleId>;

/// The first run that ends at or after id.
auto runAt(const std::vector<Run>& runs, SampleId id)
{
    return std::lower_bound(runs.begin(), runs.end(), id, [](const Run& run, SampleId wanted) { return run.second < wanted; });
}

} // namespace

bool SampleIds::contains(SampleId id) const
{
    const auto run = runAt(m_runs, id);
    return run != m_runs.end() && run->first <= id;
}

std::uint64_t SampleIds::size() const
{
    std::uint64_t count = 0;
    for (const auto& [first, last] : m_runs)
        count += last - first + 1;
    return count;
}

std::optional<SampleId> SampleIds::firstCommon(const SampleIds& other) const
{
    for (const auto& [first, last] : m_runs) {
        const auto run = runAt(other.m_runs, first);
        if (run != other.m_runs.end() && run->first <= last)
            return std::max(first, run->first);
    }
    return std::nullopt;
}

void SampleIds::insert(SampleId id)
{
    SampleIds one;
    one.m_runs.emplace_back(id, id);
    if (m_runs.empty() || m_runs.back().second < id) {
        if (!m_runs.empty() && m_runs.back().second + 1 == id)
            m_runs.back().second = id;
        else
            m_runs.emplace_back(id, id);
        return;
    }
    insert(one);
}

void SampleIds::insert(const SampleIds& other)
{
    std::vector<Run> all;
    std::merge(m_runs.begin(), m_runs.end(), other.m_runs.begin(), other.m_runs.end(), std::back_inserter(all));
    m_runs.clear();
    for (const Run& run : all) {
        if (!m_runs.empty() && (run.first <= m_runs.back().second || run.first == m_runs.back().second + 1))
            m_runs.back().second = std::max(m_runs.back().second, run.second);
        else
            m_runs.push_back(run);
    }
}

void SampleIds::write(ByteWriter& out) const
{
    out.whole(m_runs.size());
    SampleId before = 0;
    for (const auto& [first, last] : m_runs) {
        out.whole(first - before);
        out.whole(last - first);
        before = last;
    }
}

SampleIds SampleIds::read(ByteReader& in)
{
    SampleIds ids;
    const std::size_t count = in.itemCount(2);
    SampleId before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t gap = in.wholeUpTo(~before);
        if (i != 0 && gap < 2)
            ByteReader::fail();
        const SampleId first = before + gap;
        before = first + in.wholeUpTo(~first);
        ids.m_runs.emplace_back(first, before);
    }
    return ids;
}

} // namespace qb
