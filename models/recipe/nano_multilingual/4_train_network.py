"""Train nano-multilingual's network: nano's, over the vectors of 2_encode_pieces, on English and Chinese pairs only.

    python -m models.recipe.nano_multilingual.4_train_network WORK OUT [--epochs 4] [--seed 7]

reads OUT/tokenizer.json, WORK/multilingual-embeddings.npz and WORK/{train,dev}.pkl (3_read_examples); writes
WORK/nano-multilingual.pt after every epoch that is the best so far on the development splits.

The network leaves out what differs between languages (Shape.across_languages). It is trained on documentation alone,
where references are one sentence; the first sentence is dropped at random as in nano. At every epoch, another choice of
the documents is read as if translated (translations.py).
"""

import argparse
import pickle
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.nano.fitting import fit
from models.recipe.nano.training import Packed
from models.recipe.nano_multilingual.translations import Translations
from models.recipe.networks.nano import Nano, Shape, pieces_of

TRANSLATED = 0.6  # share of the documents at an epoch


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--learning-rate", type=float, default=1.5e-3)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    count = tokenizer.get_vocab_size()
    frozen = np.load(args.work / "multilingual-embeddings.npz")
    model = Nano(
        Shape(vocabulary=count, across_languages=True),
        torch.from_numpy(frozen["vectors"]),
        torch.from_numpy(frozen["weights"]),
        torch.zeros(count),
    )
    examples, dev = (pickle.loads((args.work / f"{split}.pkl").read_bytes()) for split in ("train", "dev"))
    used = np.unique(np.concatenate([ids for example in examples for ids in example.ids]))
    translations = Translations(frozen["vectors"], pieces_of(tokenizer), used)
    packed = [Packed(example, model) for example in examples]
    random = np.random.default_rng(args.seed)

    def read() -> list[Packed]:
        """The documents, a new choice of them translated."""
        return [
            Packed(translations.translate(example, random), model) if random.random() < TRANSLATED else as_is
            for example, as_is in zip(examples, packed, strict=True)
        ]

    fit(
        model,
        read,
        [Packed(example, model) for example in dev],
        args.work / "nano-multilingual.pt",
        Random(args.seed),
        epochs=args.epochs,
        learning_rate=args.learning_rate,
        memory=0.99,
    )


if __name__ == "__main__":
    main()
