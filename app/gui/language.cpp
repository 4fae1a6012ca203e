// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

/// What is compiled into a static library must be asked for, outside of namespaces.
static void registerTranslations() { Q_INIT_RESOURCE(translations); }

namespace qb {

Language::Language(QObject* parent) : QObject(parent), m_texts(new QTranslator(this)), m_qtTexts(new QTranslator(this))
{
    registerTranslations();
}

void Language::use(const QString& language)
{
    QCoreApplication::removeTranslator(m_texts);
    QCoreApplication::removeTranslator(m_qtTexts);
    QLocale::setDefault(language == QLatin1String("zh_CN") ? QLocale(QLocale::Chinese, QLocale::China)
                                                           : QLocale(QLocale::English));
    // English has a catalogue too: for its plurals.
    if (m_texts->load(QStringLiteral(":/translations/quantbench_") + language))
        QCoreApplication::installTranslator(m_texts);
    if (language != QLatin1String("en"))
        if (m_qtTexts->load(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(m_qtTexts);
}

} // namespace qb
