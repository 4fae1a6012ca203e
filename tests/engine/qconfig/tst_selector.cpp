// SPDX-License-Identifier: GPL-3.0-or-later
// Selectors: what each term means, where a wrong one is, and that no expression takes long.
#include "engine/base/error.h"
#include "engine/qconfig/selector.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <limits>
#include <random>
#include <regex>

using namespace qb;
using namespace qb::test;

namespace {

struct Units {
    Graph graph;
    UnitTable table;

    Units()
    {
        add("/backbone/conv1/Conv", "Conv", {"/backbone/bn1/BatchNormalization"});
        add("/backbone/conv10/Conv", "Conv", {});
        add("/head/cls/MatMul", "MatMul", {});
        add("odd name", "Softmax", {});
    }

    void add(const std::string& name, const std::string& op, std::vector<std::string> absorbed)
    {
        Node node;
        node.name = name;
        node.opType = op;
        node.absorbed = std::move(absorbed);
        graph.nodes.push_back(node);
        Unit unit;
        unit.name = name;
        unit.module = modulePath(name);
        unit.opType = op;
        unit.nodes = {static_cast<NodeId>(graph.nodes.size() - 1)};
        table.units.push_back(unit);
    }
};

QString refusal(const char* text)
{
    const auto error = errorOf([&] { (void)Selector::parse(text); });
    return error ? QString::fromUtf8(error->what()) : QString();
}

} // namespace

class TestSelector : public QObject {
    Q_OBJECT

private slots:
    void terms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("units"); // indices
        const auto row = [](const char* text, const char* units) { QTest::newRow(text) << text << units; };
        row("", "0123");
        row("conv1", "01");
        row("bn1", "0"); // a folded node
        row("name:/backbone/conv1/Conv", "0");
        row("name:/backbone/*", "01");
        row("name:/conv1\\b/", "!");
        row("name:/conv1\\/C/", "0");
        row("name:/^\\/(head|none)/", "2");
        row("module:backbone", "01");
        row("module:backbone.conv1", "0");
        row("module:back", "");
        row("op:conv", "01");
        row("op:Conv !conv10", "0");
        row("!op:Conv", "23");
        row("\"odd name\"", "3");
        row("name:\"odd name\"", "3");
        row("!\"odd name\" !op:Conv", "2");
        row("dtype:int16", "1");
        row("cos<0.99", "0");
        row("cosine<=0.99", "01");
        row("cos>0.99", "");
        row("!cos<0.99", "123"); // also those whose cosine is not known
        row("clipped>0.1%", "0");
        row("clipped>=0.001", "01");
        row("sqnr<20 op:Conv", "");
    }

    void terms()
    {
        QFETCH(QString, text);
        QFETCH(QString, units);
        if (units == "!") {
            QVERIFY(!refusal(qPrintable(text)).isEmpty());
            return;
        }
        const Units all;
        SelectorFacts facts;
        facts.dtype = [](UnitId id) { return std::optional(indexOf(id) == 1 ? DType::Int16 : DType::Int8); };
        facts.metric = [](UnitId id, const std::string& metric) -> std::optional<double> {
            if (metric == "cos" && indexOf(id) < 2)
                return indexOf(id) == 0 ? 0.9 : 0.99;
            if (metric == "clipped" && indexOf(id) < 2)
                return indexOf(id) == 0 ? 0.002 : 0.001;
            if (metric == "sqnr")
                return std::numeric_limits<double>::quiet_NaN();
            return std::nullopt;
        };
        QString got;
        for (const UnitId id : Selector::parse(text.toStdString()).select(all.graph, all.table, facts))
            got += QString::number(indexOf(id));
        QCOMPARE(got, units);
    }

    void ranges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("one way") << "/m/a/Conv../m/d/Add"
                                 << "/m/a/Conv /m/b/Relu /m/c/Relu /m/d/Add";
        QTest::newRow("one arm") << "/m/b/Relu../m/d/Add"
                                 << "/m/b/Relu /m/d/Add";
        QTest::newRow("the other way round") << "/m/d/Add../m/b/Relu"
                                             << "/m/b/Relu /m/d/Add";
        QTest::newRow("itself") << "/m/b/Relu../m/b/Relu"
                                << "/m/b/Relu";
        QTest::newRow("no way") << "/m/b/Relu../m/c/Relu"
                                << "";
        QTest::newRow("modules") << "m.b..last"
                                 << "/m/b/Relu /m/d/Add last one";
        QTest::newRow("quoted") << "\"/m/d/Add\"..\"last one\""
                                << "/m/d/Add last one";
        QTest::newRow("with more terms") << "x..\"last one\" op:Relu"
                                         << "/m/b/Relu /m/c/Relu";
        QTest::newRow("not") << "!/m/a/Conv../m/d/Add"
                             << "x last one";
        QTest::newRow("unknown") << "nothing.././m/d/Add"
                                 << "";
    }

    /// Against all ways, tried one by one: a diamond with a head.
    void ranges()
    {
        QFETCH(QString, text);
        QFETCH(QString, wanted);
        OrtEnvironment environment{1};
        TestModel m(13);
        m.input("x float32[1,2,4,4]").constant("w", randomTensor({2, 2, 1, 1}, 1));
        m.node("a = Conv(x, w) @/m/a/Conv").node("b = Tanh(a) @/m/b/Relu").node("c = Sigmoid(a) @/m/c/Relu");
        m.node("d = Add(b, c) @/m/d/Add").node("e = Neg(d)");
        m.latest().set_name("last one");
        m.output("e float32[1,2,4,4]");
        const auto model = makeModel(m.graph(), environment, {}, {});
        QString words = text;
        words.replace("op:Relu", "name:*Relu").replace("..last", "..\"last one\"");
        QStringList found;
        for (const UnitId u : Selector::parse(words.toStdString()).select(model->graph, model->units))
            found << QString::fromStdString(model->unit(u).name);
        QCOMPARE(found.join(' '), wanted);
        const auto one = Selector::parse(words.toStdString());
        for (std::size_t u = 0; u < model->unitCount(); ++u)
            QCOMPARE(one.matches(model->graph, model->units, static_cast<UnitId>(u)),
                     found.contains(QString::fromStdString(model->units.units[u].name)));
    }

    void aRangeIsWrittenSoThatItIsRead()
    {
        QCOMPARE(rangeSelector("a", "/b/c"), std::string("a../b/c"));
        QCOMPARE(rangeSelector("a b", "c:d"), std::string("\"a b\"..\"c:d\""));
    }

    void errorsSayWhere()
    {
        QVERIFY(refusal("op:Conv nam:x").contains("position 9: there is no \"nam:\", did you mean name?"));
        const QString two = refusal("coz<1 dtype:int7");
        QVERIFY(two.contains("position 1: there is no metric \"coz\", did you mean cos?") &&
                two.contains("position 7: there is no dtype \"int7\""));
        QVERIFY(refusal("cos<abc").contains("\"abc\" is no number"));
        QVERIFY(refusal("name:").contains("nothing stands behind \"name:\""));
        QVERIFY(refusal("!").contains("a term is empty"));
        QVERIFY(refusal("a \"b c").contains("position 3: a quote is not closed"));
        QVERIFY(refusal("name:/(a/").contains("a ( is not closed"));
    }

    void whatAsksForResults()
    {
        QVERIFY(Selector::parse("cos<1").asksResults());
        QVERIFY(Selector::parse("x dtype:int8").asksResults());
        QVERIFY(!Selector::parse("name:a op:Conv !b").asksResults());
    }

    void expressions_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* pattern, const char* text, bool matches) {
            QTest::addRow("%s on %s", pattern, text) << pattern << text << matches;
        };
        row("", "", true);
        row("b", "abc", true);
        row("^b", "abc", false);
        row("c$", "abc", true);
        row("^a.c$", "abc", true);
        row("^ab?c$", "ac", true);
        row("^(ab)*$", "ababab", true);
        row("^(ab)*$", "ababa", false);
        row("^a{2,3}$", "aa", true);
        row("^a{2,3}$", "aaaa", false);
        row("^a{2}$", "aaa", false);
        row("^a{2,}$", "aaaaa", true);
        row("^a{2,}$", "a", false);
        row("^[a-c]+$", "abcabc", true);
        row("^[^a-c]+$", "xyb", false);
        row("[a-]", "-", true);
        row("^\\d+\\.\\w$", "12.x", true);
        row("^\\D$", "5", false);
        row("^(a|bc|)d$", "bcd", true);
        row("^(a|bc|)d$", "d", true);
        row("^(a|bc)d$", "bd", false);
        row("(a*)*b", "aaab", true);
        row("(^a|b$)c*", "xb", true);
        row("a|b|c|", "x", true);
    }

    void expressions()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, matches);
        QCOMPARE(Regex(pattern.toStdString()).search(text.toStdString()), matches);
        QCOMPARE(std::regex_search(text.toStdString(), std::regex(pattern.toStdString())), matches);
    }

    void expressionsAgreeWithTheStandardLibrary()
    {
        std::mt19937 random(7);
        const std::vector<std::string> pieces{"a", "b", "c", ".", "[ab]", "[^b]", "(a|b)", "(ab|c)", "(a*)", "\\w"};
        const std::vector<std::string> repeats{"", "", "", "*", "+", "?", "{1,2}", "{2}"};
        for (int i = 0; i < 400; ++i) {
            std::string pattern = random() % 4 == 0 ? "^" : "";
            for (unsigned k = 0, n = 1 + random() % 4; k < n; ++k)
                pattern += pieces[random() % pieces.size()] + repeats[random() % repeats.size()];
            pattern += random() % 4 == 0 ? "$" : "";
            const Regex ours(pattern);
            const std::regex theirs(pattern);
            for (int t = 0; t < 20; ++t) {
                std::string text;
                for (unsigned k = 0, n = random() % 7; k < n; ++k)
                    text += static_cast<char>('a' + random() % 3);
                QVERIFY2(ours.search(text) == std::regex_search(text, theirs), (pattern + " on " + text).c_str());
            }
        }
    }

    void wrongExpressionsSayWhere()
    {
        const auto says = [](const std::string& pattern, const char* part) {
            const auto error = errorOf([&] { Regex{pattern}; });
            return error && QString(error->what()).contains(part);
        };
        QVERIFY(says("a(", "position 3: a ( is not closed"));
        QVERIFY(says("a)", "stands without its ("));
        QVERIFY(says("*a", "position 1: nothing stands before it"));
        QVERIFY(says("[z-a]", "turned round"));
        QVERIFY(says("[a", "a [ is not closed"));
        QVERIFY(says("a{3,2}", "turned round"));
        QVERIFY(says("a{", "a number was expected"));
        QVERIFY(says("\\", "stands last"));
        QVERIFY(says("\\b", "there is no \\b"));
        QVERIFY(says(std::string(2000, 'a'), "longer than"));
        QVERIFY(says(std::string(60, '(') + std::string(60, ')'), "nested deeper"));
        QVERIFY(says("((a{100}){100}){100}", "grows beyond"));
    }

    void nothingExplodes()
    {
        const std::string many(100000, 'a');
        QVERIFY(!Regex("(a+)+$x").search(many));
        QVERIFY(!Regex("((a|aa)*)*b").search(many));
        QVERIFY(Regex("a*a*a*a*a*$").search(many));
        QVERIFY(Regex("[]x]").search("]")); // a bracket that stands first is itself
    }
};

QTEST_APPLESS_MAIN(TestSelector)
#include "tst_selector.moc"
