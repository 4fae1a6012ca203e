// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/model_builder.h"

namespace qb::test {

/// Three times s = Relu(Conv(s, w, outer)), w and outer from outside; between the two another Loop where it is nested.
inline TestModel loopedModel(bool nested)
{
    TestModel m(17);
    m.input("x float32[1,4,6,6]").input("bias float32[4]").constant("w", randomTensor({4, 4, 1, 1}, 1)).ints("n", {3});
    m.node("outer = Neg(bias) @keep");
    TestGraph body("body");
    body.input("i int64").input("c bool").input("s float32[1,4,6,6]").node("a = Conv(s, w, outer) @conv");
    if (nested) {
        TestGraph deeper("deeper");
        deeper.input("j int64").input("d bool").input("t float32[1,4,6,6]");
        deeper.node("u = Sigmoid(t) @deep").node("go = Identity(d) @go").output("go bool").output("u float32[1,4,6,6]");
        body.ints("m", {2}).node("within_out = Loop(m, , a) @within").body("body", deeper);
    }
    body.node(nested ? "b = Relu(within_out) @relu" : "b = Relu(a) @relu");
    body.node("again = Identity(c) @on").output("again bool").output("b float32[1,4,6,6]");
    m.node("y = Loop(n, , x) @loop").body("body", body).output("y float32[1,4,6,6]");
    return m;
}

} // namespace qb::test
