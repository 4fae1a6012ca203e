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
point          requested  effective
x:output       int8       int8 mse
    int8: default of generic
cast:output    int8       off: only feeds shapes or indices
    int8: default of generic
add:output     int8       off: only feeds shapes or indices
    int8: default of generic
add:input1     int8       off: its unit is float: it only feeds shapes or indices
    int8: default of generic, as its unit's output
div:output     int8       off: only feeds shapes or indices
    int8: default of generic
resize:output  int8       int8 follows x:output
use:output     int8       int8 mse
    int8: default of generic
single:output  int8       off: a graph output that no quantized unit gives
    int8: default of generic
det:output     int8       off: a graph output that no quantized unit gives
    int8: default of generic
float cast (Cast): it works on integers, shapes or conditions
float add (Add): it only feeds shapes or indices
float div (Div): it only feeds shapes or indices
float double (Cast): it computes in float64
float exp (Exp): it computes in float64
float single (Cast): it computes in float64
float det (Det): Quantbench does not know the operator Det
rule 1 (ModuleName "exp") decides 0
warning config.stays_float: rule 1 (ModuleName "exp") has no effect on exp, which stays float: it computes in float64; remove the rule
