// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/ort/session.h"
#include "engine/quant/fake_quantize.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include <onnx/onnx_pb.h>

using namespace qb;

namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();

void addTensor(onnx::GraphProto& graph, const char* name, ElementType type, const Shape& shape, std::span<const std::byte> bytes)
{
    onnx::TensorProto& tensor = *graph.add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(static_cast<int>(type));
    for (const std::int64_t d : shape)
        tensor.add_dims(d);
    tensor.set_raw_data(bytes.data(), bytes.size());
}

void addNode(onnx::GraphProto& graph, const char* op, std::initializer_list<const char*> inputs, const char* output, int axis)
{
    onnx::NodeProto& node = *graph.add_node();
    node.set_op_type(op);
    for (const char* input : inputs)
        node.add_input(input);
    node.add_output(output);
    if (axis >= 0) {
        onnx::AttributeProto& attribute = *node.add_attribute();
        attribute.set_name("axis");
        attribute.set_type(onnx::AttributeProto::INT);
        attribute.set_i(axis);
    }
}

void addPort(onnx::ValueInfoProto& port, const char* name, ElementType type)
{
    port.set_name(name);
    port.mutable_type()->mutable_tensor_type()->set_elem_type(static_cast<int>(type));
}

std::string zeroPointBytes(const QuantParams& params)
{
    std::string bytes;
    for (std::size_t i = 0; i < params.zeroPoints.size(); ++i) {
        const auto z = static_cast<std::uint32_t>(params.zeroPoints[i]);
        if (params.dtype == DType::Int4) {
            if (i % 2 == 0)
                bytes.push_back(static_cast<char>(z & 15U));
            else
                bytes.back() = static_cast<char>(bytes.back() | static_cast<char>((z & 15U) << 4U));
            continue;
        }
        for (std::size_t b = 0; b < elementSize(elementTypeOf(params.dtype)); ++b)
            bytes.push_back(static_cast<char>(z >> (8 * b)));
    }
    return bytes;
}

struct QdqResult {
    Tensor stored;
    Tensor values;
};

/// What ONNX Runtime makes of x -> QuantizeLinear -> DequantizeLinear at opset 21.
QdqResult runQdq(const Tensor& x, const QuantParams& params)
{
    static const OrtEnvironment environment;
    onnx::ModelProto model;
    model.set_ir_version(10);
    model.add_opset_import()->set_version(21);
    onnx::GraphProto& graph = *model.mutable_graph();
    graph.set_name("qdq");
    const Shape shape = params.perChannel() ? Shape{static_cast<std::int64_t>(params.scales.size())} : Shape{};
    addTensor(graph, "s", ElementType::Float32, shape, std::as_bytes(std::span(params.scales)));
    const std::string zeros = zeroPointBytes(params);
    addTensor(graph, "z", elementTypeOf(params.dtype), shape, std::as_bytes(std::span(zeros)));
    addNode(graph, "QuantizeLinear", {"x", "s", "z"}, "q", params.axis);
    addNode(graph, "DequantizeLinear", {"q", "s", "z"}, "y", params.axis);
    addPort(*graph.add_input(), "x", ElementType::Float32);
    addPort(*graph.add_output(), "q", elementTypeOf(params.dtype));
    addPort(*graph.add_output(), "y", ElementType::Float32);
    const std::string bytes = model.SerializeAsString();
    const Session session(const_cast<OrtEnvironment&>(environment), std::as_bytes(std::span(bytes)), Kernels::Plain);
    std::vector<Tensor> outputs = session.run(std::span(&x, 1));
    return {outputs[0], outputs[1]};
}

/// Values that a wrong rounding gets wrong: ties and their neighbours, both ends of the grid, both zeros, denormals, huge
/// values, infinities; then random ones of every magnitude.
std::vector<float> hardValues(const QuantParams& params, std::size_t count, unsigned seed)
{
    std::vector<float> values{0.0F,    -0.0F,    kInf,  -kInf,  0x1p-149F,  -0x1p-149F, 0x1p-127F,
                              3.4e38F, -3.4e38F, 1e30F, -1e30F, 4194304.5F, -8388609.0F};
    const float scale = params.scales.front();
    for (int k = -300; k <= 300; ++k) {
        const float tie = (static_cast<float>(k) + 0.5F) * scale;
        values.insert(values.end(), {tie, std::nextafter(tie, kInf), std::nextafter(tie, -kInf), static_cast<float>(k) * scale});
    }
    for (const std::int64_t end : {params.low(), params.high()})
        for (int k = -3; k <= 3; ++k)
            values.push_back((static_cast<float>(end - params.zeroPoints.front()) + static_cast<float>(k) * 0.5F) * scale);
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, static_cast<float>(params.high()) * 0.4F * scale);
    std::uniform_int_distribution<std::uint32_t> anyBits;
    while (values.size() < count) {
        values.push_back(normal(random));
        const float any = std::bit_cast<float>(anyBits(random));
        if (!std::isnan(any))
            values.push_back(any);
    }
    values.resize(count);
    return values;
}

QuantParams perTensor(DType dtype, float scale, std::int32_t zero = 0) { return {dtype, {scale}, {zero}, -1, false}; }

} // namespace

class TestFakeQuantize : public QObject {
    Q_OBJECT

private slots:
    void publishedTable()
    {
        // A compare table of a Horizon tool: max 0.9996471, qscale 0.0078404, clipped maximum 0.9957269.
        const float scale = 0.9996471F / 127.5F;
        const float x[] = {0.9996471F, -2.0F, 0.0039F};
        const Tensor y = fakeQuantize(Tensor::fromFloats({3}, x), perTensor(DType::Int8, scale));
        QVERIFY(std::abs(scale - 0.0078404F) < 5e-8F);
        QVERIFY(std::abs(y.floats()[0] - 0.9957269F) < 1e-7F);
        QVERIFY(std::abs((x[0] - y.floats()[0]) / scale - 0.5000016F) < 1e-5F);
        QCOMPARE(y.floats()[1], -128 * scale);
        QCOMPARE(y.floats()[2], 0.0F);
    }

    void equalsOnnxRuntimeBitForBit_data()
    {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<float>("scale");
        QTest::addColumn<int>("zero");
        for (const DType d : {DType::Int4, DType::Int8, DType::UInt8, DType::Int16, DType::UInt16})
            for (const float scale : {0.0078404F, 0.1F, 1.0F, 1.1920929e-7F, 3.0e10F})
                for (const std::int64_t zero : {std::int64_t{0}, qmin(d), qmax(d), (qmin(d) + qmax(d)) / 2 + 2})
                    QTest::addRow("%s %g %d", toString(d).data(), static_cast<double>(scale), static_cast<int>(zero))
                        << static_cast<int>(d) << scale << static_cast<int>(zero);
    }

    void equalsOnnxRuntimeBitForBit()
    {
        QFETCH(int, dtype);
        QFETCH(float, scale);
        QFETCH(int, zero);
        const QuantParams params = perTensor(static_cast<DType>(dtype), scale, zero);
        const std::vector<float> values = hardValues(params, 5004, 7);
        const Tensor x = Tensor::fromFloats({5004}, values);
        const QdqResult wanted = runQdq(x, params);
        const Tensor y = fakeQuantize(x, params);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (std::bit_cast<std::uint32_t>(y.floats()[i]) != std::bit_cast<std::uint32_t>(wanted.values.floats()[i]))
                QFAIL(qPrintable(
                    QString("x %1: %2, ONNX Runtime %3").arg(values[i]).arg(y.floats()[i]).arg(wanted.values.floats()[i])));
        QVERIFY(quantize(x, params).identical(wanted.stored));
        QVERIFY(dequantize(wanted.stored, params).identical(wanted.values));
    }

    void channelsEqualOnnxRuntime_data()
    {
        QTest::addColumn<int>("axis");
        QTest::newRow("first") << 0;
        QTest::newRow("middle") << 1;
        QTest::newRow("last, channels side by side") << 2;
    }

    void channelsEqualOnnxRuntime()
    {
        QFETCH(int, axis);
        const Shape shape{6, 5, 21};
        for (const DType dtype : {DType::Int4, DType::Int8, DType::UInt8, DType::Int16, DType::UInt16}) {
            QuantParams params{dtype, {}, {}, axis, false};
            for (std::int64_t c = 0; c < shape[static_cast<std::size_t>(axis)]; ++c) {
                params.scales.push_back(0.01F * static_cast<float>(c + 1));
                params.zeroPoints.push_back(static_cast<std::int32_t>(c % 3));
            }
            std::vector<float> values = hardValues(params, 630, 11);
            if (dtype == DType::Int4) // ONNX Runtime 1.31 wraps int4 quotients beyond 2^31 along the last axis; ONNX saturates
                for (float& v : values)
                    v = std::clamp(v, -1e6F, 1e6F);
            const Tensor x = Tensor::fromFloats(shape, values);
            const QdqResult wanted = runQdq(x, params);
            QVERIFY(fakeQuantize(x, params).identical(wanted.values));
            QVERIFY(quantize(x, params).identical(wanted.stored));
            QVERIFY(dequantize(wanted.stored, params).identical(wanted.values));
        }
    }

    void nanBecomesTheLowEnd()
    {
        for (const DType dtype : {DType::Int8, DType::UInt8, DType::Int16, DType::UInt16}) {
            const QuantParams params = perTensor(dtype, 0.5F, 3);
            for (const std::int64_t n : {1, 3, 17, 64}) {
                const std::vector<float> nan(static_cast<std::size_t>(n), std::numeric_limits<float>::quiet_NaN());
                const Tensor x = Tensor::fromFloats({n}, nan);
                const Tensor y = fakeQuantize(x, params);
                QCOMPARE(y.floats()[0], static_cast<float>(params.low() - 3) * 0.5F);
                QVERIFY(y.identical(runQdq(x, params).values));
            }
        }
    }

    void nibblesLieLowFirst()
    {
        const float x[] = {1, -2, 7};
        const Tensor q = quantize(Tensor::fromFloats({3}, x), perTensor(DType::Int4, 1));
        QCOMPARE(q.byteSize(), std::size_t{2});
        QCOMPARE(std::to_integer<int>(q.bytes()[0]), 0xe1);
        QCOMPARE(std::to_integer<int>(q.bytes()[1]), 0x07); // the nibble that is left over is 0
    }

    void narrowKeepsWithinQmax()
    {
        const float x[] = {-1.001F, -0.9F, 1.0F};
        const Tensor t = Tensor::fromFloats({3}, x);
        QuantParams params = perTensor(DType::Int8, 1.0F / 127.5F);
        QCOMPARE(quantize(t, params).valueAt(0), -128.0);
        params.narrow = true;
        QCOMPARE(quantize(t, params).valueAt(0), -127.0);
        QCOMPARE(fakeQuantize(t, params).floats()[0], -127.0F * params.scales[0]);
        QCOMPARE(quantize(t, params).valueAt(2), 127.0);
    }

    void int32KeepsWholeNumbers()
    {
        const float x[] = {0.5F, 1.5F, -2.5F, 16777216.0F, 1e20F, -1e20F, -0.2F};
        const Tensor t = Tensor::fromFloats({7}, x);
        const QuantParams params = perTensor(DType::Int32, 1.0F);
        const Tensor q = quantize(t, params);
        const double wanted[] = {0, 2, -2, 16777216, 2147483647, -2147483648.0, 0};
        for (std::size_t i = 0; i < 7; ++i)
            QCOMPARE(q.valueAt(i), wanted[i]);
        QVERIFY(dequantize(q, params).identical(fakeQuantize(t, params)));
    }

    void halfEqualsTheTwoConversions()
    {
        std::vector<float> x{65519.0F, 65520.0F, -65520.0F, 0x1p-24F, 0x1p-25F, 0x1.8p-25F, -0x1p-26F, -0.0F, kInf, -kInf};
        std::mt19937 random(5);
        std::uniform_int_distribution<std::uint32_t> anyBits;
        std::normal_distribution<float> normal;
        for (int i = 0; i < 20000; ++i) {
            x.push_back(std::bit_cast<float>(anyBits(random)));
            x.push_back(normal(random) * std::exp2(static_cast<float>(i % 40 - 30)));
        }
        const Tensor t = Tensor::fromFloats({static_cast<std::int64_t>(x.size())}, x);
        const QuantParams params{DType::Float16, {}, {}, -1, false};
        const Tensor y = fakeQuantize(t, params);
        QVERIFY(quantize(t, params).type() == ElementType::Float16);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const float wanted = halfToFloat(floatToHalf(x[i]));
            QCOMPARE(std::bit_cast<std::uint32_t>(y.floats()[i]), std::bit_cast<std::uint32_t>(wanted));
        }
    }

    void floatSharesTheBuffer()
    {
        const Tensor x = Tensor::zeros(ElementType::Float32, {4});
        QCOMPARE(fakeQuantize(x, {DType::Float32, {}, {}, -1, false}).bytes().data(), x.bytes().data());
    }

    void worksInPlace()
    {
        std::vector<float> x{0.26F, -0.74F};
        fakeQuantizeInto(x, x, {2}, perTensor(DType::Int8, 0.5F));
        QCOMPARE(x[0], 0.5F);
        QCOMPARE(x[1], -0.5F);
    }

    void impossibleParamsNameEveryField()
    {
        const Tensor x = Tensor::zeros(ElementType::Float32, {2, 3});
        try {
            (void)fakeQuantize(x, {DType::Int8, {0.0F}, {200}, -1, false});
            QFAIL("accepted");
        } catch (const Error& e) {
            QVERIFY(std::string(e.what()).find("scale 0") != std::string::npos);
            QVERIFY(std::string(e.what()).find("zero point 200") != std::string::npos);
        }
        QVERIFY_EXCEPTION_THROWN((void)fakeQuantize(x, {DType::Int8, {1, 1}, {0, 0}, 1, false}), Error);
        QVERIFY_EXCEPTION_THROWN((void)fakeQuantize(x, {DType::Int8, {1, 1}, {0, 0}, 2, false}), Error);
        QVERIFY_EXCEPTION_THROWN((void)dequantize(x, perTensor(DType::Int8, 1)), Error);
    }

    void paramsAreKeys()
    {
        const QuantParams a = perTensor(DType::Int8, 0.5F);
        QuantParams b = a;
        QVERIFY(a.fingerprint() == b.fingerprint());
        b.narrow = true;
        QVERIFY(a != b && a.fingerprint() != b.fingerprint());
        b = a;
        b.axis = 0;
        QVERIFY(a.fingerprint() != b.fingerprint());
        QCOMPARE(QString::fromStdString(perTensor(DType::UInt8, 0.01F, 3).text()), QString("uint8 0.01 zero point 3"));
        QCOMPARE(QuantParams({DType::Int8, {1, 2}, {0, 0}, 1, false}).scaleOf(5), 2.0F);
    }

    void widerIsAStrictOrder()
    {
        QVERIFY(wider(DType::Int16, DType::UInt8) && wider(DType::Float32, DType::Int32) && wider(DType::Float16, DType::Int16));
        for (const DType a : allDTypes()) {
            QVERIFY(dtypeFromString(toString(a)) == a);
            for (const DType b : allDTypes())
                QVERIFY(!(wider(a, b) && wider(b, a)));
        }
        QVERIFY(!dtypeFromString("int7"));
    }
};

QTEST_APPLESS_MAIN(TestFakeQuantize)
#include "tst_fake_quantize.moc"
