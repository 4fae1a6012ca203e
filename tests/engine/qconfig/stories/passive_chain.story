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
