A float unit among quantized ones: its output is quantized again because a quantized unit reads it; an input that only float units read is not.
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
