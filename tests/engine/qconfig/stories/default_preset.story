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
point                 requested  effective
x:output              int8       int8 mse
    int8: rule 1 (Preset default)
/stem/Conv:output     int8       int8 mse
    int8: rule 1 (Preset default)
/stem/Conv:weight     int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
/stem/MaxPool:output  int8       int8 follows /stem/Conv:output
/head/Conv:output     int32      off: high-precision output (int32)
    int8: rule 1 (Preset default)
    int32: rule 1 (Preset default), high-precision output
/head/Conv:weight     int8       int8 min_max per channel, axis 0
    int8: rule 1 (Preset default)
/head/Reshape:output  int32      off: follows /head/Conv:output, which is off: high-precision output (int32)
rule 1 (Preset default) decides 5
