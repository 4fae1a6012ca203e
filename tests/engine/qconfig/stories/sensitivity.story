The worst row of each table is raised, the others lowered; what no unit is named after is said.
--- model
input x float32[1,3,8,8]
weight w1 [4,3,1,1]
weight w2 [4,4,1,1]
a = Conv(x, w1) @conv1
b = Conv(a, w2) @conv2
s = Softmax(b) @soft
output s
--- rules
{"quantbench_qconfig": 1, "profile": "generic", "rules": [
 {"type": "ModuleName", "name": "", "dtype": "int16"},
 {"type": "Sensitivity", "top_k": 1, "low": "int8", "table": [
   [["conv2", "output"], ["conv1", "activation"]],
   {"source": "boxes.csv", "rows": [["conv1", "weight"], ["conv2", "activation"], ["x", "activation"]]},
   [["konv1", "activation"]]]}]}
--- comes to
point         requested  effective
x:output      int8       int8 mse
    int16: rule 1 (ModuleName "")
    int8: rule 2 (Sensitivity top 1), not among the worst
conv1:output  int8       int8 mse
    int16: rule 1 (ModuleName "")
    int8: rule 2 (Sensitivity top 1), not among the worst
conv1:weight  int16      int16 min_max per channel, axis 0
    int16: rule 2 (Sensitivity top 1)
conv2:output  int16      int16 mse
    int16: rule 1 (ModuleName "")
    int16: rule 2 (Sensitivity top 1)
conv2:weight  int8       int8 min_max per channel, axis 0
    int8: default of generic
soft:output   int16      int16 mse
    int16: rule 1 (ModuleName "")
rule 1 (ModuleName "") decides 1
rule 2 (Sensitivity top 1) decides 4
warning config.no_match: rule 2 (Sensitivity top 1): no unit is named "konv1"; did you mean conv1 or conv2?
