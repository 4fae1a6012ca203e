unset takes back what overrides said, and only that.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
a = Conv(x, w1) @conv1
s = Softmax(a) @soft
output s
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "Override", "selector": "name:conv1", "config": "float"},
 {"type": "Override", "units": ["conv1", "soft"], "config": "unset"},
 {"type": "ModuleName", "name": "conv1", "dtype": "int16"},
 {"type": "Override", "units": ["soft"], "config": "uint8,range=0:1"}]}
--- comes to
point         requested  effective
x:output      int8       int8 mse
    int8: default of generic
conv1:output  int16      int16 mse
    int16: rule 3 (ModuleName "conv1")
conv1:weight  int8       int8 min_max per channel, axis 0
    int8: default of generic
soft:output   uint8      uint8 range 0:1
    range=0:1: rule 4 (Override soft)
    uint8: rule 4 (Override soft)
rule 1 (Override name:conv1) decides 0
rule 2 (Override of 2 units) decides 0
rule 3 (ModuleName "conv1") decides 1
rule 4 (Override soft) decides 1
info config.rule_without_effect: rule 1 (Override name:conv1) decides about no point: later rules say otherwise, or it fits nothing; remove it, or move it down
