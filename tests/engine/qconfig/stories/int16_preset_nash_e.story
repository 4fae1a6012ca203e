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
