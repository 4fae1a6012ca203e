// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/preprocess.h"

#include <cstddef>
#include <span>
#include <string>

namespace qb {

/// Whether the first bytes are those of a kind of picture that is read: JPEG, PNG, BMP, WebP, TIFF, PNM.
[[nodiscard]] bool looksLikePicture(std::span<const std::byte> head);

/// Width and height as the header of a picture says, without decoding. Also walks the structure as far as it goes, to
/// find truncated files that a decoder would fill with grey (JPEG to its end mark, PNG to its last chunk and every check
/// sum). Throws Error(BadInput) with `path` for anything broken.
[[nodiscard]] PictureSize pictureSize(const std::string& path, std::span<const std::byte> bytes);

} // namespace qb
