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
