// SPDX-License-Identifier: GPL-3.0-or-later
// What users of the Horizon toolchain come with, on real models, by the commands that they type.
#include "tests/cli/cli_program.h"
#include "tests/support/run_models.h"

#include <QJsonArray>
#include <QSet>

using namespace qb::test;

class TestCliScenes : public QObject {
    Q_OBJECT

    CliProgram m_program;

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }
    void succeeds(const QStringList& arguments) const
    {
        const Run run = cli(arguments);
        QVERIFY2(run.code == 0, qPrintable(arguments.join(' ') + '\n' + QString::fromUtf8(run.err)));
    }
    static QString corpus(const char* path) { return QString::fromStdString(corpusFolder()) + '/' + path; }

    static QJsonObject named(const QJsonArray& rows, const char* key, const QString& name)
    {
        for (const QJsonValue& row : rows)
            if (row.toObject()[key] == name)
                return row.toObject();
        return {};
    }

    [[nodiscard]] double sqnr(const QStringList& compared, const QString& output) const
    {
        const Run run = cli(QStringList{"compare"} + compared + QStringList{"--json"});
        return named(run.json()["outputs"].toArray(), "name", output)["SQNR"].toDouble(qQNaN());
    }

    void write(const QString& name, const QByteArray& text) const
    {
        QFile file(m_program.file(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

private slots:
    void initTestCase()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus");
        QVERIFY(m_program.prepare());
    }

    /// The preset finds the grids; each output has its table; two tables joined cost a part of all int16 and gain as much.
    void deimv2()
    {
        succeeds({"new", "d.qbs", corpus("models/deimv2_atto/model.onnx"), "--data", corpus("images/coco38"), "--samples", "2",
                  "--input", "orig_target_sizes=image_size"});
        succeeds({"calibrate", "d.qbs", "--quiet"});
        const QJsonArray points = cli({"rules", "d.qbs", "--json"}).json()["effective"].toArray();
        QSet<QString> grids;
        int wide = 0;
        for (const QJsonValue& value : points) {
            const QJsonObject point = value.toObject();
            wide += point["effective"] == "int16";
            for (const QJsonValue& story : point["story"].toArray())
                if (const qsizetype at = story.toString().indexOf("to the grid of "); at >= 0) {
                    grids << story.toString().mid(at);
                    QCOMPARE(point["effective"].toString(), QString("int16"));
                }
        }
        QCOMPARE(grids.size(), 3); // six GridSamples, two in each layer of the decoder, on one grid
        QVERIFY(wide > 60 && wide < points.size() / 3);

        const Run table = cli({"sensitivity", "d.qbs", "--metric", "L1", "--out", "tables", "--json"});
        QCOMPARE(table.code, 0);
        const QJsonObject tables = table.json()["tables"].toObject();
        QCOMPARE(tables.keys(), (QStringList{"boxes", "labels", "scores"})); // labels are integers
        for (const QJsonValue& rows : tables)
            QVERIFY(rows.toArray().size() > 400);
        QVERIFY(tables["labels"].toArray().first().toObject()["L1"].toDouble() > 0);
        const double before = sqnr({"d.qbs"}, "scores");
        write("union.json", R"({"quantbench_qconfig": 1, "profile": "horizon", "rules": [{"type": "Sensitivity", "ratio": 0.05,
            "table": ["tables/output_boxes_L1_sensitive_ops.txt", "tables/output_scores_L1_sensitive_ops.txt"]}]})");
        const Run joined = cli({"rules", "d.qbs", "--append", "union.json", "--json"});
        QCOMPARE(joined.code, 0);
        const QJsonObject rule = joined.json()["rules"].toArray().last().toObject();
        QCOMPARE(rule["type"].toString(), QString("Sensitivity"));
        const int decided = rule["decides"].toInt();
        const auto each = static_cast<int>(tables["boxes"].toArray().size()) / 20;
        QVERIFY2(decided >= each && decided <= 2 * each + 2, qPrintable(QString::number(decided)));
        const double after = sqnr({"d.qbs"}, "scores");
        const double all = sqnr({"d.qbs", "--preset", "int16"}, "scores");
        QVERIFY2(after > before + 1 && after > all - 1.5, qPrintable(QString("%1 %2 %3").arg(before).arg(after).arg(all)));
    }

    /// Units inside If bodies, a state carried from sample to sample: it has its table, and is a row of the others.
    void silero()
    {
        QCOMPARE(
            cli({"new", "s.qbs", corpus("models/silero_vad_v5/model.onnx"), "--data", corpus("audio/silero_test.wav"), "--range",
                 "100:140", "--input", "sr=16000", "--input", "state=from:stateN", "--frame", "512", "--context", "64"})
                .code,
            0);
        succeeds({"calibrate", "s.qbs", "--quiet"});
        const Run run = cli({"sensitivity", "s.qbs", "--metric", "L1", "--json"});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.json()["sample_ids"].toArray().size(), 40);
        const QJsonObject tables = run.json()["tables"].toObject();
        QCOMPARE(tables.keys(), (QStringList{"output", "stateN"}));
        for (const QString& output : tables.keys()) {
            const QJsonArray rows = tables[output].toArray();
            int inside = 0;
            for (const QJsonValue& row : rows)
                inside += row.toObject()["op_name"].toString().startsWith("If_0/then_branch/");
            QVERIFY(inside > 20);
            QVERIFY(named(rows, "op_name", "state")["L1"].toDouble() > 0);
        }
    }

    /// The last two layers of a head in float: one segment, its borders, what it gains, and a file that equals the simulation.
    void hybrid()
    {
        succeeds({"new", "n.qbs", corpus("models/nanodet_m_320/model.onnx"), "--data", corpus("images/coco38"), "--samples", "4",
                  "--fit", "stretch", "--color", "bgr", "--scale", "1", "--mean", "103.53,116.28,123.675", "--std",
                  "57.375,57.12,58.395"});
        succeeds({"calibrate", "n.qbs", "--quiet"});
        const QStringList outputs{"cls_pred_stride_32", "dis_pred_stride_32"};
        const QList<double> before{sqnr({"n.qbs"}, outputs[0]), sqnr({"n.qbs"}, outputs[1])};
        const double other = sqnr({"n.qbs"}, "cls_pred_stride_8");
        succeeds({"set", "n.qbs", "Conv_425..Conv_427", "float"});
        const QJsonArray segments = cli({"rules", "n.qbs", "--json"}).json()["segments"].toArray();
        QCOMPARE(segments.size(), 1);
        const QJsonObject segment = segments.first().toObject();
        QVERIFY(segment["last_segment"].toBool());
        for (const char* unit : {"Conv_425", "Conv_427"})
            QVERIFY(segment["units"].toArray().contains(QString(unit)));
        QCOMPARE(segment["dequantized"].toArray().size(), 1);
        QVERIFY(segment["bytes"].toDouble() > 0);
        QVERIFY(sqnr({"n.qbs"}, outputs[0]) > before[0] && sqnr({"n.qbs"}, outputs[1]) > before[1]);
        QCOMPARE(sqnr({"n.qbs"}, "cls_pred_stride_8"), other); // it lies beside
        const Run written = cli({"export", "n.qbs", "n.onnx", "--verify", "--json"});
        QCOMPARE(written.code, 0);
        QVERIFY2(written.json()["verify"].toObject()["equal"].toBool(), written.out.left(2000).constData());
    }
};

QTEST_GUILESS_MAIN(TestCliScenes)
#include "tst_cli_scenes.moc"
