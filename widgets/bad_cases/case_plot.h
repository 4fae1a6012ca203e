// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot.h"

#include <optional>

namespace qb {

/// Values of all samples in the order of badness over their rank, with the median, the current sample and the bad case.
class CasePlot : public Plot {
    Q_OBJECT
public:
    explicit CasePlot(QWidget* parent = nullptr);

    /// `values`: worst first; what is not finite is a gap. `title`: of the axis. `words`: of a value.
    void setValues(std::vector<double> values, double median, const QString& title, bool stale,
                   std::function<QString(double)> words);
    void setNames(std::vector<QString> names) { m_names = std::move(names); } ///< for the readout
    void setCurrent(int row);                                                 ///< -1: none
    void setBadCase(int row);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int nearest(QPointF pixel) const; ///< row; -1 where there is none
    [[nodiscard]] QPointF pixelOf(int row) const;
    void retranslate();

signals:
    void picked(int row);

protected:
    void recolour() override;

private:
    void place(QCPItemTracer* mark, int row);
    void labelAxes();

    std::vector<double> m_values;
    std::vector<QString> m_names;
    std::function<QString(double)> m_words;
    QString m_title;
    double m_medianValue = 0;
    bool m_stale = false;
    int m_current = -1;
    int m_badCase = -1;
    QCPGraph* m_line;
    QCPItemStraightLine* m_median;
    QCPItemText* m_medianText;
    QCPItemTracer* m_dot;
    QCPItemTracer* m_flag;
};

} // namespace qb
