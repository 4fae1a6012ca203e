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
point          requested  effective
x:output       int8       int8 mse
    int8: default of generic
first:output   int8       int16 percentile:percentile=99.9
    int8: default of generic
    observer=percentile:percentile=99.9: rule 3 (Override first)
    int16 instead of int8: second asks for int16 at its input0 (rule 1 (ModuleName "second"))
first:weight   int8       int8 min_max per channel, axis 0
    int8: default of generic
second:output  int8       int8 min_max
    int8: default of generic
    observer=min_max: rule 1 (ModuleName "second")
second:weight  int8       int8 min_max per channel, axis 0
    int8: default of generic
second:input0  int16      off: read as its producer gives it
    int16: rule 1 (ModuleName "second")
third:output   int8       int8 mse
    int8: default of generic
third:weight   int8       int8 min_max per channel, axis 0
    int8: default of generic
third:input0   int8       int8 percentile:percentile=99.9
    int8: rule 2 (Override third)
soft:output    int8       int8 mse
    int8: default of generic
soft2:output   int8       int8 mse
    int8: default of generic
rule 1 (ModuleName "second") decides 2
rule 2 (Override third) decides 1
rule 3 (Override first) decides 1
