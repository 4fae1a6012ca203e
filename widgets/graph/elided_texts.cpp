// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/elided_texts.h"

#include <QFontMetricsF>

namespace qb {

namespace {

constexpr int kMostCached = 20000;

} // namespace

const QString& ElidedTexts::fit(const QString& text, const QFont& font, double width, Qt::TextElideMode mode)
{
    if (widthOf(text, font) <= width)
        return text;
    if (m_cut.size() > kMostCached)
        m_cut.clear();
    m_key = QString::number(font.pixelSize()) + QLatin1Char(' ') + QString::number(font.weight()) + QLatin1Char(' ') +
            QString::number(static_cast<int>(width)) + QLatin1Char(' ') + text;
    auto found = m_cut.find(m_key);
    if (found == m_cut.end())
        found = m_cut.insert(m_key, QFontMetricsF(font).elidedText(text, mode, width));
    return *found;
}

double ElidedTexts::widthOf(const QString& text, const QFont& font)
{
    if (m_widths.size() > kMostCached)
        m_widths.clear();
    m_key = QString::number(font.pixelSize()) + QLatin1Char(' ') + QString::number(font.weight()) + QLatin1Char(' ') + text;
    auto found = m_widths.find(m_key);
    if (found == m_widths.end())
        found = m_widths.insert(m_key, QFontMetricsF(font).horizontalAdvance(text));
    return *found;
}

} // namespace qb
