Without any rule the target's defaults count; there is no high-precision output then.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,3,3]
y = Conv(x, w1) @conv
output y
--- rules
{"quantbench_qconfig": 1, "profile": "ort", "rules": []}
--- comes to
point        requested  effective
x:output     int8       int8 mse affine
    int8: default of ort-cpu
conv:output  int8       int8 mse affine
    int8: default of ort-cpu
conv:weight  int8       int8 min_max per channel, axis 0
    int8: default of ort-cpu
