"""Write the verifier's graph, int8.

    python -m models.recipe.verifier.6_export_graph TRAINED.pt WORK/pairs.jsonl models/verifier [--float32 FILE]

Inputs input_ids and kinds, int32 [B, T] (layout.py; padding has kind 0), output follows, float32 [B]: the probability that
the candidate follows from the source and reads well. Products with weights are DynamicQuantizeMatMul; the tables are int8,
a scale a row.
"""

import argparse
import json
from itertools import islice
from pathlib import Path

import onnx
import torch
from models.recipe.networks.graphs import export
from models.recipe.networks.int8 import quantize_products, quantize_table
from models.recipe.verifier.cross_encoder import Shape, Verifier
from models.recipe.verifier.layout import Layout
from tokenizers import Tokenizer
from torch import nn


class Smooth(nn.Module):
    """A product whose inputs are made alike in size before 8 bits hold them, their weights taking what they lose
    (SmoothQuant, Xiao et al., ICML 2023): a few channels of e5 are many times larger than the others."""

    def __init__(self, linear: nn.Linear, largest: torch.Tensor):
        super().__init__()
        scale = (largest.clamp(min=1e-4) / linear.weight.abs().amax(0).clamp(min=1e-4)).sqrt()
        self.shrink = nn.Parameter(1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data, self.linear.bias.data = linear.weight * scale, linear.bias

    def forward(self, x):
        return self.linear(x * self.shrink)


@torch.no_grad()
def smoothed(model: Verifier, pairs: list[dict], layout: Layout) -> None:
    """Replace the layers' products, by how large their inputs are on some pairs."""
    largest: dict[str, torch.Tensor] = {}
    products = {name: part for name, part in model.layers.named_modules() if isinstance(part, nn.Linear)}

    def watch(name: str):
        def keep(_, given):
            most = given[0].abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest.get(name, most), most)

        return keep

    hooks = [part.register_forward_pre_hook(watch(name)) for name, part in products.items()]
    for row in pairs:
        ids, kinds = layout.pair(row["text"], row["candidate"], row["before"])
        model(torch.tensor([ids]), torch.tensor([kinds]))
    for hook in hooks:
        hook.remove()
    for name, part in products.items():
        layer, own = name.split(".")
        setattr(model.layers[int(layer)], own, Smooth(part, largest[name]))


class Graph(nn.Module):
    def __init__(self, model: Verifier):
        super().__init__()
        self.model = model

    def forward(self, input_ids, kinds):
        return self.model(input_ids, kinds).sigmoid()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("trained", type=Path)
    parser.add_argument("pairs", type=Path, help="WORK/pairs.jsonl, to see how large activations are")
    parser.add_argument("out", type=Path)
    parser.add_argument("--float32", type=Path)
    args = parser.parse_args()
    kept = torch.load(args.trained, weights_only=True)
    model = Verifier(Shape(**kept["shape"]))
    model.load_state_dict(kept["state"])
    model.eval()
    rows = [json.loads(line) for line in islice(open(args.pairs, encoding="utf-8"), 200)]
    smoothed(model, rows, Layout(Tokenizer.from_file(str(args.out / "tokenizer.json"))))
    path = args.float32 or args.trained.with_suffix(".onnx")
    example = (
        torch.tensor([[0, 5, 2, 5, 2], [0, 5, 2, 2, 1]], dtype=torch.int32),
        torch.tensor([[1, 2, 1, 4, 1], [1, 3, 1, 1, 0]], dtype=torch.int32),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("input_ids", "kinds")} | {"follows": {0: "batch"}}
    export(Graph(model.eval()), example, ["input_ids", "kinds"], ["follows"], axes, path)
    quantized = quantize_table(quantize_products(onnx.load(path)))
    onnx.checker.check_model(quantized, full_check=False)
    onnx.save(quantized, args.out / "model.onnx")
    for file in (path, args.out / "model.onnx"):
        print(f"{file}: {file.stat().st_size:,} bytes")
    print(" ".join(sorted({node.op_type for node in quantized.graph.node})))


if __name__ == "__main__":
    main()
