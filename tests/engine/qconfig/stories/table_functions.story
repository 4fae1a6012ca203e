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
point          requested  effective
x:output       int8       int8 mse
    int8: default of nash-e
alone:output   int16      int8 mse
    int16: rule 1 (ModuleType Sigmoid)
    int8 instead of int16: Sigmoid is a table function, which gives nothing wider than the int8 that it reads; ask for its input too
narrow:output  int8       int8 mse
    int8: default of nash-e
behind:output  int16      int8 mse
    int16: rule 2 (ModuleType Tanh)
    int8 instead of int16: Tanh is a table function, which gives nothing wider than the int8 that it reads; ask for its input too
soft:output    int8       int8 mse
    int8: default of nash-e
soft2:output   int8       int8 mse
    int8: default of nash-e
rule 1 (ModuleType Sigmoid) decides 1
rule 2 (ModuleType Tanh) decides 1
warning config.dtype_changed: alone:output was asked to be int16 and is int8: int8 instead of int16: Sigmoid is a table function, which gives nothing wider than the int8 that it reads; ask for its input too; see its story
warning config.dtype_changed: behind:output was asked to be int16 and is int8: int8 instead of int16: Tanh is a table function, which gives nothing wider than the int8 that it reads; ask for its input too; see its story
