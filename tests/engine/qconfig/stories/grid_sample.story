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
