The way to the grid is int16 from the first GEMM-like unit on; what stands before that stays int8.
--- model
input x float32[1,3,8,8]
input r float32[1,8,8,4]
weight w [4,4]
weight v [4,2]
f = MatMul(r, w) @fc0
o = MatMul(f, v) @offsets
t = Tanh(o) @tanh
input base float32[1,8,8,2]
g = Add(t, base) @grid
y = GridSample(x, g) @sample
m = GlobalAveragePool(y) @pool
output m
--- rules
{"quantbench_qconfig": 1, "profile": "horizon", "rules": [{"type": "Preset", "name": "default"}]}
--- comes to
point           requested  effective
x:output        int8       int8 mse
    int8: rule 1 (Preset default)
r:output        int8       int8 mse
    int8: rule 1 (Preset default)
base:output     int16      int16 mse
    int8: rule 1 (Preset default)
    int16: rule 1 (Preset default), on the way to the grid of sample
fc0:output      int8       int8 mse
    int8: rule 1 (Preset default)
fc0:weight      int8       int8 min_max per channel, axis 1
    int8: rule 1 (Preset default)
offsets:output  int16      int16 mse
    int8: rule 1 (Preset default)
    int16: rule 1 (Preset default), on the way to the grid of sample
offsets:weight  int8       int8 min_max per channel, axis 1
    int8: rule 1 (Preset default)
tanh:output     int16      int16 mse
    int8: rule 1 (Preset default)
    int16: rule 1 (Preset default), on the way to the grid of sample
grid:output     int16      int16 mse
    int8: rule 1 (Preset default)
    int16: rule 1 (Preset default), on the way to the grid of sample
sample:output   int8       int8 mse
    int8: rule 1 (Preset default)
pool:output     int8       int8 mse
    int8: rule 1 (Preset default)
rule 1 (Preset default) decides 11
info config.not_high_precision: pool gives a graph output but can't have a high-precision output: GlobalAveragePool is not GEMM-like
