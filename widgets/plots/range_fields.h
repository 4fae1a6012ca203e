// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/affine.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace qb {

/// The range of a point as numbers to be typed: a threshold t for [-t, t], or both ends.
class RangeFields : public QWidget {
    Q_OBJECT
public:
    explicit RangeFields(QWidget* parent = nullptr);

    enum class Form { None, Threshold, Ends }; ///< None: the point has no one range
    void setRange(Form form, RealRange range);
    void retranslate();

signals:
    void typed(qb::RealRange range); ///< one that holds zero and more; anything else is put back

private:
    void read();

    Form m_form = Form::None;
    RealRange m_range{-1, 1};
    QLabel* m_label;
    QLineEdit* m_low;
    QLineEdit* m_high;
};

} // namespace qb
