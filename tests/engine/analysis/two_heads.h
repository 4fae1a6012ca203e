// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/npz_writer.h"
#include "engine/data/sample_set.h"
#include "engine/model/onnx_reader.h"
#include "engine/quant/fake_quantize.h"
#include "tests/support/made_plan.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <fstream>

namespace qb::test {

/// A small network in two forms: as the model that the engine opens, and as one whole ONNX graph in which every fake
/// quantization is written out as QuantizeLinear and DequantizeLinear by this file alone. No code is common to both.
///
///     x -> conv (with Relu) -> point -> residual (+ conv) -> map -> z
///                                                        `-> pool -> flat -> head -> y
struct TwoHeads {
    /// What is quantized, by point name. The bias of a unit is int32 at s_in * s_w[c] where `biasInput` says s_in.
    struct Grids {
        std::map<std::string, SharedParams> points;
        std::map<std::string, SharedParams> biasInput;

        [[nodiscard]] SharedParams at(const std::string& point) const
        {
            const auto found = points.find(point);
            return found == points.end() ? SharedParams{} : found->second;
        }

        /// Wherever input and weight are quantized.
        void roundBiases() { biasInput = {{"conv", at("x:output")}, {"head", at("flat:output")}}; }
    };

    /// Every tensor of the network as its readers get it, by the name of the unit that makes it.
    using Tensors = std::map<std::string, Tensor>;

    static constexpr const char* kUnits[] = {"x", "conv", "point", "residual", "map", "pool", "flat", "head"};

    explicit TwoHeads(OrtEnvironment& env) : environment(env)
    {
        const std::string bytes = graph({}).bytes();
        model = makeModel(readOnnxBytes(std::as_bytes(std::span(bytes)), ""), environment, {}, {});
    }

    /// The whole graph; its outputs are those of `head` and `map`, or every tensor in the order of kUnits.
    [[nodiscard]] static TestModel graph(const Grids& grids, bool everyTensor = false)
    {
        TestModel m(13);
        m.input("x float32[1,3,6,6]");
        const std::string x = quantized(m, grids.at("x:output"), "x", "x");
        const std::string c = layer(m, grids, "conv", "Conv", x, {4, 3, 3, 3}, 1, true, "pads=[1,1,1,1]");
        m.node("cr = Relu(" + c + ")");
        const std::string r = quantized(m, grids.at("conv:output"), "cr", "conv");
        const std::string p =
            quantized(m, grids.at("point:output"), layer(m, grids, "point", "Conv", r, {4, 4, 1, 1}, 2, false, ""), "point");
        m.node("sum = Add(" + p + ", " + r + ") @residual");
        const std::string s = quantized(m, grids.at("residual:output"), "sum", "residual");
        m.node("map_raw = Sigmoid(" + s + ") @map");
        const std::string z = quantized(m, grids.at("map:output"), "map_raw", "map");
        m.node("pooled = GlobalAveragePool(" + s + ") @pool");
        const std::string g = quantized(m, grids.at("pool:output"), "pooled", "pool");
        m.node("flattened = Flatten(" + g + ") @flat");
        const std::string f = quantized(m, grids.at("flat:output"), "flattened", "flat");
        const std::string y =
            quantized(m, grids.at("head:output"), layer(m, grids, "head", "Gemm", f, {5, 4}, 3, true, "transB=1"), "head");
        if (!everyTensor)
            m.output(y + " float32[1,5]").output(z + " float32[1,4,6,6]");
        else
            for (const std::string& tensor : {x, r, p, s, z, g, f, y})
                if (tensor != "x")
                    m.output(tensor);
        return m;
    }

    [[nodiscard]] Tensors run(const Grids& grids, const std::vector<Tensor>& inputs) const
    {
        const std::vector<Tensor> all = runWhole(environment, graph(grids, true).bytes(), inputs);
        Tensors tensors;
        std::size_t next = 0;
        for (const char* unit : kUnits)
            tensors[unit] = unit == std::string("x") && !grids.at("x:output") ? inputs[0] : all[next++];
        return tensors;
    }

    /// A grid for each point, by what one float run shows; flat follows pool.
    [[nodiscard]] Plan plan(const std::vector<Tensor>& inputs, const MadePlan& made = {}) const
    {
        Evaluator evaluator(model, environment, Kernels::Reference);
        return makePlan(evaluator, inputs, made);
    }

    [[nodiscard]] Grids gridsOf(const Plan& plan) const
    {
        Grids grids;
        for (std::size_t i = 0; i < model->pointCount(); ++i)
            grids.points[model->units.points[i].name] = plan.points[i];
        grids.roundBiases();
        return grids;
    }

    [[nodiscard]] PointId point(const std::string& name) const { return model->units.findPoint(name); }

    OrtEnvironment& environment;
    std::shared_ptr<const Model> model;

private:
    static void quantizeWith(TestModel& m, const QuantParams& params, const std::string& from, const std::string& to)
    {
        const Shape shape = params.axis < 0 ? Shape{} : Shape{static_cast<std::int64_t>(params.scales.size())};
        Tensor zeros = Tensor::zeros(params.dtype == DType::UInt8 ? ElementType::UInt8 : ElementType::Int8, shape);
        for (std::size_t i = 0; i < params.zeroPoints.size(); ++i)
            static_cast<std::uint8_t*>(zeros.mutableData())[i] = static_cast<std::uint8_t>(params.zeroPoints[i]);
        m.constant(to + "_s", Tensor::fromFloats(shape, params.scales)).constant(to + "_z", zeros);
        const std::string rest =
            ", " + to + "_s, " + to + "_z)" + (params.axis < 0 ? "" : " axis=" + std::to_string(params.axis));
        m.node(to + "_q = QuantizeLinear(" + from + rest).node(to + " = DequantizeLinear(" + to + "_q" + rest);
    }

    /// The name under which readers find it. Only 8 bits: 16 need an opset that the twin does without.
    static std::string quantized(TestModel& m, const SharedParams& params, const std::string& value, const std::string& unit)
    {
        if (!params)
            return value;
        quantizeWith(m, *params, value, unit + "_read");
        return unit + "_read";
    }

    static std::string layer(TestModel& m, const Grids& grids, const std::string& unit, const std::string& type,
                             const std::string& data, const Shape& shape, unsigned seed, bool bias, const std::string& attributes)
    {
        std::string weight = unit + "_w";
        m.constant(weight, randomTensor(shape, seed));
        const SharedParams w = grids.at(unit + ":weight");
        if (w) {
            quantizeWith(m, *w, weight, weight + "_read");
            weight += "_read";
        }
        std::string operands = data + ", " + weight;
        if (bias) {
            const Tensor values = randomTensor({shape[0]}, seed + 50);
            const auto in = grids.biasInput.find(unit);
            const bool isRounded = w && in != grids.biasInput.end() && in->second;
            m.constant(unit + "_b", isRounded ? rounded(values, *in->second, *w) : values);
            operands += ", " + unit + "_b";
        }
        m.node(unit + "_raw = " + type + "(" + operands + ") " + attributes + " @" + unit);
        return unit + "_raw";
    }

    /// A bias as int32 holds it.
    static Tensor rounded(const Tensor& bias, const QuantParams& in, const QuantParams& weight)
    {
        Tensor result = Tensor::zeros(ElementType::Float32, bias.shape());
        for (std::size_t c = 0; c < bias.count(); ++c) {
            const float scale = in.scales[0] * weight.scales[weight.axis < 0 ? 0 : c];
            result.mutableFloats()[c] = std::nearbyint(bias.floats()[c] / scale) * scale;
        }
        return result;
    }
};

/// Samples as .npy files in a folder of their own: file number k holds the inputs that madeSample(k) gives.
struct MadeSamples {
    explicit MadeSamples(std::uint64_t count, float spread = 1)
    {
        for (std::uint64_t k = 0; k < count; ++k) {
            inputs.push_back(randomTensor({1, 3, 6, 6}, static_cast<unsigned>(100 + k),
                                          -spread - 0.1F * static_cast<float>(k % 5), spread + 0.2F * static_cast<float>(k % 3)));
            writeNpy(file(k), inputs.back());
        }
    }

    [[nodiscard]] std::string file(std::uint64_t k) const
    {
        return folder.file("s" + std::string(k < 10 ? "00" : k < 100 ? "0" : "") + std::to_string(k) + ".npy");
    }

    void breakFile(std::uint64_t k) const { std::ofstream(file(k), std::ios::binary | std::ios::trunc) << "no array"; }

    [[nodiscard]] SampleSet set(const Model& model, const std::function<void(DataOptions&)>& change = {}) const
    {
        DataOptions options;
        options.path = folder.path();
        if (change)
            change(options);
        return SampleSet::open(options, model.inputs);
    }

    [[nodiscard]] SampleSet range(const Model& model, std::uint64_t begin, std::uint64_t end) const
    {
        return set(model, [&](DataOptions& o) { o.range = SampleRange{begin, end}; });
    }

    TemporaryFolder folder;
    std::vector<Tensor> inputs;
};

} // namespace qb::test
