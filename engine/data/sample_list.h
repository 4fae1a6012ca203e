// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/data/data_options.h"
#include "engine/data/feed.h"

#include <map>
#include <string>
#include <vector>

namespace qb {

/// The order of everything: which files of several inputs belong together, which rows of them make a sample, and which
/// samples were asked for. Pure bookkeeping, no file is read.
///
/// A *set* is one file per input, of one stem; an *item* a row of a set; a *sample* `batch` items in a row, the last
/// one maybe fewer. The id of a sample is its index in the whole list.
class SampleList {
public:
    struct Item {
        std::uint32_t set = 0;
        std::uint32_t row = 0;
    };

    SampleList() = default;
    /// Files are matched by stem, in the order of the first input. Sets that are not complete are left out, with a
    /// finding; sets whose files differ in length go to `problems`.
    SampleList(const std::map<std::size_t, FileFeed>& feeds, std::int64_t batch, Problems& problems, Findings& findings);
    /// `count` samples that need no files.
    explicit SampleList(std::uint64_t count) : m_batch(1), m_free(count) {}

    [[nodiscard]] std::uint64_t total() const;                       ///< samples in the whole list
    [[nodiscard]] std::vector<Item> itemsOf(std::uint64_t id) const; ///< at most `batch`; empty where no file is needed
    [[nodiscard]] std::size_t fileOf(const Item& item, std::size_t input) const { return m_files.at(input)[item.set]; }
    /// Samples of one sequence follow each other in time: the rows of a file, or single files of one folder.
    [[nodiscard]] const std::string& sequenceOf(std::uint64_t id) const;

    /// The ids that the options ask for, ascending. With states carried, `samples` takes the beginning of every
    /// sequence in proportion, so that no state crosses a gap. Throws Error(Usage) for samples that don't exist.
    [[nodiscard]] std::vector<std::uint64_t> select(const DataOptions& options, bool sequential, Findings& findings) const;

private:
    [[nodiscard]] std::vector<std::uint64_t> selectSpread(const DataOptions& options, bool sequential, Findings& findings) const;
    void addSet(const std::map<std::size_t, FileFeed>& feeds, const std::map<std::size_t, std::size_t>& set, Problems& problems);

    std::int64_t m_batch = 1;
    std::uint64_t m_free = 0;
    std::map<std::size_t, std::vector<std::size_t>> m_files; ///< by input: file index of each set
    std::vector<std::string> m_sequences;                    ///< of each set
    std::vector<Item> m_items;
};

} // namespace qb
