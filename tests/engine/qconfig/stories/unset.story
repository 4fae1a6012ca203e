unset takes back what overrides said, and only that.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
a = Conv(x, w1) @conv1
s = Softmax(a) @soft
output s
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "Override", "selector": "name:conv1", "config": "float"},
 {"type": "Override", "units": ["conv1", "soft"], "config": "unset"},
 {"type": "ModuleName", "name": "conv1", "dtype": "int16"},
 {"type": "Override", "units": ["soft"], "config": "uint8,range=0:1"}]}
--- comes to
