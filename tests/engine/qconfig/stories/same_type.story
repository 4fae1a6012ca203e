Add of two dtypes: the narrower is raised. Where it can't be (frozen, or the target has no int16 there) the wider is read narrower.
--- model
input x float32[1,8]
input z float32[1,8]
floats k [8] 1 2 3 4 5 6 7 8
t = Tanh(x) @tanh
a = Add(t, z) @raised
u = Sigmoid(x) @frozen
b = Mul(u, z) @lowered
c = Mul(a, k) @constant
d = Sub(a, z) @no_rule
e = Softmax(b) @e
f = Softmax(c) @f
g = Softmax(d) @g
output e
output f
output g
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "z", "dtype": "int16"},
 {"type": "ModuleName", "name": "raised", "dtype": "int16"},
 {"type": "ModuleName", "name": "frozen", "dtype": "int8", "freeze": true}]}
--- comes to
