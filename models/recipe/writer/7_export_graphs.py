"""Write the writer's graphs, int8 (graphs.py), and their configuration.

    python -m models.recipe.writer.7_export_graphs WORK WRITER [--float32 DIRECTORY] [--checkpoint writer-sentences.pt]

reads WORK/writer-sentences.pt (6_tune_on_sentences); writes WRITER/{encoder_model,decoder_model_merged}.onnx, config.json and
generation_config.json. `--float32` also writes both graphs unquantized, for comparison.
"""

import argparse
from pathlib import Path

import torch

from models.recipe.networks.writer import Writer, WriterShape
from models.recipe.writer.graphs import configure, write


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--float32", type=Path)
    parser.add_argument("--checkpoint", default="writer-sentences.pt")
    parser.add_argument("--length-penalty", type=float, default=1.0)
    args = parser.parse_args()
    saved = torch.load(args.work / args.checkpoint, weights_only=True)
    writer = Writer(WriterShape(**saved["shape"]))
    writer.load_state_dict(saved["state"])
    writer.eval().requires_grad_(False)
    write(writer, args.writer, int8=True)
    if args.float32:
        write(writer, args.float32, int8=False)
    configure(writer.shape, args.writer, args.length_penalty)


if __name__ == "__main__":
    main()
