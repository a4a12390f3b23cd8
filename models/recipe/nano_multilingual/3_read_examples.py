"""Split and tokenize the documents that nano-multilingual's network is trained on.

    python -m models.recipe.nano_multilingual.3_read_examples DATA WORK OUT [--documents N]

reads OUT/tokenizer.json and the documentation pairs of DATA, English and Chinese; writes WORK/{train,dev}.pkl.
"""

import argparse
from pathlib import Path

from tokenizers import Tokenizer

from models.recipe.data.examples import prepared
from models.recipe.nano_multilingual.facts import SETS
from models.recipe.nano_multilingual.tokenizer import encode


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, help="at most this many of each set, for a quick run")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    for split in ("train", "dev"):
        found = prepared(args.data, args.work, split, tokenizer, args.documents, encode, SETS)
        print(f"{split}: {len(found):,} documents with sentences")


if __name__ == "__main__":
    main()
