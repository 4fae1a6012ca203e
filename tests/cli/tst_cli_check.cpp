// SPDX-License-Identifier: GPL-3.0-or-later
// check and advise as people script them: keys, exit codes, and that what they say can be done.
#include "tests/cli/cli_program.h"

using namespace qb::test;

class TestCliCheck : public QObject {
    Q_OBJECT

    CliProgram m_program;

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }
    static QString model() { return sampleModel(); }

    static QJsonObject finding(const Run& run, const QString& rule)
    {
        for (const QJsonValue& f : run.json()["findings"].toArray())
            if (f.toObject()["rule"] == rule)
                return f.toObject();
        return {};
    }

    static double sqnr(const Run& run, const QString& output)
    {
        for (const QJsonValue& row : run.json()["outputs"].toArray())
            if (row.toObject()["name"] == output)
                return row.toObject()["SQNR"].toDouble();
        return qQNaN();
    }

    void makeStudy(const QString& name) const
    {
        QFile::remove(m_program.file(name));
        QCOMPARE(cli(QStringList{"new", name, model()} + sampleData()).code, 0);
        QCOMPARE(cli({"calibrate", name, "--quiet"}).code, 0);
    }

private slots:
    void initTestCase() { QVERIFY(m_program.prepare()); }

    void checkKeys()
    {
        const Run bare = cli({"check", model(), "--json"});
        QCOMPARE(bare.code, 0);
        QVERIFY(!finding(bare, "check.no_statistics").isEmpty());
        const Run run = cli(QStringList{"check", model(), "--json", "--out", "result"} + sampleData());
        QCOMPARE(run.code, 0);
        verifyKeys(run.json(), {"study", "model", "findings", "summary", "calls", "types", "weights"});
        const QJsonObject concat = finding(run, "structure.concat_ranges");
        verifyKeys(concat, {"rule", "severity", "unit", "point", "numbers", "cure", "can_apply", "message"});
        QCOMPARE(concat["unit"].toString(), QString("/pose/Concat"));
        QCOMPARE(concat["can_apply"].toBool(), true);
        QVERIFY(concat["numbers"].toObject()["ratio"].toDouble() > 50);
        QFile text(m_program.file("result/model_check_result.txt"));
        QVERIFY(text.open(QIODevice::ReadOnly));
        const QByteArray content = text.readAll();
        for (const char* section : {"1. ", "2. ", "3. ", "4. ", "5. "})
            QVERIFY(content.contains(section));
        QVERIFY(content.contains("/pose/Concat"));
    }

    /// Under the names that Horizon's users know; a sensitivity table serves a rule.
    void filesByTheirNames()
    {
        const QStringList few = sampleData() + QStringList{"--samples", "4", "--out", "files"};
        for (const auto& [command, files] :
             {std::pair<QStringList, QStringList>{{"compare"}, {"compare_per_layer_out.txt", "compare_per_layer_out.csv"}},
              {{"sensitivity"}, {"output_digit_L1_sensitive_ops.txt", "output_pose_L1_sensitive_ops.txt"}},
              {{"advise"}, {"abnormal_layer_advisor.txt"}}}) {
            const Run run = cli(command + QStringList{model(), "--json"} + few);
            QVERIFY2(run.code == 0, qPrintable(run.err));
            QStringList said;
            for (const QJsonValue& v : run.json()["files"].toArray())
                said << QFileInfo(v.toString()).fileName();
            for (const QString& file : files) {
                QVERIFY2(said.contains(file), qPrintable(said.join(' ')));
                QVERIFY(QFileInfo(m_program.file("files/" + file)).size() > 100);
            }
        }
        QCOMPARE(cli({"rules", model(), "--out", "files"}).code, 0);
        QVERIFY(QFile::exists(m_program.file("files/qconfig_changelogs.txt")));
        QFile rules(m_program.file("rules.json"));
        QVERIFY(rules.open(QIODevice::WriteOnly));
        rules.write(
            R"({"quantbench_qconfig": 1, "rules": [{"type": "Sensitivity", "top_k": 2, "table": "files/output_digit_L1_sensitive_ops.txt"}]})");
        rules.close();
        const Run run = cli({"rules", model(), "--rules", "rules.json", "--json"});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        QVERIFY(run.json()["rules"].toArray()[0].toObject()["decides"].toInt() > 0);
        QCOMPARE(cli(QStringList{"rules", model(), "--out", "files/qconfig_changelogs.txt/no"}).code, 5);
    }

    void checkApplies()
    {
        makeStudy("apply.qbs");
        const Run dry = cli({"check", "apply.qbs", "--apply", "structure.concat_ranges", "--dry-run", "--json"});
        QCOMPARE(dry.code, 0);
        QVERIFY(!dry.json()["changed"].toArray().isEmpty());
        verifyKeys(dry.json()["changed"].toArray()[0].toObject(), {"point", "from", "to", "because"});
        QCOMPARE(dry.json()["applied"].toArray().size(), 1);
        const int rules = static_cast<int>(cli({"rules", "apply.qbs", "--json"}).json()["rules"].toArray().size());
        const Run applied = cli({"check", "apply.qbs", "--apply", "structure.concat_ranges", "--unit", "/pose/Concat", "--json"});
        QCOMPARE(applied.code, 0);
        QCOMPARE(applied.json()["changed"].toArray(), dry.json()["changed"].toArray());
        QCOMPARE(static_cast<int>(cli({"rules", "apply.qbs", "--json"}).json()["rules"].toArray().size()), rules + 1);
        QVERIFY(finding(cli({"check", "apply.qbs", "--json"}), "structure.concat_ranges").isEmpty());
        QVERIFY(sqnr(cli({"compare", "apply.qbs", "--json"}), "pose") > 30);
        // Cured already: nothing to do.
        const Run again = cli({"check", "apply.qbs", "--apply", "structure.concat_ranges", "--json"});
        QCOMPARE(again.code, 0);
        QVERIFY(again.json()["applied"].toArray().isEmpty());
    }

    void checkRefuses()
    {
        const Run unknown = cli(QStringList{"check", model(), "--apply", "structure.concat_range", "--dry-run"} + sampleData());
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.err.contains("structure.concat_ranges"));
        QCOMPARE(cli({"check", model(), "--apply", "structure.concat_ranges"}).code, 2); // edits need a study
        QCOMPARE(cli({"check", model(), "--dry-run"}).code, 2);
        makeStudy("refuse.qbs");
        const Run unit = cli({"check", "refuse.qbs", "--apply", "structure.concat_ranges", "--unit", "/pose/Concatt"});
        QCOMPARE(unit.code, 2);
        QVERIFY(unit.err.contains("/pose/Concat"));
        QCOMPARE(cli({"check", "refuse.qbs", "--apply", "structure.conv_bn_not_fused"}).code, 2); // only the user can
        QCOMPARE(cli({"check", "nowhere.onnx"}).code, 3);
    }

    /// The lesson of the sample: Concat first, int16 cures it, and that is what set and compare show.
    void adviseTellsTheLesson()
    {
        makeStudy("advise.qbs");
        const Run run = cli({"advise", "advise.qbs", "--json"});
        QCOMPARE(run.code, 0);
        verifyKeys(run.json(), {"study", "model", "metric", "better", "samples", "outputs", "rows", "findings"});
        QCOMPARE(run.json()["metric"].toString(), QString("SQNR"));
        const QJsonArray rows = run.json()["rows"].toArray();
        QCOMPARE(rows.size(), 5);
        const QJsonObject first = rows[0].toObject();
        verifyKeys(first, {"unit", "verdict", "evidence", "ancestor", "cures", "output", "point", "selector"});
        QCOMPARE(first["unit"].toString(), QString("/pose/Concat"));
        QCOMPARE(first["output"].toString(), QString("pose"));
        QCOMPARE(first["verdict"].toString(), QString("concat_shared_scale"));
        const QJsonObject best = first["cures"].toArray()[0].toObject();
        verifyKeys(best, {"config", "error_before", "error_after", "cost"});
        QCOMPARE(best["config"].toString(), QString("int16"));
        QVERIFY(best["error_before"].toDouble() < 12);
        QVERIFY(best["error_after"].toDouble() > 30);
        int inherited = 0;
        for (const QJsonValue& row : rows)
            if (row.toObject()["verdict"] == "inherited") {
                QCOMPARE(row.toObject()["ancestor"].toString(), QString("/pose/Concat"));
                ++inherited;
            }
        QVERIFY(inherited >= 2);
        QCOMPARE(sqnr(cli({"compare", "advise.qbs", "--json"}), "pose"), best["error_before"].toDouble());
        QCOMPARE(cli({"set", "advise.qbs", first["selector"].toString(), best["config"].toString()}).code, 0);
        QCOMPARE(sqnr(cli({"compare", "advise.qbs", "--json"}), "pose"), best["error_after"].toDouble());
    }

    void adviseOptions()
    {
        const QStringList few{"--samples", "4", "--json"};
        const Run one =
            cli(QStringList{"advise", model(), "--top", "1", "--output", "digit", "--metric", "L1"} + few + sampleData());
        QCOMPARE(one.code, 0);
        QCOMPARE(one.json()["rows"].toArray().size(), 1);
        QCOMPARE(one.json()["rows"].toArray()[0].toObject()["output"].toString(), QString("digit"));
        QCOMPARE(one.json()["better"].toString(), QString("lower"));
        QCOMPARE(cli(QStringList{"advise", model(), "--metric", "nothing"} + few + sampleData()).code, 2);
        QCOMPARE(cli(QStringList{"advise", model(), "--metric", "max_qscale_diff"} + few + sampleData()).code, 2);
        const Run output = cli(QStringList{"advise", model(), "--output", "pos"} + few + sampleData());
        QCOMPARE(output.code, 2);
        QVERIFY(output.json()["error"].toObject()["cure"].toString().contains("pose"));
        QCOMPARE(cli({"advise", model()}).code, 2); // nothing calibrated, no data named
    }
};

QTEST_GUILESS_MAIN(TestCliCheck)
#include "tst_cli_check.moc"
