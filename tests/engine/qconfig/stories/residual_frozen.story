Freezing the Conv keeps it apart from the Add, so the addend may stay int16.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
ar = Relu(a) @relu1
b = Conv(ar, w2) @conv2
s = Add(ar, b) @residual
y = Sigmoid(s) @sigmoid
output y
--- rules
{"quantbench_qconfig": 1, "profile": "nash-e", "rules": [{"type": "Preset", "name": "int16"}, {"type": "ModuleName", "name": "conv2", "dtype": "int16", "freeze": true}]}
--- comes to
point            requested  effective
x:output         int16      int16 mse
    int16: rule 1 (Preset int16)
conv1:output     int16      int16 mse
    int16: rule 1 (Preset int16)
conv1:weight     int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset int16)
conv2:output     int16      int16 mse
    int16: rule 1 (Preset int16)
    int16: rule 2 (ModuleName "conv2")
    not fused into residual: frozen
conv2:weight     int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset int16)
residual:output  int16      int16 mse
    int16: rule 1 (Preset int16)
sigmoid:output   int16      int16 mse
    int16: rule 1 (Preset int16)
rule 1 (Preset int16) decides 6
rule 2 (ModuleName "conv2") decides 1
info config.not_high_precision: sigmoid gives a graph output but can't have a high-precision output: Sigmoid is not GEMM-like
