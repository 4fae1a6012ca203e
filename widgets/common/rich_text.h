// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qb {

/// A plain text as HTML: harmless, and long names without blanks may break after their separators.
[[nodiscard]] QString richText(const QString& plain);

} // namespace qb
