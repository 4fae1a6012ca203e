// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/plots/compare_series.h"

#include <QCoreApplication>

namespace qb {

/// The comparisons of a bench that can be shown: of the pinned sample now and before the last edit, and those that were kept
/// under a name. Their series are made once.
class CompareSources {
    Q_DECLARE_TR_FUNCTIONS(qb::CompareSources)

public:
    struct Source {
        QString id; ///< "live", "before", or the name
        QString title;
        QString tip;
        std::shared_ptr<const Comparison> comparison;
        QString stale;                              ///< why it is of another configuration; empty if it is not
        std::shared_ptr<const ForeignSide> foreign; ///< null: against float
        QString samples = {};                       ///< that it was measured on, as Provenance::samples
    };

    void collect(const Bench& bench, CompareMode mode);
    [[nodiscard]] const std::vector<Source>& all() const { return m_sources; }
    [[nodiscard]] const Source* find(const QString& id) const; ///< null where there is none
    [[nodiscard]] std::shared_ptr<const LayerSeries> seriesOf(const Source& source);

private:
    struct Made {
        std::shared_ptr<const Comparison> of; ///< keeps the address from being used again
        std::shared_ptr<const LayerSeries> series;
    };
    std::vector<Source> m_sources;
    std::map<const Comparison*, Made> m_series;
};

} // namespace qb
