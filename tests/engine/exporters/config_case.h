// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/exporters/config_formats.h"
#include "engine/qconfig/config_text.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <random>

namespace qb::test {

/// A model with made-up statistics, so that any rules come to a plan without a run.
struct ConfigCase {
    explicit ConfigCase(std::shared_ptr<const Model> opened, const std::string& profileName = "horizon")
        : model(std::move(opened)), profile(Profile::load(profileName)), rules(RuleSet::ofPreset(profile.name))
    {
        records.resize(model->pointCount());
        table.points.resize(model->pointCount(), nullptr);
        std::mt19937 random(7);
        for (std::size_t p = 0; p < model->pointCount(); ++p) {
            if (model->units.points[p].kind != PointKind::Output)
                continue;
            const float high = 0.5F + static_cast<float>(random() % 1000) / 50;
            const float low = random() % 3 == 0 ? 0 : -0.7F * high;
            records[p].observe(randomTensor({64}, static_cast<unsigned>(p + 1), low, high), 0);
            table.points[p] = &records[p];
        }
    }

    void resolveAll()
    {
        effective = resolve(*model, rules, profile);
        plan = makePlan(*model, effective, table, {}).plan;
    }
    [[nodiscard]] ConfigSource source() const { return {*model, rules, profile, effective, &plan}; }
    WrittenConfig written(ConfigFormat format)
    {
        resolveAll();
        return writeConfig(format, source());
    }
    [[nodiscard]] ReadConfig read(ConfigFormat format, const std::string& text) const
    {
        return readConfig(format, text, *model, profile);
    }
    /// The configuration that a text gives on its own.
    [[nodiscard]] Effective effectiveOf(const ReadConfig& read) const
    {
        return resolve(*model, read.asRules(profile.name), profile);
    }
    [[nodiscard]] PointId point(const char* name) const { return model->units.findPoint(name); }
    void say(const std::string& selector, const std::string& config)
    {
        rules.rules.push_back({OverrideRule{selector, {}, parseConfig(config)}, true});
    }

    std::shared_ptr<const Model> model;
    Profile profile;
    RuleSet rules;
    Effective effective;
    Plan plan;
    std::vector<PointStatistics> records;
    StatisticsTable table;
};

/// A backbone with a residual, two heads, one joined from two tensors; names as PyTorch exports them.
inline std::shared_ptr<const Model> twoHeads(OrtEnvironment& environment)
{
    TestModel m(17);
    m.input("image float32[1,3,8,8]");
    m.constant("backbone.conv1.weight", randomTensor({8, 3, 3, 3}, 1)).constant("backbone.conv1.bias", randomTensor({8}, 2));
    m.constant("backbone.conv2.weight", randomTensor({8, 8, 3, 3}, 3)).constant("head.a.weight", randomTensor({4, 8}, 4));
    m.constant("head.b.weight", randomTensor({8, 5}, 5)).constant("shift", randomTensor({1, 8, 1, 1}, 6));
    m.node("c1 = Conv(image, backbone.conv1.weight, backbone.conv1.bias) pads=[1,1,1,1] @/backbone/conv1/Conv");
    m.node("r1 = Relu(c1) @/backbone/relu1/Relu");
    m.node("c2 = Conv(r1, backbone.conv2.weight) pads=[1,1,1,1] @/backbone/conv2/Conv");
    m.node("sum = Add(c2, r1) @/backbone/Add");
    m.node("shifted = Mul(sum, shift) @/backbone/Mul");
    m.node("s = Sigmoid(shifted) @/head/act/Sigmoid");
    m.node("pool = GlobalAveragePool(s) @/head/pool/GlobalAveragePool");
    m.node("flat = Flatten(pool) @/head/Flatten");
    m.node("a = Gemm(flat, head.a.weight) transB=1 @/head/a/Gemm");
    m.node("b0 = MatMul(flat, head.b.weight) @/head/b/MatMul");
    m.node("b1 = Tanh(b0) @/head/Tanh");
    m.node("b = Concat(b1, a) axis=1 @/head/Concat");
    m.output("a").output("b");
    return makeModel(m.graph(), environment, {}, {});
}

/// Attention: products of two activations, Softmax, a norm, a weight that two units share; names without paths, with blanks.
inline std::shared_ptr<const Model> attention(OrtEnvironment& environment)
{
    TestModel m(17);
    m.input("x float32[1,6,8]");
    m.constant("wq", randomTensor({8, 8}, 1)).constant("wv", randomTensor({8, 8}, 3)).constant("wo", randomTensor({8, 8}, 4));
    m.constant("gain", randomTensor({8}, 5)).constant("bias", randomTensor({8}, 6));
    m.node("q = MatMul(x, wq) @to_q").node("k = MatMul(x, wq) @to_k").node("v = MatMul(x, wv) @to_v");
    m.node("kt = Transpose(k) perm=[0,2,1] @turn");
    m.node("scores = MatMul(q, kt)");
    m.latest().set_name("the scores; all of them");
    m.node("p = Softmax(scores) @soft").node("mixed = MatMul(p, v) @mix").node("o = MatMul(mixed, wo) @out");
    m.node("sum = Add(o, x) @residual").node("n = LayerNormalization(sum, gain, bias) @norm");
    m.node("halves1, halves2 = Split(n) axis=2 @cut").node("gated = Mul(halves1, halves2) @gate");
    m.output("gated").output("scores");
    return makeModel(m.graph(), environment, {}, {});
}

} // namespace qb::test
