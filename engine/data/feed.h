// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/job.h"
#include "engine/data/array_file.h"
#include "engine/data/discover.h"
#include "engine/data/picture.h"
#include "engine/data/problems.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace qb {

/// What an item of a feed is loaded with.
struct Item {
    Tensor value;
    std::optional<PictureSize> pictureSize; ///< as read, where it is a picture
};

/// The files that feed one input of the model, opened: how many items each has and how an item becomes a tensor.
/// Immutable after open(); items may be loaded from several threads.
class FileFeed {
public:
    /// Reads the headers of all files on `job.threads` threads. Files that are broken stay in the list as one item that
    /// can't be loaded. What does not fit the input goes to `problems`, once, with wanted and got.
    [[nodiscard]] static FileFeed open(const DataOptions& options, const ModelInput& input, std::vector<FileRef> files,
                                       const JobContext& job, Problems& problems, Findings& findings);

    [[nodiscard]] const std::vector<FileRef>& files() const { return m_files; }
    [[nodiscard]] std::uint64_t itemsOf(std::size_t file) const { return m_opened[file].items; }
    [[nodiscard]] std::int64_t batch() const { return m_batch; } ///< items that are stacked for one run
    [[nodiscard]] bool pictures() const { return m_plan.has_value(); }
    [[nodiscard]] const std::optional<PreprocessRange>& expected() const { return m_expected; }
    [[nodiscard]] const Text& text() const { return m_text; } ///< for people: where from and what is done

    /// Throws Error(BadInput) where the file is broken.
    [[nodiscard]] Item load(std::size_t file, std::uint64_t row) const;

private:
    struct Opened {
        ArrayFilePtr array; ///< null for encoded pictures and broken files
        ArrayFit fit = ArrayFit::Whole;
        std::uint64_t items = 1;
        Text problem; ///< why it is broken
    };

    void openArrays(const DataOptions& options, const WavFraming& wav, const JobContext& job);
    void fitArrays(Problems& problems);
    void planArrays(Problems& problems, Findings& findings);
    [[nodiscard]] Opened openFile(const FileRef& file, const DataOptions& options, const WavFraming& wav) const;
    [[nodiscard]] Tensor converted(const Tensor& array) const;

    ModelInput m_input;
    Preprocess m_preprocess;
    std::vector<FileRef> m_files;
    std::vector<Opened> m_opened;
    std::shared_ptr<DecodedCache> m_cache;
    std::optional<PicturePlan> m_plan;
    std::optional<PreprocessRange> m_expected;
    std::int64_t m_batch = 1;
    Text m_text;
};

} // namespace qb
