// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/number_field.h"

#include <QDateTime>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QWheelEvent>

#include <cmath>

namespace qb {

NumberField::NumberField(QWidget* parent) : QDoubleSpinBox(parent), m_series(QDateTime::currentMSecsSinceEpoch())
{
    setDecimals(12);
    setRange(-3.4e38, 3.4e38);
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(60);
    connect(lineEdit(), &QLineEdit::textEdited, this, [this] {
        ++m_series;
        m_lastStep.invalidate();
        emit typing();
    });
}

QString NumberField::series() const { return QString::number(m_series); }

bool NumberField::beingTyped() const { return hasFocus() && lineEdit()->text() != textFromValue(value()); }

void NumberField::setNumber(double value)
{
    if (beingTyped())
        return;
    const QSignalBlocker blocker(this);
    m_empty = false;
    lineEdit()->setPlaceholderText({});
    setValue(value);
}

void NumberField::setEmpty(const QString& placeholder, double base)
{
    m_base = base;
    if (beingTyped())
        return;
    const QSignalBlocker blocker(this);
    m_empty = true;
    setValue(minimum());
    lineEdit()->clear();
    lineEdit()->setPlaceholderText(placeholder);
}

void NumberField::forgetTyped()
{
    if (beingTyped())
        lineEdit()->setText(textFromValue(value()));
}

std::optional<double> NumberField::typed() const
{
    bool ok = false;
    const double value = lineEdit()->text().toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

QString NumberField::textFromValue(double value) const
{
    return m_empty && value <= minimum() ? QString() : QString::number(value, 'g', 6);
}

double NumberField::valueFromText(const QString& text) const { return m_empty && text.isEmpty() ? minimum() : text.toDouble(); }

QValidator::State NumberField::validate(QString& text, int&) const
{
    if (m_empty && text.isEmpty())
        return QValidator::Acceptable;
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (ok)
        return value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
    for (const QChar c : text)
        if (!QStringLiteral("0123456789+-.eE").contains(c))
            return QValidator::Invalid;
    return QValidator::Intermediate;
}

void NumberField::stepBy(int steps)
{
    constexpr int kPauseMs = 2000;
    if (!m_lastStep.isValid() || m_lastStep.elapsed() > kPauseMs)
        ++m_series;
    m_lastStep.start();
    const double now = typed().value_or(m_empty ? m_base : value());
    const double step = decimals() == 0 ? 1 : now == 0 ? 0.1 : std::pow(10, std::floor(std::log10(std::abs(now)) - 1e-9) - 1);
    setValue(std::clamp(now + steps * step, minimum(), maximum()));
    selectAll();
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    // Scrolling past a field must not change a network.
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace qb
