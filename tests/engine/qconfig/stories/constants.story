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
point         requested  effective
embed:output  int8       int8 kl
    int8: default of generic
    observer=kl: rule 1 (Reference)
embed:weight  int16      int8 min_max per channel, axis 0
    int16: rule 3 (ModuleName "embed")
    int8 instead of int16: generic has no int16 at the weight of Gather
pow:output    int8       int8 kl
    int8: default of generic
    observer=kl: rule 1 (Reference)
mul:output    int8       int8 kl
    int8: default of generic
    observer=kl: rule 1 (Reference)
mul:input1    int8       int8 min_max
    int8: default of generic, as its unit's output
prelu:output  int16      int16 kl
    observer=kl: rule 1 (Reference)
    int16: rule 2 (ModuleName "prelu")
prelu:input1  int8       int8 min_max
    int8: rule 2 (ModuleName "prelu")
rule 1 (Reference) decides 4
rule 2 (ModuleName "prelu") decides 2
rule 3 (ModuleName "embed") decides 1
warning config.dtype_changed: embed:weight was asked to be int16 and is int8: int8 instead of int16: generic has no int16 at the weight of Gather; see its story
