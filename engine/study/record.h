// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metrics.h"
#include "engine/base/finding.h"
#include "engine/quant/bytes.h"
#include "engine/quant/statistics.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace qb {

/// Records are bytes in the study: the number of their format, what they hold, and 64 bits that are a hash of both and of
/// the place where they belong (`place`: names and numbers of their key). SQLite has no checksums: so a flipped bit, or a
/// record that came to stand under another key, is told from a value.
using Bytes = std::vector<std::byte>;

[[nodiscard]] Bytes sealed(std::span<const std::byte> content, std::string_view place);
/// What was sealed. Throws Error(BadInput) where it is not what was sealed at this place.
[[nodiscard]] std::span<const std::byte> unsealed(std::span<const std::byte> record, std::string_view place);

/// The same 64 bits for a text.
[[nodiscard]] std::int64_t sealOf(std::string_view text, std::string_view place);

void writeText(ByteWriter& out, std::string_view text);
[[nodiscard]] std::string readText(ByteReader& in);

[[nodiscard]] Bytes toBytes(const MetricSums& sums);
[[nodiscard]] MetricSums sumsFromBytes(std::span<const std::byte> bytes);

[[nodiscard]] Bytes toBytes(const SampleRows& rows);
[[nodiscard]] SampleRows rowsFromBytes(std::span<const std::byte> bytes);

void writeQuantParams(ByteWriter& out, const QuantParams& params);
[[nodiscard]] QuantParams readQuantParams(ByteReader& in);

/// A text with its format and arguments, so that it can still be translated.
void writeText(ByteWriter& out, const Text& text);
[[nodiscard]] Text readTranslatable(ByteReader& in);

void writeFinding(ByteWriter& out, const Finding& finding);
[[nodiscard]] Finding readFinding(ByteReader& in);

} // namespace qb
