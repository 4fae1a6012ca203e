// SPDX-License-Identifier: GPL-3.0-or-later
// The rule file: it round-trips, and a file with many mistakes names them all.
#include "engine/base/error.h"
#include "engine/qconfig/config_text.h"
#include "engine/qconfig/rule_text.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

QString refusal(const std::string& rules)
{
    const auto error = errorOf([&] { (void)RuleSet::fromJson(rules); });
    return error ? QString::fromUtf8(error->what()) : QString();
}

std::string oneRule(const std::string& rule) { return R"({"quantbench_qconfig": 1, "rules": [)" + rule + "]}"; }

template <typename T>
T theRule(const std::string& rule)
{
    return std::get<T>(RuleSet::fromJson(oneRule(rule)).rules.at(0).what);
}

constexpr const char* kEveryRule = R"({"quantbench_qconfig": 1, "profile": "ort",
 "rules": [
  {"type": "Imported"},
  {"type": "Reference", "activation": {"observer": "percentile", "params": {"percentile": 99.9}, "scheme": "affine"}, "weight": {"observer": "min_max", "per_channel": false}},
  {"type": "ModuleName", "name": "", "dtype": "int8"},
  {"type": "Preset", "name": "int16", "form": "qat_fixed_act"},
  {"type": "ConvDtype", "input_dtype": "int8", "weight_dtype": "int4"},
  {"type": "MatmulDtype", "input_dtypes": ["int16", "int8"]},
  {"type": "MatmulDtype", "input_dtypes": [null, "int8"]},
  {"type": "ModuleType", "op_type": "Softmax", "dtype": "float"},
  {"type": "ModuleName", "name": "head.cls", "dtype": {"input": "int16", "weight": "int8", "output": "int16"}, "freeze": true},
  {"type": "ModuleName", "name": "quant", "dtype": {"output": "int8", "threshold": 1.0}},
  {"type": "ModuleName", "name": "both", "dtype": {"dtype": "int16", "threshold": {"input": 2, "output": 3}}},
  {"type": "Sensitivity", "table": [["a", "output"], ["b", "weight"]], "top_k": 1, "sensitive_type": "weight", "low": "int8", "high": "int16", "enabled": false},
  {"type": "Sensitivity", "table": [{"op_name": "a", "sensitive_type": "activation", "L1": 3}], "ratio": 1.0},
  {"type": "Override", "selector": "name:/conv1/Conv", "config": "int16,threshold=1"},
  {"type": "Override", "units": ["a b", "c"], "config": "unset"}]})";

} // namespace

class TestRules : public QObject {
    Q_OBJECT

private slots:
    void everyRuleRoundTrips()
    {
        const RuleSet rules = RuleSet::fromJson(kEveryRule);
        QCOMPARE(rules.rules.size(), std::size_t{15});
        QCOMPARE(QString::fromStdString(rules.profile), "ort");
        const std::string written = rules.toJson();
        QVERIFY(RuleSet::fromJson(written) == rules);
        QCOMPARE(QString::fromStdString(RuleSet::fromJson(written).toJson()), QString::fromStdString(written));
        QVERIFY(!rules.rules[11].enabled);
        QVERIFY(rules.rules[12].enabled);
    }

    void aDtypeObjectGivesPortsAndOptionsOfTheOutput()
    {
        const auto rule = theRule<ModuleNameRule>(
            R"({"type": "ModuleName", "name": "q", "dtype": {"dtype": "int16", "threshold": {"input": 2, "output": 3}, "weight": {"dtype": "int4", "observer": "mse"}}})");
        QVERIFY(rule.config.ports.at("output").dtype == DType::Int16);
        QVERIFY(rule.config.ports.at("output").threshold == 3.0);
        QVERIFY(rule.config.ports.at("input").threshold == 2.0);
        QVERIFY(!rule.config.ports.at("input").dtype);
        QVERIFY(rule.config.ports.at("weight").observer->method == Method::Mse);
        QVERIFY(theRule<ModuleNameRule>(R"({"type": "ModuleName", "name": "q", "dtype": "float"})").config.wholeFloat);
    }

    void allMistakesAreSaidAtOnce()
    {
        const QString all = refusal(R"({"quantbench_qconfig": 2, "profile": "nash_e", "rulez": [], "rules": [
          {"type": "ModulName", "name": "a"},
          {"type": "ModuleName", "dtype": {"output": "int9", "weigth": "int8"}, "freze": true},
          {"type": "ModuleName", "name": "a", "dtype": {"output": {"observer": "percentile", "params": {"percentile": 0.9999}}}},
          {"type": "Preset", "name": "defualt"},
          {"type": "Reference", "activation": {"dtype": "int8"}},
          {"type": "Sensitivity", "table": [["a", "bias"]], "top_k": 1.0},
          {"type": "Sensitivity", "table": "there_is_no_such.csv", "ratio": 20},
          {"type": "Sensitivity", "table": [["a", "weight"]], "ratio": 0.5, "top_k": 3},
          {"type": "Override", "selector": "cos<0.9 nam:x", "config": "int16,threshold=0"},
          {"type": "Override", "selector": "sqnr<20", "config": "int16"},
          {"type": "MatmulDtype", "input_dtypes": ["int16"]},
          {"type": "ConvDtype", "input_dtype": 8},
          {"name": "no type"},
          7]})");
        for (const char* part : {"quantbench_qconfig: must be 1",
                                 "profile: there is no \"nash_e\", did you mean nash-e",
                                 "no key \"rulez\", did you mean rules?",
                                 "rules[0].type: there is no \"ModulName\", did you mean ModuleName",
                                 "rules[1]: has no \"name\"",
                                 "rules[1].dtype.output: there is no dtype \"int9\"",
                                 "rules[1].dtype: there is no key \"weigth\", did you mean weight?",
                                 "rules[1]: there is no key \"freze\", did you mean freeze?",
                                 "did you mean 99.99 %?",
                                 "rules[3].name: there is no \"defualt\", did you mean default?",
                                 "rules[4].activation: a Reference gives no dtype",
                                 "\"bias\"",
                                 "rules[5].top_k: must be a count",
                                 "there_is_no_such.csv can't be read",
                                 "rules[6].ratio: 20 is not between 0 and 1",
                                 "rules[7]: has both",
                                 "position 9: there is no \"nam:\", did you mean name",
                                 "rules[8].config: ",
                                 "rules[9].selector: a rule can't ask",
                                 "rules[10].input_dtypes: must be one dtype or [left, right]",
                                 "rules[11].input_dtype: must be the name of a dtype",
                                 "rules[12]: has no \"type\"",
                                 "rules[13]: must be an object"})
            QVERIFY2(all.contains(part), qPrintable(QString(part) + " is missing in\n" + all));
    }

    void whatIsNoJsonIsOneError()
    {
        QVERIFY(refusal("{\"rules\": [").contains("is no JSON"));
        QVERIFY(refusal("[]").contains("must be an object"));
        QVERIFY(refusal(R"({"quantbench_qconfig": 1, "rules": {}})").contains("rules: must be a list"));
        QVERIFY(
            refusal(R"({"quantbench_qconfig": 1, "profile": "ort", "profile": "horizon"})").contains("\"profile\" stands twice"));
    }

    void oneAndOnePointZeroDiffer()
    {
        const std::string table = R"("table": [["a", "weight"], ["b", "weight"], ["c", "activation"]])";
        const auto top = theRule<SensitivityRule>(R"({"type": "Sensitivity", )" + table + R"(, "top_k": 1})");
        const auto all = theRule<SensitivityRule>(R"({"type": "Sensitivity", )" + table + R"(, "ratio": 1})");
        QCOMPARE(top.raisedOf(3), std::size_t{1});
        QCOMPARE(all.raisedOf(3), std::size_t{3});
        SensitivityRule rule;
        const auto raised = [&](double ratio, std::size_t rows) {
            rule.ratio = ratio;
            return rule.raisedOf(rows);
        };
        QCOMPARE(raised(0.2, 11), std::size_t{3}); // ceil(2.2)
        QCOMPARE(raised(0.1, 30), std::size_t{3}); // 0.1 * 30 is a hair above 3
        QCOMPARE(raised(0, 30), std::size_t{0});
        rule.ratio.reset();
        rule.topK = 99;
        QCOMPARE(rule.raisedOf(7), std::size_t{7});
    }

    void rowsOfTheOtherTypeDoNotCount()
    {
        auto rule = theRule<SensitivityRule>(
            R"({"type": "Sensitivity", "top_k": 1, "sensitive_type": "weight", "table": [["a", "output"], ["b", "weight"]]})");
        const auto rows = rule.rowsOf(rule.tables.at(0));
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(rows[0].unit), "b");
    }

    void tablesAreReadFromFilesBesideTheRules()
    {
        const TemporaryFolder folder;
        std::ofstream(folder.file("s.csv"))
            << "\xEF\xBB\xBFindex,op_name,sensitive_type,L1\r\n0,\"/a,b/\"\"Conv\"\"\",activation,3\r\n\r\n1,/c,weight,1\r\n";
        const std::string path = folder.file("s.csv");
        const RuleSet rules = RuleSet::fromJson(oneRule(R"({"type": "Sensitivity", "table": ["s.csv"], "top_k": 1})"),
                                                path.substr(0, path.size() - 6));
        const auto& table = std::get<SensitivityRule>(rules.rules[0].what).tables.at(0);
        QCOMPARE(QString::fromStdString(table.source), "s.csv");
        QVERIFY(table.rows ==
                (std::vector<SensitivityRow>{{"/a,b/\"Conv\"", SensitiveType::Activation}, {"/c", SensitiveType::Weight}}));
        QVERIFY(RuleSet::fromJson(rules.toJson()) == rules); // needs the file no more
    }

    /// What `sensitivity --csv` writes of a network with two outputs: the rows of the one stand before those of the other.
    void aTableOfSeveralOutputsIsATableForEach()
    {
        const TemporaryFolder folder;
        std::ofstream(folder.file("s.csv")) << "output,op_name,sensitive_type,L1\ndigit,/a,activation,3\ndigit,/b,weight,1\n"
                                               "pose,/c,activation,9\npose,/a,activation,8\n";
        const std::string path = folder.file("s.csv");
        const RuleSet rules = RuleSet::fromJson(oneRule(R"({"type": "Sensitivity", "table": "s.csv", "ratio": 0.5})"),
                                                path.substr(0, path.size() - 6));
        const auto& rule = std::get<SensitivityRule>(rules.rules[0].what);
        QCOMPARE(rule.tables.size(), std::size_t(2));
        QCOMPARE(QString::fromStdString(rule.tables[1].source), "s.csv (pose)");
        QVERIFY(rule.tables[0].rows ==
                (std::vector<SensitivityRow>{{"/a", SensitiveType::Activation}, {"/b", SensitiveType::Weight}}));
        QVERIFY(rule.tables[1].rows ==
                (std::vector<SensitivityRow>{{"/c", SensitiveType::Activation}, {"/a", SensitiveType::Activation}}));
        QVERIFY(RuleSet::fromJson(rules.toJson()) == rules);
    }

    void aBadTableNamesAllItsLines()
    {
        const auto error =
            errorOf([] { (void)sensitivityTablesFromCsv("op_name,sensitive_type\na,both\nb\nc,weight\n", "t.csv"); });
        QVERIFY(error);
        QVERIFY(QString(error->what()).contains("record 1: sensitive_type is \"both\""));
        QVERIFY(QString(error->what()).contains("record 2 has 1 fields"));
        const auto head = errorOf([] { (void)sensitivityTablesFromCsv("name,type\n", "t.csv"); });
        QVERIFY(head && QString(head->what()).contains("no column op_name") &&
                QString(head->what()).contains("no column sensitive_type"));
        QVERIFY(errorOf([] { (void)sensitivityTablesFromCsv("", ""); }));
    }

    void anOverrideBySelectorOnlyWhereItsAnswerStays()
    {
        QCOMPARE(QString::fromStdString(makeOverride("op:Conv", {"a"}, {}).selector), "op:Conv");
        QVERIFY(!makeOverride("op:Conv", {"a"}, {}).units);
        const OverrideRule byName = makeOverride("cos<0.9", {}, parseConfig("int16"));
        QVERIFY(byName.units && byName.units->empty());
        // An empty list must not come back as "every unit".
        QVERIFY(RuleSet::fromJson(RuleSet{"ort", {Rule{byName}}}.toJson()).rules.at(0) == Rule{byName});
    }

    /// As the window's list and the report say it.
    void whatEachKindSets()
    {
        const auto says = [](auto what) { return QString::fromStdString(whatItSets(Rule{what, true}).english()); };
        QCOMPARE(says(ImportedRule{}), "the Q/DQ pairs of the file");
        ReferenceRule reference;
        reference.weight = parseConfig("weight.observer=min_max").ports.at("weight");
        QCOMPARE(says(reference), "weight.observer=min_max");
        QCOMPARE(says(makeOverride("", {"a"}, parseConfig("int16,threshold=4"))), "int16,threshold=4");
        QCOMPARE(says(PresetRule{PresetName::Default, PresetForm::Qat}), "form qat");
        QCOMPARE(says(ConvDtypeRule{DType::Int8, {}}), "input int8");
        QCOMPARE(says(ConvDtypeRule{DType::Int8, DType::Int4}), "input int8, weight int4");
        QCOMPARE(says(MatmulDtypeRule{DType::Int16, DType::Int8}), "left int16, right int8");
        QCOMPARE(says(StubRule{StubRule::Kind::Quant, "t"}), "quantized for all that read it");
        QCOMPARE(says(StubRule{StubRule::Kind::DeQuant, "t"}), "float from there on");
        SensitivityRule worst;
        worst.topK = 1;
        worst.tables.push_back({"worst.csv", {{"a"}, {"b"}, {"c", SensitiveType::Weight}}});
        QCOMPARE(says(worst), "1 of 3 rows to int16, by worst.csv");
        worst.low = DType::Int8;
        worst.type = SensitiveType::Activation;
        worst.tables.front().source.clear();
        QCOMPARE(says(worst), "1 of 2 rows to int16, the others to int8, activation only");
    }

    void presetsByName()
    {
        QVERIFY(presetFromString("int16") == PresetName::Int16);
        const auto error = errorOf([] { (void)presetFromString("int61"); });
        QVERIFY(error && QString::fromStdString(error->cure().english()).contains("int16"));
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
