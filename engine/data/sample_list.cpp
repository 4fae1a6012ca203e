// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/sample_list.h"

#include "engine/base/error.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <numeric>
#include <unordered_map>

namespace qb {

namespace {

using StemIndex = std::unordered_map<std::string, std::size_t>;

constexpr std::uint64_t kMaxItems = std::uint64_t{1} << 28U;

StemIndex stemsOf(const FileFeed& feed, const Text& what, Problems& problems)
{
    StemIndex index;
    for (std::size_t i = 0; i < feed.files().size(); ++i) {
        const FileRef& file = feed.files()[i];
        const auto [found, added] = index.emplace(file.stem, i);
        if (!added)
            problems.add(Text("{}: {} and {} have the same name but for their extension", what, feed.files()[found->second].name,
                              file.name));
    }
    return index;
}

/// `count` indices of `indices`, spread evenly, the first one among them.
std::vector<std::uint64_t> spread(const std::vector<std::uint64_t>& ids, std::uint64_t count)
{
    std::vector<std::uint64_t> chosen;
    for (std::uint64_t k = 0; k < count; ++k)
        chosen.push_back(ids[k * ids.size() / count]);
    return chosen;
}

} // namespace

SampleList::SampleList(const std::map<std::size_t, FileFeed>& feeds, std::int64_t batch, Problems& problems, Findings& findings)
    : m_batch(batch)
{
    const auto& [firstInput, first] = *feeds.begin();
    std::map<std::size_t, StemIndex> others;
    for (const auto& [input, feed] : feeds)
        if (input != firstInput)
            others[input] = stemsOf(feed, Text("input {}", input), problems);
    std::size_t unmatched = 0;
    std::string example;
    for (std::size_t i = 0; i < first.files().size() && problems.empty(); ++i) {
        const std::string& stem = first.files()[i].stem;
        std::map<std::size_t, std::size_t> set{{firstInput, i}};
        for (const auto& [input, stems] : others)
            if (const auto found = stems.find(stem); found != stems.end())
                set[input] = found->second;
        if (set.size() == feeds.size())
            addSet(feeds, set, problems);
        else
            example = unmatched++ == 0 ? first.files()[i].name : example;
    }
    if (!problems.empty())
        return;
    if (m_items.empty())
        problems.add(
            Text("no file of one input has a partner of the same name for the others; the first without one is {}", example));
    else if (unmatched != 0)
        findings.push_back(
            {.rule = "data.unmatched_files",
             .unit = "",
             .point = "",
             .message = Text("{} files have no partner of the same name for the other inputs and are left out, the first is {}",
                             unmatched, example),
             .numbers = {{"files", static_cast<double>(unmatched)}},
             .cure = Text("name the files of all inputs alike")});
}

void SampleList::addSet(const std::map<std::size_t, FileFeed>& feeds, const std::map<std::size_t, std::size_t>& set,
                        Problems& problems)
{
    std::uint64_t rows = 1;
    std::string counts;
    for (const auto& [input, file] : set) {
        rows = std::max(rows, feeds.at(input).itemsOf(file));
        counts += (counts.empty() ? "" : ", ") + feeds.at(input).files()[file].name + " " +
                  std::to_string(feeds.at(input).itemsOf(file));
    }
    for (const auto& [input, file] : set) {
        const std::uint64_t items = feeds.at(input).itemsOf(file);
        if (items != 1 && items != rows) {
            problems.add(Text("files of the same name differ in the number of samples: {}", counts));
            return;
        }
    }
    if (rows > kMaxItems - m_items.size()) {
        problems.add(Text("the data have more than {} samples", kMaxItems));
        return;
    }
    const std::string& name = feeds.begin()->second.files()[set.begin()->second].name;
    const auto number = static_cast<std::uint32_t>(m_sequences.size());
    m_sequences.push_back(rows > 1 ? name : std::filesystem::path(name).parent_path().string());
    for (const auto& [input, file] : set)
        m_files[input].push_back(file);
    for (std::uint32_t row = 0; row < rows; ++row)
        m_items.push_back({number, row});
}

std::uint64_t SampleList::total() const
{
    const auto batch = static_cast<std::uint64_t>(m_batch);
    return m_free + (m_items.size() + batch - 1) / batch;
}

std::vector<SampleList::Item> SampleList::itemsOf(std::uint64_t id) const
{
    const auto batch = static_cast<std::uint64_t>(m_batch);
    const std::uint64_t begin = std::min<std::uint64_t>(id * batch, m_items.size());
    const std::uint64_t end = std::min<std::uint64_t>(begin + batch, m_items.size());
    return {m_items.begin() + static_cast<std::ptrdiff_t>(begin), m_items.begin() + static_cast<std::ptrdiff_t>(end)};
}

const std::string& SampleList::sequenceOf(std::uint64_t id) const
{
    static const std::string none;
    return m_items.empty() ? none : m_sequences[m_items[id * static_cast<std::uint64_t>(m_batch)].set];
}

std::vector<std::uint64_t> SampleList::select(const DataOptions& options, bool sequential, Findings& findings) const
{
    std::vector<std::uint64_t> ids = selectSpread(options, sequential, findings);
    if (options.sample || options.also.empty())
        return ids;
    if (*options.also.rbegin() >= total())
        throw Error(ErrorCode::Usage, Text("there is no sample {}: the list has {}", *options.also.rbegin(), total()),
                    Text("samples that were added one by one belong to the data they were chosen from"));
    std::vector<std::uint64_t> all;
    std::set_union(ids.begin(), ids.end(), options.also.begin(), options.also.end(), std::back_inserter(all));
    return all;
}

/// Without those that were named one by one.
std::vector<std::uint64_t> SampleList::selectSpread(const DataOptions& options, bool sequential, Findings& findings) const
{
    const std::uint64_t count = total();
    const auto shortage = [&](std::uint64_t asked, std::uint64_t there) {
        findings.push_back({.rule = "data.fewer_samples",
                            .severity = Severity::Info,
                            .unit = "",
                            .point = "",
                            .message = Text("{} samples were asked for, there are {}", asked, there),
                            .numbers = {{"asked", static_cast<double>(asked)}, {"there", static_cast<double>(there)}},
                            .cure = Text()});
    };
    if (options.sample) {
        if (options.samples || options.range)
            throw Error(ErrorCode::Usage, Text("one sample and several samples were asked for at once"),
                        Text("give --sample alone"));
        if (*options.sample >= count)
            throw Error(ErrorCode::Usage, Text("there is no sample {}: the list has {}", *options.sample, count),
                        Text("give 0 to {}", count - 1));
        return {*options.sample};
    }
    const SampleRange range = options.range.value_or(SampleRange{0, count});
    if (range.begin >= count || range.end <= range.begin)
        throw Error(ErrorCode::Usage, Text("the range {}:{} has no samples: the list has {}", range.begin, range.end, count),
                    Text("give A:B with A < B, A below {}", count));
    std::vector<std::uint64_t> ids(std::min(range.end, count) - range.begin);
    std::iota(ids.begin(), ids.end(), range.begin);
    if (range.end > count)
        shortage(range.end - range.begin, ids.size());
    if (!options.samples)
        return ids;
    if (*options.samples == 0)
        throw Error(ErrorCode::Usage, Text("no samples were asked for"), Text("give --samples 1 or more"));
    if (*options.samples >= ids.size()) {
        if (*options.samples > ids.size())
            shortage(*options.samples, ids.size());
        return ids;
    }
    if (!sequential)
        return spread(ids, *options.samples);
    std::vector<std::uint64_t> chosen;
    for (std::size_t begin = 0, end = 0; begin < ids.size(); begin = end) {
        while (end < ids.size() && sequenceOf(ids[end]) == sequenceOf(ids[begin]))
            ++end;
        const std::uint64_t share = end * *options.samples / ids.size() - begin * *options.samples / ids.size();
        chosen.insert(chosen.end(), ids.begin() + static_cast<std::ptrdiff_t>(begin),
                      ids.begin() + static_cast<std::ptrdiff_t>(begin + share));
    }
    return chosen;
}

} // namespace qb
