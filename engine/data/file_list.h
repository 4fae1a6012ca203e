// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

enum class FileKind { Picture, Npy, Npz, Proto, ProtoSet, Raw, Idx, Wav };

[[nodiscard]] Text wordFor(FileKind kind, std::size_t count = 2); ///< "pictures", or "picture" where count is 1

/// A file that may hold samples (a folder, for ProtoSet).
struct ListedFile {
    std::filesystem::path path;
    std::string name;                  ///< relative to the folder or list it was found in
    std::optional<FileKind> kind;      ///< none: no data
    std::optional<std::int64_t> label; ///< from a text list
};

/// Compares as people count: runs of digits by their value, the rest by bytes. "frame2" < "frame10".
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

/// By the name alone; what is not known is Raw where `rawFiles`, unless it is plainly text.
[[nodiscard]] std::optional<FileKind> kindByName(const std::filesystem::path& file, bool rawFiles);

/// By name, else by the first bytes.
[[nodiscard]] std::optional<FileKind> kindOf(const std::filesystem::path& file, bool rawFiles);

/// Every file below `folder`, links to folders followed once, in natural order. Throws Error(Resources) where a folder
/// may not be read.
[[nodiscard]] std::vector<ListedFile> listFolder(const std::filesystem::path& folder, bool rawFiles);

/// The lines "path" or "path,label" of a text list, in its order; paths are relative to the list. Empty lines and lines
/// that begin with # don't count. A file that does not exist stays in the list: loading it says so.
[[nodiscard]] std::vector<ListedFile> readTextList(const std::filesystem::path& list, bool rawFiles);
[[nodiscard]] bool isTextList(const std::filesystem::path& file);

} // namespace qb
