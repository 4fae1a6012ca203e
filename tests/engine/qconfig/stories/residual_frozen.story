Freezing the Conv keeps it apart from the Add, so the addend may stay int16.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
ar = Relu(a) @relu1
b = Conv(ar, w2) @conv2
s = Add(ar, b) @residual
y = Sigmoid(s) @sigmoid
output y
--- rules
{"quantbench_qconfig": 1, "profile": "nash-e", "rules": [{"type": "Preset", "name": "int16"}, {"type": "ModuleName", "name": "conv2", "dtype": "int16", "freeze": true}]}
--- comes to
