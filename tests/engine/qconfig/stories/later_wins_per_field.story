Rules merge per field: a dtype leaves the observer, an observer leaves the dtype but takes back a threshold; switched-off rules do nothing.
--- model
input x float32[1,4]
weight w [4,4]
weight v [4,4]
a = MatMul(x, w) @fc1
t = Tanh(a) @tanh
b = MatMul(t, v) @fc2
q = Exp(b) @exp
output q
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "Reference", "activation": {"observer": "kl", "scheme": "affine"}, "weight": {"observer": "mse", "per_channel": false}},
 {"type": "ModuleName", "name": "fc1", "dtype": {"output": {"dtype": "int16", "threshold": 4}}},
 {"type": "ModuleName", "name": "fc1", "dtype": "int8"},
 {"type": "ModuleName", "name": "tanh", "dtype": {"threshold": 1}},
 {"type": "ModuleName", "name": "tanh", "dtype": {"observer": "mix"}},
 {"type": "ModuleName", "name": "fc2", "dtype": "int16", "enabled": false}]}
--- comes to
point        requested  effective
x:output     int8       int8 kl affine
    int8: default of generic
    observer=kl,scheme=affine: rule 1 (Reference)
fc1:output   int8       int8 threshold 4 affine
    observer=kl,scheme=affine: rule 1 (Reference)
    threshold=4: rule 2 (ModuleName "fc1")
    int16: rule 2 (ModuleName "fc1")
    int8: rule 3 (ModuleName "fc1")
fc1:weight   int8       int8 mse
    int8: default of generic
    observer=mse,per_channel=no: rule 1 (Reference)
tanh:output  int8       int8 mix affine
    int8: default of generic
    observer=kl,scheme=affine: rule 1 (Reference)
    threshold=1: rule 4 (ModuleName "tanh")
    observer=mix: rule 5 (ModuleName "tanh")
fc2:output   int8       int8 kl affine
    int8: default of generic
    observer=kl,scheme=affine: rule 1 (Reference)
fc2:weight   int8       int8 mse
    int8: default of generic
    observer=mse,per_channel=no: rule 1 (Reference)
exp:output   int8       int8 kl affine
    int8: default of generic
    observer=kl,scheme=affine: rule 1 (Reference)
rule 1 (Reference) decides 5
rule 2 (ModuleName "fc1") decides 1
rule 3 (ModuleName "fc1") decides 1
rule 4 (ModuleName "tanh") decides 0
rule 5 (ModuleName "tanh") decides 1
rule 6 (ModuleName "fc2") decides 0, switched off
info config.rule_without_effect: rule 4 (ModuleName "tanh") decides about no point: later rules say otherwise, or it fits nothing; remove it, or move it down
