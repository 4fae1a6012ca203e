// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <QRegularExpression>
#include <QStringList>

namespace qb::test {

/// Arguments of a text that are English sentences and not texts themselves, so that no translation reaches them.
inline QStringList sentencesIn(const Text& text, bool outermost = true)
{
    static const QRegularExpression kSentence(QStringLiteral("\\b[a-z]{2,} [a-z']{2,} [a-z]{2,}\\b"));
    QStringList found;
    if (outermost && text.format().empty() && QString::fromStdString(text.english()).contains(kSentence))
        found << QString::fromStdString(text.english());
    for (const Text::Argument& argument : text.arguments()) {
        if (!argument.text.empty())
            found << sentencesIn(argument.text, false);
        else if (QString::fromStdString(argument.plain).contains(kSentence))
            found << QString::fromStdString(argument.plain);
    }
    return found;
}

} // namespace qb::test
