// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"
#include "widgets/graph/graph_view.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <set>

namespace qb::test {

/// A backbone of `blocks` residual blocks, named in scopes, with a long skip from the first block to the end and a value
/// that is read in every block.
inline TestModel residualNetwork(int blocks)
{
    TestModel m(17);
    m.input("image float32[1,4,8,8]").constant("w", randomTensor({4, 4, 1, 1}, 1));
    std::string x = "image";
    for (int b = 0; b < blocks; ++b) {
        const std::string i = std::to_string(b);
        m.node("a" + i + " = Conv(" + x + ", w) @/net/block" + i + "/conv1/Conv");
        m.node("b" + i + " = Sigmoid(a" + i + ") @/net/block" + i + "/act/Sigmoid");
        m.node("c" + i + " = Conv(b" + i + ", w) @/net/block" + i + "/conv2/Conv");
        m.node("d" + i + " = Add(c" + i + ", " + x + ") @/net/block" + i + "/Add");
        x = "d" + i;
    }
    m.node("skip = Add(" + x + ", d0) @/net/head/Add");
    m.node("result = Softmax(skip) @/net/head/Softmax").output("result float32");
    return m;
}

inline OrtEnvironment& environment()
{
    static OrtEnvironment env(1);
    return env;
}

inline std::shared_ptr<const Model> built(const TestModel& m) { return makeModel(m.graph(), environment(), {}, {}); }

/// Every dtype, metrics that rise and fall, some unknown, some stale, one clipped.
inline std::shared_ptr<const GraphDecoration> madeDecoration(const Model& model, ColorBy colorBy)
{
    auto d = std::make_shared<GraphDecoration>();
    d->colorBy = colorBy;
    d->metricTitle = QStringLiteral("Cosine");
    d->ticks = {
        {0, QStringLiteral("1")}, {0.35, QStringLiteral("0.999")}, {0.7, QStringLiteral("0.99")}, {1, QStringLiteral("0.9")}};
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        UnitDecoration unit;
        const bool passive = isPassive(model.units.units[u]);
        unit.badge = u % 11 == 3 ? Badge::Int16 : u % 17 == 5 ? Badge::Float32 : u % 23 == 7 ? Badge::Fixed : Badge::Int8;
        unit.dtype = unit.badge == Badge::Int16     ? QStringLiteral("int16")
                     : unit.badge == Badge::Float32 ? QStringLiteral("f32")
                     : unit.badge == Badge::Fixed   ? QStringLiteral("int8 fixed")
                                                    : QStringLiteral("int8");
        if (!passive && unit.badge != Badge::Float32) {
            const double t = static_cast<double>(u) / static_cast<double>(model.unitCount());
            unit.badness = std::clamp(0.15 + 0.5 * t + 0.35 * std::sin(static_cast<double>(u) * 1.7), 0.02, 1.0);
            unit.metric = QString::number(1 - std::pow(10, -4 + 3 * unit.badness), 'f', 5);
            unit.clipped = u % 29 == 4;
        }
        d->units.push_back(unit);
    }
    return d;
}

/// Waits until nothing is being arranged.
inline bool settled(GraphView& view)
{
    return QTest::qWaitFor([&] { return !view.busy(); }, 20000);
}

inline int cardNamed(const GraphView& view, const QString& name)
{
    for (std::size_t c = 0; c < view.scene()->texts.size(); ++c)
        if (view.scene()->texts[c].name == name || view.scene()->texts[c].title == name)
            return static_cast<int>(c);
    return -1;
}

inline QPoint middleOf(const GraphView& view, int card) { return view.toWidget(view.scene()->rect(card).center()).toPoint(); }

} // namespace qb::test
