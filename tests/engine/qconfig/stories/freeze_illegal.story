A frozen dtype that the target forbids is kept, with an error.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
a = Conv(x, w1) @conv
s = Sigmoid(a) @sigmoid
output s
--- rules
{"quantbench_qconfig": 1, "profile": "bernoulli2", "rules": [
 {"type": "ModuleName", "name": "", "dtype": "int16"},
 {"type": "ModuleName", "name": "conv", "dtype": {"output": "int16", "weight": "int16"}, "freeze": true}]}
--- comes to
point           requested  effective
x:output        int16      int8 mse
    int16: rule 1 (ModuleName "")
    int8 instead of int16: bernoulli2 has no int16 at the output of Input
conv:output     int16      int16 mse
    int16: rule 1 (ModuleName "")
    int16: rule 2 (ModuleName "conv")
    stays int16, frozen, although bernoulli2 has no int16 at the output of Conv
conv:weight     int16      int16 min_max per channel, axis 0
    int16: rule 2 (ModuleName "conv")
    stays int16, frozen, although bernoulli2 has no int16 at the weight of Conv
sigmoid:output  int16      int8 mse
    int16: rule 1 (ModuleName "")
    int8 instead of int16: bernoulli2 has no int16 at the output of Sigmoid
sigmoid:input0  int8       int8 mse
    int8 instead of int16: bernoulli2 takes no int16 at the input0 of Sigmoid (sigmoid)
rule 1 (ModuleName "") decides 2
rule 2 (ModuleName "conv") decides 2
error config.frozen_illegal: conv:output is frozen at int16, but bernoulli2 has no int16 at the output of Conv; take the freeze back, or choose another dtype
error config.frozen_illegal: conv:weight is frozen at int16, but bernoulli2 has no int16 at the weight of Conv; take the freeze back, or choose another dtype
warning config.dtype_changed: x:output was asked to be int16 and is int8: int8 instead of int16: bernoulli2 has no int16 at the output of Input; see its story
warning config.dtype_changed: sigmoid:output was asked to be int16 and is int8: int8 instead of int16: bernoulli2 has no int16 at the output of Sigmoid; see its story
