// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/card_look.h"

#include <QCoreApplication>

#include <bit>
#include <cmath>
#include <unordered_map>

namespace qb {

namespace {

/// Lends its context to translations.
struct CardLookWords {
    Q_DECLARE_TR_FUNCTIONS(CardLookWords)
};

void join(CardLook& look, UnitId id, const UnitDecoration& unit)
{
    if (unit.badge != Badge::None) {
        if (look.badge == Badge::None) {
            look.badge = unit.badge;
            look.dtype = unit.dtype;
        } else if (look.badge != unit.badge || look.dtype != unit.dtype) {
            look.badge = Badge::Mixed;
            look.dtype = CardLookWords::tr("mixed");
        }
    }
    if (!std::isnan(unit.badness) && !(unit.badness <= look.badness)) {
        look.badness = unit.badness;
        look.metric = unit.metric;
        look.worst = id;
    } else if (look.metric.isEmpty()) {
        look.metric = unit.metric; // "-": measured, and it says nothing
    }
    look.stale = look.stale || unit.stale;
    look.clipped = look.clipped || unit.clipped;
}

} // namespace

OpFamily familyOf(const std::string& opType)
{
    static const std::unordered_map<std::string, OpFamily> kFamilies = [] {
        std::unordered_map<std::string, OpFamily> table;
        const auto put = [&](OpFamily family, std::initializer_list<const char*> types) {
            for (const char* type : types)
                table.emplace(type, family);
        };
        put(OpFamily::Input, {"Input"});
        put(OpFamily::Compute, {"Conv", "ConvTranspose", "Gemm", "MatMul", "LSTM", "GRU", "RNN", "Einsum", "GridSample"});
        put(OpFamily::Activation,
            {"Relu", "LeakyRelu", "PRelu", "Sigmoid", "Tanh",    "Clip",       "HardSwish", "HardSigmoid", "SiLU", "GELU",
             "Mish", "Softplus",  "Elu",   "Selu",    "Softmax", "LogSoftmax", "Erf",       "Exp",         "Log",  "Sqrt"});
        put(OpFamily::Normalize, {"BatchNormalization", "InstanceNormalization", "LayerNormalization", "GroupNormalization",
                                  "LayerNorm", "RMSNorm", "L2Normalization", "LRN", "LpNormalization"});
        put(OpFamily::Elementwise, {"Add", "Sub", "Mul", "Div", "Pow", "Sum", "Max", "Min", "Mean", "Neg", "Abs", "Reciprocal"});
        put(OpFamily::Pool, {"MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceSum",
                             "ReduceMax", "ReduceL2", "TopK", "ArgMax", "Resize", "Upsample"});
        put(OpFamily::Move, {"Reshape",   "Transpose",      "Flatten",      "Squeeze", "Unsqueeze", "Slice", "Split", "Concat",
                             "Gather",    "GatherElements", "Expand",       "Tile",    "Pad",       "Cast",  "Shape", "Identity",
                             "ScatterND", "DepthToSpace",   "SpaceToDepth", "Where",   "Equal",     "Range"});
        return table;
    }();
    const auto found = kFamilies.find(opType);
    return found == kFamilies.end() ? OpFamily::Other : found->second;
}

QString familyName(OpFamily family)
{
    switch (family) {
    case OpFamily::Input: return CardLookWords::tr("Inputs and outputs");
    case OpFamily::Compute: return CardLookWords::tr("Convolution, matrix product");
    case OpFamily::Activation: return CardLookWords::tr("Activation");
    case OpFamily::Normalize: return CardLookWords::tr("Normalization");
    case OpFamily::Elementwise: return CardLookWords::tr("Elementwise");
    case OpFamily::Pool: return CardLookWords::tr("Pooling, reduction");
    case OpFamily::Move: return CardLookWords::tr("Data movement");
    case OpFamily::Other: break;
    }
    return CardLookWords::tr("Other");
}

std::vector<CardLook> cardLooks(const Model& model, const VisibleGraph& graph, const GraphDecoration& decoration)
{
    static const UnitDecoration kNothing;
    std::vector<CardLook> looks(graph.cards.size());
    std::vector<unsigned> families(graph.cards.size(), 0); // bits
    for (std::size_t u = 0; u < graph.cardOfUnit.size(); ++u) {
        if (graph.cardOfUnit[u] < 0)
            continue;
        const auto card = static_cast<std::size_t>(graph.cardOfUnit[u]);
        join(looks[card], static_cast<UnitId>(u), u < decoration.units.size() ? decoration.units[u] : kNothing);
        if (looks[card].segment < 0 && u < decoration.segmentOf.size())
            looks[card].segment = decoration.segmentOf[u];
        families[card] |= 1U << static_cast<unsigned>(familyOf(model.units.units[u].opType));
    }
    for (std::size_t c = 0; c < looks.size(); ++c) {
        if (std::has_single_bit(families[c]))
            looks[c].family = static_cast<OpFamily>(std::countr_zero(families[c]));
        else if (graph.cards[c].key.kind != CardKind::Group)
            looks[c].family = OpFamily::Input;
        if (graph.cards[c].key.kind == CardKind::Output) {
            const UnitId producer = model.units.producer[indexOf(graph.cards[c].value)];
            if (producer != UnitId::None && indexOf(producer) < decoration.units.size())
                join(looks[c], producer, decoration.units[indexOf(producer)]);
        }
    }
    return looks;
}

QColor badgeColor(Badge badge, const DataColors& colors)
{
    switch (badge) {
    case Badge::Float32: return colors.float32;
    case Badge::Int8: return colors.int8;
    case Badge::Int16: return colors.int16;
    case Badge::Fixed: return colors.fixed;
    case Badge::Mixed: return colors.mixed;
    case Badge::None: break;
    }
    return colors.unknown;
}

QColor cardColor(const CardLook& look, ColorBy colorBy, const DataColors& colors)
{
    switch (colorBy) {
    case ColorBy::DType: return badgeColor(look.badge, colors);
    case ColorBy::Metric: return colors.metric(look.badness);
    case ColorBy::OpType: break;
    }
    return look.family == OpFamily::Other ? colors.unknown : colors.curve(static_cast<int>(look.family));
}

} // namespace qb
