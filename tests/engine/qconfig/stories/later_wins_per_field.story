Rules merge per field: a dtype leaves the observer, an observer leaves the dtype but takes back a threshold; switched-off rules do nothing.
--- model
input x float32[1,4]
weight w [4,4]
weight v [4,4]
a = MatMul(x, w) @fc1
t = Tanh(a) @tanh
b = MatMul(t, v) @fc2
q = Exp(b) @exp
output q
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "Reference", "activation": {"observer": "kl", "scheme": "affine"}, "weight": {"observer": "mse", "per_channel": false}},
 {"type": "ModuleName", "name": "fc1", "dtype": {"output": {"dtype": "int16", "threshold": 4}}},
 {"type": "ModuleName", "name": "fc1", "dtype": "int8"},
 {"type": "ModuleName", "name": "tanh", "dtype": {"threshold": 1}},
 {"type": "ModuleName", "name": "tanh", "dtype": {"observer": "mix"}},
 {"type": "ModuleName", "name": "fc2", "dtype": "int16", "enabled": false}]}
--- comes to
