"""Write small's graph: from token ids to salience and to the scores that a shorter sentence is made by, in int8.

    python -m models.recipe.small.5_export_graph WORK SMALL NANO [--float32 FILE] [--prior-share 1.0]

reads WORK/small.pt (2_train_network), WORK/trimmer.pt (4_train_trimmer), the weights of tokens in WORK/embeddings.npz
and NANO/tokenizer.json; writes SMALL/model.onnx; `--float32 FILE` also writes the graph before quantization, for
comparison. The token table is int8 with a scale per row; each product with constant weights becomes
com.microsoft.DynamicQuantizeMatMul, int8 weights with a scale per output channel, activations quantized at run time.

Inputs, int32 but for prior: input_ids [T], sentence [T], frequency [T], position [S], marks [S, 8],
count [1], prior [S] float32 (nano's salience), trim [1]. T is at most 384. Outputs, float32: salience [S] and,
empty where trim is 0, keep [T], and of the trimmer stay [T], leaves [1 + T, 64] (the beginning's row first),
enters [T + 1, 64] (the end's last).
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from tokenizers import Tokenizer
from torch import nn

from models.recipe.networks.graphs import export_symbolic, only_if
from models.recipe.networks.int8 import quantize, quantize_products
from models.recipe.networks.nano import MARKS, han_of, pieces_of
from models.recipe.networks.small import Small
from models.recipe.networks.trimmer import FORK, SEAM, Trimmer

# The product that scores seams stays in float32, because its errors affect every path.
WHOLE = ("trimmer.paths.out.bias",)
# The outputs that only trimming needs, and the shape of each without trimming.
TRIMMING = {"keep": [0], "stay": [0], "leaves": [0, SEAM], "enters": [0, SEAM]}


class Runtime(nn.Module):
    """One window from ids to salience and the trimmer's scores."""

    def __init__(self, model: Small, trimmer: Trimmer, weights: torch.Tensor, han: torch.Tensor, prior_share: float):
        super().__init__()
        self.model = model
        self.trimmer = trimmer
        self.prior_share = prior_share
        table, scale = quantize(model.encoder.table.weight.detach())
        self.register_buffer("table", table)
        self.register_buffer("about", torch.stack([scale, weights, han], dim=-1))

    def forward(self, input_ids, sentence, frequency, position, marks, count, prior):
        ids, rows = input_ids.long(), sentence.long()
        encoder = self.model.encoder
        scale, weight, han = self.about.index_select(0, ids).split(1, dim=-1)
        x = encoder.raise_rank((self.table.index_select(0, ids).float() * scale)[None])
        before = torch.cat([rows[:1] - 1, rows[:-1]])
        first = (rows != before).float()[None, :, None]
        places = encoder.places.index_select(0, torch.arange(ids.shape[0]))
        x = encoder.norm(x + places + first * encoder.begins)
        states = []
        for layer in encoder.layers:
            x = layer(x, None)
            states.append(x)
        keep = self.model.keep(x)[0].sigmoid()
        apart = (rows[:, None] != rows[None, :]).float()[None, None] * -1e4
        leaves, enters, stay = self.trimmer(states[FORK - 1], apart)[0].split([SEAM, SEAM, 1], dim=-1)
        leaves = torch.cat([self.trimmer.paths.begin[None], leaves]) / SEAM**0.5
        enters = torch.cat([enters, self.trimmer.paths.end[None]])
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
        nothing = torch.zeros_like(position, dtype=torch.float)[:, None].expand(-1, columns.shape[1])
        pooled = nothing.index_put((rows,), columns, accumulate=True)
        sums, stats = pooled.split([self.model.shape.hidden, 6], dim=-1)
        mean = sums / stats[:, :1].clamp(min=1)
        logits = self.model.score(mean[None], stats[None], marks[None], position[None], count[None])[0]
        prior = prior.clamp(1e-4, 1 - 1e-4)
        shares = 1 + self.prior_share
        logits = (logits + self.prior_share * (prior / (1 - prior)).log()) / shares
        return logits.sigmoid(), keep, stay[:, 0], leaves, enters


def write_float32(runtime: Runtime, path: Path) -> onnx.ModelProto:
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
    by_token, by_sentence = {0: "tokens"}, {0: "sentences"}
    axes = {
        "input_ids": by_token,
        "sentence": by_token,
        "frequency": by_token,
        "position": by_sentence,
        "marks": by_sentence,
        "prior": by_sentence,
    }
    inputs = ["input_ids", "sentence", "frequency", "position", "marks", "count", "prior"]
    return export_symbolic(runtime, example, inputs, ["salience", *TRIMMING], axes, path)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("small", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--float32", type=Path)
    parser.add_argument("--prior-share", type=float, default=1.0)
    args = parser.parse_args()
    model = Small.load(args.work / "small.pt")
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    han = han_of(pieces_of(tokenizer))
    weights = torch.from_numpy(np.load(args.work / "embeddings.npz")["weights"])
    path = args.float32 or args.work / "small-float32.onnx"
    args.small.mkdir(parents=True, exist_ok=True)
    trimmer = Trimmer(model.shape)
    trimmer.load_state_dict(torch.load(args.work / "trimmer.pt", weights_only=True))
    runtime = Runtime(model.eval(), trimmer.eval(), weights, han, args.prior_share)
    whole = write_float32(runtime, path)
    quantized = quantize_products(onnx.load(path), WHOLE)
    for graph, file in ((whole, path), (quantized, args.small / "model.onnx")):
        onnx.save(only_if(graph, "trim", TRIMMING), file)
    for file in (path, args.small / "model.onnx"):
        print(f"{file}: {file.stat().st_size:,} bytes")
    print(" ".join(sorted({node.op_type for node in quantized.graph.node})))


if __name__ == "__main__":
    main()
