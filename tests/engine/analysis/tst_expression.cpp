// SPDX-License-Identifier: GPL-3.0-or-later
// Custom metrics: each function in closed form, NumPy's shapes, errors that point at the place, and any text at all.
#include "engine/analysis/expression.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <random>

using namespace qb;
using namespace qb::test;

namespace {

PortInfo port(const std::string& name, ElementType type = ElementType::Float32)
{
    PortInfo info;
    info.name = name;
    info.type = type;
    return info;
}

const std::vector<PortInfo> kTwo{port("boxes"), port("labels", ElementType::Int64)};
const Tensor kFloat = Tensor::fromFloats({2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6});
const Tensor kQuant = Tensor::fromFloats({2, 3}, std::vector<float>{1, 2, 2, 4, 5, 9});
const Tensor kLabels = Tensor::fromInt64s({3}, std::vector<std::int64_t>{7, 8, 9});

double valueOf(const std::string& text)
{
    const std::vector<Tensor> floats{kFloat, kLabels};
    const std::vector<Tensor> quants{kQuant, kLabels};
    return Expression::parse(text, kTwo).evaluate(floats, quants);
}

/// "column: message | cure" of what goes wrong.
QString errorText(const std::string& text, ErrorCode code)
{
    const auto error = errorOf([&] { (void)valueOf(text); });
    if (!error)
        return "no error";
    if (error->code() != code)
        return QString("code %1: %2").arg(static_cast<int>(error->code())).arg(error->what());
    return QString::fromStdString(error->context().at("column") + ": " + error->what() + " | " + error->cure().english());
}

} // namespace

class TestExpression : public QObject {
    Q_OBJECT

private slots:
    void closedForms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        const auto row = [](const char* text, double value) { QTest::newRow(text) << QString(text) << value; };
        row("1 + 2 * 3 - 4 / 2", 5);
        row("(1 + 2) * -3", -9);
        row("--2", 2);
        row("8 / 2 / 2", 2);
        row("5 - 2 - 1", 2);
        row(".5e1", 5);
        row("1 < 2", 1);
        row("2 <= 1", 0);
        row("2 >= 2", 1);
        row("1 > 2", 0);
        row("1 == 1", 1);
        row("1 != 1", 0);
        row("mean(abs(float(\"boxes\") - quant('boxes')))", 4.0 / 6);
        row("max(abs(float - quant))", 3);
        row("sum(float)", 21);
        row("mean(float)", 3.5);
        row("min(quant)", 1);
        row("argmax(quant)", 5);
        row("sum(float, 0)[2]", 9);
        row("sum(float, 1)[1]", 15);
        row("sum(float, -1)[0]", 6);
        row("mean(float, 1)[1]", 5);
        row("max(float, 0)[0]", 4);
        row("min(float, 0)[1]", 2);
        row("sum(argmax(quant, 1))", 3); // 2 in the second row; of equal values the first
        row("sum(argmax(float, 1) != argmax(quant, 1))", 1);
        row("sqrt(float[1, 0])", 2);
        row("exp(0)", 1);
        row("log(exp(2))", 2);
        row("sum(softmax(float, 1))", 2);
        row("softmax(float, 0)[0, 0] - 1 / (1 + exp(3))", 0);
        row("softmax(float * 1000, 1)[0, 2]", 1); // no overflow
        row("float[-1, -1]", 6);
        row("sum(float[0, 1:3])", 5);
        row("sum(float[:, 0])", 5);
        row("sum(float[:, -2:])", 16);
        row("sum(float[:1])", 6);
        row("sum(float[5:])", 0);
        row("float[1][2]", 6);
        row("sum(float(\"labels\") == 8)", 1);
        row("sum(float(\"labels\") * float)", 7 * 5 + 8 * 7 + 9 * 9); // [3] against [2, 3]
        row("sum(float[:, 0:1] * float(\"labels\"))", (1 + 4) * 24);  // [2, 1] against [3]
        row("sum(mean(float, 0) - float)", 0);
    }

    void closedForms()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const double got = valueOf(text.toStdString());
        QVERIFY2(std::abs(got - value) < 1e-12, qPrintable(QString::number(got, 'g', 17)));
    }

    void notFiniteNumbersGoAsInNumPy()
    {
        const float nan = std::nanf("");
        const Tensor odd = Tensor::fromFloats({3}, std::vector<float>{1, nan, 3});
        const std::vector<PortInfo> one{port("x")};
        const auto value = [&](const char* text) { return Expression::parse(text, one).evaluate({&odd, 1}, {&odd, 1}); };
        QVERIFY(std::isnan(value("max(float)")));
        QVERIFY(std::isnan(value("min(float)")));
        QVERIFY(std::isnan(value("mean(float)")));
        QCOMPARE(value("argmax(float)"), 1.0);
        QVERIFY(std::isinf(value("1 / 0")));
        QVERIFY(std::isnan(value("log(-1)")));
        QCOMPARE(value("sum(float == float)"), 2.0);
    }

    void parsingSaysWhereAndWhatElse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* text, const char* column, const char* part) {
            QTest::newRow(text) << QString(text) << QString(column) << QString(part);
        };
        row("", "1", "ends");
        row("mean(float", "11", "expected \")\"");
        row("maen(float)", "1", "mean");
        row("float(\"boxs\")", "7", "boxes");
        row("quant(\"zzzzzzz\")", "7", "it has boxes, labels");
        row("float(boxes)", "7", "in quotes");
        row("1 + ", "5", "ends");
        row("1 + )", "5", "found \")\"");
        row("1 2", "3", "expected the end");
        row("1 < 2 < 3", "7", "expected the end");
        row("softmax(float)", "1", "needs an axis");
        row("abs(float, 1)", "13", "one value");
        row("sum(float, 0.5)", "13", "expected \")\"");
        row("sum(float, x)", "12", "axis");
        row("float[]", "7", "index");
        row("float[1", "8", "expected \"]\"");
        row("1e999", "1", "too large");
        row("float[99999999999999999999]", "7", "too large");
    }

    void parsingSaysWhereAndWhatElse()
    {
        QFETCH(QString, text);
        QFETCH(QString, column);
        QFETCH(QString, part);
        const QString got = errorText(text.toStdString(), ErrorCode::Usage);
        QVERIFY2(got.startsWith(column + ": ") && got.contains(part), qPrintable(got));
    }

    void aBareNameNeedsOneFloatOutput()
    {
        const std::vector<PortInfo> several{port("a"), port("b")};
        const auto error = errorOf([&] { (void)Expression::parse("sum(float)", several); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        QCOMPARE(error->context().at("column"), std::string("5"));
        QVERIFY(error->cure().english().find("a, b") != std::string::npos);
        const std::vector<PortInfo> words{port("w", ElementType::String)};
        QVERIFY(errorOf([&] { (void)Expression::parse("sum(float)", words); }));
        QVERIFY(errorOf([&] { (void)Expression::parse("sum(float('w'))", words); }));
    }

    void shapesAreCheckedWhenComputed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* text, const char* column, const char* part) {
            QTest::newRow(text) << QString(text) << QString(column) << QString(part);
        };
        row("float - quant", "7", "[2, 3], not one number");
        row("sum(float[0, 0:2] + float)", "19", "[2] and [2, 3]");
        row("sum(float, 2)", "1", "no axis 2");
        row("sum(float, -3)", "1", "no axis -3");
        row("float[2, 0]", "6", "no index 2");
        row("float[0, 0, 0]", "6", "3 indices");
        row("max(float[5:])", "1", "no value");
    }

    void shapesAreCheckedWhenComputed()
    {
        QFETCH(QString, text);
        QFETCH(QString, column);
        QFETCH(QString, part);
        const QString got = errorText(text.toStdString(), ErrorCode::BadInput);
        QVERIFY2(got.startsWith(column + ": ") && got.contains(part), qPrintable(got));
    }

    void knownShapesAreCheckedAtOnce_data() { shapesAreCheckedWhenComputed_data(); }

    /// While it is typed, before any sample ran.
    void knownShapesAreCheckedAtOnce()
    {
        QFETCH(QString, text);
        QFETCH(QString, column);
        QFETCH(QString, part);
        std::vector<PortInfo> known = kTwo;
        known[0].shape = {2, 3};
        known[1].shape = {3};
        const auto error = errorOf([&] { (void)Expression::parse(text.toStdString(), known); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        QCOMPARE(QString::fromStdString(error->context().at("column")), column);
        QVERIFY2(QString(error->what()).contains(part), error->what());
        known[0].shape = {-1, 3}; // open: what is not known can't be wrong
        QVERIFY(!errorOf([&] { (void)Expression::parse(text.toStdString(), known); }));
    }

    void fittingShapesAreTaken()
    {
        std::vector<PortInfo> known = kTwo;
        known[0].shape = {2, 3};
        known[1].shape = {3};
        for (const char* text :
             {"max(abs(float[1] - quant[-1]))", "sum(float * quant(\"labels\"))", "float[1, 2]", "1 / 0 * sum(float)"})
            QVERIFY2(!errorOf([&] { (void)Expression::parse(text, known); }), text);
        known[0].shape = {60000, 60000}; // too large to be tried
        QVERIFY(!errorOf([&] { (void)Expression::parse("float[70000, 0]", known); }));
    }

    void hugeResultsAreRefused()
    {
        const Tensor column = Tensor::zeros(ElementType::Float32, {40000, 1});
        const Tensor line = Tensor::zeros(ElementType::Float32, {40000});
        const std::vector<PortInfo> ports{port("c"), port("l")};
        const std::vector<Tensor> tensors{column, line};
        const auto error =
            errorOf([&] { (void)Expression::parse("sum(float('c') * float('l'))", ports).evaluate(tensors, tensors); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

    void lengthAndNestingCostNoStack()
    {
        std::string sum = "1";
        for (int i = 0; i < 100000; ++i)
            sum += "+1";
        QCOMPARE(valueOf(sum), 100001.0);
        for (const char* deep : {"(", "-", "abs("}) {
            std::string text;
            for (int i = 0; i < 100000; ++i)
                text += deep;
            QVERIFY(errorText(text + "1", ErrorCode::Usage).contains("deep"));
        }
        std::string nested(100, '(');
        nested.append("1").append(100, ')');
        QCOMPARE(valueOf(nested), 1.0);
    }

    /// Whatever the text: a number or one clear error.
    void anyTextIsANumberOrAnError()
    {
        static const char* const kPieces[] = {
            "float", "quant", "(",  ")", "[",       "]",        ",",    ":",     "\"boxes\"", "1",       "-2",      "0",    "+",
            "-",     "*",     "/",  "<", "==",      " ",        "sum(", "mean(", "softmax(",  "max(",    "argmax(", "abs(", "\"",
            "'",     ".",     "e5", "x", "float('", "labels')", "\xff", "\n",    "float[",    "9999999", "float(",  "!="};
        std::mt19937 random(7);
        int numbers = 0;
        for (int n = 0; n < 60000; ++n) {
            std::string text;
            for (auto k = random() % 12; k-- > 0;)
                text += random() % 20 == 0 ? std::string(1, static_cast<char>(random() % 256))
                                           : kPieces[random() % std::size(kPieces)];
            try {
                (void)valueOf(text);
                ++numbers;
            } catch (const Error& e) {
                const auto column = std::stoul(e.context().at("column"));
                QVERIFY2(column >= 1 && column <= text.size() + 1, text.c_str());
            }
        }
        QVERIFY(numbers > 300);
    }
};

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
