ConvDtype covers what has a constant weight, MatmulDtype two activations. One int16 operand only on nash-e.
--- model
input x float32[1,4,6]
input k float32[1,6,4]
weight w [6,6]
f = MatMul(x, w) @fc
s = MatMul(f, k) @scores
p = Softmax(s) @soft
q = MatMul(p, f) @mix
r = Softmax(q) @out
output r
--- rules
{"quantbench_qconfig": 1, "profile": "nash-e", "rules": [
 {"type": "ConvDtype", "input_dtype": "int16", "weight_dtype": "int16"},
 {"type": "MatmulDtype", "input_dtypes": ["int16", "int8"]}]}
--- comes to
point          requested  effective
x:output       int8       int16 mse
    int8: default of nash-e
    int16 instead of int8: fc asks for int16 at its input0 (rule 1 (ConvDtype))
k:output       int8       int8 mse
    int8: default of nash-e
fc:output      int8       int16 mse
    int8: default of nash-e
    int16 instead of int8: scores asks for int16 at its input0 (rule 2 (MatmulDtype))
fc:weight      int16      int8 min_max per channel, axis 1
    int16: rule 1 (ConvDtype)
    int8 instead of int16: nash-e computes MatMul with one 16-bit operand only
fc:input0      int16      off: read as its producer gives it
    int16: rule 1 (ConvDtype)
scores:output  int8       int8 mse
    int8: default of nash-e
scores:input0  int16      off: read as its producer gives it
    int16: rule 2 (MatmulDtype)
scores:input1  int8       off: read as its producer gives it
    int8: rule 2 (MatmulDtype)
soft:output    int8       int16 mse
    int8: default of nash-e
    int16 instead of int8: mix asks for int16 at its input0 (rule 2 (MatmulDtype))
mix:output     int8       int8 mse
    int8: default of nash-e
mix:input0     int16      off: read as its producer gives it
    int16: rule 2 (MatmulDtype)
mix:input1     int8       int8 mse
    int8: rule 2 (MatmulDtype)
out:output     int8       int8 mse
    int8: default of nash-e
rule 1 (ConvDtype) decides 2
rule 2 (MatmulDtype) decides 4
warning config.dtype_changed: fc:weight was asked to be int16 and is int8: int8 instead of int16: nash-e computes MatMul with one 16-bit operand only; see its story
