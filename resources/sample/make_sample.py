#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the bundled sample: draws digits, trains a network with two heads on them, and writes what the workbench opens.

Writes beside itself (or into --out): two_heads.onnx, preprocess.json, images/*.png and images/labels.csv.
Needs torch, onnx, onnxruntime, numpy and opencv-python. README.md says what the sample teaches.
"""
import argparse
import csv
import json
import pathlib

import cv2
import numpy as np
import onnx
import onnxruntime
import torch
from torch import nn

kSide = 32  # pixels of a picture's side
kCanvas = 8  # digits are drawn this many times larger, then averaged down
kPose = ("angle_deg", "x_px", "y_px", "height_px", "ink_pct")
kPoseUnit = (10.0, 1.0, 1.0, 1.0, 1.0)  # an error of so much counts the same in the loss
kFonts = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX)
kPictures = 64
kOpset = 13


def glyph(rng, digit):
    """An upright digit as large as it can be drawn, cut to its box, 0 or 255."""
    big = np.zeros((kSide * kCanvas, kSide * kCanvas), np.uint8)
    cv2.putText(big, str(digit), (64, 192), kFonts[rng.integers(len(kFonts))], 5.0, 255, 14, cv2.LINE_AA)
    stroke = int(rng.integers(-7, 3))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (abs(stroke) + 1, abs(stroke) + 1))
    big = cv2.erode(big, kernel) if stroke < 0 else cv2.dilate(big, kernel)
    x, y, w, h = cv2.boundingRect((big > 127).astype(np.uint8))
    return big[y:y + h, x:x + w]


def draw(rng, digit):
    """One picture (uint8, kSide x kSide, light on dark) and its pose, in the order of kPose.

    The angle is counter-clockwise; x (right) and y (down) are the place of the digit's centre against the picture's;
    the height is that of the upright digit, the ink the part of the picture that it covers.
    """
    angle = rng.uniform(-30, 30)
    x, y = rng.uniform(-4, 4, 2)
    height = rng.uniform(13, 21)
    shape = glyph(rng, digit)
    zoom = height * kCanvas / shape.shape[0]
    move = cv2.getRotationMatrix2D((shape.shape[1] / 2, shape.shape[0] / 2), angle, zoom)
    move[:, 2] += (np.array([x, y]) + kSide / 2) * kCanvas - np.array([shape.shape[1], shape.shape[0]]) / 2
    canvas = cv2.warpAffine(shape, move, (kSide * kCanvas, kSide * kCanvas), flags=cv2.INTER_LINEAR)
    ink = cv2.resize(canvas, (kSide, kSide), interpolation=cv2.INTER_AREA) / 255.0
    ground = rng.uniform(0, 0.12)
    picture = ground + (rng.uniform(0.6, 1.0) - ground) * ink + rng.normal(0, rng.uniform(0.01, 0.05), ink.shape)
    return np.clip(np.rint(picture * 255), 0, 255).astype(np.uint8), (angle, x, y, height, 100 * ink.mean())


def drawMany(seed, count):
    """Pictures, digits (each as often as the others) and poses."""
    rng = np.random.default_rng(seed)
    digits = rng.permutation(np.arange(count) % 10)
    drawn = [draw(rng, digit) for digit in digits]
    return np.stack([d[0] for d in drawn]), digits, np.array([d[1] for d in drawn], np.float32)


def convolution(inputs, outputs, kernel=3, stride=1):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1, self.bn1 = convolution(width, width), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = convolution(width, width), nn.BatchNorm2d(width)
        self.relu1, self.relu2 = nn.ReLU(), nn.ReLU()

    def forward(self, x):
        y = self.relu1(self.bn1(self.conv1(x)))
        return self.relu2(self.bn2(self.conv2(y)) + x)


class Stage(nn.Module):
    def __init__(self, inputs, outputs, kernel=3, stride=1):
        super().__init__()
        self.conv, self.bn, self.relu = convolution(inputs, outputs, kernel, stride), nn.BatchNorm2d(outputs), nn.ReLU()

    def forward(self, x):
        return self.relu(self.bn(self.conv(x)))


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Stage(1, 16, stride=2)
        self.block = Block(16)
        self.down1 = Stage(16, 24, stride=2)
        self.down2 = Stage(24, 32, stride=2)

    def forward(self, x):
        return self.down2(self.down1(self.block(self.stem(x))))


class DigitHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool, self.flatten = nn.AdaptiveAvgPool2d(1), nn.Flatten()
        self.fc1, self.relu, self.fc2 = nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 10)

    def forward(self, features):
        return self.fc2(self.relu(self.fc1(self.flatten(self.pool(features)))))


class PoseHead(nn.Module):
    """Regresses the pose from the feature map and the ink: the sum of the picture's pixels.

    The ink is some 60 times larger than the features. The normalization after the Concat makes that right for training
    and for float; for int8 it comes one unit too late, which is what the sample teaches.
    """

    def __init__(self):
        super().__init__()
        self.neck, self.flatten, self.norm = Stage(32, 16, kernel=1), nn.Flatten(), nn.BatchNorm1d(16 * 4 * 4 + 1)
        self.fc1, self.relu, self.fc2 = nn.Linear(16 * 4 * 4 + 1, 48), nn.ReLU(), nn.Linear(48, len(kPose))

    def forward(self, features, image):
        ink = image.sum((2, 3))
        cues = torch.cat([self.flatten(self.neck(features)), ink], 1)
        return self.fc2(self.relu(self.fc1(self.norm(cues))))


class TwoHeads(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone, self.digit, self.pose = Backbone(), DigitHead(), PoseHead()

    def forward(self, image):
        features = self.backbone(image)
        return self.digit(features), self.pose(features, image)


def asInput(pictures):
    return torch.from_numpy(pictures[:, None].astype(np.float32)) / 255


def train(seed, count, epochs, batch=128):
    torch.manual_seed(seed)
    pictures, digits, poses = drawMany(seed, count)
    images, digits, poses = asInput(pictures), torch.from_numpy(digits), torch.from_numpy(poses)
    unit = torch.tensor(kPoseUnit)
    model = TwoHeads()
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=1e-3)
    steps = epochs * (count // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, steps)
    for epoch in range(epochs):
        total = np.zeros(2)
        for chosen in torch.randperm(count)[:steps // epochs * batch].split(batch):
            digit, pose = model(images[chosen])
            digitLoss = nn.functional.cross_entropy(digit, digits[chosen])
            poseLoss = nn.functional.smooth_l1_loss(pose / unit, poses[chosen] / unit)
            optimizer.zero_grad()
            (digitLoss + poseLoss).backward()
            optimizer.step()
            schedule.step()
            total += [digitLoss.item(), poseLoss.item()]
        digitLoss, poseLoss = total * batch / count
        print(f"epoch {epoch + 1}/{epochs}: digit loss {digitLoss:.4f}, pose loss {poseLoss:.4f}", flush=True)
    return model.eval()


def export(model, file):
    names = ("image", "digit", "pose")
    # PRESERVE of a model in eval mode: BatchNormalization stays a node, as in many a file that users bring.
    torch.onnx.export(model, (torch.zeros(1, 1, kSide, kSide),), str(file), dynamo=False, opset_version=kOpset,
                      input_names=names[:1], output_names=names[1:],
                      dynamic_axes={name: {0: "batch"} for name in names},
                      training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)
    onnx.checker.check_model(onnx.load(file), full_check=True)


def writePictures(folder, pictures, digits, poses):
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "labels.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("file", "label") + kPose)
        for index, (picture, digit, pose) in enumerate(zip(pictures, digits, poses)):
            name = f"digit_{index:02d}.png"
            cv2.imwrite(str(folder / name), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
            table.writerow([name, digit] + [f"{value:.2f}" for value in pose])


def report(file, pictures, digits, poses):
    session = onnxruntime.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    digit, pose = session.run(None, {"image": asInput(pictures).numpy()})
    right = int((digit.argmax(1) == digits).sum())
    errors = ", ".join(f"{name} {error:.2f}" for name, error in zip(kPose, np.abs(pose - poses).mean(0)))
    print(f"{right} of {len(digits)} digits right; mean absolute error of the pose: {errors}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40000, help="pictures to train on")
    parser.add_argument("--epochs", type=int, default=16)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    cv2.setNumThreads(1)

    model = train(options.seed, options.count, options.epochs)
    pictures, digits, poses = drawMany(options.seed + 1, kPictures)
    writePictures(options.out / "images", pictures, digits, poses)
    preprocess = {"color": "gray", "scale": 1 / 255, "mean": [0.0], "std": [1.0]}
    (options.out / "preprocess.json").write_text(json.dumps(preprocess) + "\n")
    export(model, options.out / "two_heads.onnx")
    report(options.out / "two_heads.onnx", pictures, digits, poses)


if __name__ == "__main__":
    main()
