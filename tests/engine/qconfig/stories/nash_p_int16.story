The int16 preset on nash-p: int16 instead of float16, and at the operands too.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
a = Conv(x, w1) @conv
s = Sigmoid(a) @sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "nash-p", "rules": [{"type": "Preset", "name": "int16"}]}
--- comes to
