A wider operand widens its producer, a narrower one quantizes itself.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
weight w3 [4,4,1,1]
a = Conv(x, w1) @first
b = Conv(a, w2) @second
c = Conv(a, w3) @third
s = Softmax(b) @soft
u = Softmax(c) @soft2
output s
output u
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "second", "dtype": {"input": "int16", "output": {"observer": "min_max"}}},
 {"type": "Override", "selector": "third", "config": "input0=int8"},
 {"type": "Override", "selector": "first", "config": "output.observer=percentile:percentile=99.9"}]}
--- comes to
