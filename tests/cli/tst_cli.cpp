// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as people script it: the README's own commands, JSON keys, exit codes.
#include "tests/cli/cli_program.h"
#include "tests/support/looped_model.h"

#include <QDirIterator>

#include <fstream>

using namespace qb::test;

class TestCli : public QObject {
    Q_OBJECT

    CliProgram m_program;

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }
    static QString model() { return sampleModel(); }

    static QJsonObject named(const QJsonArray& rows, const QString& name)
    {
        for (const QJsonValue& row : rows)
            if (row.toObject()["name"] == name)
                return row.toObject();
        return {};
    }
    static QJsonObject output(const Run& run, const QString& name) { return named(run.json()["outputs"].toArray(), name); }

private slots:
    void initTestCase() { QVERIFY(m_program.prepare()); }

    /// Of what people work on nothing is kept where they did not ask for it, least of all to be sent somewhere.
    void nothingIsLeftBehind()
    {
        const QTemporaryDir home;
        const Run run = m_program.runAtHome(home.path(), QStringList{"compare", sampleModel(), "--samples", "2"} + sampleData());
        QVERIFY2(run.code == 0, run.err);
        QStringList left;
        for (QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();)
            left << files.next();
        QVERIFY2(left.isEmpty(), qPrintable(left.join('\n')));
    }

    void readmeCommandsRun()
    {
        QFile readme(QString(QB_SOURCE_DIR) + "/README.md");
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(readme.readAll());
        const QString section = text.mid(text.indexOf("## The first five minutes")).section("\n## ", 0, 1);
        int commands = 0;
        for (const QString& line : section.split('\n')) {
            if (!line.startsWith("    ./dev cli "))
                continue;
            const Run run = cli(QProcess::splitCommand(line.mid(14)));
            QVERIFY2(run.code == 0, qPrintable(line + "\n" + run.out + run.err));
            ++commands;
        }
        QVERIFY(commands >= 8);
        QVERIFY(QFile::exists(m_program.file("two_heads_tuned.onnx")));
    }

    /// What the lesson promises: int8 ruins pose, one unit is guilty, int16 there cures it, the export keeps it.
    void lessonHolds()
    {
        const Run int8 = cli(QStringList{"compare", model(), "--json"} + sampleData());
        QCOMPARE(int8.code, 0);
        QVERIFY(output(int8, "digit")["SQNR"].toDouble() > 30);
        QVERIFY(output(int8, "pose")["SQNR"].toDouble() < 12);

        const Run table = cli(QStringList{"sensitivity", model(), "--json", "--samples", "16"} + sampleData());
        QCOMPARE(table.code, 0);
        const QJsonArray rows = table.json()["tables"].toObject()["pose"].toArray();
        QCOMPARE(rows[0].toObject()["op_name"].toString(), QString("/pose/Concat"));
        QVERIFY(rows[0].toObject()["L1"].toDouble() > 20 * rows[1].toObject()["L1"].toDouble());

        QVERIFY(cli(QStringList{"new", "cure.qbs", model()} + sampleData()).code == 0);
        QVERIFY(cli({"set", "cure.qbs", "name:/pose/Concat", "int16"}).code == 0);
        const Run cured = cli({"compare", "cure.qbs", "--json"});
        QVERIFY(output(cured, "pose")["SQNR"].toDouble() > 30);

        // What one call looks at does not stay.
        QCOMPARE(cli({"compare", "cure.qbs", "--eval-range", "3:5", "--json"}).json()["samples"].toArray().size(), 2);
        QCOMPARE(cli({"compare", "cure.qbs", "--json"}).json()["samples"].toArray().size(), 64);
        // Some rows of the same comparison, with their places in the whole.
        const auto all = cli({"compare", "cure.qbs", "--json"}).json()["rows"].toArray();
        const auto some = cli({"compare", "cure.qbs", "--units", "op:Gemm cos<0.9999", "--json"}).json()["rows"].toArray();
        QJsonArray wanted;
        for (const auto& row : all)
            if (row.toObject()["base_op_type"] == "Gemm" && row.toObject()["Cosine"].toDouble() < 0.9999)
                wanted.append(row);
        QVERIFY(!wanted.isEmpty() && wanted.size() < all.size());
        QCOMPARE(some, wanted);
        QCOMPARE(cli({"compare", "cure.qbs", "--units", "op:Nothing"}).code, 2);
        // What is asked of metrics is asked of what is printed; that none is so bad is no mistake.
        const auto local = cli({"compare", "cure.qbs", "--mode", "local", "--units", "cos<0.9999", "--json"}).json();
        QVERIFY(!local["rows"].toArray().isEmpty());
        for (const auto& row : local["rows"].toArray())
            QVERIFY(row.toObject()["Cosine"].toDouble() < 0.9999);
        const Run none = cli({"compare", "cure.qbs", "--units", "cos<-2", "--json"});
        QCOMPARE(none.code, 0);
        QVERIFY(none.json()["rows"].toArray().isEmpty() && !none.json()["outputs"].toArray().isEmpty());

        const Run exported = cli({"export", "cure.qbs", "cure.onnx", "--verify", "--verify-samples", "64", "--json"});
        QCOMPARE(exported.code, 0);
        const QJsonObject verify = exported.json()["verify"].toObject();
        QCOMPARE(verify["equal"].toBool(), true);
        for (const QJsonValue& o : verify["optimized"].toObject()["outputs"].toArray())
            QVERIFY(o.toObject()["sqnr_db_vs_float"].toDouble() > 30);
    }

    /// What a Loop runs inside.
    void bodies()
    {
        std::ofstream(m_program.file("loop.onnx").toStdString(), std::ios::binary) << loopedModel(true).bytes();
        const Run run = cli({"inspect", "loop.onnx", "--body", "loop", "--json"});
        QVERIFY2(run.code == 0, qPrintable(run.err));
        const QJsonObject body = run.json()["bodies"].toArray().at(0).toObject();
        verifyKeys(body, {"name", "inputs", "outputs", "units"});
        QCOMPARE(body["name"].toString(), QString("body"));
        const QJsonObject conv = named(body["units"].toArray(), "conv");
        QCOMPARE(conv["op_type"].toString(), QString("Conv"));
        QCOMPARE(conv["shape"].toArray(), (QJsonArray{1, 4, 6, 6}));
        QCOMPARE(conv["macs"].toInt(), 4 * 4 * 36);
        QVERIFY(!named(body["inputs"].toArray(), "outer").isEmpty());
        const Run wrong = cli({"inspect", "loop.onnx", "--body", "keep"});
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("loop"), qPrintable(wrong.err));
        QCOMPARE(cli({"inspect", model(), "--body", "image"}).code, 2);
    }

    void jsonHasItsKeys()
    {
        const Run inspect = cli({"inspect", model(), "--json"});
        QCOMPARE(inspect.code, 0);
        verifyKeys(inspect.json(), {"study", "model", "findings", "inputs", "outputs", "units"});
        verifyKeys(inspect.json()["units"].toArray()[1].toObject(),
                   {"index", "name", "module", "op_type", "nodes", "inputs", "output", "shape", "macs", "params", "quantizable",
                    "why_not", "follows", "group"});
        const Run data = cli(QStringList{"data", model(), "--json"} + sampleData());
        verifyKeys(data.json(), {"inputs", "count"});
        verifyKeys(data.json()["inputs"].toArray()[0].toObject(), {"name", "shape", "dtype", "min", "max", "mean"});
        const Run calibrate = cli(QStringList{"calibrate", model(), "--json", "--samples", "4"} + sampleData());
        QCOMPARE(calibrate.json()["samples"].toInt(), 4);
        verifyKeys(calibrate.json()["points"].toArray()[0].toObject(),
                   {"point", "dtype", "count", "min", "max", "mean", "std", "zeros", "nan", "inf", "owner_min", "owner_max"});
        const Run scales = cli(QStringList{"scales", model(), "--json", "--samples", "4"} + sampleData());
        verifyKeys(scales.json()["points"].toArray()[0].toObject(), {"point", "dtype", "method", "scale", "zero_point",
                                                                     "threshold", "clipped_share", "sqnr_db", "sqnr_db_min_max"});
        const Run histogram = cli(QStringList{"histogram", model(), "image:output", "--json", "--samples", "4"} + sampleData());
        QCOMPARE(histogram.json()["edges"].toArray().size(), histogram.json()["counts"].toArray().size() + 1);
        const Run compare = cli(QStringList{"compare", model(), "--json", "--samples", "2"} + sampleData());
        verifyKeys(compare.json()["rows"].toArray()[0].toObject(),
                   {"index", "mod_name", "base_op_type", "analy_op_type", "shape", "quant_dtype", "qscale", "Cosine", "L1",
                    "Atol", "max_qscale_diff", "base_model_min", "analy_model_min", "base_model_max", "analy_model_max",
                    "base_model_mean", "analy_model_mean", "SQNR", "trust"});
        const Run exported = cli(QStringList{"export", model(), "plain.onnx", "--samples", "2"} + sampleData());
        QCOMPARE(exported.code, 0);
        const Run against =
            cli(QStringList{"compare", model(), "--against", "plain.onnx", "--json", "--samples", "2"} + sampleData());
        QCOMPARE(against.json()["outputs"].toArray()[0].toObject()["Atol"].toDouble(-1), 0.0);
        QVERIFY(against.json()["first_diverging"].isNull());
        QVERIFY(against.json()["unmatched"].toObject()["here"].toArray().isEmpty());
        const Run dumped = cli(
            QStringList{"run", model(), "--samples", "2", "--out", "dumped", "--tensor", "/pose/Concat_output_0"} + sampleData());
        QCOMPARE(dumped.code, 0);
        const Run board =
            cli(QStringList{"compare", model(), "--against-dump", "dumped", "--json", "--samples", "2"} + sampleData());
        QCOMPARE(board.json()["rows"].toArray().size(), 3);
        QVERIFY(board.json()["first_diverging"].isNull());
        QCOMPARE(cli(QStringList{"compare", model(), "--against-dump", "resources", "--samples", "2"} + sampleData()).code, 3);
        const Run profiles = cli({"rules", "--profiles", "--json"});
        QVERIFY(profiles.json()["profiles"].toArray().size() >= 10);
        const Run rules = cli({"rules", model(), "--json"});
        verifyKeys(rules.json()["effective"].toArray()[0].toObject(), {"point", "requested", "effective", "rule", "story"});
        const Run eval = cli(QStringList{"eval", model(), "--task", "classification", "--json"} + sampleData());
        QCOMPARE(eval.json()["float"].toObject()["top1"].toDouble(), 1.0);
        verifyKeys(eval.json(), {"float", "simulated", "exported", "samples"});
    }

    /// Configurations of other tools: written, read into another study, and what would change is nothing.
    void formatsComeBack()
    {
        QVERIFY(cli(QStringList{"new", "formats.qbs", model()} + sampleData()).code == 0);
        QVERIFY(cli({"set", "formats.qbs", "name:/pose/Concat", "int16"}).code == 0);
        QVERIFY(cli({"calibrate", "formats.qbs", "--samples", "4"}).code == 0);
        for (const QString format : {"horizon-py", "horizon-quant-config", "hb-mapper-yaml", "ort-overrides", "aimet",
                                     "aimet-0.6", "tensorrt-cache", "qtable", "qat"}) {
            const Run write = cli({"write", "formats.qbs", format, "config.txt", "--json"});
            QVERIFY2(write.code == 0, write.err);
            verifyKeys(write.json(), {"study", "model", "findings", "format", "file", "carried", "active", "not_carried"});
            if (format != "tensorrt-cache")
                QCOMPARE(write.json()["carried"].toInt(), write.json()["active"].toInt());
            const Run read = cli({"read", "formats.qbs", format, "config.txt", "--dry-run", "--json"});
            QVERIFY2(read.code == 0, read.err);
            verifyKeys(read.json(), {"study", "model", "findings", "format", "file", "replaces", "carried", "not_carried",
                                     "changed", "rules"});
            QVERIFY(read.json()["carried"].toInt() > 0);
            if (format.startsWith("h")) // the others fix the scales that were found
                QVERIFY2(read.json()["changed"].toArray().isEmpty(), read.out);
        }
        QCOMPARE(cli({"read", model(), "horizon-py", "config.txt"}).code, 2); // edits need a study
        QCOMPARE(cli({"write", "formats.qbs", "aimett", "config.txt"}).code, 2);
        QCOMPARE(cli({"read", "formats.qbs", "aimet", "config.txt"}).code, 3);
        const Run saved =
            cli({"read", model(), "hb-mapper-yaml", "resources/sample/precision.yaml", "--save", "read.qbs", "--json"});
        QCOMPARE(saved.code, 0);
        QCOMPARE(saved.json()["changed"].toArray().size(), 1);
        QVERIFY(cli({"rules", "read.qbs"}).out.contains("/pose/Concat"));
    }

    /// What reading assumed stands on stdout, not in the JSON only.
    void readSaysWhatItAssumed()
    {
        QFile code(m_program.file("old_api.py"));
        QVERIFY(code.open(QIODevice::WriteOnly));
        code.write(
            "class Net(nn.Module):\n    pass\n\n\nnet = prepare(Net(), x, qconfig_setter=(\n"
            "    ModuleNameQconfigSetter({\"quant\": get_qconfig(out_dtype=qint16)}), default_calibration_qconfig_setter))\n");
        code.close();
        const Run read = cli({"read", model(), "horizon-py", "old_api.py", "--dry-run"});
        QVERIFY2(read.code == 0, read.err);
        for (const char* part :
             {"stand in reverse order", "class Net (line 1)", "QuantStub \"quant\" is taken for the input image"})
            QVERIFY2(read.out.contains(part), read.out);
    }

    /// What a single point holds and the files can't say is no point that "comes back as it is".
    void writeCountsWhatIsLost()
    {
        QCOMPARE(cli({"set", model(), "name:/pose/Concat", "observer=min_max", "--save", "lost.qbs"}).code, 0);
        QCOMPARE(cli({"set", "lost.qbs", "name:/digit/fc1/Gemm", "fix_scale=yes,weight.per_channel=no"}).code, 0);
        for (const QString format : {"horizon-py", "hb-mapper-yaml", "horizon-quant-config"}) {
            const QJsonObject json = cli({"write", "lost.qbs", format, "lost.txt", "--json"}).json();
            QCOMPARE(json["carried"].toInt(), json["active"].toInt() - 3);
            QStringList names;
            for (const QJsonValue& row : json["not_carried"].toArray())
                names << row["what"].toString();
            for (const char* point : {"/pose/Concat:output", "/digit/fc1/Gemm:output", "/digit/fc1/Gemm:weight"})
                QVERIFY2(names.contains(point), qPrintable(format + ": " + names.join(", ")));
        }
    }

    void exitCodesAndErrors()
    {
        QCOMPARE(cli({"compare"}).code, 2);
        QCOMPARE(cli({"compare", model()}).code, 2);                 // nothing calibrated, no data named
        QCOMPARE(cli({"set", model(), "op:Conv", "int16"}).code, 2); // edits need a study
        QCOMPARE(cli({"inspect", "nowhere.onnx"}).code, 3);
        QCOMPARE(cli(QStringList{"compare", model(), "--fail-if", "sqnr<30", "--samples", "2"} + sampleData()).code, 1);
        QCOMPARE(cli(QStringList{"compare", model(), "--fail-if", "sqnr<1", "--samples", "2"} + sampleData()).code, 0);
        const Run error = cli({"inspect", "nowhere.onnx", "--json"});
        verifyKeys(error.json()["error"].toObject(), {"code", "message", "cure", "context"});
        const Run profile = cli({"inspect", model(), "--profile", "horizn"});
        QCOMPARE(profile.code, 3);
        QVERIFY(profile.err.contains("horizon"));
    }

    void helpExamplesRun()
    {
        QFile::remove(m_program.file("lesson.qbs"));
        const QByteArray help = cli({"--help"}).out;
        const QString list = QString::fromUtf8(help.mid(help.indexOf("Subcommands:")));
        int examples = 0;
        for (const QString& line : list.split('\n').mid(1)) {
            const QString name = line.trimmed().section(' ', 0, 0);
            if (name.isEmpty())
                continue;
            const QString text = QString::fromUtf8(cli({name, "--help"}).out);
            const QString example = text.section("quantbench-cli ", -1).trimmed();
            const Run run = cli(QProcess::splitCommand(example));
            QVERIFY2(run.code == 0, qPrintable(example + "\n" + run.err));
            ++examples;
            QFile::remove(m_program.file("lesson.qbs"));
        }
        QVERIFY(examples >= 14);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
