"""Choose nano-multilingual's tokenizer (tokenizer.py).

    python -m models.recipe.nano_multilingual.1_choose_vocabulary OUT

reads the multilingual teacher's pieces; writes OUT/tokenizer.json. Reads no text.
"""

import argparse
from pathlib import Path

from models.recipe.nano_multilingual.tokenizer import build, choose, write
from models.recipe.networks.multilingual_teacher import load


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    teacher = load()
    kept = choose(teacher.pieces, teacher.scores)
    tokenizer = build([(teacher.pieces[i], round(float(teacher.scores[i]), 4)) for i in kept])
    path = args.out / "tokenizer.json"
    write(tokenizer, path)
    print(f"{tokenizer.get_vocab_size():,} of {len(teacher.pieces):,} pieces, {path.stat().st_size:,} bytes")
    for sample in ("Fährt der letzte Bus?", "港は来年閉鎖される。", "تعمل العبّارة بالكهرباء"):
        print(tokenizer.encode(sample).tokens)


if __name__ == "__main__":
    main()
