A target with a scale per channel where only depthwise convolutions read.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
weight w2 [4,1,3,3]
a = Conv(x, w1) @pointwise
b = Conv(a, w2) group=4 @depthwise
s = Softmax(b) @soft
output s
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": []}
--- profile
{"name": "per-channel", "extends": "generic", "per_channel_depthwise": true, "patterns_off": ["LayerNorm"]}
--- comes to
point             requested  effective
x:output          int8       int8 mse
    int8: default of per-channel
pointwise:output  int8       int8 min_max per channel, axis 1
    int8: default of per-channel
    one scale per channel: only depthwise convolutions read it
pointwise:weight  int8       int8 min_max per channel, axis 0
    int8: default of per-channel
depthwise:output  int8       int8 mse
    int8: default of per-channel
depthwise:weight  int8       int8 min_max per channel, axis 0
    int8: default of per-channel
soft:output       int8       int8 mse
    int8: default of per-channel
