Borders by hand: behind the DeQuantStub all is float, where ways join too, up to the QuantStub; a QuantStub at an output that only float units read quantizes it for them; one at a passive unit, whose scale is its source's.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
weight w2 [4,4,1,1]
weight w3 [4,4,1,1]
a = Conv(x, w1) @conv1
b = Sigmoid(a) @gate
c = Mul(a, b) @silu
d = MaxPool(c) kernel_shape=[1,1] @pool
e = Conv(d, w2) @conv2
f = Tanh(e) @tanh
g = Exp(f) @exp
h = Conv(g, w3) @conv3
output h
--- rules
{"quantbench_qconfig": 1, "profile": "horizon", "rules": [
 {"type": "QuantStub", "tensor": "d"},
 {"type": "Preset", "name": "default"},
 {"type": "DeQuantStub", "tensor": "a"},
 {"type": "Override", "selector": "name:tanh", "config": "float"},
 {"type": "Override", "selector": "name:exp", "config": "float"},
 {"type": "QuantStub", "tensor": "tanh:output"},
 {"type": "Override", "selector": "name:silu", "config": "int16"},
 {"type": "QuantStub", "tensor": "nothing"}]}
--- comes to
point         requested  effective
x:output      int8       int8 mse
    int8: rule 2 (Preset default)
conv1:output  int8       int8 mse
    int8: rule 2 (Preset default)
conv1:weight  int8       int8 min_max per channel, axis 0
    int8: rule 2 (Preset default)
silu:output   int16      int16 mse
    int8: rule 2 (Preset default)
    int16: rule 7 (Override name:silu)
    float, the whole unit: behind rule 3 (DeQuantStub "a")
pool:output   int16      int16 follows silu:output, for all readers
conv2:output  int8       int8 mse
    int8: rule 2 (Preset default)
conv2:weight  int8       int8 min_max per channel, axis 0
    int8: rule 2 (Preset default)
tanh:output   int8       int8 mse for all readers
    int8: rule 2 (Preset default)
    float, the whole unit: rule 4 (Override name:tanh)
    quantized for all that read it: rule 6 (QuantStub "tanh:output")
exp:output    int8       int8 mse
    int8: rule 2 (Preset default)
    float, the whole unit: rule 5 (Override name:exp)
conv3:output  int32      off: high-precision output (int32)
    int8: rule 2 (Preset default)
    int32: rule 2 (Preset default), high-precision output
conv3:weight  int8       int8 min_max per channel, axis 0
    int8: rule 2 (Preset default)
float silu (SiLU): float by rule 3 (DeQuantStub "a")
float tanh (Tanh): float by rule 4 (Override name:tanh)
float exp (Exp): float by rule 5 (Override name:exp)
rule 1 (QuantStub "d") decides 1
rule 2 (Preset default) decides 9
rule 3 (DeQuantStub "a") decides 1
rule 4 (Override name:tanh) decides 2
rule 5 (Override name:exp) decides 2
rule 6 (QuantStub "tanh:output") decides 1
rule 7 (Override name:silu) decides 1
rule 8 (QuantStub "nothing") decides 0
warning config.no_match: rule 8 (QuantStub "nothing"): no tensor with a point is named "nothing"; see the names in the list of units
