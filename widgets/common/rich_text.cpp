// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/rich_text.h"

namespace qb {

QString richText(const QString& plain)
{
    constexpr int kLongest = 24; // signs that fit into a narrow dock
    QString broken;
    int run = 0;
    for (const QChar c : plain) {
        broken += c;
        run = c.isSpace() || c == QLatin1Char('/') ? 0 : run + 1;
        if (run > kLongest &&
            (c == QLatin1Char('_') || c == QLatin1Char('.') || c == QLatin1Char(':') || c == QLatin1Char(','))) {
            broken += QChar(0x200b); // a place to break, without width
            run = 0;
        }
    }
    return broken.toHtmlEscaped();
}

} // namespace qb
