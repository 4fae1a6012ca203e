nash-h computes in float16, with int8 at Conv and MatMul.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
a = Conv(x, w1) @conv
s = Sigmoid(a) @sigmoid
m = MatMul(s, a) @matmul
y = Softmax(m) @soft
output y
--- rules
{"quantbench_qconfig": 1, "profile": "nash-h", "rules": [{"type": "Preset", "name": "default"}]}
--- comes to
