Passive units own no scale; a dtype asked for one is refused and its source offered. A Relu that stands alone is passive on Horizon, bilinear Resize too (not exact).
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
p = MaxPool(x) kernel_shape=[2,2] strides=[2,2] @pool
r = Relu(p) @relu
floats scales [4] 1 1 2 2
z = Resize(r, , scales) mode='linear' @linear
n = Resize(z, , scales) mode='nearest' @nearest
ints pads 0 0 1 1 0 0 1 1
d = Pad(n, pads) @zeros
floats one [] 1
o = Pad(d, pads, one) @ones
c = Conv(o, w1) @conv
s = Softmax(c) @soft
output s
--- rules
{"quantbench_qconfig": 1, "profile": "horizon", "rules": [
 {"type": "Override", "selector": "name:nearest", "config": "int16"},
 {"type": "ModuleType", "op_type": "MaxPool", "dtype": "int16"}]}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: default of nash-e
pool:output     int8       int8 follows x:output
relu:output     int8       int8 follows x:output
linear:output   int8       int8 follows x:output
nearest:output  int8       int8 follows x:output
zeros:output    int8       int8 follows x:output
ones:output     int8       int8 mse
    int8: default of nash-e
conv:output     int8       int8 mse
    int8: default of nash-e
conv:weight     int8       int8 min_max per channel, axis 0
    int8: default of nash-e
soft:output     int8       int8 mse
    int8: default of nash-e
rule 1 (Override name:nearest) decides 0
rule 2 (ModuleType MaxPool) decides 0
warning config.passive_follows: rule 2 (ModuleType MaxPool) has no effect on pool, which owns no scale and follows x:output; configure x instead
warning config.passive_follows: rule 1 (Override name:nearest) has no effect on nearest, which owns no scale and follows x:output; configure x instead
