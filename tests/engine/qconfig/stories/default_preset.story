The default preset: int8 everywhere, the head keeps its accumulator, the Relu folds into its Conv.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,3,3]
weight b1 [4]
weight w2 [2,4,1,1]
c = Conv(x, w1, b1) pads=[1,1,1,1] @/stem/Conv
r = Relu(c) @/stem/Relu
p = MaxPool(r) kernel_shape=[2,2] strides=[2,2] @/stem/MaxPool
h = Conv(p, w2) @/head/Conv
ints shape 1 -1
y = Reshape(h, shape) @/head/Reshape
output y
--- rules
{"quantbench_qconfig": 1, "profile": "horizon", "rules": [{"type": "Preset", "name": "default"}]}
--- comes to
