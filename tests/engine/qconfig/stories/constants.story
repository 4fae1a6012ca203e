Float constants are points per tensor with min_max; exponents and bounds are none; a table of Gather is int8 per row.
--- model
input ids int64[1,4]
weight table [10,6]
weight k [6]
e = Gather(table, ids) @embed
floats two [] 2
p = Pow(e, two) @pow
m = Mul(p, k) @mul
weight slope [6]
q = PRelu(m, slope) @prelu
output q
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "Reference", "activation": {"observer": "kl"}},
 {"type": "ModuleName", "name": "prelu", "dtype": {"output": "int16", "input1": "int8"}},
 {"type": "ModuleName", "name": "embed", "dtype": {"weight": "int16"}}]}
--- comes to
