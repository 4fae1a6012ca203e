// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the help are the same in all languages, name only what there is, and are found.
#include "widgets/common/help_window.h"

#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextBrowser>
#include <QtTest>

using namespace qb;

class TestHelp : public QObject {
    Q_OBJECT

    const QString m_folder = QStringLiteral(QB_SOURCE_DIR "/resources/help");
    QString m_language = QStringLiteral("en");

    [[nodiscard]] QString read(const QString& language, const QString& page) const
    {
        QFile file(m_folder + "/" + language + "/" + page + ".md");
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    static QStringList found(const QString& text, const char* pattern)
    {
        QStringList all;
        for (auto i = QRegularExpression(pattern, QRegularExpression::MultilineOption).globalMatch(text); i.hasNext();)
            all << i.next().captured(1);
        return all;
    }

    static QString source(const QString& folder)
    {
        QString all;
        const QDir dir(QStringLiteral(QB_SOURCE_DIR "/") + folder);
        for (const QString& name : dir.entryList({"*.cpp"})) {
            QFile file(dir.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += QString::fromUtf8(file.readAll());
        }
        return all;
    }

private slots:
    void samePagesAndHeadings()
    {
        QStringList names;
        for (const QString& page : helpPages()) {
            names << page + ".md";
            const QStringList levels = found(read("en", page), "^(#+) ");
            QVERIFY(levels.size() > 1);
            QCOMPARE(levels.first(), QString("#"));
            QCOMPARE(found(read("zh_CN", page), "^(#+) "), levels);
            // The same commands in the same order.
            QCOMPARE(found(read("zh_CN", page), "(quantbench-cli [^`]*)`"), found(read("en", page), "(quantbench-cli [^`]*)`"));
        }
        names.sort();
        for (const char* language : {"en", "zh_CN"})
            QCOMPARE(QDir(m_folder + "/" + language).entryList(QDir::Files, QDir::Name), names);
    }

    void whatTheyNameExists()
    {
        const QString commands = source("app/cli/commands");
        const QString options = commands + source("app/cli");
        const QString engine = source("engine/exporters") + source("engine/analysis") + source("engine/study");
        for (const QString& page : helpPages()) {
            const QString text = read("en", page) + read("zh_CN", page);
            for (const QString& command : found(text, "quantbench-cli ([a-z]+)"))
                QVERIFY2(commands.contains("return {\"" + command + "\"") ||
                             QRegularExpression("return \\{\\s*\"" + command + "\"").match(commands).hasMatch(),
                         qPrintable(page + ": " + command));
            for (const QString& option : found(text, "(--[a-z][a-z-]+)"))
                QVERIFY2(options.contains(option), qPrintable(page + ": " + option));
            for (const QString& file : found(text, "`([a-zA-Z_]+\\.(?:txt|csv|json))`"))
                if (!file.startsWith("FILE") && file != "quant_config.json" && file != "badcase.txt" &&
                    file != "output_NAME_METRIC_sensitive_ops.txt")
                    QVERIFY2((commands + engine).contains(file), qPrintable(page + ": " + file));
            for (const QString& link : found(text, "\\]\\(([^)]*)\\)"))
                QVERIFY2(std::count(helpPages().begin(), helpPages().end(), link.chopped(3)) == 1,
                         qPrintable(page + ": " + link));
            for (const QString& path : found(text, "(resources/[a-z_/.]+)"))
                QVERIFY2(QFile::exists(QStringLiteral(QB_SOURCE_DIR "/") + path), qPrintable(path));
        }
    }

    void placesOfDocks()
    {
        HelpWindow window(m_folder, [this] { return m_language; });
        for (const char* dock : {"units", "inspector", "rules", "findings", "advice", "distribution", "compare", "sensitivity",
                                 "bad_cases", "data", "jobs", ""}) {
            const HelpPlace place = helpPlaceOf(dock);
            window.open(place);
            QCOMPARE(window.page(), place.page);
            QVERIFY(found(read("en", place.page), "^(#+) ").size() > place.heading);
            QCOMPARE(window.text()->textCursor().block().blockFormat().headingLevel(), place.heading == 0 ? 1 : 2);
        }
        window.open(helpPlaceOf("sensitivity"));
        QCOMPARE(window.text()->textCursor().block().text(), QString("Sensitivity"));
        window.open(helpPlaceOf("compare"));
        QCOMPARE(window.text()->textCursor().block().text(), QString("Metrics"));
        window.open(helpPlaceOf("data"));
        QCOMPARE(window.text()->textCursor().block().text(), QString("See what the model gets"));
    }

    void searchLinksAndLanguage()
    {
        HelpWindow window(m_folder, [this] { return m_language; });
        window.open({"first_hour", 0});
        window.field()->setText("RMSE/scale");
        QCOMPARE(window.page(), QString("numbers"));
        QCOMPARE(window.text()->textCursor().selectedText(), QString("RMSE/scale"));
        window.field()->clear();
        for (int i = 0; i < window.pages()->count(); ++i)
            QVERIFY(!window.pages()->item(i)->isHidden());
        emit window.text()->anchorClicked(QUrl("board.md"));
        QCOMPARE(window.page(), QString("board"));
        m_language = "zh_CN";
        QEvent event(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&window, &event);
        QCOMPARE(window.pages()->item(0)->text(), QString("第一个小时"));
        QVERIFY(window.text()->toPlainText().contains("板端"));
        m_language = "fr"; // no such pages
        QCoreApplication::sendEvent(&window, &event);
        QCOMPARE(window.pages()->item(0)->text(), QString("First hour"));
    }
};

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
