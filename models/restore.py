"""Read small's weights back from its shipped graph, so that training can go on where no checkpoint is left.

    python models/restore.py models/small WORK

writes WORK/small.pt, and WORK/trimmer.pt where the graph has one. Each weight is its int8 value times its channel's scale; what the graph holds in
float32 comes back as it was.
"""

import argparse
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from encoder import Small, SmallShape
from trimmer import Trimmer


def restored(graph: Path) -> dict[str, dict[str, torch.Tensor]]:
    """Weights of a graph that export_small.py wrote: {"model": small's, "trimmer": the trimmer's}."""
    model = onnx.load(graph)
    held = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in model.graph.initializer}
    state = {name: value for name, value in held.items() if name.startswith(("model.", "trimmer."))}
    for node in model.graph.node:
        if node.op_type == "DynamicQuantizeMatMul":
            weight = (held[node.input[1]].float() * held[node.input[2]]).T
            # A product without a bias is the table's alone.
            bias = node.input[4] if len(node.input) > 4 else "model.encoder.raise_rank.bias"
            state[bias.removesuffix("bias") + "weight"] = weight
        elif node.op_type == "MatMul" and node.input[1].startswith("onnx::"):
            column = held[node.input[1]].T
            state["model.keeps.2.weight" if column.shape[1] == 128 else "model.out.weight"] = column
    state["model.encoder.table.weight"] = held["table"].float() * held["about"][:, :1]
    of = lambda part: {name.removeprefix(part): value for name, value in state.items() if name.startswith(part)}
    return {"model": of("model."), "trimmer": of("trimmer.")}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    found = restored(args.model / "model.onnx")
    shape = SmallShape(vocabulary=len(found["model"]["encoder.table.weight"]))
    small = Small(shape)
    small.load_state_dict(found["model"])
    torch.save({"shape": shape.as_dict(), "state": small.state_dict()}, args.work / "small.pt")
    if found["trimmer"]:
        trimmer = Trimmer(shape.hidden)
        trimmer.load_state_dict(found["trimmer"])
        torch.save(trimmer.state_dict(), args.work / "trimmer.pt")
    print(f"{sum(value.numel() for part in found.values() for value in part.values()):,} weights")


if __name__ == "__main__":
    main()
