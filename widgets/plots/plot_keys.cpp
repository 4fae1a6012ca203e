// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_keys.h"

#include "widgets/common/colors.h"

#include <QCoreApplication>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlotKeys)
};

QString entry(const char16_t* sign, const QColor& color, const QString& text)
{
    return QStringLiteral("<span style='color:%1'>%2</span>&nbsp;%3")
        .arg(color.name(), QString::fromUtf16(sign), text.toHtmlEscaped().replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
}

} // namespace

QString PlotKeys::histogram(const QPalette& palette, const QString& other, bool marks)
{
    const DataColors& colors = dataColors(palette);
    QStringList entries{entry(u"■", colors.float32, Words::tr("float")), entry(u"■", colors.quantized, other)};
    if (marks)
        entries << entry(u"▲", palette.color(QPalette::Text), Words::tr("least, largest"));
    return entries.join(QStringLiteral("&nbsp;&nbsp; "));
}

QString PlotKeys::channels(const QPalette& palette, bool grid)
{
    const DataColors& colors = dataColors(palette);
    QStringList entries{entry(u"■", colors.quantized, Words::tr("middle half")),
                        entry(u"━", palette.color(QPalette::Text), Words::tr("median")),
                        entry(u"┃", colors.float32, Words::tr("least to largest"))};
    if (grid)
        entries << entry(u"━", colors.warning, Words::tr("ends of the grid"));
    return entries.join(QStringLiteral("&nbsp;&nbsp; "));
}

} // namespace qb
