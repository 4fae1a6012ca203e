// SPDX-License-Identifier: GPL-3.0-or-later
// The command report on the bundled sample: its file, its JSON, its exit codes.
#include "tests/cli/cli_program.h"

#include <QXmlStreamReader>

using namespace qb::test;

class TestCliReport : public QObject {
    Q_OBJECT

    CliProgram m_program;

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }
    [[nodiscard]] Run report(const QString& file, const QStringList& more = {}) const
    {
        return cli(QStringList{"report", "resources/sample/two_heads.onnx", file, "--json", "--data", "resources/sample/images",
                               "--preprocess", "resources/sample/preprocess.json", "--samples", "16"} +
                   more);
    }

    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(m_program.file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase() { QVERIFY(m_program.prepare()); }

    void htmlTellsTheLesson()
    {
        const Run run = report("r.html", {"--task", "classification", "--top", "5"});
        QVERIFY2(run.code == 0, run.err + run.out);
        const QJsonObject json = run.json();
        for (const char* key : {"study", "model", "file", "format", "bytes", "sections", "findings"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["format"].toString(), QString("html"));
        const QByteArray html = read("r.html");
        QCOMPARE(json["bytes"].toInt(), static_cast<int>(html.size()));
        QXmlStreamReader xml(html);
        QString text;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::Characters)
                text += xml.text().toString() + " ";
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (const char* wanted : {"/pose/Concat:output", "top1", "two_heads.onnx", "int8 × int8", "Output pose: the worst 5 of"})
            QVERIFY2(text.contains(wanted), wanted);
        for (const QJsonValue& section : json["sections"].toArray())
            QVERIFY(html.contains("<section id=\"" + section.toString().toUtf8() + "\">"));
    }

    /// The numbers are those of the other commands, and the commands that it names give them.
    void numbersAreThoseOfCompare()
    {
        QCOMPARE(report("r.json").code, 0);
        const QJsonObject json = QJsonDocument::fromJson(read("r.json")).object();
        const QJsonArray outputs = json["accuracy"].toObject()["outputs"].toArray();
        QString line;
        for (const QJsonValue& c : json["commands"].toArray())
            if (c.toObject()["section"] == "accuracy")
                line = c.toObject()["command"].toString();
        QVERIFY(line.startsWith("quantbench-cli compare "));
        const Run compare = cli(QProcess::splitCommand(line).mid(1) + QStringList{"--json"});
        QCOMPARE(compare.code, 0);
        const QJsonArray rows = compare.json()["outputs"].toArray();
        QCOMPARE(outputs.size(), rows.size());
        for (qsizetype i = 0; i < rows.size(); ++i)
            for (const char* key : {"name", "Cosine", "SQNR", "SQNR_mean", "Atol", "worst_sample"})
                QCOMPARE(outputs[i].toObject()[key], rows[i].toObject()[key]);
        QCOMPARE(json["layers"].toArray().size(), compare.json()["rows"].toArray().size());
        const QJsonArray worst = json["sensitivity"].toObject()["tables"].toObject()["pose"].toArray();
        QCOMPARE(worst[0].toObject()["op_name"].toString(), QString("/pose/Concat"));
    }

    void markdownWithoutTheSweep()
    {
        const Run run = report("r.md", {"--no-sensitivity"});
        QCOMPARE(run.code, 0);
        const QByteArray markdown = read("r.md");
        QVERIFY(markdown.startsWith("# "));
        QVERIFY(markdown.contains("Left out by request"));
        QVERIFY(markdown.contains("--no-sensitivity"));
    }

    void aStudyNamesItself()
    {
        QVERIFY(report("r.html", {"--save", "s.qbs"}).code == 0);
        QCOMPARE(cli({"report", "s.qbs", "s.json"}).code, 0);
        const QJsonArray commands = QJsonDocument::fromJson(read("s.json")).object()["commands"].toArray();
        const QString inspect = commands[0].toObject()["command"].toString();
        QVERIFY2(inspect.startsWith("quantbench-cli inspect ") && inspect.endsWith("/s.qbs"), qPrintable(inspect));
    }

    /// With a bad case chosen the report is of all samples, and so are the commands that it lists.
    void commandsGiveTheReportsNumbers()
    {
        QVERIFY(report("r.html", {"--no-sensitivity", "--save", "bad.qbs"}).code == 0);
        QCOMPARE(cli({"badcase", "bad.qbs", "find", "--output", "pose"}).code, 0);
        QCOMPARE(cli({"report", "bad.qbs", "bad.json", "--no-sensitivity"}).code, 0);
        const QJsonObject json = QJsonDocument::fromJson(read("bad.json")).object();
        const QJsonArray outputs = json["accuracy"].toObject()["outputs"].toArray();
        int compared = 0;
        for (const QJsonValue& c : json["commands"].toArray()) {
            const QString line = c.toObject()["command"].toString();
            if (!line.startsWith("quantbench-cli compare "))
                continue;
            ++compared;
            const QJsonArray rows = cli(QProcess::splitCommand(line).mid(1) + QStringList{"--json"}).json()["outputs"].toArray();
            QCOMPARE(rows.size(), outputs.size());
            for (qsizetype i = 0; i < rows.size(); ++i)
                QCOMPARE(rows[i].toObject()["SQNR"], outputs[i].toObject()["SQNR"]);
        }
        QCOMPARE(compared, 2);
    }

    /// What a unit multiplies: its activations by its weights, which may have another dtype.
    void widerWeightsAreToldApart()
    {
        QVERIFY(report("r.html", {"--no-sensitivity", "--save", "wide.qbs"}).code == 0);
        const Run set = cli({"set", "wide.qbs", "op:Conv", "weight=int16"});
        QVERIFY2(set.code == 0, set.err + set.out);
        const Run run = cli({"report", "wide.qbs", "wide.md", "--no-sensitivity"});
        QVERIFY2(run.code == 0, run.err + run.out);
        QVERIFY2(read("wide.md").contains("int8 × int16"), read("wide.md").left(4000));
        // What the rule sets stands beside its name.
        QVERIFY2(read("wide.md").contains("| Override op:Conv | weight=int16 |"), read("wide.md"));
    }

    void wrongPlaces()
    {
        const Run pdf = report("r.pdf");
        QCOMPARE(pdf.code, 2);
        const QString message = pdf.json()["error"].toObject()["message"].toString();
        QVERIFY(message.contains(".html") && message.contains(".md") && message.contains(".json"));
        QCOMPARE(report("nowhere/r.html").code, 5);
        QVERIFY(!QFile::exists(m_program.file("r.pdf")));
    }
};

QTEST_GUILESS_MAIN(TestCliReport)
#include "tst_cli_report.moc"
