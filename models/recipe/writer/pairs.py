"""A training pair of the writer: the best sentences of a document that fit, and the summary to write of them."""

import random
from collections import Counter
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.writer.tokenizer import CODES, END, SPACE, TASKS

MAX_SOURCE, MAX_SENTENCE, MAX_TARGET, SEED = 192, 96, 47, 7
DESCRIBE, HEADLINE, COMPRESS = range(len(TASKS))
TASK_OF = {"docs_en": DESCRIBE, "docs_zh": DESCRIBE, "scitldr": DESCRIBE, "news": DESCRIBE, "csl_zh": HEADLINE}
CANDIDATES = 40  # maximum number of sentences of a document that are considered


class Pairs:
    """Collects pairs; `save` packs them into flat arrays."""

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer = tokenizer
        self.end = tokenizer.token_to_id(END)
        self.codes = {language: tokenizer.token_to_id(code) for language, code in CODES.items()}
        self.tasks = [tokenizer.token_to_id(task) for task in TASKS]
        self.sources, self.targets, self.kinds = [], [], []
        self.counts: Counter = Counter()
        self.space = tokenizer.token_to_id(SPACE)
        self.random = random.Random(SEED)

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [e.ids for e in self.tokenizer.encode_batch(texts, add_special_tokens=False)]

    def join(self, sentences: list[list[int]]) -> list[int]:
        """Join sentences into one source. In half of the sources, Chinese ones are separated by spaces."""
        close = self.random.random() < 0.5
        joined: list[int] = []
        for ids in sentences:
            tied = close and joined and ids[:1] == [self.space]
            joined += ids[int(bool(tied)) : MAX_SENTENCE]
        return joined

    def add(self, kind: str, task: int, language: str, source: list[int], target: list[int]) -> None:
        """Add a pair. `source` and `target` are plain ids; the special ids are added here."""
        code = self.codes[language]
        self.sources.append([self.tasks[task], *source, self.end, code])
        self.targets.append([code, *target, self.end])
        self.kinds.append(kind)
        self.counts[kind] += 1

    def save(self, path: Path) -> None:
        np.savez(
            path,
            sources=pack(self.sources),
            source_sizes=sizes(self.sources),
            targets=pack(self.targets),
            target_sizes=sizes(self.targets),
            kinds=np.array(self.kinds),
        )
        print(f"{path}: {len(self.kinds):,} pairs; {dict(self.counts)}", flush=True)


def best_sentences(lengths: list[int], prior: np.ndarray, room: int = MAX_SOURCE) -> list[int]:
    """The best sentences that fit, in document order."""
    kept: list[int] = []
    for index in np.argsort(-prior, kind="stable"):
        length = min(lengths[index], MAX_SENTENCE)
        if length > room:
            break
        kept.append(int(index))
        room -= length
    return sorted(kept)


def pack(lists: list[list[int]]) -> np.ndarray:
    """All ids in one flat array, uint16."""
    return np.array([i for one in lists for i in one], np.uint16)


def sizes(lists: list[list[int]]) -> np.ndarray:
    """The length of each list, int32."""
    return np.array([len(one) for one in lists], np.int32)
