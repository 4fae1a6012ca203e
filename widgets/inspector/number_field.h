// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>
#include <QElapsedTimer>

#include <optional>

namespace qb {

/// A number of any size: 6 significant digits, "." as the decimal sign, steps of a tenth of its magnitude. Empty where
/// nothing is set (or several points differ).
class NumberField : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit NumberField(QWidget* parent = nullptr);

    void setNumber(double value); ///< without valueChanged
    /// Steps then start at `base`.
    void setEmpty(const QString& placeholder, double base = 1);
    void forgetTyped();                                ///< back to the number
    [[nodiscard]] std::optional<double> typed() const; ///< what stands in the field now, even before Enter

    /// Equal for steps of arrow keys and wheel in a row, another for each number that was typed: what one undo takes back.
    [[nodiscard]] QString series() const;

    [[nodiscard]] QString textFromValue(double value) const override;
    [[nodiscard]] double valueFromText(const QString& text) const override;
    [[nodiscard]] QValidator::State validate(QString& text, int& pos) const override;
    void stepBy(int steps) override;

signals:
    void typing(); ///< the text changes

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] bool beingTyped() const;

    bool m_empty = false; ///< the minimum stands for nothing
    double m_base = 1;
    qint64 m_series; ///< begins with the time, so that no two fields have the same
    QElapsedTimer m_lastStep;
};

} // namespace qb
