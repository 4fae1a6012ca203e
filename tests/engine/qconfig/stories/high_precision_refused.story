Who gives an output but can't keep its accumulator is named with the reason.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
weight w3 [4,4,1,1]
a = Conv(x, w1) @also_read
b = Conv(a, w2) @good
bt = Transpose(b) perm=[0,2,3,1] @transposed
c = Conv(a, w3) @before_sigmoid
s = Sigmoid(c) @sigmoid
d = Conv(x, w1) @joined
j = Concat(d, x) axis=1 @join
output a
output bt
output s
output j
--- rules
{"quantbench_qconfig": 1, "profile": "nash-m", "rules": [{"type": "Preset", "name": "default"}]}
--- comes to
