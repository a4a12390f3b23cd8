"""From PyTorch to ONNX, for every shipped graph."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

OPSET = 17
SUMMING = ("ScatterND", "ScatterElements")  # every scatter in our networks is a sum


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
        # The exporter loses the accumulate=True of index_put and the sum of scatter_add.
        if node.op_type in SUMMING and not any(a.name == "reduction" for a in node.attribute):
            node.attribute.append(helper.make_attribute("reduction", "add"))
    onnx.checker.check_model(model, full_check=False)
    onnx.save(model, path)
    return model


def export_symbolic(
    module: nn.Module, example: tuple, inputs: list[str], outputs: list[str], axes: dict, path: Path
) -> onnx.ModelProto:
    """Like `export`, by the exporter that follows shapes symbolically.

    The graph computes no shapes at run time, so a small network has about half of the nodes, opens in half of the time,
    and runs faster. `axes` names the first dimension of an input: {"ids": {0: "tokens"}}.
    """
    names = {name for axis in axes.values() for name in axis.values()}
    dims = {name: torch.export.Dim(name, min=2, max=1 << 20) for name in names}
    shapes = tuple({0: dims[axes[name][0]]} if name in axes else None for name in inputs)
    program = torch.onnx.export(
        module.eval(),
        example,
        input_names=inputs,
        output_names=outputs,
        dynamic_shapes=shapes,
        opset_version=18,
        dynamo=True,
    )
    model = program.model_proto
    # The exporter notes the line of Python that each node comes from, with the path of its file.
    for part in [model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.input, *model.graph.output]:
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.checker.check_model(model, full_check=False)
    onnx.save(model, path)
    return model


def optimize(path: Path) -> None:
    """Fuse the nodes of a graph as onnxruntime would when it opens it, which then takes a third of the time.

    The weights keep their names. The level that depends on the processor is left out.
    """
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])


def only_if(model: onnx.ModelProto, wanted: str, outputs: dict[str, list[int]]) -> onnx.ModelProto:
    """Run the nodes that feed only `outputs` if the new int32 input `wanted` [1] is not 0.

    Otherwise each output is an empty tensor of the given shape. Weights stay in place.
    """
    graph = model.graph
    needed = {output.name for output in graph.output if output.name not in outputs}
    always = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            always.insert(0, node)
    kept = {id(node) for node in always}
    part = [node for node in graph.node if id(node) not in kept]

    def float_of(name, shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    inner = {name: f"{name}_if_{wanted}" for name in outputs}
    for node in part:
        node.output[:] = [inner.get(name, name) for name in node.output]
    shapes = {
        output.name: [d.dim_param or d.dim_value for d in output.type.tensor_type.shape.dim] for output in graph.output
    }
    done = helper.make_graph(part, wanted, [], [float_of(inner[name], shapes[name]) for name in outputs])
    nothing = {name: numpy_helper.from_array(np.zeros(shape, np.float32)) for name, shape in outputs.items()}
    left = helper.make_graph(
        [helper.make_node("Constant", [], [f"no_{name}"], value=value) for name, value in nothing.items()],
        f"no_{wanted}",
        [],
        [float_of(f"no_{name}", shape) for name, shape in outputs.items()],
    )
    asked = helper.make_node("Cast", [wanted], [f"is_{wanted}"], to=TensorProto.BOOL)
    either = helper.make_node("If", [f"is_{wanted}"], list(outputs), then_branch=done, else_branch=left)
    del graph.node[:]
    graph.node.extend([*always, asked, either])
    graph.input.append(helper.make_tensor_value_info(wanted, TensorProto.INT32, [1]))
    onnx.checker.check_model(model, full_check=False)
    return model
