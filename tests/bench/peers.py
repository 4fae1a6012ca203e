#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work by ONNX Runtime's own quantizer and by Quantbench: same file, same samples, one thread.

    peers.py QUANTBENCH_CLI FOLDER MODEL [DATA OPTIONS ...]

Prints what calibration costs as multiples of a float run of the same samples, and what the int8 file keeps: output SQNR
against float in ONNX Runtime with all its optimizations, the mean over samples and outputs of each one's dB. FOLDER gets
the files that were made, and peers.json.
"""
import json
import pathlib
import subprocess
import sys
import time

try:
    import numpy as np
    import onnx
    import onnx.version_converter
    import onnxruntime as ort
    from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process
except ImportError as missing:
    sys.exit(f"peers: {missing}; needs Python's onnx and onnxruntime (pip install onnx onnxruntime), "
             "and PYTHON=/path/to/python if they are not in the first python3")


class Feeds(CalibrationDataReader):
    def __init__(self, feeds):
        self.left = iter(feeds)

    def get_next(self):
        return next(self.left, None)


def session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def timed(work):
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def sqnr(exact, other):
    values = []
    for a_all, b_all in zip(exact, other):
        for a, b in zip(a_all, b_all):
            if not np.issubdtype(a.dtype, np.floating):
                continue
            noise = np.sum((a.astype(np.float64) - b) ** 2)
            if noise > 0:
                values.append(10 * np.log10(np.sum(a.astype(np.float64) ** 2) / noise))
    return float(np.mean(values)) if values else None


def cli(program, *arguments):
    out = subprocess.run([program, *arguments, "--json", "--quiet", "--threads", "1"], capture_output=True, text=True)
    if out.returncode not in (0, 1):
        sys.exit(f"peers: {' '.join(arguments)}\n{out.stdout}{out.stderr}")
    return json.loads(out.stdout)


def feeds_of(program, folder, model, data):
    """What the samples are after preprocessing: by Quantbench, so that both get the same numbers."""
    inputs = [i.name for i in session(model).get_inputs()]
    tensors = [word for name in inputs for word in ("--tensor", name)]
    cli(program, "run", model, "--config", "float", "--out", str(folder / "feeds"), *tensors, *data)
    archives = [np.load(f) for f in sorted((folder / "feeds").glob("*.npz"))]
    return [{name: a[name] for name in inputs} for a in archives]


def theirs(folder, model, feeds, exact, run_seconds):
    prepared = folder / "prepared.onnx"
    try:
        opset = max(o.version for o in onnx.load(model, load_external_data=False).opset_import if o.domain in ("", "ai.onnx"))
        if opset < 13:  # scales per channel need it
            onnx.save(onnx.version_converter.convert_version(onnx.load(model), 13), str(folder / "opset13.onnx"))
            model = str(folder / "opset13.onnx")
        quant_pre_process(model, str(prepared), skip_symbolic_shape=True)
    except Exception as why:  # what it can't prepare it may still quantize
        print(f"peers: quant_pre_process: {why}", file=sys.stderr)
        prepared = model
    for name, method in (("min_max", CalibrationMethod.MinMax), ("entropy", CalibrationMethod.Entropy),
                         ("percentile", CalibrationMethod.Percentile)):
        path = folder / f"onnxruntime_{name}.onnx"
        try:
            seconds, _ = timed(lambda: quantize_static(
                str(prepared), str(path), Feeds(feeds), quant_format=QuantFormat.QDQ, per_channel=True,
                activation_type=QuantType.QInt8, weight_type=QuantType.QInt8, calibrate_method=method))
            quantized = session(path)
            yield {"tool": f"onnxruntime {name}", "calibration": seconds / run_seconds,
                   "sqnr_db": sqnr(exact, [quantized.run(None, f) for f in feeds])}
        except Exception as why:
            yield {"tool": f"onnxruntime {name}", "failed": str(why).splitlines()[0][:200]}


def ours(program, folder, model, data, count, run_seconds):
    for profile in ("ort", "horizon"):
        study = folder / f"quantbench_{profile}.qbs"
        study.unlink(missing_ok=True)
        cli(program, "new", str(study), model, "--profile", profile, *data)
        # The whole process: opening the model and all statistics, for every method afterwards.
        seconds, _ = timed(lambda: cli(program, "calibrate", str(study)))
        made = cli(program, "export", str(study), str(folder / f"quantbench_{profile}.onnx"), "--verify",
                   "--verify-samples", str(count))
        yield {"tool": f"quantbench {profile}, all methods", "calibration": seconds / run_seconds,
               "sqnr_db": made["verify"]["optimized"]["sqnr_db_vs_float_mean"]}


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, folder, model, data = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4:]
    folder.mkdir(parents=True, exist_ok=True)
    feeds = feeds_of(program, folder, model, data)
    plain = session(model)
    plain.run(None, feeds[0])
    run_seconds, exact = timed(lambda: [plain.run(None, f) for f in feeds])
    rows = []
    print(f"{model}, {len(feeds)} samples, one thread; a float run of them takes {run_seconds:.3f} s "
          f"(onnxruntime {ort.__version__}, onnx {onnx.__version__})")
    print(f"{'':32}{'calibration':>14}{'output SQNR':>14}")
    print(f"{'':32}{'float runs':>14}{'dB':>14}")
    for row in [*theirs(folder, model, feeds, exact, run_seconds), *ours(program, folder, model, data, len(feeds), run_seconds)]:
        rows.append(row)
        if "failed" in row:
            print(f"{row['tool']:32}  {row['failed']}")
        else:
            quality = "-" if row["sqnr_db"] is None else f"{row['sqnr_db']:.2f}"
            print(f"{row['tool']:32}{row['calibration']:14.1f}{quality:>14}")
    (folder / "peers.json").write_text(json.dumps({"model": model, "samples": len(feeds), "rows": rows}, indent=2) + "\n")


main()
