nash-h computes in float16, with int8 at Conv and MatMul.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
a = Conv(x, w1) @conv
s = Sigmoid(a) @sigmoid
m = MatMul(s, a) @matmul
y = Softmax(m) @soft
output y
--- rules
{"quantbench_qconfig": 1, "profile": "nash-h", "rules": [{"type": "Preset", "name": "default"}]}
--- comes to
point           requested  effective
x:output        float16    float16
    float16: rule 1 (Preset default)
conv:output     float16    float16
    float16: rule 1 (Preset default)
conv:weight     int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
conv:input0     int8       int8 mse
    int8: rule 1 (Preset default)
sigmoid:output  float16    float16
    float16: rule 1 (Preset default)
matmul:output   float16    float16
    float16: rule 1 (Preset default)
matmul:input0   int8       int8 mse
    int8: rule 1 (Preset default)
matmul:input1   int8       int8 mse
    int8: rule 1 (Preset default)
soft:output     float16    float16
    float16: rule 1 (Preset default)
rule 1 (Preset default) decides 9
info config.not_high_precision: soft gives a graph output but can't have a high-precision output: Softmax is not GEMM-like
