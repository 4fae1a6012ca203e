// SPDX-License-Identifier: GPL-3.0-or-later
// badcase and profile as people script them: keys, exit codes, and what a chosen bad case changes for other commands.
#include "engine/data/npz_writer.h"
#include "tests/cli/cli_program.h"
#include "tests/support/model_builder.h"

#include <cmath>

using namespace qb::test;

class TestCliBadcase : public QObject {
    Q_OBJECT

    CliProgram m_program;

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }
    static QString model() { return sampleModel(); }

    static bool hasFinding(const Run& run, const QString& rule)
    {
        for (const QJsonValue& f : run.json()["findings"].toArray())
            if (f.toObject()["rule"] == rule)
                return true;
        return false;
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_program.prepare());
        QCOMPARE(cli(QStringList{"new", "base.qbs", model()} + sampleData()).code, 0);
        QCOMPARE(cli({"calibrate", "base.qbs"}).code, 0);
    }

    /// Bad cases stay in the study, so each test has one of its own.
    void init()
    {
        QFile::remove(m_program.file("s.qbs"));
        QVERIFY(QFile::copy(m_program.file("base.qbs"), m_program.file("s.qbs")));
    }

    /// One array of NaN among good ones: named first everywhere, without a number but with the reason.
    void aSampleThatIsNotFiniteIsTheWorst()
    {
        QVERIFY(QDir(m_program.file("odd")).mkpath("."));
        for (int i = 0; i < 5; ++i)
            qb::writeNpy(m_program.file("odd/" + QString::number(i) + ".npy").toStdString(),
                         i == 3 ? qb::Tensor::fromFloats({1, 1, 32, 32}, std::vector<float>(1024, std::nanf("")))
                                : randomTensor({1, 1, 32, 32}, static_cast<unsigned>(i), -1, 1));
        QVERIFY(QFile::remove(m_program.file("s.qbs")));
        QCOMPARE(cli(QStringList{"new", "s.qbs", model(), "--eval-data", "odd"} + sampleData()).code, 0);
        const Run found = cli({"badcase", "s.qbs", "find", "--json", "--output", "pose"});
        QCOMPARE(found.code, 0);
        QVERIFY(hasFinding(found, "badcase.not_finite"));
        for (const QJsonValue& output : found.json()["worst"].toObject())
            for (const QJsonValue& list : output.toObject()) {
                const QJsonObject first = list.toArray()[0].toObject();
                QCOMPARE(first["sample"].toInt(), 3);
                QVERIFY(first["value"].isNull());
                QCOMPARE(first["trust"].toString(), QString("non_finite"));
                QCOMPARE(list.toArray().size(), 5);
                QVERIFY(list.toArray()[1].toObject()["trust"].toString() != "non_finite");
            }
        const QJsonObject chosen = found.json()["bad_case"].toObject();
        QCOMPARE(chosen["sample"].toInt(), 3);
        QCOMPARE(chosen["rank"].toInt(), 1);
        QVERIFY(chosen["value"].isNull());
        QCOMPARE(chosen["trust"].toString(), QString("non_finite"));
        QVERIFY(found.json()["blame"].toObject()["not_finite"].toInt() > 0);
        const Run table = cli(QStringList{"badcase", "s.qbs", "find"});
        QVERIFY2(table.out.contains("non_finite") && table.out.contains("NaN or infinite values"), table.out.constData());
        // As the study's bad case, saved and loaded.
        QCOMPARE(cli({"compare", "s.qbs", "--json"}).json()["bad_case"].toObject()["trust"].toString(), QString("non_finite"));
        QCOMPARE(cli({"badcase", "s.qbs", "save", "odd.txt"}).code, 0);
        const QJsonObject loaded = cli({"badcase", "s.qbs", "load", "odd.txt", "--json"}).json()["bad_case"].toObject();
        QCOMPARE(loaded["trust"].toString(), QString("non_finite"));
        QVERIFY(loaded["value"].isNull());
    }

    void addTakesASampleIntoTheCalibration()
    {
        QFile::remove(m_program.file("few.qbs"));
        QCOMPARE(cli(QStringList{"new", "few.qbs", model()} + sampleData()).code, 0);
        QCOMPARE(cli({"calibrate", "few.qbs", "--samples", "4"}).code, 0);
        const Run added = cli({"badcase", "few.qbs", "add", "10", "--eval-samples", "64", "--json"});
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(added.json()["calibration_samples"].toInt(), 5);
        QVERIFY(added.json()["observed"].toBool());
        QVERIFY(!cli({"badcase", "few.qbs", "add", "10", "--json"}).json()["observed"].toBool());
        QCOMPARE(cli({"badcase", "few.qbs", "add", "64"}).code, 2);
        QCOMPARE(cli({"badcase", "few.qbs", "add"}).code, 2);
    }

    void findGivesTheWorst()
    {
        const Run found = cli({"badcase", "s.qbs", "find", "--json", "--top-k", "3", "--metric", "SQNR", "--output", "pose"});
        QCOMPARE(found.code, 0);
        const QJsonObject json = found.json();
        verifyKeys(json, {"study", "model", "findings", "samples", "worst", "blame", "bad_case"});
        QCOMPARE(json["samples"].toArray().size(), 64);
        for (const char* output : {"digit", "pose"})
            for (const char* metric : {"Cosine", "L1", "Atol", "SQNR"}) {
                const QJsonArray list = json["worst"].toObject()[output].toObject()[metric].toArray();
                QCOMPARE(list.size(), 3);
                verifyKeys(list[0].toObject(), {"sample", "file", "value"});
            }
        verifyKeys(json["blame"].toObject(), {"unit", "jump"});
        const QJsonObject chosen = json["bad_case"].toObject();
        QCOMPARE(chosen["metric"].toString(), QString("SQNR"));
        QCOMPARE(chosen["rank"].toInt(), 1);
        QCOMPARE(chosen["of"].toInt(), 64);
        // The figure is that of a comparison of this sample alone.
        const QString sample = QString::number(chosen["sample"].toInt());
        const Run alone = cli({"compare", "s.qbs", "--sample", sample, "--json"});
        QCOMPARE(alone.json()["outputs"].toArray()[1].toObject()["SQNR"].toDouble(), chosen["value"].toDouble());
        // From the study, the same bytes.
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--json", "--top-k", "3", "--metric", "SQNR", "--output", "pose"}).out,
                 found.out);
    }

    void otherCommandsUseTheBadCase()
    {
        QCOMPARE(cli({"badcase", "s.qbs", "find"}).code, 0);
        const Run compared = cli({"compare", "s.qbs", "--json"});
        QCOMPARE(compared.json()["samples"].toArray(), (QJsonArray{10}));
        QCOMPARE(compared.json()["bad_case"].toObject()["sample"].toInt(), 10);
        QVERIFY(compared.err.contains("bad case, sample 10 (digit_10.png), rank 1 of 64 by Atol of digit"));
        const Run table = cli({"sensitivity", "s.qbs", "--json"});
        QCOMPARE(table.json()["sample_ids"].toArray(), (QJsonArray{10}));
        const Run advised = cli({"advise", "s.qbs", "--json", "--top", "1"});
        QCOMPARE(advised.json()["samples"].toInt(), 1);
        QCOMPARE(advised.json()["bad_case"].toObject()["sample"].toInt(), 10);
        // What the command line names wins, and says nothing of the bad case.
        for (const QStringList& said : {QStringList{"--sample", "3"}, {"--eval-range", "3:4"}}) {
            const Run run = cli(QStringList{"compare", "s.qbs", "--json"} + said);
            QCOMPARE(run.json()["samples"].toArray(), (QJsonArray{3}));
            QVERIFY(run.json()["bad_case"].isNull() && !run.err.contains("bad case"));
        }
        for (const char* command : {"compare", "sensitivity", "advise"}) {
            const Run all = cli({command, "s.qbs", "--json", "--sample", "all"});
            QVERIFY2(all.code == 0 && !all.err.contains("bad case"), all.err);
            const QJsonValue samples = all.json()["samples"];
            QCOMPARE(samples.isArray() ? static_cast<int>(samples.toArray().size()) : samples.toInt(), 64);
        }
        QCOMPARE(cli({"compare", "s.qbs", "--json", "--eval-range", "0:64"}).json()["samples"].toArray().size(), 64);
        QCOMPARE(cli({"compare", "s.qbs", "--json"}).json()["samples"].toArray(), (QJsonArray{10}));
        QCOMPARE(cli({"badcase", "s.qbs", "set", "none"}).code, 0);
        QCOMPARE(cli({"compare", "s.qbs", "--json"}).json()["samples"].toArray().size(), 64);
        QCOMPARE(cli({"badcase", "s.qbs", "find"}).code, 0);
        // Other data: all of it, and a word about it.
        const Run other = cli({"compare", "s.qbs", "--json", "--eval-data", "random:2"});
        QCOMPARE(other.json()["samples"].toArray().size(), 2);
        QVERIFY(hasFinding(other, "badcase.other_data"));
    }

    void setIsCheckedAgainstTheOthers()
    {
        const Run good = cli({"badcase", "s.qbs", "set", "17", "--json"});
        QCOMPARE(good.code, 0);
        QVERIFY(hasFinding(good, "badcase.not_bad"));
        QVERIFY(good.json()["bad_case"].toObject()["rank"].toInt() > 6);
        QVERIFY(!hasFinding(cli({"badcase", "s.qbs", "set", "10", "--json"}), "badcase.not_bad"));
        QCOMPARE(cli({"badcase", "s.qbs", "set", "64"}).code, 2);
        QCOMPARE(cli({"badcase", "s.qbs", "set", "-3"}).code, 2);
        QCOMPARE(cli({"badcase", "s.qbs", "set", "worst"}).code, 2);
        QCOMPARE(cli({"badcase", "s.qbs", "set"}).code, 2);
        QCOMPARE(cli({"badcase", "s.qbs", "find", "3"}).code, 2);
        QCOMPARE(cli({"badcase", "s.qbs", "lose"}).code, 2);
        QCOMPARE(cli(QStringList{"badcase", model(), "set", "3"} + sampleData()).code, 2);
    }

    /// A sample that is bad at one output and not at the first one is described by that one.
    void setGoesByTheOutputWhereItIsWorst()
    {
        const QJsonObject worst = cli({"badcase", "s.qbs", "find", "--output", "pose", "--json"}).json()["bad_case"].toObject();
        const QJsonObject set =
            cli({"badcase", "s.qbs", "set", QString::number(worst["sample"].toInt()), "--json"}).json()["bad_case"].toObject();
        QCOMPARE(set["rank"].toInt(), 1);
        const QJsonObject said =
            cli({"badcase", "s.qbs", "set", QString::number(worst["sample"].toInt()), "--output", "digit", "--json"})
                .json()["bad_case"]
                .toObject();
        QCOMPARE(said["output"].toString(), QString("digit"));
    }

    /// An expression says itself which output counts, whatever the bad case was chosen by.
    void adviceGoesByTheOutputOfTheExpression()
    {
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--output", "digit"}).code, 0);
        const auto outputs = [&](const QString& expression) {
            QStringList names;
            for (const QJsonValue& o :
                 cli({"advise", "s.qbs", "--json", "--top", "20", "--custom", expression}).json()["rows"].toArray())
                names << o.toObject()["output"].toString();
            names.removeDuplicates();
            names.sort();
            return names.join(' ');
        };
        QCOMPARE(outputs("mean(abs(float(\"pose\") - quant(\"pose\")))"), QString("pose"));
        QCOMPARE(outputs("mean(abs(float(\"pose\") - quant(\"pose\"))) + mean(quant(\"digit\"))"), QString("digit pose"));
    }

    void customMetrics()
    {
        // Without a number on any sample there is no worst one, and the former stays.
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--output", "pose"}).code, 0);
        const QJsonValue before = cli({"compare", "s.qbs", "--json"}).json()["bad_case"];
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--custom", "1/0"}).code, 3);
        QCOMPARE(cli({"compare", "s.qbs", "--json"}).json()["bad_case"], before);
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--top-k", "0"}).code, 2);
        const QString expression = "mean(abs(float(\"pose\") - quant(\"pose\")))";
        const Run run = cli({"badcase", "s.qbs", "find", "--json", "--custom", expression});
        QCOMPARE(run.code, 0);
        const QJsonObject worst = run.json()["worst"].toObject();
        const QJsonObject mine = worst["custom"].toObject()[expression].toArray()[0].toObject();
        const QJsonObject l1 = worst["pose"].toObject()["L1"].toArray()[0].toObject();
        QCOMPARE(mine["sample"].toInt(), l1["sample"].toInt());
        QVERIFY(std::abs(mine["value"].toDouble() - l1["value"].toDouble()) < 1e-9);
        QCOMPARE(run.json()["bad_case"].toObject()["metric"].toString(), expression);
        const Run least = cli({"badcase", "s.qbs", "find", "--json", "--custom", expression, "--order", "ascending"});
        QVERIFY(least.json()["bad_case"].toObject()["value"].toDouble() < mine["value"].toDouble());
        const Run wrong = cli({"badcase", "s.qbs", "find", "--custom", "mean(float(\"poze\"))"});
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains("column 12") && wrong.err.contains("pose"));
        const Run shape = cli({"badcase", "s.qbs", "find", "--json", "--custom", "float(\"pose\")"});
        QCOMPARE(shape.code, 3);
        QCOMPARE(shape.json()["error"].toObject()["context"].toObject()["column"].toString(), QString("1"));
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--metric", "atool"}).code, 2);
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--output", "pos"}).code, 2);
    }

    void filesComeAndGo()
    {
        QCOMPARE(cli({"badcase", "s.qbs", "find", "--output", "pose", "--out", "found"}).code, 0);
        QCOMPARE(cli({"badcase", "s.qbs", "save", "badcase.txt"}).code, 0);
        QFile file(m_program.file("badcase.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("# index of the worst sample\n"));
        QVERIFY(text.contains("\"chosen\""));
        QFile found(m_program.file("found/badcase.txt"));
        QVERIFY(found.open(QIODevice::ReadOnly));
        QCOMPARE(found.readAll(), text);
        QCOMPARE(cli({"badcase", "s.qbs", "set", "none"}).code, 0);
        const Run loaded = cli({"badcase", "s.qbs", "load", "badcase.txt", "--json"});
        QCOMPARE(loaded.code, 0);
        QCOMPARE(loaded.json()["bad_case"].toObject()["output"].toString(), QString("pose"));
        QCOMPARE(cli({"compare", "s.qbs", "--json"}).json()["bad_case"].toObject()["sample"],
                 loaded.json()["bad_case"].toObject()["sample"]);

        // Another configuration is told, other data, another model and other files are refused.
        QCOMPARE(cli({"new", "int16.qbs", model(), "--preset", "int16", "--data", "resources/sample/images", "--preprocess",
                      "resources/sample/preprocess.json"})
                     .code,
                 0);
        QVERIFY(hasFinding(cli({"badcase", "int16.qbs", "load", "badcase.txt", "--json"}), "badcase.other_configuration"));
        QVERIFY(cli({"badcase", "int16.qbs", "load", "badcase.txt"}).out.contains("of pose under another configuration\n"));
        const Run elsewhere = cli({"compare", "int16.qbs", "--json"});
        QVERIFY2(elsewhere.err.contains("under another configuration"), elsewhere.err);
        QVERIFY(elsewhere.json()["bad_case"].toObject()["other_configuration"].toBool());
        QVERIFY(!cli({"compare", "s.qbs", "--json"}).json()["bad_case"].toObject()["other_configuration"].toBool());
        QCOMPARE(cli({"new", "other.qbs", model(), "--data", "random:64"}).code, 0);
        const Run refused = cli({"badcase", "other.qbs", "load", "badcase.txt"});
        QCOMPARE(refused.code, 3);
        QVERIFY(refused.err.contains("badcase.txt: the bad case does not fit"));
        QByteArray changed = text;
        changed.replace("\"model\": \"", "\"model\": \"0");
        for (const QByteArray& content :
             {changed, QByteArray("hello"), QByteArray("{}"), text.left(text.size() / 2), QByteArray()}) {
            QFile bad(m_program.file("bad.txt"));
            QVERIFY(bad.open(QIODevice::WriteOnly));
            bad.write(content);
            bad.close();
            QCOMPARE(cli({"badcase", "s.qbs", "load", "bad.txt"}).code, 3);
        }
        QCOMPARE(cli({"badcase", "s.qbs", "load", "nowhere.txt"}).code, 3);
        QCOMPARE(cli({"badcase", "s.qbs", "save", "nowhere/badcase.txt"}).code, 5);
    }

    void profileHasItsKeysAndFiles()
    {
        const QStringList few{"--eval-range", "0:3"};
        const Run simulated = cli(QStringList{"profile", "s.qbs", "--json", "--dump", "dump", "--out", "out"} + few);
        QCOMPARE(simulated.code, 0);
        const QJsonArray rows = simulated.json()["rows"].toArray();
        verifyKeys(rows[0].toObject(),
                   {"index", "op_name", "mod_name", "attr", "dtype", "scale", "min", "max", "mean", "var", "shape"});
        QCOMPARE(simulated.json()["samples"].toArray(), (QJsonArray{0, 1, 2}));
        for (const char* path : {"dump/names.json", "dump/000002/image.npy", "out/statistic.txt", "out/statistic.csv"})
            QVERIFY2(QFile::exists(m_program.file(path)), path);
        // The exported file gives the simulation's numbers, to the last digit.
        const Run exported = cli(QStringList{"profile", "s.qbs", "--json", "--config", "exported"} + few);
        QCOMPARE(exported.json()["rows"].toArray(), rows);
        QCOMPARE(cli({"export", "s.qbs", "out.onnx"}).code, 0);
        QCOMPARE(cli(QStringList{"profile", "s.qbs", "--json", "--config", "exported", "--exported", "out.onnx"} + few)
                     .json()["rows"]
                     .toArray(),
                 rows);
        const Run floats = cli(QStringList{"profile", model(), "--json", "--config", "float", "--samples", "3"} + sampleData());
        QCOMPARE(floats.code, 0);
        QVERIFY(!floats.err.contains("calibrating"));
        const Run both = cli(QStringList{"profile", "s.qbs", "--json", "--against", "float"} + few);
        verifyKeys(both.json()["rows"].toArray()[5].toObject(), {"min_float", "max_float", "mean_float", "var_float"});
        // Another file beside it: the same network.
        const Run beside = cli(QStringList{"profile", "s.qbs", "--json", "--config", "float", "--against", model()} + few);
        QVERIFY2(beside.code == 0, beside.err);
        for (const QJsonValue& row : beside.json()["rows"].toArray())
            QCOMPARE(row.toObject()["max_other"], row.toObject()["max"]);
        // A file that is no export of ours is matched all the same.
        const Run plain =
            cli(QStringList{"profile", model(), "--json", "--config", "exported", "--exported", "out.onnx", "--samples", "3"} +
                sampleData());
        QVERIFY2(plain.code == 0, plain.err);
        const Run channels = cli(QStringList{"profile", "s.qbs", "--json", "--config", "float", "--per-channel"} + few);
        const QJsonObject image = channels.json()["rows"].toArray()[0].toObject();
        QCOMPARE(image["channel_axis"].toInt(), 1);
        for (const char* key : {"min", "max", "mean", "var"})
            QCOMPARE(image["channels"].toObject()[key].toArray().size(), image["shape"].toArray()[1].toInt());
        QCOMPARE(cli(QStringList{"profile", "s.qbs", "--against", "nowhere"} + few).code, 2);
        QCOMPARE(cli({"profile", "s.qbs", "--config", "quantized"}).code, 2);
        QCOMPARE(cli(QStringList{"profile", "s.qbs", "--config", "exported", "--exported", "nowhere.onnx"} + few).code, 3);
        QCOMPARE(cli(QStringList{"profile", "s.qbs", "--out", "out/statistic.txt/no"} + few).code, 5);
    }
};

QTEST_GUILESS_MAIN(TestCliBadcase)
#include "tst_cli_badcase.moc"
