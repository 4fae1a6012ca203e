A frozen dtype that the target forbids is kept, with an error.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
a = Conv(x, w1) @conv
s = Sigmoid(a) @sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "bernoulli2", "rules": [
 {"type": "ModuleName", "name": "", "dtype": "int16"},
 {"type": "ModuleName", "name": "conv", "dtype": {"output": "int16", "weight": "int16"}, "freeze": true}]}
--- comes to
