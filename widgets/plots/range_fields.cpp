// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/range_fields.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <cmath>

namespace qb {

RangeFields::RangeFields(QWidget* parent) : QWidget(parent), m_label(new QLabel), m_low(new QLineEdit), m_high(new QLineEdit)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    row->addWidget(m_label);
    for (QLineEdit* field : {m_low, m_high}) {
        field->setAlignment(Qt::AlignRight);
        field->setMaximumWidth(96);
        field->setMinimumWidth(72);
        row->addWidget(field);
        connect(field, &QLineEdit::returnPressed, this, &RangeFields::read);
    }
}

void RangeFields::setRange(Form form, RealRange range)
{
    m_form = form;
    m_range = range;
    retranslate();
}

void RangeFields::retranslate()
{
    setVisible(m_form != Form::None);
    if (m_form == Form::None)
        return;
    const bool symmetric = m_form == Form::Threshold;
    m_low->setVisible(!symmetric);
    m_label->setText(symmetric ? tr("Threshold") : tr("Range"));
    const auto fill = [](QLineEdit* field, double value, const QString& name, const QString& tip) {
        field->setText(number(value));
        field->setAccessibleName(name);
        field->setToolTip(tip + QLatin1Char('\n') + fullNumber(value));
    };
    fill(m_low, m_range.lo, tr("Low end"), tr("The range's low end; Enter fixes it"));
    fill(m_high, symmetric ? m_range.absMax() : m_range.hi, symmetric ? tr("Threshold") : tr("High end"),
         symmetric ? tr("t stands for [-t, t]; Enter fixes it") : tr("The range's high end; Enter fixes it"));
}

void RangeFields::read()
{
    bool lowOk = true;
    bool highOk = false;
    const double high = m_high->text().toDouble(&highOk);
    const double low = m_form == Form::Threshold ? -high : m_low->text().toDouble(&lowOk);
    if (lowOk && highOk && std::isfinite(low) && std::isfinite(high) && low <= 0 && high >= 0 && high > low)
        emit typed({low, high});
    else
        retranslate(); // back to what holds
}

} // namespace qb
