// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics of one's own in `sensitivity` and `compare`: the figures and the ranking of a built-in metric where they say the
// same, what is kept of them in the study, and what is said of a wrong one.
#include "tests/cli/cli_program.h"

#include <cmath>

using namespace qb::test;

class TestCliCustom : public QObject {
    Q_OBJECT

    CliProgram m_program;
    const QString m_l1 = QStringLiteral("mean(abs(float(\"pose\") - quant(\"pose\")))");
    const QString m_mse = QStringLiteral("mean((float(\"pose\") - quant(\"pose\")) * (float(\"pose\") - quant(\"pose\")))");

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }
    static bool close(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

    [[nodiscard]] QJsonArray sweep(const QString& study, const QStringList& more) const
    {
        const Run run = cli(QStringList{"sensitivity", study, "--json", "--output", "pose", "--eval-range", "0:4"} + more);
        return run.json()["tables"].toObject()["pose"].toArray();
    }

    static QStringList points(const QJsonArray& rows)
    {
        QStringList names;
        for (const QJsonValue& row : rows)
            names << row.toObject()["point"].toString();
        return names;
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_program.prepare());
        QCOMPARE(cli(QStringList{"new", "s.qbs", sampleModel()} + sampleData()).code, 0);
        QCOMPARE(cli({"calibrate", "s.qbs"}).code, 0);
        QVERIFY(QFile::copy(m_program.file("s.qbs"), m_program.file("fresh.qbs")));
    }

    void aSweepRanksAsTheMetricDoes()
    {
        for (const QString mode : {"isolated", "leave-one-out"}) {
            const QJsonArray mine = sweep("s.qbs", {"--custom", m_l1, "--mode", mode});
            QVERIFY(mine.size() > 10);
            QCOMPARE(points(mine), points(sweep("s.qbs", {"--metric", "L1", "--mode", mode})));
            for (const QJsonValue& row : mine)
                QVERIFY(close(row.toObject()["custom"].toDouble(), row.toObject()["L1"].toDouble()));
            const QJsonArray ascending = sweep("s.qbs", {"--custom", m_l1, "--order", "ascending", "--mode", mode});
            for (int i = 0; i < ascending.size(); ++i) // equal rows keep their order
                QCOMPARE(ascending[i].toObject()["custom"], mine[mine.size() - 1 - i].toObject()["custom"]);
            // With a metric too, that one ranks.
            QCOMPARE(points(sweep("s.qbs", {"--custom", m_l1, "--metric", "SQNR", "--mode", mode})),
                     points(sweep("s.qbs", {"--metric", "SQNR", "--mode", mode})));
        }
        const Run run =
            cli({"sensitivity", "s.qbs", "--json", "--custom", m_l1, "--eval-range", "0:4", "--mode", "leave-one-out"});
        QCOMPARE(run.json()["metric"].toString(), QString("custom"));
        const QJsonObject custom = run.json()["custom"].toObject();
        QCOMPARE(custom["expression"].toString(), m_l1);
        QCOMPARE(custom["order"].toString(), QString("descending"));
        QVERIFY(custom["whole"].toDouble() > 0);
    }

    /// What is stored of one expression is not taken for another, nor for none, and gives the same bytes.
    void aSweepGoesOnFromTheStudy()
    {
        const QStringList first{"--custom", m_l1}, second{"--custom", m_mse};
        const QJsonArray part = sweep("fresh.qbs", QStringList{"--port", "weight"} + first);
        QVERIFY(!part.isEmpty());
        const QJsonArray other = sweep("fresh.qbs", second);
        const QJsonArray whole = sweep("fresh.qbs", first);
        QVERIFY(whole.size() > part.size());
        QCOMPARE(whole, sweep("fresh.qbs", QStringList{"--recompute"} + first));
        QCOMPARE(other, sweep("fresh.qbs", second));
        for (const QJsonValue& row : whole)
            QVERIFY(close(row.toObject()["custom"].toDouble(), row.toObject()["L1"].toDouble()));
        for (const QJsonValue& row : other)
            QVERIFY(close(row.toObject()["custom"].toDouble(), row.toObject()["MSE"].toDouble()));
        QVERIFY(!sweep("fresh.qbs", {})[0].toObject().contains("custom"));
    }

    void comparedLayersHaveAColumn()
    {
        const QStringList one{"compare", "fresh.qbs", "--json", "--sample", "5"};
        const Run run = cli(one + QStringList{"--custom", "max(abs(float - quant))"});
        QCOMPARE(run.code, 0);
        for (const char* rows : {"rows", "outputs"})
            for (const QJsonValue& row : run.json()[rows].toArray())
                QCOMPARE(row.toObject()["custom"].toDouble(), row.toObject()["Atol"].toDouble());
        QVERIFY(run.json()["custom"].toObject()["value"].isNull()); // of several outputs none was named
        QCOMPARE(cli(one + QStringList{"--custom", "max(abs(float - quant))"}).out, run.out);
        QVERIFY(!cli(one).json()["rows"].toArray()[0].toObject().contains("custom"));
        const Run named = cli({"compare", "fresh.qbs", "--json", "--custom", m_l1});
        const QJsonObject custom = named.json()["custom"].toObject();
        verifyKeys(custom, {"expression", "order", "value", "worst_sample", "samples"});
        QVERIFY(close(custom["value"].toDouble(), named.json()["outputs"].toArray()[1].toObject()["L1"].toDouble()));
        QCOMPARE(custom["samples"].toObject().size(), 64);
        QCOMPARE(cli({"compare", "fresh.qbs", "--json", "--custom", m_l1}).out, named.out);
        QVERIFY(cli({"compare", "fresh.qbs", "--custom", m_l1}).out.contains("on average; worst in sample"));
    }

    void curesAreMeasuredByIt()
    {
        const QStringList few{"advise", "s.qbs", "--json", "--top", "2", "--output", "pose", "--eval-range", "0:4"};
        const Run mine = cli(few + QStringList{"--custom", m_l1});
        const Run builtIn = cli(few + QStringList{"--metric", "L1"});
        QCOMPARE(mine.code, 0);
        QCOMPARE(mine.json()["metric"].toString(), QString("custom"));
        QCOMPARE(mine.json()["better"].toString(), QString("lower"));
        const QJsonArray rows = mine.json()["rows"].toArray();
        QVERIFY(!rows.isEmpty());
        for (int r = 0; r < rows.size(); ++r) {
            const QJsonArray a = rows[r].toObject()["cures"].toArray();
            const QJsonArray b = builtIn.json()["rows"].toArray()[r].toObject()["cures"].toArray();
            QCOMPARE(a.size(), b.size());
            for (int c = 0; c < a.size(); ++c) {
                QCOMPARE(a[c].toObject()["config"], b[c].toObject()["config"]);
                for (const char* key : {"error_before", "error_after"})
                    QVERIFY(close(a[c].toObject()[key].toDouble(), b[c].toObject()[key].toDouble()));
            }
        }
        QCOMPARE(cli(few + QStringList{"--custom", "mean(float)"}).code, 2);
    }

    void goalsCanBeAskedOfIt()
    {
        const QStringList named{"compare", "s.qbs", "--custom", m_l1, "--fail-if"};
        QCOMPARE(cli(named + QStringList{"custom>0.001"}).code, 1);
        QCOMPARE(cli(named + QStringList{"custom>1000"}).code, 0);
        QCOMPARE(cli({"compare", "s.qbs", "--custom", "max(abs(float - quant))", "--fail-if", "custom>0.001"}).code, 1);
        QCOMPARE(cli({"compare", "s.qbs", "--fail-if", "custom>0.001"}).code, 2);
    }

    void whatIsWrongIsSaidOnce()
    {
        for (const char* command : {"compare", "sensitivity"}) {
            const Run wrong = cli({command, "s.qbs", "--custom", "mean(float(\"poze\"))"});
            QCOMPARE(wrong.code, 2);
            QVERIFY(wrong.err.contains("column 12") && wrong.err.contains("pose"));
        }
        const Run several = cli({"sensitivity", "s.qbs", "--custom", "mean(abs(float - quant))"});
        QCOMPARE(several.code, 2);
        QVERIFY(several.err.contains("several float outputs"));
        QCOMPARE(cli({"sensitivity", "s.qbs", "--custom", "float(\"pose\")"}).code, 3);
        QCOMPARE(cli({"sensitivity", "s.qbs", "--metric", "atool"}).code, 2);
        QCOMPARE(cli({"sensitivity", "s.qbs", "--custom", m_l1, "--order", "worst"}).code, 2);
        QCOMPARE(cli({"compare", "s.qbs", "--against", sampleModel(), "--custom", m_l1}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliCustom)
#include "tst_cli_custom.moc"
