"""From PyTorch to ONNX: one way for every graph that ships."""

from pathlib import Path

import onnx
import torch
from torch import nn

OPSET = 17
SUMMING = ("ScatterND", "ScatterElements")  # all that our networks scatter they add up


def export(
    module: nn.Module, example: tuple, inputs: list[str], outputs: list[str], axes: dict, path: Path
) -> onnx.ModelProto:
    """Write `path` and return it; `axes` names the dimensions that vary, by input or output."""
    torch.onnx.export(
        module.eval(),
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load(path)
    for node in model.graph.node:
        # The exporter drops the accumulate=True of index_put and the sum of scatter_add.
        if node.op_type in SUMMING and not any(a.name == "reduction" for a in node.attribute):
            node.attribute.append(onnx.helper.make_attribute("reduction", "add"))
    onnx.checker.check_model(model, full_check=False)
    onnx.save(model, path)
    return model
