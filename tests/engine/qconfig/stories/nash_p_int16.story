The int16 preset on nash-p: int16 instead of float16, and at the operands too.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
a = Conv(x, w1) @conv
s = Sigmoid(a) @sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "nash-p", "rules": [{"type": "Preset", "name": "int16"}]}
--- comes to
point           requested  effective
x:output        int16      int16 mse
    int16: rule 1 (Preset int16)
conv:output     int16      int16 mse
    int16: rule 1 (Preset int16)
conv:weight     int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset int16)
conv:input0     int16      off: read as its producer gives it
    int16: rule 1 (Preset int16)
sigmoid:output  int16      int16 mse
    int16: rule 1 (Preset int16)
rule 1 (Preset int16) decides 5
info config.not_high_precision: sigmoid gives a graph output but can't have a high-precision output: Sigmoid is not GEMM-like
