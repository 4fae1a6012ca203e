ModuleName by module, by unit, by folded node and by nothing that exists; the rule for all units is taken first wherever it stands.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,3,3]
weight w2 [4,4,3,3]
weight w3 [4,4,3,3]
a = Conv(x, w1) @/backbone/stem/Conv
ar = Relu(a) @/backbone/stem/act/Relu
b = Conv(ar, w2) @/backbone/stem2/Conv
c = Conv(b, w3) @/head/Conv
s = Sigmoid(c) @/head/Sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "backbone.stem", "dtype": "int16"},
 {"type": "ModuleName", "name": "", "dtype": "uint8"},
 {"type": "ModuleName", "name": "/backbone/stem/act/Relu", "dtype": {"output": "int16", "threshold": 2.0, "weight": "int4"}},
 {"type": "ModuleName", "name": "bakbone.stem2", "dtype": "int8"},
 {"type": "ModuleType", "op_type": "sigmoid", "dtype": "int8"},
 {"type": "ModuleType", "op_type": "Sigmoid", "dtype": {"output": {"dtype": "int8", "observer": "percentile", "params": {"percentile": 99.5}}}}]}
--- comes to
point                        requested  effective
x:output                     uint8      uint8 mse
    uint8: rule 2 (ModuleName "")
/backbone/stem/Conv:output   int16      int16 threshold 2
    uint8: rule 2 (ModuleName "")
    int16: rule 1 (ModuleName "backbone.stem")
    threshold=2: rule 3 (ModuleName "/backbone/stem/act/Relu")
    int16: rule 3 (ModuleName "/backbone/stem/act/Relu")
/backbone/stem/Conv:weight   int4       int4 min_max per channel, axis 0
    int4: rule 3 (ModuleName "/backbone/stem/act/Relu")
/backbone/stem2/Conv:output  uint8      uint8 mse
    uint8: rule 2 (ModuleName "")
/backbone/stem2/Conv:weight  int8       int8 min_max per channel, axis 0
    int8: default of generic
/head/Conv:output            uint8      uint8 mse
    uint8: rule 2 (ModuleName "")
/head/Conv:weight            int8       int8 min_max per channel, axis 0
    int8: default of generic
/head/Sigmoid:output         int8       int8 percentile:percentile=99.5
    uint8: rule 2 (ModuleName "")
    observer=percentile:percentile=99.5: rule 6 (ModuleType Sigmoid)
    int8: rule 6 (ModuleType Sigmoid)
rule 1 (ModuleName "backbone.stem") decides 0
rule 2 (ModuleName "") decides 3
rule 3 (ModuleName "/backbone/stem/act/Relu") decides 2
rule 4 (ModuleName "bakbone.stem2") decides 0
rule 5 (ModuleType sigmoid) decides 0
rule 6 (ModuleType Sigmoid) decides 1
info config.global_first: rule 2 (ModuleName "") is for every unit and was taken before every other dtype rule; put it first
warning config.no_match: rule 4 (ModuleName "bakbone.stem2"): no unit is named "bakbone.stem2"; did you mean backbone.stem2 or backbone.stem?
warning config.no_match: rule 5 (ModuleType sigmoid): no unit is of the type "sigmoid"; did you mean Sigmoid?
info config.rule_without_effect: rule 1 (ModuleName "backbone.stem") decides about no point: later rules say otherwise, or it fits nothing; remove it, or move it down
