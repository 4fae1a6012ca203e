Without the preset the target itself still wants an int16 grid: its direct source is raised.
--- model
input x float32[1,3,8,8]
input r float32[1,8,8,4]
weight v [4,2]
o = MatMul(r, v) @offsets
y = GridSample(x, o) @sample
m = GlobalAveragePool(y) @pool
output m
--- rules
{"quantbench_qconfig": 1, "profile": "horizon", "rules": [{"type": "ModuleName", "name": "", "dtype": "int8"}]}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: rule 1 (ModuleName "")
r:output        int8       int8 mse
    int8: rule 1 (ModuleName "")
offsets:output  int8       int16 mse
    int8: rule 1 (ModuleName "")
    int16 instead of int8: nash-e takes no int8 at the input1 of GridSample (sample)
offsets:weight  int8       int8 min_max per channel, axis 1
    int8: default of nash-e
sample:output   int8       int8 mse
    int8: rule 1 (ModuleName "")
pool:output     int8       int8 mse
    int8: rule 1 (ModuleName "")
rule 1 (ModuleName "") decides 5
warning config.dtype_changed: offsets:output was asked to be int8 and is int16: int16 instead of int8: nash-e takes no int8 at the input1 of GridSample (sample); see its story
