// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/data/data_options.h"
#include "engine/data/file_list.h"
#include "engine/data/model_input.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace qb {

/// One file (or one array of an archive) that feeds one input.
struct FileRef {
    std::string path;
    std::string key; ///< array of an npz archive
    FileKind kind = FileKind::Picture;
    std::string name;                 ///< relative, as shown
    std::string stem;                 ///< what files of several inputs are matched by: the name without its extension
    std::vector<std::int64_t> labels; ///< none, one for the file, or one per row
};

/// The files that `options.path` holds, in natural order, by the index of the input that they feed.
struct Discovery {
    std::map<std::size_t, std::vector<FileRef>> files;
    Findings findings;
};

/// Finds out which of the forms lies at the path and which inputs it feeds; `fedOtherwise` names the inputs that the
/// user feeds by hand. Files are not read, but for the directory of one archive. Throws Error(BadInput) where nothing,
/// or more than one form, is found.
[[nodiscard]] Discovery discover(const DataOptions& options, std::span<const ModelInput> inputs,
                                 const std::set<std::string>& fedOtherwise);

} // namespace qb
