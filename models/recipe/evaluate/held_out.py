"""What each model was trained on, and a guard that it is not scored on that.

    require_held_out(DATA, "nano", documents)  # raises TrainedOnError

TRAINED_ON says it file by file. A model that is not in it is not scored at all; nor is any on a document
whose text is among those rows.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from models.recipe.data.examples import NEWS_DEV_IN_TRAINING, rows
from models.recipe.evaluate.development import Document, turns

ALL = None  # every row; a number means so many leading rows
NANO = {
    "docs/pairs_en_train": ALL,
    "docs/pairs_zh_train": ALL,
    "docs/plain_en": ALL,
    "docs/plain_zh": ALL,
    "news/cnndm_train": ALL,
    "news/cnndm_dev": NEWS_DEV_IN_TRAINING,
    "science/scitldr_train": ALL,
    "science/scisummnet_train": ALL,
    "science/csl_zh_train": ALL,
    "stories/squality_train": ALL,
}
SMALL = {**NANO, "docs/parallel": ALL, "compression/google_train": ALL}
TRAINED_ON: dict[str, dict[str, int | None]] = {"nano": NANO, "small": SMALL}
# Not trained on, but looked at: checkpoints, penalties and designs were chosen on these.
# The size of a "long" summary was chosen on the last three.
TUNED_ON = {
    "nano": (
        *("docs_en", "docs_zh", "news", "scitldr", "scisummnet", "csl_zh"),
        *("scisummnet_body", "qmsum", "squality"),
    )
}
TUNED_ON["small"] = (*TUNED_ON["nano"], "compression")


class TrainedOnError(Exception):
    """What was to be scored was trained on, or nobody has said that it was not."""


def fingerprint(text: str) -> str:
    """Equal for texts that differ only in white space and case."""
    return hashlib.sha256("".join(text.lower().split()).encode()).hexdigest()


def text_of(row: dict) -> str:
    """The document of a row of any file."""
    text = row.get("text") or row.get("en")  # parallel paragraphs have both languages
    return text or (" ".join(row["sentences"]) if "sentences" in row else turns(row))


@lru_cache(maxsize=None)
def seen(data: Path, file: str, count: int | None) -> frozenset[str]:
    """Ids of the rows of a file that are trained on, and fingerprints of their texts."""
    used = islice(rows(data / f"{file}.jsonl.xz"), count)
    return frozenset(mark for row in used for mark in (row.get("id"), fingerprint(text_of(row))) if mark)


def require_held_out(data: Path, model: str, documents: Iterable[Document]) -> None:
    """Raise where the model was, or may have been, trained on one of the documents."""
    if model not in TRAINED_ON:
        raise TrainedOnError(f"{model}: say in TRAINED_ON (models/recipe/evaluate/held_out.py) what it was trained on")
    for file, count in TRAINED_ON[model].items():
        known = seen(data, file, count)
        for document in documents:
            # By id too: a paper without its abstract is the paper still.
            if document.id in known or fingerprint(document.text) in known:
                raise TrainedOnError(f"{model} was trained on {document.id}, which stands in {file}")
