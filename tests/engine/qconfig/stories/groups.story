A target that ties Concat: one scale for all, the widest dtype asked; of two fixed scales the later rule's counts.
--- model
input x float32[1,4]
input z float32[1,4]
t = Tanh(x) @tanh
s = Sigmoid(z) @sigmoid
c = Concat(t, s) axis=1 @concat
y = Softmax(c) @soft
output y
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "sigmoid", "dtype": {"output": "int16", "threshold": 1}},
 {"type": "ModuleName", "name": "tanh", "dtype": {"threshold": 2}}]}
--- profile
{"name": "tied", "extends": "generic", "tied": ["Concat"]}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: default of tied
z:output        int8       int8 mse
    int8: default of tied
tanh:output     int8       int16 threshold 2 group 0
    int8: default of tied
    threshold=2: rule 2 (ModuleName "tanh")
    int16 instead of int8: it shares one scale with 2 other points
sigmoid:output  int16      int16 threshold 2 group 0
    threshold=1: rule 1 (ModuleName "sigmoid")
    int16: rule 1 (ModuleName "sigmoid")
    the grid is that of tanh:output, with which it shares its scale
concat:output   int8       int16 threshold 2 group 0
    int8: default of tied
    int16 instead of int8: it shares one scale with 2 other points
    the grid is that of tanh:output, with which it shares its scale
soft:output     int8       int8 mse
    int8: default of tied
rule 1 (ModuleName "sigmoid") decides 1
rule 2 (ModuleName "tanh") decides 1
warning config.group_conflict: tanh:output and sigmoid:output share one scale but have different fixed grids; that of rule 2 (ModuleName "tanh") counts; give both the same grid
