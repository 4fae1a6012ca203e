// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/choice_words.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(qb::ChoiceWords)
};

} // namespace

QString choiceTitle(const MetricChoice& choice) { return choice.metric ? metricTitle(*choice.metric) : Words::tr("Custom"); }

QString choiceText(const MetricChoice& choice, double value)
{
    return choice.metric ? metricText(*choice.metric, value) : number(value);
}

} // namespace qb
