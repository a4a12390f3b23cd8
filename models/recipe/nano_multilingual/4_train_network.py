"""Train nano-multilingual's network: nano's, over the vectors of 2_encode_pieces, on English and Chinese pairs only.

    python -m models.recipe.nano_multilingual.4_train_network WORK OUT [--epochs 3] [--documents 7000] [--seed 7]

reads OUT/tokenizer.json, WORK/multilingual-embeddings.npz and WORK/{train,dev}.pkl (3_read_examples); writes
WORK/nano-multilingual.pt after every epoch that is the best so far on the development splits.

The network leaves out what differs between languages (Shape.across_languages). It is trained on documentation alone,
where references are one sentence; the first sentence is dropped at random as in nano.

All 13,389 documents and five epochs gave more on the development sets of both languages, and not more across. Nor did,
with all documents: a loss of expected worth with lengths relative to the document; the teacher's 768 numbers in place of
128 axes; documents whose pieces were replaced by near ones of other scripts. The mean of five networks' logits gave a
little more, within the noise, with French and Italian below the bound of harm; trees over place, length, repetition and likeness alone gave
less; rules for phrases like "this article describes" gained in the first two sentences and lost beyond. measure_ceiling
has the same network over the whole teacher.
"""

import argparse
import pickle
import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.nano.fitting import fit
from models.recipe.nano.training import Packed
from models.recipe.nano_multilingual.facts import DOCUMENTS
from models.recipe.networks.nano import Nano, Shape


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="drawn at random from both sets")
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
    rng = random.Random(args.seed)
    examples, held = (pickle.loads((args.work / f"{split}.pkl").read_bytes()) for split in ("train", "dev"))
    rng.shuffle(examples)
    train, dev = ([Packed(example, model) for example in part] for part in (examples[: args.documents], held))
    fit(
        model,
        train,
        dev,
        args.work / "nano-multilingual.pt",
        rng,
        epochs=args.epochs,
        learning_rate=args.learning_rate,
        memory=0.99,
    )


if __name__ == "__main__":
    main()
