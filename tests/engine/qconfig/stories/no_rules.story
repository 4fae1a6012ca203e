Without any rule the target's defaults count; there is no high-precision output then.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,3,3]
y = Conv(x, w1) @conv
output y
--- rules
{"quantbench_qconfig": 1, "profile": "ort", "rules": []}
--- comes to
