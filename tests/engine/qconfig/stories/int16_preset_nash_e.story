int16 everywhere: a MatMul of two activations reads its right side as int8, a residual Add its addend.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
ar = Relu(a) @relu1
b = Conv(ar, w2) @conv2
s = Add(b, ar) @residual
m = MatMul(s, x) @attention
y = Sigmoid(m) @sigmoid
output y
--- rules
{"quantbench_qconfig": 1, "profile": "nash-e", "rules": [{"type": "Preset", "name": "int16"}]}
--- comes to
point             requested  effective
x:output          int16      int16 mse
    int16: rule 1 (Preset int16)
conv1:output      int16      int16 mse
    int16: rule 1 (Preset int16)
conv1:weight      int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset int16)
conv2:output      int16      off: runs as one with residual
    int16: rule 1 (Preset int16)
    off: conv2 runs as one with the residual residual, so nothing is rounded between them
conv2:weight      int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset int16)
residual:output   int16      int16 mse
    int16: rule 1 (Preset int16)
residual:input1   int8       int8 mse
    int8 instead of int16: residual runs as one with conv2, and then nash-e takes no int16 as the other operand
attention:output  int16      int16 mse
    int16: rule 1 (Preset int16)
attention:input1  int8       int8 mse
    int8 instead of int16: nash-e computes MatMul with one 16-bit operand only
sigmoid:output    int16      int16 mse
    int16: rule 1 (Preset int16)
rule 1 (Preset int16) decides 8
info config.not_high_precision: sigmoid gives a graph output but can't have a high-precision output: Sigmoid is not GEMM-like
warning config.residual_operand: residual reads ar as int8: residual runs as one with conv2, and then nash-e takes no int16 as the other operand; freeze conv2 to keep them apart
