Who gives an output but can't keep its accumulator is named with the reason.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
weight w3 [4,4,1,1]
a = Conv(x, w1) @also_read
b = Conv(a, w2) @good
bt = Transpose(b) perm=[0,2,3,1] @transposed
c = Conv(a, w3) @before_sigmoid
s = Sigmoid(c) @sigmoid
d = Conv(x, w1) @joined
j = Concat(d, x) axis=1 @join
output a
output bt
output s
output j
--- rules
{"quantbench_qconfig": 1, "profile": "nash-m", "rules": [{"type": "Preset", "name": "default"}]}
--- comes to
point                  requested  effective
x:output               int8       int8 mse
    int8: rule 1 (Preset default)
also_read:output       int8       int8 mse
    int8: rule 1 (Preset default)
also_read:weight       int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
good:output            int32      off: high-precision output (int32)
    int8: rule 1 (Preset default)
    int32: rule 1 (Preset default), high-precision output
good:weight            int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
transposed:output      int32      off: follows good:output, which is off: high-precision output (int32)
before_sigmoid:output  int8       int8 mse
    int8: rule 1 (Preset default)
before_sigmoid:weight  int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
sigmoid:output         int8       int8 mse
    int8: rule 1 (Preset default)
joined:output          int8       int8 mse
    int8: rule 1 (Preset default)
joined:weight          int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
join:output            int8       int8 mse
    int8: rule 1 (Preset default)
rule 1 (Preset default) decides 11
info config.not_high_precision: also_read gives a graph output but can't have a high-precision output: also read by good
info config.not_high_precision: sigmoid gives a graph output but can't have a high-precision output: Sigmoid is not GEMM-like
info config.not_high_precision: join gives a graph output but can't have a high-precision output: Concat is not GEMM-like
