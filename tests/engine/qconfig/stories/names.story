ModuleName by module, by unit, by folded node and by nothing that exists; the rule for all units is taken first wherever it stands.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,3,3]
weight w2 [4,4,3,3]
weight w3 [4,4,3,3]
a = Conv(x, w1) @/backbone/stem/Conv
ar = Relu(a) @/backbone/stem/act/Relu
b = Conv(ar, w2) @/backbone/stem2/Conv
c = Conv(b, w3) @/head/Conv
s = Sigmoid(c) @/head/Sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "backbone.stem", "dtype": "int16"},
 {"type": "ModuleName", "name": "", "dtype": "uint8"},
 {"type": "ModuleName", "name": "/backbone/stem/act/Relu", "dtype": {"output": "int16", "threshold": 2.0, "weight": "int4"}},
 {"type": "ModuleName", "name": "bakbone.stem2", "dtype": "int8"},
 {"type": "ModuleType", "op_type": "sigmoid", "dtype": "int8"},
 {"type": "ModuleType", "op_type": "Sigmoid", "dtype": {"output": {"dtype": "int8", "observer": "percentile", "params": {"percentile": 99.5}}}}]}
--- comes to
