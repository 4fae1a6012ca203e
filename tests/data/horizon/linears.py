# SPDX-License-Identifier: GPL-3.0-or-later
# A network of three linear layers, calibrated with setters of the older kind.
import torch
import torch.nn as nn
from torch.quantization import DeQuantStub
from horizon_plugin_pytorch import March, set_march
from horizon_plugin_pytorch.dtype import qint8, qint16
from horizon_plugin_pytorch.quantization import FakeQuantState, QuantStub, prepare, set_fake_quantize
from horizon_plugin_pytorch.quantization.qconfig import MinMaxObserver, MSEObserver, get_qconfig
from horizon_plugin_pytorch.quantization.qconfig_template import (
    ModuleNameQconfigSetter,
    calibration_8bit_weight_16bit_act_qconfig_setter,
)

set_march(March.NASH_M)


class Linears(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1 = nn.Linear(8, 8)
        self.layernorm = nn.LayerNorm(8)
        self.relu = nn.ReLU()
        self.linear2 = nn.Linear(8, 6)
        self.linear3 = nn.Linear(6, 6)
        self.quant = QuantStub()
        self.dequant = DeQuantStub()

    def forward(self, x):
        x = self.relu(self.layernorm(self.linear1(self.quant(x))))
        return self.dequant(self.linear3(self.linear2(x)))


example = torch.randn(2, 4, 8)
model = Linears()
print("shape:", model(example).shape, f"rows {example.shape[0]}")

narrow = get_qconfig(observer=MSEObserver.with_args(stride=5), weight_dtype=qint8, out_dtype=qint8)
wide = get_qconfig(observer=MSEObserver, weight_dtype=qint16, out_dtype=qint16)
for_training = get_qconfig(observer=MinMaxObserver, weight_dtype=qint16, out_dtype=qint16, fix_scale=True)

by_name = {
    "layernorm": narrow,
    "linear2": wide,
    "linear9": wide,  # was renamed
}
by_name["quant"] = narrow

calibrated = prepare(
    model.eval(),
    example[0],
    qconfig_setter=(
        ModuleNameQconfigSetter(by_name),
        calibration_8bit_weight_16bit_act_qconfig_setter,
    ),
)
set_fake_quantize(calibrated, FakeQuantState.CALIBRATION)
calibrated(example)
