// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/pick_plot.h"

#include <QWidget>

#include <array>
#include <optional>

class QBoxLayout;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSlider;
class QSpinBox;

namespace qb {

/// Says how many of the most sensitive rows are to be raised: by number, by share, or by a limit of the metric, on the curve of
/// output error against the int16 share. All of them show the same pick.
class PickPanel : public QWidget {
    Q_OBJECT
public:
    explicit PickPanel(QWidget* parent = nullptr);

    enum Picker { TopK, Ratio, Threshold };
    struct Rows {
        std::vector<PickRow> ranked; ///< as rankedRows gives it
        PickCurve curve;
        SensitivityMode mode = SensitivityMode::Isolated;
        MetricChoice metric = Metric::Sqnr;
    };
    /// The pick stays what it was: a number of rows, a share of them, or a limit.
    void setRows(Rows rows);
    [[nodiscard]] const std::vector<PickRow>& ranked() const { return m_rows.ranked; }
    [[nodiscard]] const PickCurve& curve() const { return m_rows.curve; }

    void setPick(std::size_t count);                          ///< top-k
    [[nodiscard]] std::size_t pick() const { return m_pick; } ///< raisable rows, from the top
    [[nodiscard]] std::optional<double> ratio() const;        ///< where that is what was asked for
    [[nodiscard]] bool hasPrediction() const { return m_pick < m_rows.curve.decibel.size(); }

    /// What was measured after a pick was applied: (share, dB).
    void setMeasured(std::optional<QPointF> measured) { m_plot->setMeasured(measured); }
    void setSummary(const QString& text, const QString& tip);
    [[nodiscard]] PickPlot* plot() const { return m_plot; }
    void retranslate();

signals:
    void changed(); ///< another pick, or other rows
    void applied();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectAll();
    void choose(Picker picker);
    void refresh();
    [[nodiscard]] QString lastValue() const; ///< of the last row that is taken

    Rows m_rows;
    std::size_t m_pick = 0;
    Picker m_picker = TopK;
    bool m_updating = false;
    PickPlot* m_plot;
    QSlider* m_slider;
    std::array<QRadioButton*, 3> m_radios{}; ///< by Picker
    QSpinBox* m_topK;
    QDoubleSpinBox* m_ratio;
    QLineEdit* m_threshold;
    QPushButton* m_apply;
    QBoxLayout* m_end = nullptr; ///< summary and button
    QLabel* m_summary;
};

} // namespace qb
