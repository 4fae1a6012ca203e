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
