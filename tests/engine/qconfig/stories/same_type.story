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
point            requested  effective
x:output         int8       int8 mse
    int8: default of generic
z:output         int16      int16 mse
    int16: rule 1 (ModuleName "z")
tanh:output      int8       int16 mse
    int8: default of generic
    int16 instead of int8: the other operand of raised is int16, and Add takes one dtype
raised:output    int16      int16 mse
    int16: rule 2 (ModuleName "raised")
frozen:output    int8       int8 mse
    int8: rule 3 (ModuleName "frozen")
    stays int8 although the other operand of lowered is int16, and Mul takes one dtype: it is frozen
lowered:output   int8       int8 mse
    int8: default of generic
lowered:input1   int8       int8 mse
    int8 instead of int16: the other operand of lowered is int8, which can't be raised, and Mul takes one dtype
constant:output  int8       int8 mse
    int8: default of generic
constant:input1  int8       int16 min_max
    int8: default of generic, as its unit's output
    int16 instead of int8: the other operand of constant is int16, and Mul takes one dtype
no_rule:output   int8       int8 mse
    int8: default of generic
e:output         int8       int8 mse
    int8: default of generic
f:output         int8       int8 mse
    int8: default of generic
g:output         int8       int8 mse
    int8: default of generic
rule 1 (ModuleName "z") decides 1
rule 2 (ModuleName "raised") decides 1
rule 3 (ModuleName "frozen") decides 1
