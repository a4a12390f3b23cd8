"""Restore small's weights from its shipped graph, so that training can continue without a checkpoint.

    python -m models.recipe.small.restore_weights SMALL WORK

reads SMALL/model.onnx; writes WORK/small.pt and WORK/trimmer.pt, and WORK/embeddings.npz with the weights of tokens if
it is missing. Each weight is its int8 value times its channel's scale; float32 weights of the graph are restored
exactly.
"""

import argparse
from itertools import chain
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from models.recipe.networks.small import Small, SmallShape
from models.recipe.networks.trimmer import Trimmer

# Products that are not quantized, by the width of their input.
IN_FLOAT = {128: "model.keeps.2.weight", 192: "model.out.weight", 384: "trimmer.paths.out.weight"}


def restored(graph: Path) -> dict[str, dict[str, torch.Tensor]]:
    """Weights of a graph that 5_export_graph wrote: {"model": small's, "trimmer": the trimmer's,
    "tokens": {"weights": [V]}}."""
    model = onnx.load(graph)
    held = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in model.graph.initializer}

    def is_row(name: str) -> bool:
        return name in held and held[name].dim() == 2

    state = {name: value for name, value in held.items() if name.startswith(("model.", "trimmer."))}
    branches = [a.g.node for node in model.graph.node for a in node.attribute if a.name == "then_branch"]
    for node in chain(model.graph.node, *branches):
        if node.op_type == "DynamicQuantizeMatMul":
            weight = (held[node.input[1]].float() * held[node.input[2]]).T
            # A product without a bias belongs only to the table.
            bias = node.input[4] if len(node.input) > 4 else "model.encoder.raise_rank.bias"
            state[bias.removesuffix("bias") + "weight"] = weight
        elif node.op_type == "MatMul" and node.input[1] in held:
            weight = held[node.input[1]].T
            state[IN_FLOAT[weight.shape[1]]] = weight
        elif node.op_type == "Concat" and is_row(node.input[0]):
            state["trimmer.paths.begin"] = held[node.input[0]][0]
        elif node.op_type == "Concat" and is_row(node.input[-1]):
            state["trimmer.paths.end"] = held[node.input[-1]][0]
    state["model.encoder.table.weight"] = held["table"].float() * held["about"][:, :1]

    def of(part):
        return {name.removeprefix(part): value for name, value in state.items() if name.startswith(part)}

    return {"model": of("model."), "trimmer": of("trimmer."), "tokens": {"weights": held["about"][:, 1]}}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("small", type=Path)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    found = restored(args.small / "model.onnx")
    shape = SmallShape(vocabulary=len(found["model"]["encoder.table.weight"]))
    small = Small(shape)
    small.load_state_dict(found["model"])
    torch.save({"shape": shape.as_dict(), "state": small.state_dict()}, args.work / "small.pt")
    trimmer = Trimmer(shape)
    trimmer.load_state_dict(found["trimmer"])
    torch.save(trimmer.state_dict(), args.work / "trimmer.pt")
    if not (args.work / "embeddings.npz").exists():
        np.savez(args.work / "embeddings.npz", **found["tokens"])
    print(f"{sum(value.numel() for part in found.values() for value in part.values()):,} weights")


if __name__ == "__main__":
    main()
