What only feeds shapes is no data; unknown, recurrent and double units stay float with the reason.
--- model
input x float32[1,4,8,8]
s = Shape(x) @shape
sf = Cast(s) to=1 @cast
floats two [4] 1 1 2 2
sm = Mul(sf, two) @mul
si = Cast(sm) to=7 @back
y = Expand(x, si) @expand
xd = Cast(x) to=11 @double
yd = Exp(xd) @exp
ye = Cast(yd) to=1 @single
z = Det(x) @det
output y
output ye
output z
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [{"type": "ModuleName", "name": "exp", "dtype": "int8"}]}
--- comes to
