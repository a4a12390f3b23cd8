"""Write the writer's graphs, int8 (graphs.py), and their configuration.

    python -m models.recipe.writer.7_export_graphs WORK WRITER [--float32 DIRECTORY] [--tuned-share 0.4]

reads WORK/writer.pt (3_train_network or restore_weights) and WORK/writer-sentences.pt (6_tune_on_sentences, which starts
from it); writes WRITER/{encoder_model,decoder_model_merged}.onnx, config.json and generation_config.json. `--float32` also
writes both graphs unquantized, for comparison.

The weights are a mean of both, as in WiSE-FT (Wortsman et al., CVPR 2022): tuning on single sentences costs the writer some
of its headlines, and the mean has them back without losing what it learned. `--tuned-share` is the weight of the tuned ones.
"""

import argparse
from pathlib import Path

import torch

from models.recipe.networks.writer import Writer, WriterShape
from models.recipe.writer.graphs import configure, write

# Chosen among 0.25, 0.4, 0.6, 0.8 and 1 by ROUGE-1 of headlines and sentences on the development sets.
TUNED_SHARE = 0.4


def blended(before: dict[str, torch.Tensor], tuned: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """The mean of two states of one network, weight by weight; `share` of `tuned`."""
    return {name: torch.lerp(before[name].float(), tuned[name].float(), share) for name in before}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--float32", type=Path)
    parser.add_argument("--tuned-share", type=float, default=TUNED_SHARE)
    parser.add_argument("--length-penalty", type=float, default=1.0)
    args = parser.parse_args()
    before, tuned = (
        torch.load(args.work / name, weights_only=True) for name in ("writer.pt", "writer-sentences.pt")
    )
    writer = Writer(WriterShape(**tuned["shape"]))
    writer.load_state_dict(blended(before["state"], tuned["state"], args.tuned_share))
    writer.eval().requires_grad_(False)
    write(writer, args.writer, int8=True)
    if args.float32:
        write(writer, args.float32, int8=False)
    configure(writer.shape, args.writer, args.length_penalty)


if __name__ == "__main__":
    main()
