// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ort/session.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <thread>

using namespace qb;
using namespace qb::test;

class TestSession : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    Session open(const TestModel& m, Kernels kernels = Kernels::Plain)
    {
        const std::string bytes = m.bytes();
        return Session(m_environment, std::as_bytes(std::span(bytes)), kernels);
    }

    Tensor through(ElementType type, const Tensor& tensor)
    {
        TestModel m(21, 10);
        m.input("x " + std::string(toString(type))).node("y = Identity(x)").output("y " + std::string(toString(type)));
        return open(m).run({&tensor, 1})[0];
    }

private slots:
    void everyTypeGoesThrough_data()
    {
        QTest::addColumn<int>("type");
        for (const ElementType type :
             {ElementType::Float32, ElementType::UInt8, ElementType::Int8, ElementType::UInt16, ElementType::Int16,
              ElementType::Int32, ElementType::Int64, ElementType::Bool, ElementType::Float16, ElementType::Float64,
              ElementType::UInt32, ElementType::UInt64, ElementType::BFloat16})
            QTest::newRow(std::string(toString(type)).c_str()) << static_cast<int>(type);
    }
    void everyTypeGoesThrough()
    {
        QFETCH(int, type);
        const auto element = static_cast<ElementType>(type);
        Tensor tensor = Tensor::zeros(element, {2, 3});
        for (std::size_t i = 0; i < tensor.byteSize(); ++i)
            static_cast<std::uint8_t*>(tensor.mutableData())[i] =
                static_cast<std::uint8_t>(element == ElementType::Bool ? i % 2 : i * 7 + 1);
        const Tensor got = through(element, tensor);
        QVERIFY(got.identical(tensor));
    }

    /// What it says to programmers, its files and signatures, is left out; what it says of the model is there.
    void failuresAreToldInItsWords()
    {
        TestModel tooNew(314159, 10);
        tooNew.input("x float32[1]").node("y = Relu(x)").output("y float32[1]");
        TestModel unknown(17, 8);
        unknown.input("x float32[1]").node("y = NoSuchOperator(x)").output("y float32[1]");
        for (const auto& [model, said] : {std::pair{&tooNew, "314159"}, {&unknown, "NoSuchOperator"}}) {
            std::string message;
            try {
                (void)open(*model);
            } catch (const Error& e) {
                message = e.message().english();
            }
            QVERIFY2(message.find(said) != std::string::npos, message.c_str());
            QVERIFY2(message.find(".h:") == std::string::npos && message.find("std::") == std::string::npos, message.c_str());
        }
    }

    void stringsAreWhole()
    {
        const Tensor strings = Tensor::fromStrings({2, 2}, {"", std::string("a\0b", 3), "ünï", std::string(1000, 'x')});
        QVERIFY(through(ElementType::String, strings).identical(strings));
        QVERIFY(through(ElementType::String, Tensor::fromStrings({0}, {})).identical(Tensor::fromStrings({0}, {})));
    }

    void portsAreDescribed()
    {
        TestModel m(13);
        m.input("x float32[N,3,?]")
            .input("s int64[]")
            .node("y = Neg(x)")
            .node("q = SequenceConstruct(x)")
            .output("y float32")
            .output("q");
        const Session session = open(m);
        QCOMPARE(session.inputs().size(), std::size_t{2});
        QCOMPARE(session.inputs()[0].name, std::string("x"));
        QVERIFY(session.inputs()[0].type == ElementType::Float32);
        QCOMPARE(session.inputs()[0].shape, (Shape{-1, 3, -1}));
        QCOMPARE(session.inputs()[0].dimNames, (std::vector<std::string>{"N", "", ""}));
        QCOMPARE(session.inputs()[1].shape, Shape{});
        QCOMPARE(session.outputs()[1].typeText, std::string("seq(tensor(float32))"));
        QVERIFY(session.outputs()[1].type == ElementType::Undefined);
    }

    void opaqueValuesPassFromSessionToSession()
    {
        TestModel make(13), take(13);
        make.input("x float32[2]").node("n = Neg(x)").node("q = SequenceConstruct(x, n)").output("q");
        take.input("q seq(float32)").constant("one", int64Scalar(1)).node("y = SequenceAt(q, one)").output("y float32");
        const Tensor x = randomTensor({2}, 1);
        const Tensor sequence = open(make).run({&x, 1})[0];
        QVERIFY(!sequence.isDense() && !sequence.isString() && !sequence.empty());
        const Tensor y = open(take).run({&sequence, 1})[0];
        QCOMPARE(y.floats()[0], -x.floats()[0]);
    }

    void refusalsInItsOwnWords()
    {
        TestModel m(13);
        m.input("x float32[2]").node("y = NoSuchOperator(x) @odd").output("y");
        const auto error = errorOf([&] { (void)open(m); });
        QVERIFY(error && error->code() == ErrorCode::NotRunnable);
        QVERIFY(QString(error->what()).contains("NoSuchOperator"));
        const std::string junk = "no model at all";
        QVERIFY(errorOf([&] { Session(m_environment, std::as_bytes(std::span(junk)), Kernels::Plain); })->code() ==
                ErrorCode::NotRunnable);
        QVERIFY(errorOf([&] { Session(m_environment, std::string("/nonexistent.onnx"), Kernels::Plain); })->code() ==
                ErrorCode::NotRunnable);
    }

    void wrongInputsAreRefused()
    {
        TestModel m(13);
        m.input("x float32[2,3]").node("y = Neg(x)").output("y float32[2,3]");
        const Session session = open(m);
        QVERIFY(errorOf([&] { (void)session.run({}); })->code() == ErrorCode::Usage);
        const Tensor none;
        QVERIFY(errorOf([&] { (void)session.run({&none, 1}); })->code() == ErrorCode::NotRunnable);
        const Tensor shape = randomTensor({3, 2}, 1);
        QVERIFY(errorOf([&] { (void)session.run({&shape, 1}); })->code() == ErrorCode::NotRunnable);
        const Tensor type = int64Scalar(1);
        QVERIFY(errorOf([&] { (void)session.run({&type, 1}); })->code() == ErrorCode::NotRunnable);
    }

    void nothingInItGoesThrough()
    {
        const Tensor empty = Tensor::zeros(ElementType::Float32, {0, 3});
        QCOMPARE(through(ElementType::Float32, empty).shape(), (Shape{0, 3}));
    }

    void severalThreadsOneSession()
    {
        TestModel m(13);
        m.input("x float32[1,3,16,16]")
            .constant("w", randomTensor({8, 3, 3, 3}, 1))
            .node("c = Conv(x, w)")
            .node("y = Relu(c)")
            .output("y float32");
        for (const Kernels kernels : {Kernels::Plain, Kernels::Reference, Kernels::Fast}) {
            const Session session = open(m, kernels);
            std::vector<Tensor> inputs;
            std::vector<Tensor> wanted;
            for (unsigned i = 0; i < 8; ++i) {
                inputs.push_back(randomTensor({1, 3, 16, 16}, i));
                wanted.push_back(session.run({&inputs.back(), 1})[0]);
            }
            std::vector<int> wrong(8, 0);
            {
                std::vector<std::jthread> threads;
                for (std::size_t i = 0; i < 8; ++i)
                    threads.emplace_back([&, i] {
                        for (int round = 0; round < 5; ++round)
                            wrong[i] += session.run({&inputs[i], 1})[0].identical(wanted[i]) ? 0 : 1;
                    });
            }
            QCOMPARE(wrong, std::vector<int>(8, 0));
        }
    }

    void anOutputOutlivesItsSession()
    {
        Tensor y;
        {
            TestModel m(13);
            m.input("x float32[4]").node("y = Neg(x)").output("y float32[4]");
            const Tensor x = randomTensor({4}, 1);
            y = open(m).run({&x, 1})[0];
        }
        QCOMPARE(y.floats()[3], -randomTensor({4}, 1).floats()[3]);
    }
};

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
