"""The texts that vocabularies are learned from."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from models.recipe.data.files import read

PLAIN_CHARACTERS = {"en": 24_000_000, "zh": 14_000_000}
NEWS_WEIGHT = 4


def corpus(data: Path, share: float = 1) -> Iterator[str]:
    """Yield plain text up to a budget per language, news (repeated) and science. With a share below 1, yield only that
    share: every hundredth text for 0.01."""
    return itertools.islice(everything(data), 0, None, round(1 / share))


def everything(data: Path) -> Iterator[str]:
    for language, budget in PLAIN_CHARACTERS.items():
        for row in read(data, f"docs/plain_{language}"):
            text = row["text"][:8_000]
            budget -= len(text)
            if budget < 0:
                break
            yield text
    for row in read(data, "docs/pairs_zh_train"):
        yield row["text"][:2_000]
    for row in read(data, "news/cnndm_train"):
        yield from itertools.repeat(row["text"], NEWS_WEIGHT)
    for row in read(data, "stories/squality_train"):
        yield row.get("text", "")
    for row in read(data, "science/scitldr_train"):
        yield " ".join(row["sentences"])
    for row in read(data, "science/csl_zh_train"):
        yield row["text"]
