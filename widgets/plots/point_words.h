// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/point_view.h"

#include <QCoreApplication>

namespace qb {

/// The line that stands over the plots of a point.
class PointWords {
    Q_DECLARE_TR_FUNCTIONS(qb::PointWords)

public:
    /// Its dtype, whom it follows, what was seen of it; of weights how far apart the channels are.
    [[nodiscard]] static QString about(const PointView& view, const PointAnalysis& analysis);
    /// What a range under the mouse would give.
    [[nodiscard]] static QString about(const PointView& view, const RealRange& dragged);
};

} // namespace qb
