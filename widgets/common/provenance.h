// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace qb {

/// Where a number comes from, for its tooltip: each line may be empty.
struct Provenance {
    QString formula;
    QString samples;     ///< "64 samples", "pinned sample: cat.png"
    bool stale = false;  ///< of another configuration than the one in force
    QString doubt = {};  ///< why it says little
    QDateTime when = {}; ///< it was measured; invalid where that is not known
    bool exact = false;  ///< of the float network: no configuration plays a part
    bool operator==(const Provenance&) const = default;
};

/// The value with all digits, and where it comes from.
[[nodiscard]] QString provenanceTip(double value, const Provenance& from);

[[nodiscard]] QString overSamples(std::size_t count);
/// Fewer than there are, after a stop.
[[nodiscard]] QString overSamples(std::size_t count, std::size_t of);
[[nodiscard]] QString pinnedSample(const QString& name);
[[nodiscard]] QDateTime timeOf(std::int64_t measured); ///< of a result of the engine: seconds since 1970, 0 unknown

} // namespace qb
