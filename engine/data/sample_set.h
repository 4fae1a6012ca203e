// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/fingerprint.h"
#include "engine/base/job.h"
#include "engine/data/data_options.h"
#include "engine/ort/session.h"
#include "engine/ort/tensor.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace qb {

/// What one run of the model gets.
struct Sample {
    std::uint64_t id = 0;                            ///< index in the whole list: the same whichever samples were chosen
    std::string name;                                ///< file or file#row, relative to the data path
    std::vector<Tensor> inputs;                      ///< one per input of the model, in its order
    std::optional<std::int64_t> label;               ///< of the first item
    std::vector<std::optional<std::int64_t>> labels; ///< of every real item
    int realItems = 1;          ///< items of a fixed batch that are not padding; padding repeats the last one
    bool startsSequence = true; ///< carried states begin with the zeros in `inputs`, not with the run before
};

/// Input `inputIndex` is a state: output `outputName` of the sample before, unless startsSequence.
struct StateLink {
    std::size_t inputIndex = 0;
    std::string outputName;
    bool operator==(const StateLink&) const = default;
};

/// Where an input comes from, for people and for checks.
struct InputFeed {
    std::string name;
    Text text; ///< "20 pictures, stretched to 320x320, rgb, nchw"
    bool fromFiles = false;
    bool pictures = false;
    std::optional<PreprocessRange> expected; ///< what the preprocessing gives, where it changes values
};

/// The samples of a data path as a model takes them. Immutable and cheap to copy; load() may be called from several
/// threads. Opening reads headers only; a broken file stays in the list, so that the ids are stable, and throws on load.
class SampleSet {
public:
    /// Throws one Error(BadInput) that names everything that does not fit (wanted and got), Error(Usage) for samples
    /// that don't exist. `inputs` as Session::inputs() gives them.
    [[nodiscard]] static SampleSet open(const DataOptions& options, std::span<const PortInfo> inputs, const JobContext& job = {});

    [[nodiscard]] std::size_t size() const;    ///< samples chosen
    [[nodiscard]] std::uint64_t total() const; ///< samples in the whole list
    [[nodiscard]] std::uint64_t sampleId(std::size_t i) const;
    [[nodiscard]] std::string sampleName(std::size_t i) const;
    [[nodiscard]] std::string sampleFile(std::size_t i) const;                  ///< path of its first file, "" where it has none
    [[nodiscard]] std::optional<std::int64_t> sampleLabel(std::size_t i) const; ///< Sample::label, without reading the file
    /// Throws Error(BadInput) for a broken file. `i` in [0, size()).
    [[nodiscard]] Sample load(std::size_t i) const;

    [[nodiscard]] const Findings& findings() const;            ///< what was assumed or is odd
    [[nodiscard]] const std::vector<InputFeed>& feeds() const; ///< one per input of the model
    [[nodiscard]] const std::vector<StateLink>& states() const;
    [[nodiscard]] bool sequential() const { return !states().empty(); } ///< samples must run in order
    [[nodiscard]] const DataOptions& options() const;

    /// Of what load() gives for the chosen samples: options, model inputs, names, sizes and parts of the contents of
    /// their files. The same on another machine. Reads up to 12 KB per file.
    [[nodiscard]] Fingerprint fingerprint() const;
    /// Of the whole list, whichever samples were chosen: what shards of one job have in common. Names and sizes only.
    [[nodiscard]] Fingerprint listFingerprint() const;
    /// A fingerprint in hex of each chosen sample, by id: sizes and parts of the contents of its files, read as by
    /// fingerprint(). Nothing where no input comes from files.
    [[nodiscard]] std::map<std::uint64_t, std::string> contents() const;

private:
    struct Impl;
    explicit SampleSet(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

} // namespace qb
