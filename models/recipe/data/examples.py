"""Training examples: the sentences of a document, their token ids, and the value of each as a summary.

A sentence's value (`worth`) is its ROUGE-1 plus ROUGE-2 F1 against the reference (the best of several), the same
measure by which the summaries are judged. If a reference is a list of highlights, it is the mean of that value and of
the value against the nearest highlight, which a short sentence can match. Sentences are split by the runtime
(bridge.segment), so training reads exactly the sentences that are served.
"""

import pickle
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.bridge import segment
from models.recipe.data.files import read
from models.recipe.data.units import bags, f1
from models.recipe.nano.facts import NEWS_DEV_IN_TRAINING
from models.recipe.nano.tokenize import encode

SETS = {
    "docs_en": ("docs/pairs_en", "en"),
    "docs_zh": ("docs/pairs_zh", "zh"),
    "news": ("news/cnndm", "en"),
    "scitldr": ("science/scitldr", "en"),
    "scisummnet": ("science/scisummnet", "en"),
    "csl_zh": ("science/csl_zh", "zh"),
}
# References that are paragraphs of several sentences; split up, they are lists of highlights.
BY_SENTENCE = {"scisummnet"}


@dataclass
class Example:
    set: str
    language: str
    text: str
    references: list[str]
    sentences: list[str]
    marks: np.ndarray  # int32 [S, MARKS]
    ids: list[np.ndarray]  # int32, all tokens of each sentence
    worth: np.ndarray  # float32 [S]


def prepared(
    data: Path,
    work: Path,
    split: str,
    tokenizer: Tokenizer,
    limit: int | None = None,
    encode: Callable = encode,
    sets: Collection[str] = tuple(SETS),
) -> list[Example]:
    """Examples of a split ("train" or "dev") of some sets, from WORK/{split}.pkl if they were prepared before.

    `limit` bounds the documents of each set; a stored file is checked neither against it nor against `sets`.
    """
    cache = work / f"{split}.pkl"
    if not cache.exists():
        cache.write_bytes(pickle.dumps(load(data, split, tokenizer, limit, encode, sets)))
    return pickle.loads(cache.read_bytes())


def load(
    data: Path,
    split: str,
    tokenizer: Tokenizer,
    limit: int | None = None,
    encode: Callable = encode,
    sets: Collection[str] = tuple(SETS),
) -> list[Example]:
    """Read and prepare one split of some sets; `encode(tokenizer, sentences)` makes the token ids."""
    examples = []
    for name, (stem, language) in SETS.items():
        if name not in sets:
            continue
        kept = list(islice(read(data, f"{stem}_{split}"), limit))
        texts = [row.get("text") or " ".join(row["sentences"]) for row in kept]
        wanted = [row.get("summaries") or [row["summary"]] for row in kept]
        if name in BY_SENTENCE:
            found = segment([one[0] for one in wanted], language)
            wanted = [["\n".join(parts["sentences"])] for parts in found]
        for text, references, parts in zip(texts, wanted, segment(texts, language)):
            if not parts["sentences"]:
                continue
            ids = [np.array(one, np.int32) for one in encode(tokenizer, parts["sentences"])]
            keep = [i for i, sequence in enumerate(ids) if len(sequence)]
            sentences = [parts["sentences"][i] for i in keep]
            examples.append(
                Example(
                    set=name,
                    language=language,
                    text=text,
                    references=references,
                    sentences=sentences,
                    marks=np.array([parts["marks"][i] for i in keep], np.int32),
                    ids=[ids[i] for i in keep],
                    worth=worth(sentences, references, language),
                )
            )
        print(f"{name} {split}: {len(kept):,} documents", flush=True)
    return examples


def worth(sentences: list[str], references: list[str], language: str) -> np.ndarray:
    """ROUGE-1 + ROUGE-2 F1 of every sentence alone against its best reference, float32 [S]."""
    wanted = [bags(reference, language) for reference in references]
    lines = [line for reference in references for line in reference.split("\n")]
    nearest = [bags(line, language) for line in lines] if len(lines) > len(wanted) else []
    values = np.zeros(len(sentences), np.float32)
    for index, sentence in enumerate(sentences):
        bag = bags(sentence, language)
        values[index] = best(bag, wanted)
        if nearest:
            values[index] = (best(bag, wanted) + best(bag, nearest)) / 2
    return values


def best(bag, targets: list) -> float:
    """The highest ROUGE-1 + ROUGE-2 F1 of two bags against those of some targets."""
    return max((f1(bag[0], one) + f1(bag[1], two) for one, two in targets), default=0.0)


def set_of(item) -> str:
    return item.set


def move_news(train: list, dev: list, name_of: Callable = set_of) -> tuple[list, list]:
    """Move the first NEWS_DEV_IN_TRAINING news items of the development split to training, which has little news."""
    news = [item for item in dev if name_of(item) == "news"][:NEWS_DEV_IN_TRAINING]
    moved = {id(item) for item in news}
    return train + news, [item for item in dev if id(item) not in moved]
