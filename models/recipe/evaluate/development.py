"""The development sets, read and split into sentences.

    documents = read(DATA, "news")  # list[Document]; without the rows that are trained on
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

from models.recipe.bridge import segment
from models.recipe.data.files import read as read_rows
from models.recipe.nano.facts import NEWS_DEV_IN_TRAINING


@dataclass(frozen=True)
class DevelopmentSet:
    file: str
    language: str
    length: str = "short"  # asked of our models ...
    count: int = 1  # ... and sentences, asked of the others
    skip: int = 0  # leading rows that are trained on
    leaked: frozenset[str] = frozenset()  # ids whose text is also in a training split
    compresses: bool = False


SETS = {
    "docs_en": DevelopmentSet("docs/pairs_en_dev", "en"),
    "docs_zh": DevelopmentSet("docs/pairs_zh_dev", "zh"),
    "news": DevelopmentSet("news/cnndm_dev", "en", "medium", 3, skip=NEWS_DEV_IN_TRAINING),
    "scitldr": DevelopmentSet("science/scitldr_dev", "en", leaked=frozenset({"BJec2Mfosm"})),
    "scisummnet": DevelopmentSet("science/scisummnet_dev", "en", "long", 6),
    "scisummnet_body": DevelopmentSet("science/scisummnet_dev", "en", "long", 6),
    "csl_zh": DevelopmentSet("science/csl_zh_dev", "zh"),
    "compression": DevelopmentSet("compression/google_dev", "en", compresses=True),
    "qmsum": DevelopmentSet("meetings/qmsum_dev", "en", "long", 6),
    "squality": DevelopmentSet("stories/squality_dev", "en", "long", 6),
}

WARM_UP = 20  # documents that are read twice, so that no figure holds the start of a process


@dataclass(frozen=True)
class Document:
    id: str
    text: str
    language: str
    sentences: tuple[str, ...]  # by the shipped splitter, without those that have no word
    references: tuple[str, ...]  # a sentence a line
    split_cpu_seconds: float  # CPU seconds of splitting it


def body(sentences: list[str], abstract: str) -> list[str]:
    """A paper without its abstract; the title, its first sentence, stays.

    Scanned papers spell a sentence of the abstract in odd ways ("re- suits"), so a sentence belongs to it if half of
    its runs of eight letters do.
    """
    of_abstract = runs(abstract)
    return sentences[:1] + [s for s in sentences[1:] if 2 * len(runs(s) & of_abstract) < len(runs(s))]


def runs(text: str) -> set[str]:
    """Every run of eight letters and digits of a text, without spaces and punctuation."""
    letters = re.sub(r"[^a-z0-9]", "", text.lower())
    return {letters[i : i + 8] for i in range(max(1, len(letters) - 7))}


def turns(row: dict) -> str:
    """A meeting as lines "Speaker: words", without the transcribers' {marks}."""
    said = ((who, " ".join(re.sub(r"{\w+}", " ", what).split())) for who, what in row["turns"])
    return "\n".join(f"{who}: {what}" for who, what in said if what)


def text_and_references(name: str, row: dict) -> tuple[str, list[str]] | None:
    """Text and references of a row, or None if the row is not part of the set."""
    if name == "scisummnet_body":
        if not row["abstract"].strip():
            return None
        return " ".join(body(row["sentences"], row["abstract"])), [row["summary"]]
    if name == "qmsum":
        return turns(row), [answer for _, answer in row["general"]]
    if name == "squality":
        return row["text"], row["questions"][0]["refs"]  # the first asks for the plot
    text = row.get("text") or " ".join(row["sentences"])
    return text, row.get("summaries") or [row["summary"]]


def read(data: Path, name: str, limit: int | None = None) -> list[Document]:
    """A development set, split into sentences; with a limit, always the same sample of that size."""
    chosen = SETS[name]
    kept = []
    for row in list(read_rows(data, chosen.file))[chosen.skip :]:
        found = text_and_references(name, row) if row["id"] not in chosen.leaked else None
        if found:
            kept.append((row["id"], *found))
    if limit and limit < len(kept):
        kept = [kept[i] for i in sorted(random.Random(7).sample(range(len(kept)), limit))]
    texts = [text for _, text, _ in kept]
    cut = segment(texts[:WARM_UP] + texts, chosen.language)[len(texts[:WARM_UP]) :]
    # ROUGE-Lsum wants a sentence a line; some references come so, the others are split.
    flat = [reference for _, _, references in kept for reference in references]
    lines = iter(segment(flat, chosen.language))
    documents = []
    for (id, text, references), parts in zip(kept, cut):
        split = [(r, next(lines)["sentences"]) for r in references]
        documents.append(
            Document(
                id,
                text,
                chosen.language,
                tuple(s for s in parts["sentences"] if re.search(r"\w", s)),
                tuple(r.strip() if "\n" in r.strip() else "\n".join(s) for r, s in split),
                parts["cpuMs"] / 1000,
            )
        )
    return documents
