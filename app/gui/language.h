// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QTranslator;

namespace qb {

/// The language of everything that is shown: our texts, Qt's own, and how numbers are written.
class Language : public QObject {
    Q_OBJECT
public:
    explicit Language(QObject* parent);

    void use(const QString& language); ///< "en", "zh_CN"

private:
    QTranslator* m_texts;
    QTranslator* m_qtTexts;
};

} // namespace qb
