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
