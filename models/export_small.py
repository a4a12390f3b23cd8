"""Write small's graph: from token ids to salience and kept tokens, in int8.

    python models/export_small.py WORK MODEL [--float32 FILE] [--prior-share 1.0]

reads WORK/small.pt (tune.py) and WORK/embeddings.npz (what a token counts), writes MODEL/model.onnx;
`--float32 FILE` also writes the graph before quantization, for comparison. The token table is int8 with a
scale per row; each product with constant weights becomes com.microsoft.DynamicQuantizeMatMul, int8
weights with a scale per output channel, activations quantized at run time.

Inputs, int32 but for the last: input_ids [T], sentence [T], frequency [T], position [S], marks [S, 8],
count [1], prior [S] float32 (nano's salience). T is at most 384. Outputs, float32: salience [S], keep [T].
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import nn

from encoder import Small, SmallShape
from export import OPSET, quantize
from network import MARKS


class Runtime(nn.Module):
    """One window from ids to salience and kept tokens."""

    def __init__(self, model: Small, weights: torch.Tensor, han: torch.Tensor, prior_share: float):
        super().__init__()
        self.model = model
        self.prior_share = prior_share
        table, scale = quantize(model.encoder.table.weight.detach())
        self.register_buffer("table", table)
        self.register_buffer("about", torch.stack([scale, weights, han], dim=-1))

    def forward(self, input_ids, sentence, frequency, position, marks, count, prior):
        ids, rows = input_ids.long(), sentence.long()
        encoder = self.model.encoder
        scale, weight, han = self.about[ids].split(1, dim=-1)
        x = encoder.raise_rank(self.table[ids].float() * scale)[None]
        before = torch.cat([rows[:1] - 1, rows[:-1]])
        first = (rows != before).float()[None, :, None]
        x = encoder.norm(x + encoder.places[: ids.shape[0]] + first * encoder.begins)
        for layer in encoder.layers:
            x = layer(x, None)
        keep = self.model.keep(x)[0].sigmoid()
        one = torch.ones_like(weight)
        often = frequency.float()[:, None]
        columns = torch.cat(
            [
                x[0],
                one,
                weight,
                weight * (often > 1.5).float(),
                weight * often.log(),
                (ids == 0).float()[:, None],
                han,
            ],
            dim=-1,
        )
        size = position.shape[0]
        pooled = torch.zeros(size, columns.shape[1]).index_put((rows,), columns, accumulate=True)
        sums, stats = pooled.split([self.model.shape.hidden, 6], dim=-1)
        mean = sums / stats[:, :1].clamp(min=1)
        logits = self.model.score(mean[None], stats[None], marks[None], position[None], count[None])[0]
        prior = prior.clamp(1e-4, 1 - 1e-4)
        logits = logits + self.prior_share * (prior / (1 - prior)).log()
        return logits.sigmoid(), keep


def write_float32(runtime: Runtime, path: Path) -> None:
    """Export the graph; only the token table is int8 in it."""
    example = (
        torch.tensor([5, 6, 7, 8, 9], dtype=torch.int32),
        torch.tensor([0, 0, 0, 1, 2], dtype=torch.int32),
        torch.ones(5, dtype=torch.int32),
        torch.arange(3, dtype=torch.int32),
        torch.zeros(3, MARKS, dtype=torch.int32),
        torch.tensor([3], dtype=torch.int32),
        torch.full((3,), 0.5),
    )
    tokens, sentences = {0: "tokens"}, {0: "sentences"}
    torch.onnx.export(
        runtime,
        example,
        str(path),
        input_names=["input_ids", "sentence", "frequency", "position", "marks", "count", "prior"],
        output_names=["salience", "keep"],
        dynamic_axes={
            "input_ids": tokens,
            "sentence": tokens,
            "frequency": tokens,
            "position": sentences,
            "marks": sentences,
            "prior": sentences,
            "salience": sentences,
            "keep": tokens,
        },
        opset_version=OPSET,
        dynamo=False,
    )
    graph = onnx.load(path)
    for node in graph.graph.node:
        if node.op_type == "ScatterND":  # the exporter drops index_put's accumulate=True
            node.attribute.append(helper.make_attribute("reduction", "add"))
    onnx.save(graph, path)
    onnx.checker.check_model(graph)


def quantize_products(model: onnx.ModelProto) -> onnx.ModelProto:
    """Turn each MatMul with constant [K, N] weights, and the Add of its bias, into DynamicQuantizeMatMul."""
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    readers: dict[str, list] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    nodes, dropped = [], set()
    for node in graph.node:
        if id(node) in dropped:
            continue
        weight = constants.get(node.input[1]) if node.op_type == "MatMul" else None
        if weight is None or len(weight.dims) != 2 or min(weight.dims) < 2:
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
        nodes.append(
            helper.make_node("DynamicQuantizeMatMul", inputs, [output], name=name, domain="com.microsoft")
        )
    del graph.node[:]
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return model


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--float32", type=Path)
    parser.add_argument("--prior-share", type=float, default=1.0)
    args = parser.parse_args()
    saved = torch.load(args.work / "small.pt", weights_only=True)
    model = Small(SmallShape(**saved["shape"]))
    model.load_state_dict(saved["state"])
    tokenizer = Tokenizer.from_file(str(args.model.parent / "nano/tokenizer.json"))
    pieces = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    han = torch.tensor([float(any("㐀" <= c <= "鿿" for c in piece)) for piece in pieces])
    weights = torch.from_numpy(np.load(args.work / "embeddings.npz")["weights"])
    path = args.float32 or args.work / "small-float32.onnx"
    args.model.mkdir(parents=True, exist_ok=True)
    write_float32(Runtime(model.eval(), weights, han, args.prior_share).eval(), path)
    quantized = quantize_products(onnx.load(path))
    onnx.save(quantized, args.model / "model.onnx")
    for file in (path, args.model / "model.onnx"):
        print(f"{file}: {file.stat().st_size:,} bytes")
    print(" ".join(sorted({node.op_type for node in quantized.graph.node})))


if __name__ == "__main__":
    main()
