# SPDX-License-Identifier: GPL-3.0-or-later
# Two inputs with a QuantStub each, and templates.
import torch
from horizon_plugin_pytorch.quantization import QconfigSetter, QuantStub, get_qconfig, prepare, qint8, qint16
from horizon_plugin_pytorch.quantization import qconfig_setter as qs


class Sum(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.quant_x = QuantStub()
        self.quant_y = QuantStub()
        self.quant = QuantStub()


tables = [torch.load("output_0-0_L1_sensitive_ops.pt"), torch.load("output_0-1_L1_sensitive_ops.pt")]
by_hand = [("_generated_add_0", "output")]


def make_setter(percentile=99.9):
    observer = PercentileObserver.with_args(percentile=percentile)
    return QconfigSetter(
        reference_qconfig=get_qconfig(observer=observer),
        templates=[
            qs.ModuleNameTemplate({"": qint8, "quant": qint8}),
            qs.ModuleNameTemplate(
                {
                    "quant_x": {"dtype": qint16, "threshold": 1024.0},
                    "quant_y": {"dtype": qint16, "threshold": 1024.0},
                    "dequant": qint8,
                },
                freeze=True,
            ),
            qs.SensitivityTemplate(tables, 10),
            qs.SensitivityTemplate(by_hand, topk_or_ratio=1.0),
        ],
    )


net = prepare(Sum(), (torch.randn(1, 4), torch.randn(1, 4)), qconfig_setter=make_setter())
