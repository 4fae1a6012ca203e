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
