"""Quantize ONNX graphs to int8 in place, by onnxruntime's dynamic quantization.

    python models/bridge/quantize.py GRAPH.onnx ...

Weights of products and embeddings become int8; activations are quantized at run time. Only products with a constant are
quantized: those of attention keep their precision. Needs only onnx and onnxruntime.
"""

import sys
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic


def quantize(path: Path) -> None:
    before = path.stat().st_size
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "int8.onnx"
        # The two branches of a merged decoder are graphs within a graph.
        options = {"EnableSubgraph": True, "MatMulConstBOnly": True}
        quantize_dynamic(path, made, weight_type=QuantType.QInt8, extra_options=options)
        onnx.checker.check_model(str(made))
        path.write_bytes(made.read_bytes())
    print(f"{path.name}: {before:,} -> {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        quantize(Path(name))
