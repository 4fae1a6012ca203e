// SPDX-License-Identifier: GPL-3.0-or-later
// What stays in a study and what does not: options of one run, dry runs, a model that changed or moved.
#include "tests/cli/cli_program.h"

using namespace qb::test;

class TestCliStudy : public QObject {
    Q_OBJECT

    CliProgram m_program;

    [[nodiscard]] Run cli(const QStringList& arguments) const { return m_program.run(arguments); }

    [[nodiscard]] QByteArray bytes(const QString& name) const
    {
        QFile file(m_program.file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The rules as their file, with nothing that one run might have said.
    [[nodiscard]] QByteArray rules() const
    {
        return cli({"rules", "s.qbs", "--export", "rules.json"}).code == 0 ? bytes("rules.json") : "no rules";
    }
    [[nodiscard]] int samplesOf(const QStringList& command) const
    {
        const QJsonArray list = cli(command + QStringList{"--json"}).json()["samples"].toArray();
        return static_cast<int>(list.size());
    }
    [[nodiscard]] static double poseOf(const Run& run)
    {
        return run.json()["outputs"].toArray()[1].toObject()["SQNR"].toDouble();
    }
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
        QVERIFY(QFile::copy("resources/sample/two_heads.onnx", m_program.file("m.onnx")) ||
                QFile::copy(QString(QB_SOURCE_DIR) + "/resources/sample/two_heads.onnx", m_program.file("m.onnx")));
        QCOMPARE(cli(QStringList{"new", "base.qbs", "m.onnx", "--samples", "8"} + sampleData()).code, 0);
        QCOMPARE(cli({"set", "base.qbs", "name:/pose/Concat", "int16"}).code, 0);
        QVERIFY(QFile::copy(m_program.file("base.qbs"), m_program.file("plain.qbs")));
        QCOMPARE(cli({"calibrate", "base.qbs"}).code, 0);
    }

    void init()
    {
        QFile::remove(m_program.file("s.qbs"));
        QVERIFY(QFile::copy(m_program.file("base.qbs"), m_program.file("s.qbs")));
    }

    void optionsOfOneRunDoNotStay()
    {
        const QByteArray before = rules();
        const QByteArray fileOfOther = cli({"rules", "m.onnx", "--preset", "int16", "--export", "other.json"}).out;
        const Run own = cli({"compare", "s.qbs", "--json"});
        QVERIFY(poseOf(own) > 30);
        // They count in this run ...
        const Run preset = cli({"compare", "s.qbs", "--preset", "default", "--json"});
        QVERIFY(poseOf(preset) < 12);
        QVERIFY(poseOf(cli({"compare", "s.qbs", "--rules", "other.json", "--json"})) > poseOf(own));
        const Run kl = cli({"scales", "s.qbs", "--method", "kl", "--json"});
        QCOMPARE(kl.json()["points"].toArray()[0].toObject()["method"].toString().section(':', 0, 0), QString("kl"));
        QCOMPARE(cli({"rules", "s.qbs", "--profile", "ort", "--dry-run", "--json"}).json()["profile"].toString(), QString("ort"));
        for (const QStringList& command : {QStringList{"report", "s.qbs", "r.json", "--no-sensitivity", "--preset", "int16"},
                                           {"scales", "s.qbs", "--preset", "int16"},
                                           {"calibrate", "s.qbs", "--preset", "int16"},
                                           {"set", "s.qbs", "op:Conv", "int16", "--preset", "int16", "--dry-run"},
                                           {"compare", "s.qbs", "--profile", "ort"}})
            QVERIFY2(cli(command).code == 0, qPrintable(command.join(' ')));
        // ... and in no other.
        QCOMPARE(rules(), before);
        QCOMPARE(poseOf(cli({"compare", "s.qbs", "--json"})), poseOf(own));
    }

    void dataOfOneRunDoNotStay()
    {
        QCOMPARE(samplesOf({"compare", "s.qbs"}), 8);
        QCOMPARE(samplesOf({"compare", "s.qbs", "--samples", "2"}), 2);
        QCOMPARE(samplesOf({"compare", "s.qbs", "--eval-data", "random:3"}), 3);
        const Run found = cli({"badcase", "s.qbs", "find", "--data", "random:5", "--json"});
        QCOMPARE(found.code, 0);
        QCOMPARE(found.json()["samples"].toArray().size(), 5);
        QCOMPARE(found.json()["kept"].toBool(true), false);
        // The list is what it was, and no bad case of other data was chosen.
        const Run after = cli({"compare", "s.qbs", "--json"});
        QCOMPARE(after.json()["samples"].toArray().size(), 8);
        QVERIFY(after.json()["bad_case"].isNull());
        QCOMPARE(cli({"data", "s.qbs", "--json"}).json()["count"].toInt(), 8);
        QCOMPARE(cli({"calibrate", "s.qbs", "--continue", "--json"}).json()["samples"].toInt(), 8);
        // The study's own data by another path are no other data.
        const Run own = cli(QStringList{"badcase", "s.qbs", "find", "--json"} + sampleData());
        QCOMPARE(own.json()["kept"].toBool(), true);
        QCOMPARE(own.json()["samples"].toArray().size(), 8);
    }

    /// Calibrating on the way with the data of one run leaves the study as uncalibrated as it was.
    void statisticsOfOtherDataDoNotStay()
    {
        QFile::remove(m_program.file("s.qbs"));
        QVERIFY(QFile::copy(m_program.file("plain.qbs"), m_program.file("s.qbs")));
        const Run two = cli({"compare", "s.qbs", "--samples", "2", "--json"});
        QCOMPARE(two.code, 0);
        QVERIFY2(two.err.contains("this run only"), two.err.constData());
        QVERIFY(cli({"compare", "s.qbs", "--json"}).err.contains("calibrating first, on 8 samples"));
        QVERIFY(!cli({"compare", "s.qbs", "--json"}).err.contains("calibrating first"));
    }

    /// A path that was typed wrong is told once, not by every command from then on.
    void dataThatCannotBeReadDoNotStay()
    {
        for (const QStringList& wrong : {QStringList{"--data", "nowhere"}, {"--resize", "64x64"}, {"--eval-data", "nowhere"}}) {
            QCOMPARE(cli(QStringList{"calibrate", "s.qbs"} + wrong).code, 3);
            QCOMPARE(samplesOf({"compare", "s.qbs"}), 8);
            QCOMPARE(cli({"data", "s.qbs", "--json"}).json()["count"].toInt(), 8);
        }
    }

    /// More samples are added to what was seen; the study's data, by which it is judged, stay what they are.
    void moreSamplesReplaceNoData()
    {
        const Run more = cli({"calibrate", "s.qbs", "--continue", "--range", "20:23", "--json"});
        QCOMPARE(more.json()["samples"].toInt(), 11);
        QVERIFY2(!more.err.contains("replaced"), more.err.constData());
        QCOMPARE(samplesOf({"compare", "s.qbs"}), 8);
        QCOMPARE(cli({"data", "s.qbs", "--json"}).json()["count"].toInt(), 8);
        QCOMPARE(samplesOf(QStringList{"compare", sampleModel(), "--samples", "5", "--eval-data", "resources/sample/images"} +
                           sampleData()),
                 64);
    }

    void dryRunsStoreNothingAtAll()
    {
        const QByteArray before = bytes("s.qbs");
        for (const QStringList& command :
             {QStringList{"set", "s.qbs", "op:Conv", "int16", "--preset", "int16", "--dry-run", "--data", "random:3"},
              {"set", "s.qbs", "cos<0.9999", "int16", "--dry-run"},
              {"read", "s.qbs", "hb-mapper-yaml", "resources/sample/precision.yaml", "--dry-run", "--profile", "ort"},
              {"rules", "s.qbs", "--clear", "--dry-run"}}) {
            const Run run = cli(command);
            QVERIFY2(run.code == 0, run.err);
            QVERIFY2(bytes("s.qbs") == before, qPrintable(command.join(' ')));
        }
        // What would change is told against the study, not against the preset.
        const Run changed = cli({"set", "s.qbs", "name:/pose/Concat", "int16", "--preset", "default", "--dry-run", "--json"});
        QVERIFY(changed.json()["changed"].toArray().isEmpty());
        QCOMPARE(cli({"set", "m.onnx", "op:Conv", "int16", "--dry-run", "--save", "never.qbs"}).code, 0);
        QVERIFY(!QFile::exists(m_program.file("never.qbs")));
    }

    void whatIsThereToChangeSaysWhatItReplaced()
    {
        const Run preset = cli({"rules", "s.qbs", "--preset", "int16", "--json"});
        QVERIFY2(preset.err.contains("2 of 2 rules are replaced, 1 of them made for single units"), preset.err.constData());
        QVERIFY(hasFinding(preset, "study.rules_replaced"));
        QVERIFY(poseOf(cli({"compare", "s.qbs", "--json"})) > 40);
        const Run profile = cli({"rules", "s.qbs", "--profile", "ort"});
        QVERIFY2(profile.err.contains("the profile horizon is replaced by ort"), profile.err.constData());
        QCOMPARE(cli({"rules", "s.qbs", "--json"}).json()["profile"].toString(), QString("ort"));
        QVERIFY(!cli({"set", "s.qbs", "op:Conv", "int16"}).err.contains("replaced")); // only added
        const Run data = cli({"calibrate", "s.qbs", "--data", "random:4"});
        QVERIFY2(data.err.contains("resources/sample/images, 8 samples are replaced by random:4\n"), data.err.constData());
        QCOMPARE(samplesOf({"compare", "s.qbs"}), 4); // evaluation has none of its own
        // A command that fails has replaced nothing.
        const QByteArray before = rules();
        QCOMPARE(cli({"set", "s.qbs", "op:Nothing", "int16", "--preset", "default"}).code, 2);
        QCOMPARE(rules(), before);
    }

    /// Until there are statistics of the model as it is, whichever command opens the study.
    void aChangedModelIsSaidUntilItIsCalibratedAgain()
    {
        const auto restored = qScopeGuard([this] {
            QFile::remove(m_program.file("m.onnx"));
            QFile::copy(QString(QB_SOURCE_DIR) + "/resources/sample/two_heads.onnx", m_program.file("m.onnx"));
        });
        QFile model(m_program.file("m.onnx"));
        QVERIFY(model.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && model.open(QIODevice::ReadWrite));
        QByteArray content = model.readAll();
        const auto at = content.indexOf("pytorch"); // another producer, the same network
        QVERIFY(at > 0);
        model.seek(at);
        model.write("pytorcx");
        model.close();
        for (const QStringList& command : {QStringList{"set", "s.qbs", "op:Conv", "int8"},
                                           {"rules", "s.qbs"},
                                           {"inspect", "s.qbs"},
                                           {"data", "s.qbs"},
                                           {"set", "s.qbs", "op:Conv", "int8", "--dry-run"},
                                           {"calibrate", "s.qbs"}})
            QVERIFY2(hasFinding(cli(command + QStringList{"--json"}), "study.model_changed"), qPrintable(command.join(' ')));
        QVERIFY(!hasFinding(cli({"rules", "s.qbs", "--json"}), "study.model_changed"));
    }

    void aMovedModelIsBoundAgain()
    {
        const auto restored = qScopeGuard([this] { QFile::rename(m_program.file("away/n.onnx"), m_program.file("m.onnx")); });
        QVERIFY(QDir(m_program.file(".")).mkpath("away"));
        QVERIFY(QFile::rename(m_program.file("m.onnx"), m_program.file("away/n.onnx")));
        const Run lost = cli({"rules", "s.qbs"});
        QCOMPARE(lost.code, 3);
        QVERIFY2(lost.err.contains("--model PATH"), lost.err.constData());
        QCOMPARE(cli({"rules", "s.qbs", "--model", "away/no.onnx"}).code, 3);
        const Run bound = cli({"compare", "s.qbs", "--model", "away/n.onnx", "--json"});
        QVERIFY2(bound.code == 0, bound.err);
        QVERIFY(!hasFinding(bound, "study.model_changed") && !bound.err.contains("calibrating"));
        QCOMPARE(cli({"rules", "s.qbs"}).code, 0);
        QCOMPARE(cli({"rules", "away/n.onnx", "--model", "away/n.onnx"}).code, 2);
    }

    void rulesAreEditedByNumber()
    {
        const auto types = [this](const QStringList& arguments) {
            QStringList list;
            for (const QJsonValue& r : cli(QStringList{"rules", "s.qbs", "--json"} + arguments).json()["rules"].toArray())
                list.append(r.toObject()["type"].toString() + (r.toObject()["enabled"].toBool() ? "" : " off"));
            return list.join(", ");
        };
        QCOMPARE(types({}), QString("Preset, Override"));
        QCOMPARE(types({"--disable", "2"}), QString("Preset, Override off"));
        QVERIFY(poseOf(cli({"compare", "s.qbs", "--json"})) < 12);
        QCOMPARE(types({"--enable", "2"}), QString("Preset, Override"));
        QCOMPARE(types({"--move", "2", "1"}), QString("Override, Preset"));
        QFile more(m_program.file("more.json"));
        QVERIFY(more.open(QIODevice::WriteOnly));
        more.write(R"({"quantbench_qconfig": 1, "profile": "horizon", "rules": [
                      {"type": "ModuleType", "op_type": "Conv", "dtype": "int16"}]})");
        more.close();
        QCOMPARE(types({"--append", "more.json"}), QString("Override, Preset, ModuleType"));
        // Numbers are those of the list as it was.
        QCOMPARE(types({"--remove", "1", "--move", "3", "1", "--disable", "2"}), QString("ModuleType, Preset off"));
        for (const QStringList& wrong :
             {QStringList{"--enable", "9"}, {"--disable", "0"}, {"--move", "1", "9"}, {"--move", "9", "1"}, {"--remove", "3"}})
            QCOMPARE(cli(QStringList{"rules", "s.qbs"} + wrong).code, 2);
        QCOMPARE(types({}), QString("ModuleType, Preset off"));
    }

    /// A limit of the file size stands for a full disk: what was there stays whole.
    void whatIsWrittenIsWrittenWhole()
    {
        QCOMPARE(cli({"write", "s.qbs", "qat", "config.txt"}).code, 0);
        const QByteArray before = bytes("config.txt");
        QVERIFY(before.size() > 600);
        for (const QStringList& command : {QStringList{"write", "s.qbs", "qat", "config.txt"},
                                           {"rules", "s.qbs", "--export", "config.txt"},
                                           {"rules", "s.qbs", "--csv", "config.txt"},
                                           {"badcase", "s.qbs", "save", "config.txt"}}) {
            const Run run = m_program.runLimited(command, 0);
            QVERIFY2(run.code == 5, run.err + run.out);
            QVERIFY2(bytes("config.txt") == before, qPrintable(command.join(' ')));
            QVERIFY(!QFile::exists(m_program.file("config.txt.part")));
        }
        QCOMPARE(cli({"rules", "s.qbs", "--csv", "/dev/null"}).code, 0);
    }

    void aBadCaseMayBeNamedByItsFile()
    {
        for (const QString name : {"digit_03.png", "digit_03", "resources/sample/images/digit_03.png"}) {
            const Run run =
                cli({"badcase", "s.qbs", "set", name, "--data", "resources/sample/images", "--range", "0:5", "--json"});
            QVERIFY2(run.code == 0, run.err);
            QCOMPARE(run.json()["bad_case"].toObject()["sample"].toInt(), 3);
        }
        const Run wrong = cli({"badcase", "s.qbs", "set", "digit_99.png"});
        QCOMPARE(wrong.code, 2);
    }

    void sensitivityAgainstAnotherConfiguration()
    {
        const Run run = cli({"sensitivity", "s.qbs", "--against-config", "before.json", "--json"});
        QCOMPARE(run.code, 3); // no such file
        QCOMPARE(cli({"rules", "s.qbs", "--export", "before.json"}).code, 0);
        const Run same = cli({"sensitivity", "s.qbs", "--against-config", "before.json", "--json"});
        QVERIFY2(same.code == 0, same.err);
        QVERIFY(same.json()["tables"].toObject()["pose"].toArray().isEmpty());
        QCOMPARE(cli({"set", "s.qbs", "name:/pose/Concat", "int8"}).code, 0);
        const Run run2 = cli({"sensitivity", "s.qbs", "--against-config", "before.json", "--json"});
        QVERIFY2(run2.code == 0, run2.err);
        QCOMPARE(run2.json()["baseline"].toString(), QString("before.json"));
        const QJsonArray rows = run2.json()["tables"].toObject()["pose"].toArray();
        QVERIFY(!rows.isEmpty());
        QCOMPARE(rows[0].toObject()["op_name"].toString(), QString("/pose/Concat"));
        QVERIFY(rows[0].toObject()["L1"].toDouble() > 0);
        // Asked again it says the same, from what is stored.
        QCOMPARE(cli({"sensitivity", "s.qbs", "--against-config", "before.json", "--json"}).out, run2.out);
    }

    /// Local: no number of the whole network in it.
    void aLocalTableIsLocal()
    {
        const Run run = cli({"compare", "s.qbs", "--mode", "local", "--json"});
        QCOMPARE(run.code, 0);
        for (const QJsonValue& output : run.json()["outputs"].toArray())
            for (const QJsonValue& row : run.json()["rows"].toArray())
                if (row.toObject()["tensor"] == output.toObject()["tensor"])
                    QCOMPARE(output.toObject()["SQNR"], row.toObject()["SQNR"]);
        const QString named = "max(abs(float(\"pose\") - quant(\"pose\")))";
        QCOMPARE(cli({"compare", "s.qbs", "--mode", "local", "--custom", named}).code, 2);
        QCOMPARE(cli({"compare", "s.qbs", "--mode", "local", "--custom", "max(abs(float - quant))"}).code, 0);
    }

    /// Our own dump: nothing of it is called unused.
    void ourOwnDumpIsKnown()
    {
        QCOMPARE(cli({"profile", "s.qbs", "--dump", "dumped", "--sample", "0"}).code, 0);
        const Run run = cli({"compare", "s.qbs", "--against-dump", "dumped", "--sample", "0", "--json"});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.json()["unmatched"].toObject()["there"].toArray().isEmpty(), run.out);
    }

    /// Arrays of some units: what they read and give, nothing else.
    void arraysOfSomeUnits()
    {
        QCOMPARE(cli({"profile", "s.qbs", "--dump", "some", "--dump-units", "op:Concat", "--sample", "0"}).code, 0);
        const QJsonObject names = QJsonDocument::fromJson(bytes("some/names.json")).object();
        QCOMPARE(names.size(), 3); // two that are joined, and the result
        QCOMPARE(cli({"profile", "s.qbs", "--dump", "none", "--dump-units", "op:Nothing", "--sample", "0"}).code, 2);
    }

    void whatIsFixedOnAnInactivePointIsListed()
    {
        QCOMPARE(cli({"set", "s.qbs", "name:/digit/fc1/Gemm", "threshold=3"}).code, 0);
        QCOMPARE(cli({"set", "s.qbs", "op:Gemm", "float"}).code, 0);
        const Run run = cli({"write", "s.qbs", "horizon-py", "config.py", "--json"});
        bool listed = false;
        for (const QJsonValue& lost : run.json()["not_carried"].toArray())
            listed |= lost.toObject()["what"].toString().startsWith("/digit/fc1/Gemm:output");
        QVERIFY2(listed, run.out);
    }

    /// Borders by hand and ranges, from the command line to the file.
    void stubsAndRanges()
    {
        const QJsonObject range =
            cli({"set", "s.qbs", "/digit/fc1/Gemm../digit/fc2/Gemm", "float", "--dry-run", "--json"}).json();
        QCOMPARE(range["units"].toArray(), (QJsonArray{"/digit/fc1/Gemm", "/digit/fc2/Gemm"}));
        QCOMPARE(cli({"set", "s.qbs", "name:/digit/pool/GlobalAveragePool", "DeQuantStub"}).code, 0);
        const QJsonObject rules = cli({"rules", "s.qbs", "--json"}).json();
        QCOMPARE(rules["rules"].toArray().last().toObject()["type"].toString(), QString("DeQuantStub"));
        const QJsonArray segments = rules["segments"].toArray();
        QCOMPARE(segments.size(), 1);
        QCOMPARE(segments[0].toObject()["dequantized"].toArray().size(), 1);
        QVERIFY(segments[0].toObject()["last_segment"].toBool());
        const Run exported = cli({"export", "s.qbs", "stubs.onnx", "--verify", "--json"});
        QVERIFY2(exported.code == 0 && exported.json()["verify"].toObject()["equal"].toBool(), exported.out);
    }

    /// A result never goes over what it was made from, whatever the name by which it is reached.
    void theModelAndTheStudyAreNotReplaced()
    {
        QVERIFY(QFile::link(m_program.file("m.onnx"), m_program.file("link.onnx")));
        QCOMPARE(QProcess::execute("ln", {m_program.file("m.onnx"), m_program.file("hard.onnx")}), 0);
        const QByteArray model = bytes("m.onnx");
        const QByteArray study = bytes("s.qbs");
        for (const QStringList& arguments : {QStringList{"export", "s.qbs", "m.onnx"},
                                             {"export", "s.qbs", "./m.onnx"},
                                             {"export", "s.qbs", m_program.file("m.onnx")},
                                             {"export", "s.qbs", "link.onnx"},
                                             {"export", "s.qbs", "hard.onnx"},
                                             {"export", "s.qbs", "s.qbs"},
                                             {"export", "m.onnx", "m.onnx", "--data", "random:2"},
                                             {"rules", "s.qbs", "--export", "m.onnx"},
                                             {"rules", "s.qbs", "--export", "s.qbs"}}) {
            const Run run = cli(QStringList(arguments) << "--json");
            QVERIFY2(run.code == 2, qPrintable(arguments.join(' ')));
            QVERIFY2(run.json()["error"].toObject()["message"].toString().contains("itself"), run.out);
        }
        QVERIFY(bytes("m.onnx") == model && bytes("s.qbs") == study && bytes("link.onnx") == model);
        QVERIFY(QFile::remove(m_program.file("link.onnx")) && QFile::remove(m_program.file("hard.onnx")));
        QCOMPARE(cli({"export", "s.qbs", "twice.onnx"}).code, 0);
        QCOMPARE(cli({"export", "s.qbs", "twice.onnx"}).code, 0); // one's own result may be
    }

    /// The engine says what is to be done, the command line by which option; also of each sentence among several.
    void curesNameTheirOptions()
    {
        QFile raw(m_program.file("values.bin"));
        QVERIFY(raw.open(QIODevice::WriteOnly) && raw.write(QByteArray(4096, 'x')) == 4096);
        raw.close();
        QVERIFY(QDir(QFileInfo(raw).path()).mkdir("raw") && raw.rename(m_program.file("raw/values.bin")));
        const Run untyped = cli({"data", "m.onnx", "--data", "raw", "--json"});
        QCOMPARE(untyped.code, 3);
        QVERIFY2(untyped.json()["error"].toObject()["cure"].toString().contains("(--raw-dtype)"), untyped.out);
        const Run said = cli({"data", "m.onnx", "--data", "raw"});
        QVERIFY2(said.err.contains("--raw-dtype"), said.err);
        const Run assumed = cli({"data", "m.onnx", "--data", "resources/sample/images", "--json"});
        bool named = false;
        for (const QJsonValue& f : assumed.json()["findings"].toArray())
            named =
                named || f.toObject()["cure"].toString() == "give the preprocessing the model was trained with (--preprocess)";
        QVERIFY2(named, assumed.out);
    }

    /// The Horizon plugin's own words, in configurations and in rule files.
    void wordsOfThePluginAreUnderstood()
    {
        const auto methodOf = [this](const QString& config) {
            if (cli({"set", "s.qbs", "name:/pose/Concat", config}).code != 0)
                return QString("refused");
            for (const QJsonValue& row : cli({"scales", "s.qbs", "--json"}).json()["points"].toArray())
                if (row.toObject()["point"] == "/pose/Concat:output")
                    return row.toObject()["method"].toString();
            return QString("no such point");
        };
        QCOMPARE(methodOf("observer=MSEObserver"), QString("mse"));
        QCOMPARE(methodOf("observer=mse:stride=4"), QString("mse:stride=4"));
        QCOMPARE(methodOf("observer=kl:update_interval=2"), QString("kl:update_interval=2"));
        QCOMPARE(methodOf("observer=percentile:bins=2048"), QString("percentile:bins=2048"));
        QCOMPARE(methodOf("observer=mse:strid=4"), QString("refused"));
        QVERIFY(hasFinding(cli({"rules", "s.qbs", "--json"}), "observer.no_effect"));
        QFile file(m_program.file("words.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"quantbench_qconfig": 1, "profile": "horizon", "rules": [
            {"type": "Reference", "activation": {"observer": "KLObserver", "params": {"bins": 512, "update_interval": 1}}}]})");
        file.close();
        QVERIFY(hasFinding(cli({"rules", "m.onnx", "--rules", "words.json", "--json"}), "observer.no_effect"));
    }

    /// --method is for all activations of which nothing else was said.
    void aMethodLeavesOverridesAlone()
    {
        QCOMPARE(cli({"set", "s.qbs", "name:/pose/Concat", "observer=mse"}).code, 0);
        const Run run = cli({"scales", "s.qbs", "--method", "kl", "--json"});
        int others = 0;
        for (const QJsonValue& row : run.json()["points"].toArray()) {
            const QString method = row.toObject()["method"].toString().section(':', 0, 0);
            if (row.toObject()["point"] == "/pose/Concat:output")
                QCOMPARE(method, QString("mse"));
            else
                others += method == "kl" ? 1 : 0;
        }
        QVERIFY(others > 3);
    }
};

QTEST_GUILESS_MAIN(TestCliStudy)
#include "tst_cli_study.moc"
