"""Encode short texts with the teacher, so that token vectors can be distilled from its sentence vectors.

    python -m models.recipe.nano.2_encode_texts DATA WORK [--texts 100000]

reads DATA/docs/parallel, news/cnndm_train and science/scitldr_train; writes WORK/teacher.npz (`vectors` float16 [N,
384], unit length) and WORK/teacher.jsonl (one row per text: `en`, and `zh` if it has a translation, human or machine).
`--texts` bounds the parallel paragraphs; the passages of news and of science are each at most a sixth of that number.
"""

import argparse
import random
from pathlib import Path

from models.recipe.data.files import read
from models.recipe.networks.teacher import encode, save

TEXTS, WORDS, SEED = 100_000, 26, 7


def passages(text: str) -> list[str]:
    """Cut running text into passages of WORDS words: `a b c ...` -> [`a ... z`, ...]."""
    words = text.split()
    return [" ".join(words[i : i + WORDS]) for i in range(0, len(words) - WORDS // 2, WORDS)]


def gather(data: Path, count: int) -> list[dict]:
    """Choose the texts: translated paragraphs (human translations first), news and science passages."""
    rng = random.Random(SEED)
    pairs = [row for row in read(data, "docs/parallel") if 8 <= len(row["zh"]) <= 160]
    rng.shuffle(pairs)
    pairs.sort(key=lambda row: row["translation"] == "MT")
    chosen = [{"en": row["en"], "zh": row["zh"]} for row in pairs[:count]]
    news = [p for row in read(data, "news/cnndm_train") for p in passages(row["text"])]
    science = [s for row in read(data, "science/scitldr_train") for s in row["sentences"]]
    others = round(count * 0.16)
    for pool in (news, science):
        chosen += [{"en": text} for text in rng.sample(pool, min(others, len(pool)))]
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--texts", type=int, default=TEXTS)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    chosen = gather(args.data, args.texts)
    save(encode([row["en"] for row in chosen]), chosen, args.work)
    print(f"wrote {len(chosen):,} teacher vectors")


if __name__ == "__main__":
    main()
