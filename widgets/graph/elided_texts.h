// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QString>

namespace qb {

/// Texts as they were cut to their places; kept from frame to frame, since measuring costs more than drawing.
class ElidedTexts {
public:
    /// The text, cut to the width if it must be.
    [[nodiscard]] const QString& fit(const QString& text, const QFont& font, double width, Qt::TextElideMode mode);
    [[nodiscard]] double widthOf(const QString& text, const QFont& font);

private:
    QHash<QString, double> m_widths; ///< by font and text
    QHash<QString, QString> m_cut;
    QString m_key;
};

} // namespace qb
