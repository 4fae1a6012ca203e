// SPDX-License-Identifier: GPL-3.0-or-later
// The configuration grammar: what it reads, what it writes, and what it refuses, all at once.
#include "engine/base/error.h"
#include "engine/qconfig/qconfig.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

QString refusal(const char* text)
{
    const auto error = errorOf([&] { (void)parseConfig(text); });
    return error ? QString::fromUtf8(error->what()) : QString();
}

const PortConfig& port(const UnitConfig& config, const std::string& name) { return config.ports.at(name); }

} // namespace

class TestQConfig : public QObject {
    Q_OBJECT

private slots:
    void aBareDtypeIsTheOutputAndBareFloatTheUnit()
    {
        const UnitConfig int16 = parseConfig("int16");
        QCOMPARE(int16.ports.size(), std::size_t{1});
        QVERIFY(port(int16, "output").dtype == DType::Int16);
        QVERIFY(!int16.wholeFloat);
        QVERIFY(parseConfig("float").wholeFloat);
        QVERIFY(parseConfig("float").ports.empty());
        QVERIFY(!parseConfig("output=float").wholeFloat);
        QVERIFY(port(parseConfig("output=float"), "output").dtype == DType::Float32);
    }

    void anOptionBelongsToThePortBeforeIt()
    {
        const UnitConfig c = parseConfig(
            "int8,threshold=2.5, weight=int4,observer=percentile:percentile=99.9,per_channel=no,input0=int16,range=-1:2,freeze");
        QVERIFY(port(c, "output").threshold == 2.5);
        QVERIFY(port(c, "weight").dtype == DType::Int4);
        QVERIFY(port(c, "weight").observer == (Observer{Method::Percentile, {{"percentile", 99.9}}}));
        QVERIFY(port(c, "weight").perChannel == false);
        QVERIFY(port(c, "input0").range == (std::pair{-1.0, 2.0}));
        QVERIFY(c.freeze);
        QVERIFY(port(parseConfig("weight.threshold=1,scale=0.5,zero_point=3"), "output").zeroPoint == 3);
    }

    void textIsTheInverse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"int16", "float", "unset", "freeze", "output=float",
              "int8,observer=mse,scheme=affine,threshold=0.1,fix_scale=yes,weight=int4,weight.per_channel=no",
              "input=int8,input1=int16,input1.range=-0.1:1e-05",
              "output1=uint8,output1.scale=0.0078125,output1.zero_point=128,freeze",
              "observer=clip:xmax=6:xmin=-6,weight.observer=min_max", "int16,weight=int8,weight.scale=0.1:0.025:1e-05"})
            QTest::newRow(text) << text;
    }

    void textIsTheInverse()
    {
        QFETCH(QString, text);
        const UnitConfig config = parseConfig(text.toStdString());
        QCOMPARE(QString::fromStdString(qb::text(config)), text);
        QVERIFY(parseConfig(qb::text(config)) == config);
    }

    void manyScalesAreCountedForPeople()
    {
        QCOMPARE(shortText(parseConfig("weight.scale=0.5:0.25:0.125")), std::string("weight.scale=0.5:... (3)"));
        QCOMPARE(shortText(parseConfig("int16,weight.scale=0.5")), std::string("int16,weight.scale=0.5"));
    }

    void mergingKeepsWhatIsNotSaid()
    {
        PortConfig c = port(parseConfig("int16,threshold=4"), "output");
        c.merge(port(parseConfig("int8"), "output"));
        QVERIFY(c.dtype == DType::Int8);
        QVERIFY(c.threshold == 4.0);
        c.merge(port(parseConfig("scale=0.5,zero_point=7"), "output"));
        QVERIFY(!c.threshold);
        QCOMPARE(c.scale, std::vector<double>{0.5});
        c.merge(port(parseConfig("range=0:1"), "output"));
        QVERIFY(c.scale.empty() && !c.zeroPoint);
        c.merge(port(parseConfig("observer=mse"), "output"));
        QVERIFY(!c.fixesGrid());
        QVERIFY(c.dtype == DType::Int8);
        PortConfig weight = port(parseConfig("weight.scale=0.5:0.25"), "weight");
        weight.merge(port(parseConfig("weight.per_channel=no"), "weight"));
        QVERIFY(!weight.fixesGrid() && problemsOf("weight", weight).empty());
    }

    void everythingWrongIsSaidAtOnce()
    {
        const QString all = refusal("int17,weight=int3,threshold=-1,oberver=mse,input.scale=x,observer=percentil,wait=int8");
        for (const char* part : {"no dtype \"int17\", did you mean int1", "no dtype \"int3\"", "the threshold -1 is not positive",
                                 "no option \"oberver\", did you mean observer", "scale must be a number, not \"x\"",
                                 "no observer \"percentil\", did you mean percentile", "no option \"wait\""})
            QVERIFY2(all.contains(part), qPrintable(QString(part) + " is missing in\n" + all));
    }

    void impossibleValuesAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* text, const char* says) { QTest::newRow(text) << text << says; };
        row("observer=percentile:percentile=0.9999", "did you mean 99.99 %?");
        row("threshold=1,scale=2", "exclude each other");
        row("range=2:1", "is empty");
        row("range=1:2", "does not hold 0");
        row("zero_point=3", "needs a scale");
        row("int8,scale=1,zero_point=200", "not on the grid of int8");
        row("scale=0.1:0.2", "only weights have a scale per channel");
        row("weight.scale=0.1:-2", "the scale -2 is not positive");
        row("scale=1e39", "the scale 1e+39 is not positive");
        row("threshold=1e300", "is not positive and finite");
        row("weight.scale=0.1:", "scale must be a number");
        row("weight.scale=0.1:0.2,weight.per_channel=no", "one channel each");
        row("int32", "can't be asked for");
        row("int4", "weights only");
        row("per_channel=yes", "only weights");
        row("float16,threshold=1", "float16 has no scale");
        row("float,weight=int8", "whole unit float");
        row("unset,int8", "stands alone");
        row("int8,,int16", "empty");
        row("", "empty");
        row("threshold=\"1", "not closed");
        row("threshold=nan", "must be a number");
        row("threshold=1,5", "no dtype \"5\"");
        row("wieght.threshold=1", "no port \"wieght\", did you mean weight?");
    }

    void impossibleValuesAreRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const QString got = refusal(qPrintable(text));
        QVERIFY2(got.contains(says), qPrintable(got));
    }
};

QTEST_APPLESS_MAIN(TestQConfig)
#include "tst_qconfig.moc"
