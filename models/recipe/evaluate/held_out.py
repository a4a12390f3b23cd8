"""A guard that no model is scored on what it was trained on, file by file as its facts.py states it.

    require_held_out(DATA, "nano", documents)  # raises TrainedOnError

A model without facts is not scored at all; nor is any on a document whose text is among the rows it was trained on.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from models.recipe.catalogue import MODELS
from models.recipe.data.files import read
from models.recipe.evaluate.development import Document, turns


class TrainedOnError(Exception):
    """A document was trained on, or it is unknown what the model was trained on."""


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
    used = islice(read(data, file), count)
    return frozenset(mark for row in used for mark in (row.get("id"), fingerprint(text_of(row))) if mark)


def require_held_out(data: Path, model: str, documents: Iterable[Document]) -> None:
    """Raise where the model was, or may have been, trained on one of the documents."""
    if model not in MODELS:
        raise TrainedOnError(f"{model}: state in models/recipe/{model}/facts.py what it was trained on")
    for file, count in MODELS[model].trained_on.items():
        known = seen(data, file, count)
        for document in documents:
            # By id too: a paper without its abstract is the paper still.
            if document.id in known or fingerprint(document.text) in known:
                raise TrainedOnError(f"{model} was trained on {document.id}, which is in {file}")
