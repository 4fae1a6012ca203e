A target that ties Concat: one scale for all, the widest dtype asked; of two fixed scales the later rule's counts.
--- model
input x float32[1,4]
input z float32[1,4]
t = Tanh(x) @tanh
s = Sigmoid(z) @sigmoid
c = Concat(t, s) axis=1 @concat
y = Softmax(c) @soft
output y
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "sigmoid", "dtype": {"output": "int16", "threshold": 1}},
 {"type": "ModuleName", "name": "tanh", "dtype": {"threshold": 2}}]}
--- profile
{"name": "tied", "extends": "generic", "tied": ["Concat"]}
--- comes to
