# SPDX-License-Identifier: GPL-3.0-or-later
# A whole training script: the qconfigs are in a function, in the middle of much that has nothing to do with them.
import argparse
import os

import torch
import torch.nn.functional as F
from horizon_plugin_pytorch.march import March, set_march
from horizon_plugin_pytorch.quantization import FakeQuantState, prepare, set_fake_quantize
from horizon_plugin_pytorch.quantization.qconfig_setter import *
from torch.utils.data import DataLoader

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
wanted = [name for name in os.listdir(".") if name.endswith(".pt")]


class Meter:
    def __init__(self):
        self.sum, self.count = 0.0, 0

    def update(self, value, n=1):
        self.sum += value * n
        self.count += n

    @property
    def average(self):
        return self.sum / max(self.count, 1)


def evaluate(net, loader):
    meter = Meter()
    with torch.no_grad():
        for image, label in loader:
            hit = (net(image.to(DEVICE))[0].argmax(1).cpu() == label).float().mean()
            meter.update(hit.item(), image.shape[0])
    return meter.average


def quantized(net, example, stage="calibration"):
    """Returns the prepared network."""
    sensitive = []
    for name in ["backbone.conv1", "backbone.conv2"]:
        sensitive.append((name, "output"))
        sensitive.append((name, "weight"))
    templates = [ModuleNameTemplate({"": qint8}), ConvDtypeTemplate(input_dtype=qint8, weight_dtype=qint8)]
    templates += [MatmulDtypeTemplate(input_dtypes=[qint16, qint8])]
    templates.append(SensitivityTemplate(sensitive, 1.0))
    if stage == "qat":
        templates.append(ModuleNameTemplate({"head.a": qint16}, freeze=True))
    else:
        templates.append(ModuleNameTemplate({"head.b": qint16}))
    setter = QconfigSetter(
        reference_qconfig=QConfig(
            weight=FakeQuantize.with_args(observer=MinMaxObserver, dtype=qint8, qscheme=torch.per_channel_symmetric, ch_axis=0),
            output=FakeQuantize.with_args(observer=HistogramObserver, dtype=qint8, qscheme=torch.per_tensor_symmetric),
        ),
        templates=templates,
    )
    return prepare(net, (example,), qconfig_setter=setter)


def train(net, loader, epochs):
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-3, momentum=0.9)
    schedule = lambda step: 0.1 ** (step // 30)
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = 1e-3 * schedule(epoch)
        for image, label in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(net(image.to(DEVICE))[0], label.to(DEVICE))
            loss.backward()
            optimizer.step()
        print(f"epoch {epoch}: {loss.item():.4f}"); del loss


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=30)
    options = parser.parse_args()
    set_march(March.NASH_E)
    net: torch.nn.Module = torch.load("float.pt")
    calibrated = quantized(net, torch.randn(1, 3, 8, 8))
    calibrated.head.b.weight_fake_quant.reset_dtype(qint16)
    for name, module in calibrated.named_modules():
        if "head" in name and module.activation_post_process is not None:
            module.activation_post_process.reset_dtype(qint16)
    set_fake_quantize(calibrated, FakeQuantState.VALIDATION)
    assert evaluate(calibrated, DataLoader([])) >= 0
    train(calibrated, DataLoader([], batch_size=8, shuffle=True), options.epochs)
