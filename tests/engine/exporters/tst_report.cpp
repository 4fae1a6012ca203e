// SPDX-License-Identifier: GPL-3.0-or-later
// The three writers on numbers made by hand: complete, well-formed, harmless whatever names hold, and not too large.
// Over 500 lines: one document, made once, that all of them look at.
#include "engine/base/error.h"
#include "engine/exporters/report.h"
#include "engine/exporters/report_text.h"
#include "engine/exporters/report_words.h"
#include "engine/exporters/svg.h"
#include "engine/qconfig/rule_text.h"
#include "engine/study/workspace.h"
#include "tests/support/temporary_folder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QtTest>

using namespace qb;

namespace {

const std::string kHostile = "</td><script>alert('x')</script>|`*_[a](http://evil.example)\"&\xFF\xC0\xAF\x01\xE2\x80\xAE\nend";

ReportTensor tensor(const std::string& name, double sqnr)
{
    ReportTensor t;
    t.name = name;
    t.opType = "Conv";
    t.shape = "[1, 8, 4, 4]";
    t.dtype = "int8";
    t.scale = 0.0078404;
    t.cosine = 0.998765;
    t.l1 = 0.01234;
    t.atol = 0.5678;
    t.maxQscaleDiff = 17.25;
    t.sqnr = sqnr;
    t.cosineMean = 0.987654;
    t.sqnrMean = sqnr + 1;
    t.floatMin = -1.5, t.floatMax = 2.5, t.floatMean = 0.1;
    t.quantMin = -1.25, t.quantMax = 2.25, t.quantMean = 0.2;
    t.worstSample = 7;
    t.worstSampleName = "cat.png";
    return t;
}

ReportSensitive sensitive(const std::string& point, double l1)
{
    ReportSensitive s;
    s.point = point;
    s.unit = point.substr(0, point.find(':'));
    s.opType = "Conv";
    s.dtype = "int8";
    s.macs = 1234567;
    s.macsShare = 0.4321;
    s.l1 = l1;
    s.atol = 2 * l1;
    s.cosine = 0.99;
    s.sqnr = 21.5;
    return s;
}

ReportData made(const std::string& name = "/conv1/Conv")
{
    ReportData d;
    d.made = "2026-01-31 12:00 UTC";
    d.program = "quantbench 9.8.7";
    d.onnxRuntime = "1.31.1";
    d.model = "folder/" + name + ".onnx";
    d.modelFingerprint = "0123456789abcdef0123456789abcdef";
    d.configurationFingerprint = "11112222333344445555666677778888";
    d.rulesFingerprint = "aaaabbbbccccddddeeeeffff00001111";
    d.profile = "ort";
    d.profileTitle = "ONNX Runtime on a CPU";
    d.kernels = "reference";
    d.sweepKernels = "fast";
    d.inputs = {{"image", "float32", "[1, 3, 32, 32]"}};
    d.outputPorts = {{name, "float32", "[1, 10]"}};
    d.units = 2, d.points = 5, d.activePoints = 4, d.parameters = 29767;
    d.unitsByDtype = {{Text::verbatim("int8"), 3, 100}, {Text::verbatim("float"), 1, 0}};
    d.workByDtype = {{Text::verbatim("int8 × int8"), 2, 1570400}};
    d.calibration = {
        "images", {words::feed("image", Text("{} pictures", 64))}, {0, 9, 19}, 64, "99990000999900009999000099990000"};
    d.evaluation = {"images", {}, {1, 2}, 2, "88880000888800008888000088880000"};
    d.outputs = {tensor(name, 34.56)};
    d.layers = {tensor(name, 41.25), tensor("/conv2/Conv", 8.75), tensor("/same", INFINITY)};
    d.sensitivity = {{name, {sensitive(name + ":output", 0.375), sensitive("/conv2/Conv:weight", 0.125)}}};
    d.findings = {{"range.wide",
                   Severity::Warning,
                   name,
                   "",
                   Text("the range is wide: {}", name),
                   {{"absmax", 270.5}},
                   Text("int16"),
                   false}};
    d.verdicts = {{name, "clipping", Text("saturation is {} % of the error", 93), "output=int16", "", "L1", 4.75, 0.0625}};
    d.rules = {{"Preset", Text::verbatim("Preset default"), true, 26, Text("form {}", "calibration"), {}},
               {"Override", Text::verbatim("Override op:Conv"), true, 3, Text::verbatim("int16,threshold=4,freeze"), {}}};
    d.effective = {{name + ":output",
                    "int16",
                    "int8",
                    Text::verbatim("int8 mse"),
                    Text::verbatim("0.0078404"),
                    1,
                    {Text("int16: rule {}", 1), Text("int8: the target has no {}", name)}}};
    d.floatUnits = {{name, Text("an unknown operator")}};
    d.commands = {{"accuracy", "quantbench-cli compare '" + name + "'"}};
    return d;
}

/// The text between the tags; fails the test where the page is no well-formed XML.
QString textOf(const std::string& html)
{
    QXmlStreamReader xml(QByteArray::fromStdString(html));
    QString text;
    QStringList bad;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::Characters)
            text += xml.text().toString() + " ";
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (QStringList{"script", "img", "iframe", "object", "embed", "link", "base", "form"}.contains(xml.name().toString()))
            bad << xml.name().toString();
        for (const QXmlStreamAttribute& a : xml.attributes()) {
            const QString key = a.name().toString();
            if (key.startsWith("on") || key == "src" || (key == "href" && !a.value().startsWith(QChar('#'))))
                bad << key;
        }
    }
    if (xml.hasError())
        return "not well-formed: " + xml.errorString();
    return bad.isEmpty() ? text : "has " + bad.join(", ");
}

/// Says a text in another language: its words stand in brackets.
std::string bracketed(const Text& text)
{
    if (text.format().empty())
        return text.english();
    std::vector<std::string> arguments;
    for (const Text::Argument& a : text.arguments())
        arguments.push_back(a.text.empty() ? a.plain : bracketed(a.text));
    return "«" + filledIn(text.format(), arguments) + "»";
}

/// What stands in no bracket.
QString outsideOf(const QString& text)
{
    QString outside;
    int depth = 0;
    for (const QChar c : text) {
        if (c == QChar(0xAB))
            ++depth;
        else if (c == QChar(0xBB))
            --depth;
        else if (depth == 0)
            outside += c;
    }
    return depth == 0 ? outside : "a bracket is open: " + text;
}

/// What a page says to people: its texts, commands left out, and what browsers read aloud.
QString saidBy(const std::string& html)
{
    QXmlStreamReader xml(QByteArray::fromStdString(html));
    QString said;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (xml.name() == QLatin1String("wbr"))
            continue; // within a text
        if (token == QXmlStreamReader::Characters)
            said += xml.text().toString();
        else if (token == QXmlStreamReader::StartElement && QStringList{"style", "pre"}.contains(xml.name().toString()))
            xml.skipCurrentElement();
        else
            said += '\n' + xml.attributes().value("aria-label").toString() + '\n';
    }
    return xml.hasError() ? "not well-formed: " + xml.errorString() : said;
}

/// The same of a Markdown text.
QString saidByMarkdown(const std::string& markdown)
{
    static const QRegularExpression kFence("\n(`{3,})\n[^\n]*\n\\1\n");
    QString said = QString::fromStdString(markdown).remove(kFence);
    return said.remove(QRegularExpression("</?(details|summary)>")).remove('\\');
}

/// The formats in report_words.h.
QStringList wordsOfReports()
{
    QFile file(QStringLiteral(QB_SOURCE_DIR "/engine/exporters/report_words.h"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    static const QRegularExpression kText("\\bText\\(\\s*((?:\"[^\"]*\"\\s*)+)[,)]");
    QStringList formats;
    for (auto it = kText.globalMatch(source); it.hasNext();)
        formats << it.next().captured(1).trimmed().remove(QRegularExpression("\"\\s*\"")).remove('"');
    return formats;
}

/// A report in which nearly everything is said that a report can say.
ReportData talkative()
{
    ReportData d = made("/stage/Conv");
    d.top = 2;
    d.profile = "generic";
    d.profileTitle = "No particular target: every dtype everywhere";
    d.unitsByDtype.push_back({words::integersOnly(), 2, 0});
    d.outputs.push_back(tensor("/last/Gemm", INFINITY));
    d.outputs.back().sqnrLeftOut = 4;
    for (const char* trust : {"ok", "constant", "mostly_zero", "non_finite", "too_few_values", "equal"}) {
        d.outputs.push_back(tensor("/trusted/Gemm", 12));
        d.outputs.back().trust = d.layers.front().trust = trust;
    }
    d.task = "classification";
    d.taskScores = {{"float", {{"top1", 0.9}}}, {"simulated", {{"top1", 0.8}}}, {"exported", {{"top1", 0.8}}}};
    for (const Severity severity : {Severity::Error, Severity::Info, Severity::Info, Severity::Info, Severity::Info})
        d.findings.push_back({"range.narrow", severity, "", "", Text("the range is narrow"), {}, {}, false});
    d.verdicts.clear();
    for (const char* verdict :
         {"clipping", "rounding", "inherited", "channel_spread", "wasted_range", "concat_shared_scale", "preprocessing"})
        d.verdicts.push_back({"/stage/Conv", verdict, Text("its steps are too wide"), "", "", "MSE", 1, 2});
    d.verdicts.front().cure = "int16";
    d.verdicts.back().ancestor = "/first/Conv";
    for (int i = 0; i < 2001; ++i)
        d.layers.push_back(tensor("/many/Relu", 30));
    d.sensitivity.front().rows.front().weight = true;
    d.sensitivity.front().rows.push_back(sensitive("/harmless/Relu", 0));
    d.sensitivity.push_back({"/unknown/Shape", {}});
    const std::vector<std::string> many{"/a/Add", "/b/Add", "/c/Add", "/d/Add", "/e/Add", "/f/Add", "/g/Add"};
    d.rules = {{"Override", Text("{} of {} units", "Override", 7), false, 0, Text::verbatim("weight=int4"), many}};
    SensitivityRule raised;
    raised.tables.push_back({});
    raised.type = SensitiveType::Weight;
    for (const Rule& rule : {Rule{ImportedRule{}, true}, Rule{ConvDtypeRule{DType::Int8, DType::Int4}, true}, Rule{raised, true}})
        d.rules.push_back({"Kind", Text::verbatim("Kind /of/Rule"), true, 1, whatItSets(rule), {}});
    const Text scale = words::zeroPoint(words::channels("0.001", "0.02", 512), 3);
    for (const Text& config : {words::follows("int8", "/first/Conv"), words::affine("int8 mse"), words::fixed("int16")})
        d.effective.push_back({"/stage/Conv:output", "int16", "int8", config, scale, {}, {Text("raised for its readers")}});
    for (int i = 0; i < 3; ++i)
        d.floatUnits.emplace_back("/odd/Op", Text("an unknown operator"));
    return d;
}

/// All that is said where there is little to say.
std::vector<ReportData> quiet()
{
    ReportData equal = made("/stage/Conv");
    equal.top = 2;
    equal.evaluation.ids = {0};
    equal.profile = "ort";
    equal.outputs = {tensor("/stage/Conv", INFINITY)};
    equal.layers = {tensor("/stage/Conv", 20)};
    equal.layers.front().maxQscaleDiff = NAN;
    equal.findings.clear();
    equal.verdicts.front().metric = "MSE";
    equal.rules.front().text = Text::verbatim("Preset int16");
    equal.effective.front().requested = "int8";
    equal.sensitivity.clear();
    std::vector<ReportData> quiet{ReportData(), equal, equal};
    quiet[1].whyNoSensitivity = words::leftOutByRequest();
    quiet[2].whyNoSensitivity = words::noOutputOfNumbers();
    quiet[2].sweepKernels.clear();
    return quiet;
}

/// Cells of a Markdown row; an escaped bar is none.
qsizetype cellsOf(const QString& line)
{
    QString plain = line;
    plain.replace("\\\\", "").replace("\\|", "");
    return plain.count('|') - 1;
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private slots:
    void everyNumberIsThere()
    {
        // What both texts must show, in the digits in which people read it.
        const QStringList wanted{"34.56",
                                 "0.998765",
                                 "0.987654",
                                 "35.56",
                                 "0.01234",
                                 "0.5678",
                                 "cat.png",
                                 "41.25",
                                 "8.75",
                                 "equal",
                                 "17.25",
                                 "-1.5 .. 2.5",
                                 "-1.25 .. 2.25",
                                 "0.375",
                                 "0.125",
                                 "0.75",
                                 "43.2 %",
                                 "21.50",
                                 "270.5",
                                 "93 %",
                                 "output=int16",
                                 "4.75",
                                 "0.0625",
                                 "0.0078404",
                                 "75.0 %",
                                 "100.0 %",
                                 "1,570,400",
                                 "29,767",
                                 "9.8.7",
                                 "1.31.1",
                                 "0123456789abcdef0123456789abcdef",
                                 "11112222333344445555666677778888",
                                 "aaaabbbbccccddddeeeeffff00001111",
                                 "99990000999900009999000099990000",
                                 "88880000888800008888000088880000",
                                 "3 of 64 samples",
                                 "numbers 0, 9, 19",
                                 "all 2 samples",
                                 "2026-01-31",
                                 "26",
                                 "int8: the target has no /conv1/Conv",
                                 "an unknown operator",
                                 "quantbench-cli compare '/conv1/Conv'",
                                 "[1, 3, 32, 32]",
                                 "ONNX Runtime on a CPU",
                                 "7: cat.png",
                                 "clipping",
                                 "form calibration",
                                 "int16,threshold=4,freeze"};
        const QString html = textOf(reportText(made(), ReportFormat::Html));
        const QString markdown = QString::fromStdString(reportText(made(), ReportFormat::Markdown)).remove('\\');
        for (const QString& w : wanted) {
            QVERIFY2(html.contains(w), qPrintable("html lacks " + w + "\n" + html.left(200)));
            QVERIFY2(markdown.contains(w), qPrintable("markdown lacks " + w));
        }
    }

    void jsonHasItsKeysAndAllDigits()
    {
        ReportData data = made();
        data.outputs[0].sqnr = 34.567891234;
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(reportText(data, ReportFormat::Json)));
        QVERIFY(document.isObject());
        const QJsonObject json = document.object();
        for (const char* key : {"quantbench_report", "summary", "accuracy", "findings", "verdicts", "layers", "sensitivity",
                                "configuration", "versions", "commands"})
            QVERIFY2(json.contains(key), key);
        const QJsonObject output = json["accuracy"].toObject()["outputs"].toArray()[0].toObject();
        QCOMPARE(output["SQNR"].toDouble(), 34.567891234);
        QCOMPARE(output["quant_dtype"].toString(), QString("int8"));
        QVERIFY(json["layers"].toArray()[2].toObject()["SQNR"].isNull()); // infinite
        QCOMPARE(json["layers"].toArray()[1].toObject()["mod_name"].toString(), QString("/conv2/Conv"));
        QCOMPARE(json["sensitivity"].toObject()["tables"].toObject()["/conv1/Conv"].toArray()[0].toObject()["L1"].toDouble(),
                 0.375);
        QCOMPARE(json["verdicts"].toArray()[0].toObject()["error_after"].toDouble(), 0.0625);
        QCOMPARE(json["configuration"].toObject()["effective"].toArray()[0].toObject()["story"].toArray().size(), 2);
    }

    void hostileNamesDoNothing()
    {
        const ReportData data = made(kHostile + std::string(5000, 'x'));
        const std::string html = reportText(data, ReportFormat::Html);
        const QString text = textOf(html);
        QVERIFY2(text.contains("<script>alert('x')</script>"), qPrintable(text.left(300))); // as text, not as an element
        QVERIFY(html.find("<script") == std::string::npos);
        QVERIFY(text.contains("\\u{202E}") && text.contains("\\u{1}") && text.contains(QChar(0xFFFD)));
        QVERIFY(html.size() < 100'000); // the name of 5,000 characters is cut

        const std::string markdown = reportText(data, ReportFormat::Markdown);
        // Within a fence everything is literal.
        const QString outside = QString::fromStdString(markdown).remove(QRegularExpression("\n(`{3,})\n[^\n]*\n\\1\n"));
        QVERIFY2(!outside.contains("<script") && !outside.contains("```"), qPrintable(outside.right(400)));
        QVERIFY(!outside.contains(QRegularExpression("(?<!\\\\)\\]\\(")));   // no link
        QVERIFY(QString::fromStdString(markdown).toStdString() == markdown); // valid UTF-8
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(reportText(data, ReportFormat::Json))).isObject());
    }

    void nothingComesFromOutside()
    {
        const std::string html = reportText(made(), ReportFormat::Html);
        for (const char* word : {"http:", "https:", "//cdn", "url(", "@import", "src=", "javascript"})
            QVERIFY2(html.find(word) == std::string::npos, word);
        QVERIFY(html.find("prefers-color-scheme:dark") != std::string::npos);
        QVERIFY(html.find("@media print") != std::string::npos);
        QVERIFY(html.find("<svg") != std::string::npos && html.find("<details>") != std::string::npos);
        for (const std::string& section : reportSections())
            QVERIFY2(html.find("<section id=\"" + section + "\">") != std::string::npos, section.c_str());
    }

    /// Whatever a report says by itself is said in the language that was asked for.
    void allWordsAreTranslated()
    {
        std::set<std::string> asked;
        const ReportWording say = [&](const Text& text) {
            std::vector<Text> texts{text};
            for (std::size_t i = 0; i < texts.size(); ++i) {
                asked.insert(texts[i].format());
                for (const Text::Argument& a : std::vector(texts[i].arguments().begin(), texts[i].arguments().end()))
                    if (!a.text.empty())
                        texts.push_back(a.text);
            }
            return bracketed(text);
        };
        const QStringList formats = wordsOfReports();
        QVERIFY(formats.size() > 150);
        std::vector<ReportData> reports = quiet();
        reports.push_back(talkative());
        for (const ReportData& data : reports)
            for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Markdown}) {
                const std::string text = reportText(data, format, say);
                const QString outside = outsideOf(format == ReportFormat::Html ? saidBy(text) : saidByMarkdown(text));
                for (const QString& words : formats)
                    for (const QString& part : words.split(QRegularExpression("\\{\\}|[^\\w ]"), Qt::SkipEmptyParts)) {
                        // Not a part of a name, of a configuration or of an id.
                        const QRegularExpression bare("(?<![\\w:/.,=])" + part.trimmed() + "(?![\\w:/=.,])");
                        if (part.trimmed().size() > 1)
                            QVERIFY2(!outside.contains(bare),
                                     qPrintable(part + " of " + words + " in " + outside.mid(outside.indexOf(bare) - 40, 80)));
                    }
                static const QRegularExpression kSentence("\\b[a-z]{2,} [a-z]{2,}");
                QVERIFY2(!outside.contains(kSentence), qPrintable(kSentence.match(outside).captured()));
            }
        for (const QString& words : formats)
            QVERIFY2(asked.contains(words.toStdString()), qPrintable("no report here says: " + words));
    }

    void thePageNamesItsLanguage()
    {
        QVERIFY(reportText(made(), ReportFormat::Html).find("<html lang=\"en\">") != std::string::npos);
        const ReportWording chinese = [](const Text& text) {
            return text.format() == "en" ? "zh-CN" : text.format() == "Summary" ? "摘要" : text.english();
        };
        const std::string html = reportText(made(), ReportFormat::Html, chinese);
        QVERIFY(html.find("<html lang=\"zh-CN\">") != std::string::npos);
        QVERIFY(html.find("<h2>摘要</h2>") != std::string::npos);
        QVERIFY(html.find("Noto Sans CJK SC") != std::string::npos);
    }

    /// Scripts read it.
    void jsonIsEnglishInEveryLanguage()
    {
        const std::string english = reportText(talkative(), ReportFormat::Json);
        QVERIFY(english == reportText(talkative(), ReportFormat::Json, bracketed));
        QVERIFY(english.find("the range is narrow") != std::string::npos && english.find("«") == std::string::npos);
        const qb::test::TemporaryFolder folder;
        writeReport(talkative(), folder.file("r.json"), bracketed);
        QFile file(QString::fromStdString(folder.file("r.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == QByteArray::fromStdString(english));
    }

    /// What the study tells of its rules, points and layers comes translated too.
    void aStudyIsToldInItsLanguage()
    {
        const std::string sample = QB_SOURCE_DIR "/resources/sample/";
        OrtEnvironment environment;
        Workspace w(environment, sample + "two_heads.onnx", "", {}, {});
        DataOptions data;
        data.path = sample + "images";
        data.samples = 4;
        w.setData(Use::Calibration, data);
        w.calibrate(Recalibrate::Anew, {});
        RuleSet rules = RuleSet::ofPreset("horizon");
        rules.rules.push_back({ConvDtypeRule{DType::Int8, {}}});
        rules.rules.push_back({OverrideRule{"/pose/Concat", {}, parseConfig("int16,threshold=4")}});
        rules.rules.push_back({OverrideRule{"/pose/fc1/Gemm", {}, parseConfig("float")}});
        rules.rules.push_back(
            {OverrideRule{{}, std::vector<std::string>{"/digit/fc1/Gemm", "/pose/Tanh"}, parseConfig("freeze")}});
        w.setRules(rules);
        const ReportData report = w.report(w.samples(Use::Evaluation, {}), {}, {});
        QVERIFY(!report.verdicts.empty() && !report.floatUnits.empty() && !report.findings.empty());
        for (const ReportFormat format : {ReportFormat::Html, ReportFormat::Markdown}) {
            const std::string text = reportText(report, format, bracketed);
            const QString said = format == ReportFormat::Html ? saidBy(text) : saidByMarkdown(text);
            static const QRegularExpression kSentence("\\b[a-z]{2,} [a-z]{2,}");
            const auto found = kSentence.match(outsideOf(said));
            QVERIFY2(!found.hasMatch(), qPrintable(found.captured()));
            for (const char* content :
                 {"«form calibration»", "«input int8»", "int16,threshold=4", "«freeze for /digit/fc1/Gemm, /pose/Tanh»"})
                QVERIFY2(said.contains(content), content);
        }
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(reportText(report, ReportFormat::Json))).object();
        const QJsonArray written = json["configuration"].toObject()["rules"].toArray();
        QCOMPARE(written[2].toObject()["sets"].toString(), QString("int16,threshold=4"));
        QCOMPARE(written[4].toObject()["units"].toArray(), QJsonArray({"/digit/fc1/Gemm", "/pose/Tanh"}));
    }

    void emptySectionsSayWhy()
    {
        ReportData data;
        data.whyNoSensitivity = Text("left out, because.");
        const QString html = textOf(reportText(data, ReportFormat::Html));
        for (const char* line :
             {"Nothing was found.", "No layer was examined", "No layer gives a float tensor", "left out, because.",
              "There are no rules", "Every point got the dtype", "No output is a float tensor", "Nothing was measured."})
            QVERIFY2(html.contains(line), line);
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(reportText(data, ReportFormat::Json))).isObject());
    }

    void markdownTablesAreEven()
    {
        for (const std::string& name : {std::string("/conv1/Conv"), kHostile}) {
            const QString markdown = QString::fromStdString(reportText(made(name), ReportFormat::Markdown));
            qsizetype columns = 0;
            int rows = 0;
            for (const QString& line : markdown.split('\n')) {
                if (!line.startsWith('|')) {
                    columns = 0;
                    continue;
                }
                QVERIFY2(columns == 0 || cellsOf(line) == columns, qPrintable(line));
                columns = cellsOf(line);
                ++rows;
            }
            QVERIFY(rows > 20);
        }
    }

    void thousandUnitsFit()
    {
        ReportData data = made();
        data.layers.clear();
        data.effective.clear();
        data.sensitivity.assign(8, {"output", {}});
        for (int i = 0; i < 1000; ++i) {
            const std::string name = "/model/backbone/stage" + std::to_string(i) + "/block/attention/projection/MatMul";
            data.layers.push_back(tensor(name, 40 - i * 0.03));
            for (const char* port : {":output", ":weight"}) {
                data.effective.push_back({name + port,
                                          "int8",
                                          "int8",
                                          Text::verbatim("int8 mse"),
                                          words::channels("0.001", "0.02", 512),
                                          1,
                                          {Text("int8: rule 1 (Preset default)"),
                                           Text("raised to int16 for the grid of a GridSample"), Text("back to int8")}});
                for (auto& s : data.sensitivity)
                    s.rows.push_back(sensitive(name + port, 1.0 / (i + 1)));
            }
        }
        const std::string html = reportText(data, ReportFormat::Html);
        QVERIFY2(html.size() < 2'000'000, std::to_string(html.size()).c_str());
        const QString text = textOf(html);
        QVERIFY(text.contains("/model/backbone/stage0/"));
        QVERIFY2(text.contains("of 2,000 rows"), "what is cut is said");
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(reportText(data, ReportFormat::Json))).object();
        QCOMPARE(json["sensitivity"].toObject()["tables"].toObject()["output"].toArray().size(), 2000);
    }

    void axesAreRound()
    {
        const Axis a = linearAxis(0.13, 9.4, 5);
        QCOMPARE(a.low, 0.0);
        QCOMPARE(a.high, 10.0);
        QCOMPARE(a.ticks, (std::vector<double>{0, 2, 4, 6, 8, 10}));
        QCOMPARE(QString::fromStdString(linearAxis(0.94, 1.0, 4).label(0.96)), QString("0.96"));
        // What can't be drawn has an axis all the same; without an end it would be drawn for ever.
        const double inf = std::numeric_limits<double>::infinity();
        QVERIFY(linearAxis(-inf, inf, 5).ticks.size() < 20 && linearAxis(1e30, 1e30 * (1 + 1e-15), 5).ticks.size() < 20);
        QVERIFY(logarithmicAxis(0, 0).ticks.size() < 20 && logarithmicAxis(inf, -inf).ticks.size() < 20);
        const Axis same = linearAxis(3, 3);
        QVERIFY(same.low < 3 && same.high > 3);
        const Axis log = logarithmicAxis(0.6, 110);
        QCOMPARE(log.low, 0.5);
        QCOMPARE(log.high, 200.0);
        QCOMPARE(log.ticks, (std::vector<double>{1, 10, 100}));
        QVERIFY(std::abs(log.at(10) - std::log(10 / 0.5) / std::log(400)) < 1e-12);
        QCOMPARE(logarithmicAxis(1, 1).low, 1.0);
        QVERIFY(logarithmicAxis(1, 1).high > 1);
    }

    void numbersAreSensible()
    {
        QCOMPARE(QString::fromStdString(decibels(INFINITY).english()), QString("equal"));
        QCOMPARE(QString::fromStdString(decibels(-3.276).english()), QString("-3.28"));
        QCOMPARE(QString::fromStdString(fixedNumber(-0.001, 2)), QString("0.00"));
        QCOMPARE(QString::fromStdString(fixedNumber(NAN, 2)), QString("–"));
        QCOMPARE(QString::fromStdString(percent(0.0001)), QString("< 0.1 %"));
        QCOMPARE(QString::fromStdString(grouped(1234567)), QString("1,234,567"));
        QCOMPARE(QString::fromStdString(grouped(999)), QString("999"));
        QCOMPARE(QString::fromStdString(largeNumber(342223200)), QString("342 M"));
        QCOMPARE(QString::fromStdString(middleCut("abcdefghij", 5)), QString("a…hij"));
        QCOMPARE(visibleText("a\xF0\x9F\x98\x80z"), std::string("a\xF0\x9F\x98\x80z"));
        QCOMPARE(visibleText("\xED\xA0\x80"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD")); // a surrogate
    }

    void writesWhollyOrNotAtAll()
    {
        const qb::test::TemporaryFolder folder;
        const std::string path = folder.file("r.HTML");
        QVERIFY(reportTarget(path) == ReportFormat::Html);
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
        QCOMPARE(writeReport(made(), path), reportText(made(), ReportFormat::Html).size());
        QVERIFY(QFile::exists(QString::fromStdString(path)));
        QVERIFY(!QFile::exists(QString::fromStdString(path + ".part")));

        const auto codeOf = [](const std::string& where) {
            try {
                (void)reportTarget(where);
            } catch (const Error& e) {
                return std::pair(e.code(), QString(e.what()));
            }
            return std::pair(ErrorCode::Interrupted, QString());
        };
        QVERIFY(codeOf(folder.file("r.pdf")).first == ErrorCode::Usage);
        for (const char* known : {".html", ".md", ".json"})
            QVERIFY(codeOf(folder.file("r.pdf")).second.contains(known));
        QVERIFY(codeOf(folder.file("nowhere/r.html")).first == ErrorCode::Resources);
        if (QFile::exists("/dev/full")) {
            // A full disk: what stood there before stays.
            QVERIFY(QFile::link("/dev/full", QString::fromStdString(path + ".part")));
            QVERIFY_EXCEPTION_THROWN((void)writeReport(made("other"), path), Error);
            QFile file(QString::fromStdString(path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().contains("/conv1/Conv"));
        }
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
