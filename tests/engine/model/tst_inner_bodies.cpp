// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen inside of a Loop and a Scan: the operators of the file, cut into units, and nothing else.
#include "engine/base/error.h"
#include "engine/model/inner_bodies.h"
#include "tests/support/looped_model.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace qb;
using namespace qb::test;

class TestInnerBodies : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

    [[nodiscard]] std::shared_ptr<const Model> made(const TestModel& m) { return makeModel(m.graph(), m_environment, {}, {}); }

private slots:
    void aLoop()
    {
        const auto model = made(loopedModel(false));
        const UnitId loop = model->units.findUnit("loop");
        QVERIFY(loop != UnitId::None && hasInnerBody(*model, loop));
        for (std::size_t u = 0; u < model->unitCount(); ++u)
            QCOMPARE(hasInnerBody(*model, static_cast<UnitId>(u)), static_cast<UnitId>(u) == loop);
        const std::vector<InnerBody> bodies = innerBodies(*model, loop);
        QCOMPARE(bodies.size(), std::size_t{1});
        QCOMPARE(bodies[0].attribute, std::string("body"));
        const Model& body = *bodies[0].model;
        QVERIFY(body.units.findUnit("conv") != UnitId::None);
        // What it reads from outside stands among its inputs, with its shape; the shapes within follow.
        std::vector<std::string> inputs;
        for (const PortInfo& port : body.inputs)
            inputs.push_back(port.name);
        QCOMPARE(inputs.size(), std::size_t{5});
        QVERIFY(std::find(inputs.begin(), inputs.end(), "w") != inputs.end());
        QVERIFY(std::find(inputs.begin(), inputs.end(), "outer") != inputs.end());
        QVERIFY((body.shapes[indexOf(body.graph.find("a"))] == Shape{1, 4, 6, 6}));
        QVERIFY((body.outputs.at(1).shape == Shape{1, 4, 6, 6}));
        QVERIFY(!body.runnable());
        QVERIFY(innerBodies(*model, model->units.findUnit("x")).empty());
    }

    void aLoopInALoop()
    {
        const auto model = made(loopedModel(true));
        const auto outer = innerBodies(*model, model->units.findUnit("loop")).at(0).model;
        const UnitId within = outer->units.findUnit("within");
        QVERIFY(within != UnitId::None && hasInnerBody(*outer, within));
        const auto inner = innerBodies(*outer, within).at(0).model;
        QVERIFY(inner->units.findUnit("deep") != UnitId::None);
        QVERIFY((inner->outputs.at(1).shape == Shape{1, 4, 6, 6}));
    }

    /// Those of an If stand in the graph themselves, in a body too.
    void anIf()
    {
        TestModel m(17);
        m.input("c bool").input("x float32[1,4]");
        const auto branch = [](const char* type, const char* name) {
            TestGraph g(name);
            g.node(std::string("r = ") + type + "(x) @" + name).output("r float32[1,4]");
            return g;
        };
        m.node("y = If(c) @choice").body("then_branch", branch("Relu", "yes")).body("else_branch", branch("Neg", "no"));
        m.output("y float32[1,4]");
        const auto model = made(m);
        for (std::size_t u = 0; u < model->unitCount(); ++u)
            QVERIFY(!hasInnerBody(*model, static_cast<UnitId>(u)));
    }

    /// Every body in the corpus opens, and bodies in bodies.
    void corpus()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus: set QB_CORPUS");
        int found = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(corpusFolder() + "/robustness")) {
            if (entry.path().extension() != ".onnx")
                continue;
            std::shared_ptr<const Model> model;
            try {
                model = openModel(entry.path().string(), m_environment, {}, {});
            } catch (const Error&) {
                continue;
            }
            std::vector<std::shared_ptr<const Model>> open{model};
            while (!open.empty()) {
                const auto one = open.back();
                open.pop_back();
                for (std::size_t u = 0; u < one->unitCount(); ++u)
                    for (const InnerBody& body : innerBodies(*one, static_cast<UnitId>(u))) {
                        ++found;
                        QVERIFY2(!body.model->graph.outputs.empty(), entry.path().c_str());
                        QCOMPARE(body.model->shapes.size(), body.model->graph.values.size());
                        open.push_back(body.model);
                    }
            }
        }
        QVERIFY2(found >= 7, qPrintable(QString::number(found)));
    }
};

QTEST_GUILESS_MAIN(TestInnerBodies)
#include "tst_inner_bodies.moc"
