// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/latest.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace qb {

class DistributionPlot;

/// Histograms of the points that are least settled, as many as fit: those of whose range the later half of the samples has
/// shown most. What is seen of a calibration while it runs.
class SettlingPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SettlingPanel(Bench& bench, QWidget* parent = nullptr);

    /// Of the bench's statistics as they are now; cheap where it is out of view.
    void refresh();
    void retranslate();
    [[nodiscard]] std::vector<PointId> shownPoints() const;
    [[nodiscard]] bool isBusy() const { return m_worker.busy(); }
    [[nodiscard]] QString infoText() const;

signals:
    void pointChosen(qb::PointId point);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Cell {
        QWidget* box;
        QToolButton* name;
        DistributionPlot* plot;
        PointId point = PointId::None;
    };
    struct Ranked {
        std::vector<std::pair<PointId, double>> points; ///< and the late share of each; NaN where it can't be said
        std::uint64_t samples = 0;
        std::shared_ptr<const CalibrationData> of;
    };

    void addCell();
    void arrange();
    void fill();

    Bench& m_bench;
    QLabel* m_info;
    QGridLayout* m_grid;
    std::vector<Cell> m_cells;
    int m_columns = 1;
    std::size_t m_fitting = 0; ///< cells that there is room for
    Ranked m_ranked;
    Latest m_worker{this};
};

} // namespace qb
