"""Write the verifier's graph, int8.

    python -m models.recipe.verifier.5_export_graph WORK OUT [--float32 FILE]

reads WORK/verifier.pt, WORK/verifier-pairs.jsonl and OUT/tokenizer.json; writes OUT/model.onnx. Inputs `input_ids` and
`kinds`, int32 [B, T] (edits.py; padding has kind 0); output `follows`, float32 [B]: the probability that the candidate
follows from its sentence and reads well.
"""

import argparse
from pathlib import Path

import onnx
import torch
from tokenizers import Tokenizer
from torch import nn

from models.recipe.networks.graphs import export
from models.recipe.networks.int8 import quantize_products, quantize_table
from models.recipe.verifier.edits import Edits
from models.recipe.verifier.network import Shape, Verifier
from models.recipe.verifier.pairs import prepared, read
from models.recipe.verifier.smooth import smooth

SEEN = 200  # pairs that show how large activations are


class Graph(nn.Module):
    def __init__(self, model: Verifier):
        super().__init__()
        self.model = model

    def forward(self, input_ids, kinds):
        return self.model(input_ids, kinds).sigmoid()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", default="verifier.pt")
    parser.add_argument("--float32", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    kept = torch.load(args.work / args.checkpoint, weights_only=True)
    model = Verifier(Shape(**kept["shape"]))
    model.load_state_dict(kept["state"])
    model.eval()
    edits = Edits(Tokenizer.from_file(str(args.out / "tokenizer.json")))
    smooth(model, prepared(read(args.work / "verifier-pairs.jsonl")[:SEEN], edits))
    path = args.float32 or args.work / "verifier-f32.onnx"
    example = (
        torch.tensor([[0, 5, 2, 5, 2], [0, 5, 2, 2, 1]], dtype=torch.int32),
        torch.tensor([[1, 2, 4, 3, 1], [1, 2, 4, 3, 0]], dtype=torch.int32),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("input_ids", "kinds")} | {"follows": {0: "batch"}}
    export(Graph(model.eval()), example, ["input_ids", "kinds"], ["follows"], axes, path)
    quantized = quantize_table(quantize_products(onnx.load(path)))
    onnx.checker.check_model(quantized, full_check=False)
    onnx.save(quantized, args.out / "model.onnx")
    for file in (path, args.out / "model.onnx"):
        print(f"{file}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
