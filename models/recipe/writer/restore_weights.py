"""Read the writer's weights back from its shipped graphs, so that training can continue without a checkpoint.

    python -m models.recipe.writer.restore_weights WRITER WORK [--out writer.pt]

reads WRITER/{encoder_model,decoder_model_merged}.onnx and config.json; writes WORK/writer.pt. Each weight is its int8
value times its channel's scale; weights stored in float32 are restored exactly.
"""

import argparse
import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from models.recipe.networks.writer import Writer, WriterShape
from models.recipe.writer.tokenizer import END, SPECIAL

# Products that are not quantized, in the order in which DecoderGraph runs them.
IN_FLOAT = ["follow.weight", "gate.weight"]
BLOCKED = 5e3  # graphs.py subtracts 1e4 from the bias of a piece that may only be copied


def restored(folder: Path) -> dict[str, torch.Tensor]:
    """The state of a Writer whose graphs are in a folder."""
    state: dict[str, torch.Tensor] = {}
    for name in ("encoder_model", "decoder_model_merged"):
        read(onnx.load(folder / f"{name}.onnx").graph, state)
    bias = state.pop("bias")
    state["blocked"] = (bias < -BLOCKED).float()
    state["bias"] = bias + 1e4 * state["blocked"]
    return state


def read(graph: onnx.GraphProto, state: dict[str, torch.Tensor]) -> None:
    """Add the weights of a graph and of its branches, by their names in a Writer."""
    inner = [a.g for node in graph.node for a in node.attribute if a.HasField("g")]
    held = {
        t.name.removeprefix("cross."): torch.from_numpy(numpy_helper.to_array(t).copy())
        for one in (graph, *inner)
        for t in one.initializer
    }
    left = list(IN_FLOAT)
    for name, value in held.items():
        if name.startswith("writer.") and not name.endswith(("_int8", "_scale")):
            state[name.removeprefix("writer.")] = value
        elif re.fullmatch(r"layers\.\d\.offer\.bias", name):
            state[name.replace("layers", "decoder")] = value
        elif name == "bias":
            state["bias"] = value
        elif name.startswith("onnx::MatMul") and value.shape[-1] == 1:
            state[left.pop(0)] = value.T
        elif name.endswith("_MatMul_output_0_int8"):
            weight = (value.float() * held[name.replace("_int8", "_scale")]).T
            state[weight_of(name.removesuffix("_MatMul_output_0_int8"))] = weight
        elif name == "MatMul_1_output_0_int8":
            state["table.weight"] = (value.float() * held["MatMul_1_output_0_scale"]).T


def weight_of(product: str) -> str:
    """ "decoder.0_mix" -> "decoder.0.mix.weight"; the two "offer" of the branch belong to the decoder's layers."""
    offer = re.fullmatch(r"offer(?:_(\d))?", product)
    if offer:
        return f"decoder.{offer.group(1) or 0}.offer.weight"
    return re.sub(r"(?<=\d)_", ".", product) + ".weight"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("writer", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", default="writer.pt")
    args = parser.parse_args()
    state = restored(args.writer)
    vocabulary = len(state["table.weight"])
    writer = Writer(WriterShape(vocabulary=vocabulary, special=len(SPECIAL), end=SPECIAL.index(END)))
    writer.load_state_dict(state)
    torch.save({"shape": writer.shape.as_dict(), "state": writer.state_dict()}, args.work / args.out)
    print(f"{sum(value.numel() for value in state.values()):,} weights")


if __name__ == "__main__":
    main()
