// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of rules: each means what one more override at the end would mean, and no heap of rules grows.
#include "engine/qconfig/edit_rules.h"
#include "engine/qconfig/preview.h"
#include "tests/engine/qconfig/story_model.h"

#include <QtTest>

#include <random>

using namespace qb;
using namespace qb::test;

namespace {

constexpr const char* kModel = R"(input x float32[1,3,8,8]
weight w1 [4,3,3,3]
weight w2 [4,4,3,3]
weight w3 [4,4,3,3]
a = Conv(x, w1) pads=[1,1,1,1] @conv1
b = Conv(a, w2) pads=[1,1,1,1] @conv2
s = Sigmoid(b) @sigmoid
m = Mul(b, s) @mul
p = MaxPool(m) kernel_shape=[2,2] strides=[2,2] @pool
y = Conv(p, w3) pads=[1,1,1,1] @conv3
z = Add(y, p) @add
output z)";

/// What resolves to the same numbers.
QString effect(const Model& model, const Effective& e)
{
    QString text;
    for (std::size_t p = 0; p < e.points.size(); ++p) {
        const PointConfig& c = e.points[p];
        text +=
            QString::fromStdString(model.units.points[p].name) + QString(" %1 %2 %3 %4 %5 %6 %7\n")
                                                                     .arg(int(c.active))
                                                                     .arg(int(c.dtype))
                                                                     .arg(QString::fromStdString(c.observer.text()))
                                                                     .arg(int(c.scheme))
                                                                     .arg(int(c.fixScale))
                                                                     .arg(c.axis)
                                                                     .arg(int(e.floatUnit[indexOf(model.units.points[p].unit)]));
        if (c.fixed)
            text += QString(" fixed %1 %2\n")
                        .arg(c.fixed->threshold.value_or(-1))
                        .arg(c.fixed->scales.empty() ? -1.0 : double(c.fixed->scales.front()));
    }
    return text;
}

std::size_t overridesIn(const RuleSet& rules)
{
    return static_cast<std::size_t>(std::count_if(rules.rules.begin(), rules.rules.end(),
                                                  [](const Rule& r) { return std::holds_alternative<OverrideRule>(r.what); }));
}

} // namespace

class TestEditRules : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment;
    std::shared_ptr<const Model> m_model;
    Profile m_profile = Profile::load("horizon");
    RuleSet m_rules = RuleSet::ofPreset("horizon");

    std::vector<UnitId> units(std::initializer_list<const char*> names) const
    {
        std::vector<UnitId> result;
        for (const char* name : names) {
            result.push_back(m_model->units.findUnit(name));
            if (result.back() == UnitId::None)
                throw std::invalid_argument(name);
        }
        return result;
    }
    Effective resolved(const RuleSet& rules) const { return resolve(*m_model, rules, m_profile); }
    RuleSet quick(const RuleSet& rules, const std::vector<UnitId>& of, QuickEdit edit, QuickPort port = QuickPort::Output) const
    {
        return withQuickEdit(rules, *m_model, resolved(rules), nullptr, of, edit, port);
    }

private slots:
    void initTestCase() { m_model = modelFromText(kModel, m_environment); }

    void twoHundredClicksOnOneUnitAreOneRule()
    {
        const auto conv = units({"conv2"});
        RuleSet rules = m_rules;
        for (int i = 0; i < 200; ++i)
            rules = quick(rules, conv, i % 2 ? QuickEdit::Int8 : QuickEdit::Int16);
        QCOMPARE(overridesIn(rules), std::size_t{1});
        QVERIFY(resolved(rules).at(m_model->units.findPoint("conv2:output")).dtype == DType::Int8);
        rules = quick(rules, conv, QuickEdit::Int16, QuickPort::Weight);
        QCOMPARE(overridesIn(rules), std::size_t{1});
        QCOMPARE(text(std::get<OverrideRule>(rules.rules.back().what).config), std::string("int8,weight=int16"));
        rules = quick(rules, conv, QuickEdit::Unset, QuickPort::Weight);
        QCOMPARE(text(overrideOf(rules, *m_model, conv.front())), std::string("int8"));
        QCOMPARE(quick(rules, conv, QuickEdit::Unset), m_rules);
    }

    void aSelectionIsOneRuleAndTakesOverWhatItMakesVoid()
    {
        RuleSet rules = quick(m_rules, units({"conv1"}), QuickEdit::Int16);
        rules = quick(rules, units({"conv2"}), QuickEdit::Int16);
        QCOMPARE(overridesIn(rules), std::size_t{2});
        rules = quick(rules, units({"conv1", "conv2", "conv3"}), QuickEdit::Int8);
        QCOMPARE(overridesIn(rules), std::size_t{1});
        QCOMPARE(std::get<OverrideRule>(rules.rules.back().what).units->size(), std::size_t{3});
    }

    void floatIsTheWholeUnitAndADtypeTakesItBack()
    {
        const auto conv = units({"conv2"});
        RuleSet rules = withPort(m_rules, *m_model, conv, "output", parseConfig("threshold=2").ports.at("output"));
        rules = quick(rules, conv, QuickEdit::Float);
        QVERIFY(resolved(rules).floatUnit[indexOf(conv.front())]);
        rules = quick(rules, conv, QuickEdit::Int16);
        QVERIFY(!resolved(rules).floatUnit[indexOf(conv.front())]);
        QCOMPARE(overridesIn(rules), std::size_t{1});
        QCOMPARE(text(overrideOf(rules, *m_model, conv.front())), std::string("int16,threshold=2"));
    }

    void stubsStandOnceAtWhatUnitsGive()
    {
        const auto conv = units({"conv2"});
        const std::string tensor = m_model->graph.value(m_model->unit(conv.front()).outputs.front()).name;
        RuleSet rules = withStubs(m_rules, *m_model, conv, StubRule::Kind::Quant);
        QCOMPARE(std::get<StubRule>(rules.rules.back().what), (StubRule{StubRule::Kind::Quant, tensor}));
        QCOMPARE(withStubs(rules, *m_model, conv, StubRule::Kind::Quant), rules);
        rules = withStubs(rules, *m_model, conv, StubRule::Kind::DeQuant);
        QCOMPARE(rules.rules.size(), m_rules.rules.size() + 1);
        QVERIFY(!resolved(rules).floatUnit[indexOf(conv.front())]);
        QVERIFY(resolved(rules).floatUnit[indexOf(units({"conv3"}).front())]);
        // Also those that name the unit or its point.
        rules.rules.push_back({StubRule{StubRule::Kind::Quant, "conv2"}, true});
        rules.rules.push_back({StubRule{StubRule::Kind::Quant, "conv2:output"}, true});
        QCOMPARE(withoutStubs(rules, *m_model, conv), m_rules);
    }

    void anObserverTakesBackAThreshold()
    {
        const auto conv = units({"conv2"});
        RuleSet rules = withPort(m_rules, *m_model, conv, "output", parseConfig("threshold=2").ports.at("output"));
        rules = withPort(rules, *m_model, conv, "output", parseConfig("observer=mse").ports.at("output"));
        QCOMPARE(text(overrideOf(rules, *m_model, conv.front())), std::string("observer=mse"));
        QCOMPARE(overridesIn(rules), std::size_t{1});
    }

    void passiveUnitsAreLeftOut()
    {
        QCOMPARE(quick(m_rules, units({"pool"}), QuickEdit::Int16), m_rules);
        const RuleSet rules = quick(m_rules, units({"pool", "mul"}), QuickEdit::Int16);
        QCOMPARE(*std::get<OverrideRule>(rules.rules.back().what).units, std::vector<std::string>{"mul"});
        QCOMPARE(quick(m_rules, units({"mul"}), QuickEdit::Int16, QuickPort::Weight), m_rules);
    }

    void unitsLeaveASelectorAndSwitchedOffRulesStay()
    {
        RuleSet rules = m_rules;
        rules.rules.push_back({makeOverride("op:Conv", {}, parseConfig("int16,freeze"))});
        rules.rules.push_back({makeOverride("op:Conv", {}, parseConfig("weight=int16")), false});
        const RuleSet after = withoutOverrides(rules, *m_model, units({"conv2"}));
        QCOMPARE(*std::get<OverrideRule>(after.rules[1].what).units, (std::vector<std::string>{"conv1", "conv3"}));
        QCOMPARE(after.rules[2], rules.rules[2]);
        const RuleSet thawed = withFreeze(rules, *m_model, units({"conv2"}), false);
        QVERIFY(!overrideOf(thawed, *m_model, units({"conv2"}).front()).freeze);
        QVERIFY(overrideOf(thawed, *m_model, units({"conv1"}).front()).freeze);
        QCOMPARE(text(overrideOf(thawed, *m_model, units({"conv2"}).front())), std::string("int16"));
    }

    void fixedKeepsThePresentGrids()
    {
        const Effective effective = resolved(m_rules);
        PlanResult plan;
        plan.plan = Plan::allFloat(m_model->units);
        const auto give = [&](const char* point, float scale, std::int32_t zero) {
            auto params = std::make_shared<QuantParams>();
            params->scales = {scale};
            params->zeroPoints = {zero};
            plan.plan.points[indexOf(m_model->units.findPoint(point))] = params;
        };
        give("conv1:output", 0.25F, 0);
        give("conv2:output", 0.25F, 0);
        give("mul:output", 0.5F, 3);
        const RuleSet rules =
            withQuickEdit(m_rules, *m_model, effective, &plan, units({"conv1", "conv2", "mul"}), QuickEdit::Fixed);
        QCOMPARE(overridesIn(rules), std::size_t{2});
        QCOMPARE(text(overrideOf(rules, *m_model, units({"mul"}).front())), std::string("scale=0.5,zero_point=3,fix_scale=yes"));
        QCOMPARE(resolved(rules).at(m_model->units.findPoint("conv2:output")).fixed->scales, std::vector<float>{0.25F});
    }

    void aPriceFollowsTheDtypes()
    {
        const Price before = priceOf(*m_model, resolved(m_rules));
        QCOMPARE(before.wideMacs, 0.0);
        QCOMPARE(before.weightBytes, 4.0 * 3 * 9 + 2 * 4 * 4 * 9);
        const Price weights = priceOf(*m_model, resolved(quick(m_rules, units({"conv1"}), QuickEdit::Int16, QuickPort::Weight)));
        QCOMPARE(weights.weightBytes - before.weightBytes, 4.0 * 3 * 9);
        const double all = 64.0 * (4 * 3 * 9 + 4 * 4 * 9) + 16.0 * 4 * 4 * 9;
        QVERIFY(std::abs(weights.wideMacs - 64.0 * 4 * 3 * 9 / all) < 1e-12);
        const Price floats = priceOf(*m_model, resolved(quick(m_rules, units({"conv3"}), QuickEdit::Float)));
        QVERIFY(std::abs(floats.floatMacs - 16.0 * 4 * 4 * 9 / all) < 1e-12);
    }

    /// Random edits: each means what the same words at the end of the list mean; the file reads back; rules stay few.
    void randomEditsMeanWhatTheySay()
    {
        std::mt19937 random(7);
        const std::vector<std::string> words{"int8",
                                             "int16",
                                             "float",
                                             "weight=int16",
                                             "weight=int4",
                                             "observer=mse",
                                             "threshold=1.5",
                                             "scale=0.02",
                                             "scheme=affine",
                                             "weight.per_channel=no",
                                             "input=int16",
                                             "input0.threshold=3",
                                             "freeze",
                                             "input.observer=mse",
                                             "input0.observer=min_max",
                                             "output=float",
                                             "observer=percentile:percentile=99.9",
                                             "uint8,scale=0.1,zero_point=200"};
        RuleSet rules = m_rules;
        rules.rules.push_back({makeOverride("op:Conv", {}, parseConfig("int16"))});
        for (int step = 0; step < 600; ++step) {
            std::vector<UnitId> chosen;
            const std::size_t size = 1 + random() % 3;
            for (std::size_t i = 0; i < size; ++i)
                chosen.push_back(static_cast<UnitId>(random() % m_model->unitCount()));
            RuleSet next;
            if (const auto what = random() % 10; what == 0) {
                next = withoutOverrides(rules, *m_model, chosen);
                for (const UnitId u : chosen)
                    QCOMPARE(overrideOf(next, *m_model, u), UnitConfig{});
            } else if (what == 1) {
                next = withFreeze(rules, *m_model, chosen, random() % 2);
            } else if (what == 2) {
                next = withoutOverrides(rules, *m_model, chosen, random() % 2 ? "weight" : "output");
            } else {
                const UnitConfig config = parseConfig(words[random() % words.size()]);
                next = withConfig(rules, *m_model, chosen, config);
                RuleSet naive = rules;
                OverrideRule last;
                last.units.emplace();
                for (const UnitId u : chosen)
                    last.units->push_back(m_model->unit(u).name);
                last.config = config;
                naive.rules.push_back({last});
                QCOMPARE(effect(*m_model, resolved(next)), effect(*m_model, resolved(naive)));
            }
            QCOMPARE(RuleSet::fromJson(next.toJson()), next);
            QVERIFY2(overridesIn(next) < 60, qPrintable(QString::number(overridesIn(next))));
            rules = std::move(next);
        }
    }
};

QTEST_MAIN(TestEditRules)
#include "tst_edit_rules.moc"
