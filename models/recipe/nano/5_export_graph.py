"""Write the shipped graph: nano from token ids to salience, its token table in int8.

    python -m models.recipe.nano.5_export_graph WORK NANO [--float32 FILE]

reads WORK/nano.pt (4_train_network); writes NANO/model.onnx; `--float32 FILE` also writes the same graph with
unquantized tables, for comparison. All that depends on a token alone is folded into rows of tables: its
weighted vector (128) and its cues (16 of the whole sentence, 16 of its head), int8 with a scale per row. The rest, 0.6 MB, is
float32: at these sizes quantized products are slower than float ones in WebAssembly.

Inputs, int32: input_ids [T], sentence [T] (row of the token's sentence), frequency [T] (sentences of
the document that hold the token), position [S], marks [S, 8], count [1]. Outputs, float32: salience [S],
vector [S, 128] (unit; near for sentences of like meaning, in either language).
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from models.recipe.networks.graphs import export_symbolic
from models.recipe.networks.int8 import quantize
from models.recipe.networks.nano import MARKS, Nano, Shape


class Runtime(nn.Module):
    """One document (or window) from ids to salience and sentence vectors."""

    def __init__(self, model: Nano, int8: bool, lead: float = 0.0):
        super().__init__()
        self.model = model
        self.int8 = int8
        self.lead = lead
        shape = model.shape
        vectors = model.vectors * model.weights[:, None]
        cues = model.cue_table().detach()
        if int8:
            vectors, vector_scale = quantize(vectors)
            cues, cue_scale = quantize(cues)
        else:
            vector_scale = cue_scale = torch.ones(len(vectors))
        self.dimension, self.cues, self.head = shape.dimension, shape.cues, shape.head_tokens
        whole, first = cues.split(shape.cues, dim=-1)
        self.register_buffer("vectors", vectors)
        self.register_buffer("whole", whole)
        self.register_buffer("first", first)
        about = torch.stack([vector_scale, cue_scale, model.weights, model.han], dim=-1)
        self.register_buffer("about", about)

    def forward(self, input_ids, sentence, frequency, position, marks, count):
        ids, rows = input_ids.long(), sentence.long()
        scale, cue_scale, weight, han = self.about.index_select(0, ids).split(1, dim=-1)
        one = torch.ones_like(weight)
        frequency = frequency.float()[:, None]
        # The start of each sentence: the number of tokens in the sentences before it.
        lengths = torch.zeros_like(position, dtype=torch.float).index_put((rows,), one[:, 0], accumulate=True)
        begins = lengths.cumsum(0) - lengths
        inside = one[:, 0].cumsum(0) - begins.index_select(0, rows)
        in_head = (inside < self.head + 0.5).float()[:, None]
        columns = torch.cat(
            [
                self.vectors.index_select(0, ids).float() * scale,
                self.whole.index_select(0, ids).float() * cue_scale,
                self.first.index_select(0, ids).float() * (cue_scale * in_head),
                one,
                weight,
                weight * (1.5 < frequency).float(),
                weight * frequency.log(),
                (ids == 0).float()[:, None],
                han,
            ],
            dim=-1,
        )
        nothing = torch.zeros_like(position, dtype=torch.float)[:, None].expand(-1, columns.shape[1])
        pooled = nothing.index_put((rows,), columns, accumulate=True)
        mean, whole, first, stats = pooled[None].split([self.dimension, self.cues, self.cues, 6], dim=-1)
        length = stats[..., :1].clamp(min=1)
        hints = torch.cat([whole / length, first / length.clamp(max=self.head)], dim=-1)
        logits = self.model.score(mean, hints, stats, marks[None], position[None], count[None])
        if self.lead:
            logits = logits + self.lead * (position == 0).float()
        return logits.sigmoid()[0], (mean / ((mean * mean).sum(-1, keepdim=True) + 1e-6).sqrt())[0]


def write(model: Nano, path: Path, int8: bool, lead: float = 0.0) -> None:
    """Export one graph; the frozen training buffers are folded away."""
    runtime = Runtime(model, int8, lead).eval()
    tokens = torch.tensor([5, 6, 7, 8, 9], dtype=torch.int32)
    example = (
        tokens,
        torch.tensor([0, 0, 0, 1, 2], dtype=torch.int32),
        torch.ones(5, dtype=torch.int32),
        torch.arange(3, dtype=torch.int32),
        torch.zeros(3, MARKS, dtype=torch.int32),
        torch.tensor([3], dtype=torch.int32),
    )
    by_token, by_sentence = {0: "tokens"}, {0: "sentences"}
    axes = {
        "input_ids": by_token,
        "sentence": by_token,
        "frequency": by_token,
        "position": by_sentence,
        "marks": by_sentence,
    }
    inputs = ["input_ids", "sentence", "frequency", "position", "marks", "count"]
    graph = export_symbolic(runtime, example, inputs, ["salience", "vector"], axes, path)
    operators = sorted({node.op_type for node in graph.graph.node})
    print(f"{path}: {path.stat().st_size:,} bytes; {' '.join(operators)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--float32", type=Path)
    parser.add_argument("--checkpoint", default="nano.pt")
    parser.add_argument("--lead", type=float, default=0.0, help="added to the first sentence's logit")
    args = parser.parse_args()
    saved = torch.load(args.work / args.checkpoint, weights_only=True)
    state = saved["state"]
    model = Nano(Shape(**saved["shape"]), state["vectors"], state["weights"], state["han"])
    model.load_state_dict(state)
    model.eval()
    write(model, args.nano / "model.onnx", int8=True, lead=args.lead)
    if args.float32:
        write(model, args.float32, int8=False, lead=args.lead)


if __name__ == "__main__":
    main()
