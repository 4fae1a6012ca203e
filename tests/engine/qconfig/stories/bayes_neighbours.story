On bayes a unit set alone to int16 falls back if a neighbour does not take it.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
p = GlobalAveragePool(a) @pool
b = Conv(p, w2) @conv2
s = Sigmoid(b) @sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "bayes", "rules": [
 {"type": "ModuleName", "name": "conv1", "dtype": "int16"},
 {"type": "ModuleName", "name": "conv2", "dtype": "int16"},
 {"type": "ModuleName", "name": "pool", "dtype": "int16"}]}
--- comes to
