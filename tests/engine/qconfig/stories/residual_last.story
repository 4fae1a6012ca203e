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
