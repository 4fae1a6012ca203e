// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine says to people is found by `./dev translate` and has its words in Chinese. That a message is a Text at all is
// the compiler's business: no string turns into one by itself.
#include "tests/house/house_rules.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

using namespace qb::house;

namespace {

constexpr const char* kLiteral = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";

QString unescaped(const QString& literals)
{
    QString text;
    static const QRegularExpression kOne{QString::fromLatin1(kLiteral)};
    for (auto it = kOne.globalMatch(literals); it.hasNext();) {
        QString one = it.next().captured();
        one = one.mid(1, one.size() - 2);
        text += one.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }
    return text;
}

/// The formats of all Text("...") in a source.
QStringList textsIn(const QString& source)
{
    static const QRegularExpression kText(
        QStringLiteral("\\bText(?:\\s+\\w+)?\\(\\s*((?:%1\\s*)+)[,)]").arg(QLatin1String(kLiteral)));
    QStringList texts;
    for (auto it = kText.globalMatch(source); it.hasNext();)
        texts << unescaped(it.next().captured(1));
    return texts;
}

/// The sentences that a source hands on as they are: Text::verbatim with words of our own in it.
QStringList hiddenSentences(const QString& source)
{
    static const QRegularExpression kVerbatim(
        QStringLiteral("Text::verbatim\\((?![^;]*\\btr\\()(?:[^();]|\\([^()]*\\))*?(%1)").arg(QLatin1String(kLiteral)));
    static const QRegularExpression kWords(QStringLiteral("[a-z]{2,} [a-z]{2,}"));
    QStringList sentences;
    for (auto it = kVerbatim.globalMatch(source); it.hasNext();)
        if (const QString text = unescaped(it.next().captured(1)); text.contains(kWords))
            sentences << text;
    return sentences;
}

/// The keys of the numbers that findings and verdicts carry in this source.
QSet<QString> evidenceKeys(const QString& source)
{
    static const QRegularExpression kFinding(QStringLiteral("Severity::\\w+[^;]{0,700}"));
    static const QRegularExpression kMap(QStringLiteral("\\.(?:numbers|evidence) = \\{\\{[^;]*"));
    static const QRegularExpression kPair(QStringLiteral("\\{\\{?\"([a-z0-9_]+)\","));
    static const QRegularExpression kAdded(QStringLiteral("(?:numbers|evidence)\\[(?:fmt::format\\()?\"([^\"]+)\""));
    QSet<QString> keys;
    for (const QRegularExpression& place : {kFinding, kMap})
        for (auto at = place.globalMatch(source); at.hasNext();) {
            const QString text = at.next().captured();
            for (auto it = kPair.globalMatch(text); it.hasNext();)
                keys << it.next().captured(1);
        }
    for (auto it = kAdded.globalMatch(source); it.hasNext();)
        keys << it.next().captured(1);
    return keys;
}

/// The arguments that a format takes, "{}" counted from 0.
QSet<int> argumentsOf(QString format)
{
    static const QRegularExpression kField(QStringLiteral("\\{(\\d*)(:[^}]*)?\\}"));
    format.remove(QStringLiteral("{{")).remove(QStringLiteral("}}"));
    QSet<int> arguments;
    int next = 0;
    for (auto it = kField.globalMatch(format); it.hasNext();) {
        const QString index = it.next().captured(1);
        arguments << (index.isEmpty() ? next++ : index.toInt());
    }
    return arguments;
}

struct Translation {
    QString text;
    bool finished = false;
};

/// Context "engine" of the catalogue.
QHash<QString, Translation> catalogue()
{
    QFile file(QStringLiteral(QB_SOURCE_DIR "/translations/quantbench_zh_CN.ts"));
    QHash<QString, Translation> found;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    QXmlStreamReader xml(&file);
    bool ours = false;
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            ours = xml.readElementText() == QLatin1String("engine");
        else if (xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        else if (ours && xml.name() == QLatin1String("translation")) {
            const bool finished = xml.attributes().value("type").isEmpty();
            found[source] = {xml.readElementText(), finished};
        }
    }
    return found;
}

bool inWindow(const QString& path)
{
    return path.startsWith("engine/") || path.startsWith("app/gui/") || path.startsWith("widgets/");
}

} // namespace

class TestWords : public QObject {
    Q_OBJECT

private slots:
    void everyTextIsInTheCatalogue()
    {
        const QHash<QString, Translation> known = catalogue();
        QStringList problems;
        QSet<QString> seen;
        for (const SourceFile& file : readTree(QB_SOURCE_DIR)) {
            const QString path = QString::fromStdString(file.path);
            if (!inWindow(path))
                continue;
            for (const QString& text : textsIn(QString::fromStdString(file.text))) {
                const auto found = known.find(text);
                seen << text;
                if (found == known.end() || !found->finished || found->text.isEmpty())
                    problems << path + ": \"" + text + "\" has no translation; see translations/README.md";
                else if (argumentsOf(text) != argumentsOf(found->text))
                    problems << path + ": \"" + text + "\" has other placeholders than \"" + found->text + "\"";
            }
        }
        QVERIFY(seen.size() > 800);
        QVERIFY2(problems.isEmpty(), qPrintable("\n" + problems.join('\n')));
    }

    /// "Models (*.onnx);;All files (*)": Qt parts the filters of a file dialog at just these characters.
    void fileFiltersStayApart()
    {
        QFile file(QStringLiteral(QB_SOURCE_DIR "/translations/quantbench_zh_CN.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        static const QRegularExpression kMessage(
            QStringLiteral("<source>([^<]*\\(\\*[^<]*)</source>\\s*(?:<[a-z]+comment>[^<]*</[a-z]+comment>\\s*)*"
                           "<translation[^>]*>([^<]*)</translation>"));
        auto found = kMessage.globalMatch(QString::fromUtf8(file.readAll()));
        int filters = 0;
        for (; found.hasNext(); ++filters) {
            const auto message = found.next();
            const auto patterns = [](const QString& filter) {
                QStringList all;
                for (const QString& one : filter.split(QStringLiteral(";;")))
                    all << one.mid(one.lastIndexOf(QLatin1Char('(')));
                return all;
            };
            QCOMPARE(patterns(message.captured(2)), patterns(message.captured(1)));
        }
        QVERIFY(filters > 3);
    }

    /// Why a target leaves an operator in float stands in its profile.
    void profilesSayTheirReasonsInChinese()
    {
        static const QRegularExpression kReason(QStringLiteral("\"[A-Z]\\w+\": \"([a-z][^\"]* [^\"]*)\""));
        const QHash<QString, Translation> known = catalogue();
        const QDir folder(QStringLiteral(QB_SOURCE_DIR "/resources/profiles"));
        int count = 0;
        for (const QString& name : folder.entryList({QStringLiteral("*.json")})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString json = QString::fromUtf8(file.readAll());
            for (auto it = kReason.globalMatch(json); it.hasNext(); ++count) {
                const QString reason = it.next().captured(1);
                QVERIFY2(!known.value(reason).text.isEmpty(), qPrintable(name + ": " + reason));
            }
        }
        QVERIFY(count > 2);
    }

    /// Beside a finding stand its numbers, under a title and not under a key.
    void everyNumberHasATitle()
    {
        QFile titles(QStringLiteral(QB_SOURCE_DIR "/widgets/common/evidence.cpp"));
        QVERIFY(titles.open(QIODevice::ReadOnly));
        const QString known = QString::fromUtf8(titles.readAll());
        QSet<QString> keys;
        for (const SourceFile& file : readTree(QB_SOURCE_DIR))
            if (QString::fromStdString(file.path).startsWith("engine/"))
                keys.unite(evidenceKeys(QString::fromStdString(file.text)));
        QVERIFY(keys.size() > 60);
        for (const QString& key : keys)
            QVERIFY2(known.contains("{\"" + key + "\"") || key == QLatin1String("operand{}_absmax"), qPrintable(key));
    }

    void noSentenceIsHidden()
    {
        QStringList problems;
        for (const SourceFile& file : readTree(QB_SOURCE_DIR))
            if (const QString path = QString::fromStdString(file.path); inWindow(path))
                for (const QString& text : hiddenSentences(QString::fromStdString(file.text)))
                    problems << path + ": \"" + text + "\" must be Text(\"...\"), not verbatim";
        QVERIFY2(problems.isEmpty(), qPrintable("\n" + problems.join('\n')));
    }

    /// Options and commands of the command line are named by it, beside sentences that the window can say too; and of each of them there is
    /// the sentence. The few that name one come from arguments that only a command line has.
    void optionsAreTheCommandLinesOwn()
    {
        static const QRegularExpression kOption(QStringLiteral("(^|[ (])--[a-z]"));
        static const QRegularExpression kHint(QStringLiteral("\\{\\s*((?:%1\\s*)+),\\s*%1\\s*\\}").arg(QLatin1String(kLiteral)));
        const QSet<QString> onlyThere{"e.g. --range 0:64", "give --sample alone", "give --samples 1 or more",
                                      "--model says where the model of a study lies, and {} is none"};
        QSet<QString> said;
        QString hints;
        for (const SourceFile& file : readTree(QB_SOURCE_DIR)) {
            const QString path = QString::fromStdString(file.path);
            if (path == QLatin1String("app/cli/flag_hints.cpp"))
                hints = QString::fromStdString(file.text);
            if (path.startsWith("engine/"))
                for (const QString& text : textsIn(QString::fromStdString(file.text))) {
                    said << text;
                    QVERIFY2(!text.contains(kOption) || onlyThere.contains(text), qPrintable(path + ": " + text));
                    QVERIFY2(!text.contains('`'), qPrintable("a command: " + path + ": " + text));
                }
        }
        int count = 0;
        for (auto it = kHint.globalMatch(hints); it.hasNext(); ++count) {
            const QString sentence = unescaped(it.next().captured(1));
            QVERIFY2(said.contains(sentence), qPrintable("nothing says: " + sentence));
        }
        QVERIFY(count > 20);
    }

    void theScannerItself()
    {
        QCOMPARE(textsIn("f(Text(\"a {}\", x), Text(\"b \\\"c\\\" \"\n  \"d\"), richText(\"no\")); Text what(\n\"e\");"),
                 QStringList({"a {}", "b \"c\" d", "e"}));
        QCOMPARE(hiddenSentences("Text::verbatim(\"the disk is full\"); Text::verbatim(name); Text::verbatim(\"int8\");"),
                 QStringList{"the disk is full"});
        QCOMPARE(argumentsOf("{} of {:.3g} {{x}}"), (QSet<int>{0, 1}));
        QCOMPARE(argumentsOf("{1}: {0}"), (QSet<int>{0, 1}));
        QVERIFY(argumentsOf("{1}") != argumentsOf("{}"));
        QCOMPARE(evidenceKeys("f({\"a.b\", Severity::Info, {}, Text(\"{}\", x), {{\"one\", 1}, {\"two\", 2}}}); g({\"no\", 1});"
                              "row.evidence = {{\"three\", 3}}; r.evidence[\"four\"] = 4;"),
                 (QSet<QString>{"one", "two", "three", "four"}));
    }
};

QTEST_APPLESS_MAIN(TestWords)
#include "tst_words.moc"
