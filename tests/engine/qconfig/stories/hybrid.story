A float unit among quantized ones reads rounded values, and its output is quantized again because a quantized unit reads it; an input that only float units read is not.
--- model
input x float32[1,3,8,8]
input z float32[1,4,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
b = Softmax(a) @soft
c = Sigmoid(z) @side
d = Mul(b, c) @product
e = Conv(d, w2) @conv2
f = Softmax(e) @out
output f
--- rules
{"quantbench_qconfig": 1, "profile": "horizon", "rules": [
 {"type": "Preset", "name": "default"},
 {"type": "ModuleName", "name": "soft", "dtype": "float"},
 {"type": "Override", "selector": "op:Sigmoid", "config": "float"},
 {"type": "Override", "selector": "product", "config": "float"}]}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: rule 1 (Preset default)
z:output        int8       off: no quantized unit reads it
    int8: rule 1 (Preset default)
conv1:output    int8       int8 mse
    int8: rule 1 (Preset default)
conv1:weight    int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
soft:output     int8       off: no quantized unit reads it
    int8: rule 1 (Preset default)
    float, the whole unit: rule 2 (ModuleName "soft")
side:output     int8       off: no quantized unit reads it
    int8: rule 1 (Preset default)
    float, the whole unit: rule 3 (Override op:Sigmoid)
product:output  int8       int8 mse
    int8: rule 1 (Preset default)
    float, the whole unit: rule 4 (Override product)
conv2:output    int8       int8 mse
    int8: rule 1 (Preset default)
conv2:weight    int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
out:output      int8       int8 mse
    int8: rule 1 (Preset default)
float soft (Softmax): float by rule 2 (ModuleName "soft")
float side (Sigmoid): float by rule 3 (Override op:Sigmoid)
float product (Mul): float by rule 4 (Override product)
rule 1 (Preset default) decides 8
rule 2 (ModuleName "soft") decides 2
rule 3 (Override op:Sigmoid) decides 2
rule 4 (Override product) decides 3
info config.not_high_precision: out gives a graph output but can't have a high-precision output: Softmax is not GEMM-like
