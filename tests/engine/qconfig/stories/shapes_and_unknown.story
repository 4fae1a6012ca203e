What only feeds shapes is no data; unknown, recurrent and double units stay float with the reason.
--- model
input x float32[1,4,N,8]
s = Shape(x) @shape
sf = Cast(s) to=1 @cast
floats one [4] 1 1 1 1
sm = Add(sf, one) @add
sd = Div(sm, sf) @div
n = Resize(x, , sd) mode='nearest' @resize
y = Exp(n) @use
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
