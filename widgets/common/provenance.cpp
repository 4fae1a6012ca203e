// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/provenance.h"

#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Provenance)
};

} // namespace

QString provenanceTip(double value, const Provenance& from)
{
    if (std::isnan(value))
        return Words::tr("Not measured");
    QString tip = fullNumber(value);
    for (const QString& line : {from.doubt, from.formula, from.samples})
        if (!line.isEmpty())
            tip += QLatin1Char('\n') + line;
    if (!from.exact)
        tip += QLatin1Char('\n') + (from.stale ? Words::tr("Measured with another configuration than the one in force.")
                                               : Words::tr("Measured with the configuration in force."));
    if (from.when.isValid())
        tip += QLatin1Char('\n') + Words::tr("Measured at %1").arg(QLocale().toString(from.when, QLocale::ShortFormat));
    return tip;
}

QString overSamples(std::size_t count, std::size_t of)
{
    return count < of ? Words::tr("Over %1 of %Ln sample(s)", nullptr, static_cast<int>(of)).arg(QLocale().toString(count))
                      : overSamples(count);
}

QDateTime timeOf(std::int64_t measured) { return measured == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(measured); }

QString overSamples(std::size_t count) { return Words::tr("Over %Ln sample(s)", nullptr, static_cast<int>(count)); }

QString pinnedSample(const QString& name) { return Words::tr("Pinned sample: %1").arg(name); }

} // namespace qb
