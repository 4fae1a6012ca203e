// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qb {

/// Where a number comes from, for its tooltip: each line may be empty.
struct Provenance {
    QString formula;
    QString samples;    ///< "64 samples", "pinned sample: cat.png"
    bool stale = false; ///< of another configuration than the one in force
    QString doubt = {}; ///< why it says little
    bool operator==(const Provenance&) const = default;
};

/// The value with all digits, and where it comes from.
[[nodiscard]] QString provenanceTip(double value, const Provenance& from);

[[nodiscard]] QString overSamples(std::size_t count);
[[nodiscard]] QString pinnedSample(const QString& name);

} // namespace qb
