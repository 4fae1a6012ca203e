// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/plots/compare_series.h"

#include <QWidget>

class QLabel;

namespace qb {

/// What a comparison is held against that comes from elsewhere, the first unit at which the two part, and what has no
/// counterpart, each as a link. Hidden where a comparison is against float.
class ForeignStrip : public QWidget {
    Q_OBJECT
public:
    explicit ForeignStrip(QWidget* parent = nullptr);

    /// `foreign` may be null: nothing to say.
    void show(std::shared_ptr<const Model> model, std::shared_ptr<const ForeignSide> foreign,
              std::shared_ptr<const LayerSeries> series);
    [[nodiscard]] QLabel* label() const { return m_label; }
    /// Units of ours and what the other side has without a counterpart: a window that can be searched and copied.
    void showUnmatched();

signals:
    void rowActivated(int row); ///< of the series: the first that differs
    void unitActivated(qb::UnitId unit);

private:
    [[nodiscard]] QString divergence() const;

    QLabel* m_label;
    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const ForeignSide> m_foreign;
    std::shared_ptr<const LayerSeries> m_series;
};

} // namespace qb
