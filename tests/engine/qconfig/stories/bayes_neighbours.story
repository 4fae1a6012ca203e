On bayes a unit set alone to int16 falls back if a neighbour does not take it.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
p = GlobalAveragePool(a) @pool
b = Conv(p, w2) @conv2
s = Sigmoid(b) @sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "bayes", "rules": [
 {"type": "ModuleName", "name": "conv1", "dtype": "int16"},
 {"type": "ModuleName", "name": "conv2", "dtype": "int16"},
 {"type": "ModuleName", "name": "pool", "dtype": "int16"}]}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: default of bayes
conv1:output    int16      int8 mse
    int16: rule 1 (ModuleName "conv1")
    int8 instead of int16: bayes takes no int16 at the input0 of GlobalAveragePool (pool)
conv1:weight    int8       int8 min_max per channel, axis 0
    int8: default of bayes
pool:output     int16      int8 mse
    int16: rule 3 (ModuleName "pool")
    int8 instead of int16: bayes has no int16 at the output of GlobalAveragePool
conv2:output    int16      int16 mse
    int16: rule 2 (ModuleName "conv2")
conv2:weight    int8       int8 min_max per channel, axis 0
    int8: default of bayes
sigmoid:output  int8       int8 mse
    int8: default of bayes
rule 1 (ModuleName "conv1") decides 1
rule 2 (ModuleName "conv2") decides 1
rule 3 (ModuleName "pool") decides 1
warning config.dtype_changed: conv1:output was asked to be int16 and is int8: int8 instead of int16: bayes takes no int16 at the input0 of GlobalAveragePool (pool); see its story
warning config.dtype_changed: pool:output was asked to be int16 and is int8: int8 instead of int16: bayes has no int16 at the output of GlobalAveragePool; see its story
