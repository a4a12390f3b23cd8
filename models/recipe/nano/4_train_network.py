"""Train nano's network.

    python -m models.recipe.nano.4_train_network DATA WORK NANO [--epochs 8] [--seed 7] [--documents N]

reads NANO/tokenizer.json, WORK/embeddings.npz (3_fit_vectors) and the training and development splits of DATA;
writes WORK/nano.pt after every epoch that is the best so far on the development splits (the mean worth of the
chosen sentences), and the prepared examples to WORK/{train,dev}.pkl, which later runs and stages read.
"""

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.data.examples import move_news, prepared
from models.recipe.nano.fitting import fit
from models.recipe.nano.training import REPEAT, Packed
from models.recipe.networks.nano import Nano, Shape, han_of, pieces_of


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--documents", type=int, help="at most this many of each set, for a quick run")
    parser.add_argument("--learning-rate", type=float, default=1.5e-3)
    parser.add_argument("--out", default="nano.pt")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    pieces = pieces_of(tokenizer)
    han = han_of(pieces)
    frozen = np.load(args.work / "embeddings.npz")
    model = Nano(
        Shape(vocabulary=len(pieces)),
        torch.from_numpy(frozen["vectors"]),
        torch.from_numpy(frozen["weights"]),
        han,
    )
    read = [prepared(args.data, args.work, split, tokenizer, args.documents) for split in ("train", "dev")]
    examples, held = move_news(*read)
    dev = [Packed(example, model) for example in held]
    packed = [Packed(example, model) for example in examples]
    train = [document for document in packed for _ in range(REPEAT.get(document.set, 1))]
    fit(
        model,
        train,
        dev,
        args.work / args.out,
        rng,
        epochs=args.epochs,
        learning_rate=args.learning_rate,
        memory=0.998,
    )


if __name__ == "__main__":
    main()
