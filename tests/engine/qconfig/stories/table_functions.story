A table function gives nothing wider than it reads.
--- model
input x float32[1,8]
s = Sigmoid(x) @alone
e = Exp(x) @narrow
t = Tanh(s) @behind
y = Softmax(t) @soft
z = Softmax(e) @soft2
output y
output z
--- rules
{"quantbench_qconfig": 1, "profile": "nash-e", "rules": [
 {"type": "ModuleType", "op_type": "Sigmoid", "dtype": "int16"},
 {"type": "ModuleType", "op_type": "Tanh", "dtype": "int16"}]}
--- comes to
