Of two Convs before an Add the one that runs last fuses; a Conv that somebody else reads does not.
--- model
input x float32[1,4,8,8]
weight w1 [4,4,1,1]
weight w2 [4,4,1,1]
weight w3 [4,4,1,1]
a = Conv(x, w1) @conv1
b = Conv(x, w2) @conv2
s = Add(b, a) @add1
c = Conv(s, w3) @conv3
t = Add(c, s) @add2
u = Sigmoid(c) @sigmoid
output t
output u
--- rules
{"quantbench_qconfig": 1, "profile": "nash-m", "rules": []}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: default of nash-m
conv1:output    int8       int8 mse
    int8: default of nash-m
conv1:weight    int8       int8 min_max per channel, axis 0
    int8: default of nash-m
conv2:output    int8       off: runs as one with add1
    int8: default of nash-m
    off: conv2 runs as one with the residual add1, so nothing is rounded between them
conv2:weight    int8       int8 min_max per channel, axis 0
    int8: default of nash-m
add1:output     int8       int8 mse
    int8: default of nash-m
conv3:output    int8       int8 mse
    int8: default of nash-m
conv3:weight    int8       int8 min_max per channel, axis 0
    int8: default of nash-m
add2:output     int8       int8 mse
    int8: default of nash-m
sigmoid:output  int8       int8 mse
    int8: default of nash-m
