"""Weights in int8 with a scale per row: products with constant weights, and lookup tables."""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper


def quantize(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Symmetric int8 per row: [[0.5, -1.0]] -> [[64, -127]], scales [1/127]."""
    scales = rows.abs().amax(-1).clamp(min=1e-8) / 127
    return (rows / scales[:, None]).round().clamp(-127, 127).to(torch.int8), scales


def quantize_products(model: onnx.ModelProto, whole: tuple[str, ...] = ()) -> onnx.ModelProto:
    """Turn each MatMul with constant [K, N] weights, and the Add of its bias, into DynamicQuantizeMatMul, except those
    whose name, or whose bias's name, contains one of `whole`."""
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    readers: dict[str, list] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)

    def is_whole(node) -> bool:
        names = [node.name, *(name for reader in readers.get(node.output[0], []) for name in reader.input)]
        return any(part in name for part in whole for name in names)

    nodes, dropped = [], set()
    for node in graph.node:
        if id(node) in dropped:
            continue
        weight = constants.get(node.input[1]) if node.op_type == "MatMul" else None
        if weight is None or len(weight.dims) != 2 or min(weight.dims) < 2 or is_whole(node):
            nodes.append(node)
            continue
        rows, scales = quantize(torch.from_numpy(numpy_helper.to_array(weight).T.copy()))
        name = node.output[0].strip("/").replace("/", "_")
        columns = len(scales)
        graph.initializer.extend(
            [
                numpy_helper.from_array(np.ascontiguousarray(rows.numpy().T), f"{name}_int8"),
                numpy_helper.from_array(scales.numpy(), f"{name}_scale"),
                helper.make_tensor(f"{name}_zero", TensorProto.INT8, [columns], [0] * columns),
            ]
        )
        inputs, output = [node.input[0], f"{name}_int8", f"{name}_scale", f"{name}_zero"], node.output[0]
        follower = readers.get(output, [])
        if len(follower) == 1 and follower[0].op_type == "Add":
            bias = next((i for i in follower[0].input if i in constants and list(constants[i].dims) == [columns]), None)
            if bias is not None:
                inputs.append(bias)
                output = follower[0].output[0]
                dropped.add(id(follower[0]))
        nodes.append(helper.make_node("DynamicQuantizeMatMul", inputs, [output], name=name, domain="com.microsoft"))
    replace_nodes(graph, nodes)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def quantize_table(model: onnx.ModelProto) -> onnx.ModelProto:
    """Read pieces from int8: by rows (axis 0), or by columns of the product that shares them (axis 1)."""
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        table = constants.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != TensorProto.FLOAT or len(table.dims) != 2 or "places" in table.name:
            nodes.append(node)
            continue
        axis = next((a.i for a in node.attribute if a.name == "axis"), 0)
        values = torch.from_numpy(numpy_helper.to_array(table).copy())
        rows, scales = quantize(values if axis == 0 else values.T)
        rows = rows if axis == 0 else rows.T
        # The product of the same table has been quantized to exactly these values: find and share them.
        name = next(
            (n for n, t in constants.items() if t.data_type == TensorProto.INT8 and list(t.dims) == list(table.dims)),
            None,
        )
        if name is None:
            name = f"{table.name}_int8"
            graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(rows.numpy()), name))
            graph.initializer.append(numpy_helper.from_array(scales.numpy(), f"{table.name}_scale"))
            scale = f"{table.name}_scale"
        else:
            assert np.array_equal(numpy_helper.to_array(constants[name]), rows.numpy())
            scale = name.replace("_int8", "_scale")
        ids, out = node.input[1], node.output[0]
        nodes += [
            helper.make_node("Gather", [name, ids], [f"{out}_int8"], axis=axis),
            helper.make_node("Cast", [f"{out}_int8"], [f"{out}_float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [scale, ids], [f"{out}_scale"], axis=0),
        ]
        if axis == 0:
            last = helper.make_tensor(f"{out}_axis", TensorProto.INT64, [1], [-1])
            graph.initializer.append(last)
            nodes.append(helper.make_node("Unsqueeze", [f"{out}_scale", last.name], [f"{out}_scales"]))
        else:
            nodes.append(helper.make_node("Identity", [f"{out}_scale"], [f"{out}_scales"]))
        nodes.append(helper.make_node("Mul", [f"{out}_float", f"{out}_scales"], [out]))
    replace_nodes(graph, nodes)
    return model


def replace_nodes(graph: onnx.GraphProto, nodes: list[onnx.NodeProto]) -> None:
    """Replace the graph's nodes by `nodes`, and drop the constants that are no longer read."""
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
