"""Plain documents for pretraining, without those that share a title, or 13 words (Han characters) in a row, with a
development document."""

import re
from pathlib import Path

from models.recipe.data.files import read
from models.recipe.data.units import units

SHINGLE = 13
CHARACTERS = {"en": 4_000, "zh": 2_000}  # read of each document


def shingles(text: str, language: str) -> set[int]:
    """Hashes of every 13 words (Han characters) in a row."""
    found = units(text, language) if language == "zh" else re.findall(r"[a-z0-9]+", text.lower())
    return {hash(tuple(found[i : i + SHINGLE])) for i in range(len(found) - SHINGLE + 1)}


def normal(title: str) -> str:
    return re.sub(r"\W+", "", title.lower())


def seen_in_development(data: Path, language: str) -> tuple[set[str], set[int]]:
    """Titles and shingles of every development text of a language."""
    titles, found = set(), set()
    paths = {
        "en": ["docs/pairs_en", "news/cnndm", "science/scitldr", "science/scisummnet", "compression/google"],
        "zh": ["docs/pairs_zh", "science/csl_zh"],
    }
    for path in paths[language]:
        for row in read(data, f"{path}_dev"):
            text = row.get("text") or " ".join(row["sentences"])
            summaries = row.get("summaries") or [row["summary"]]
            for part in [text, *summaries]:
                found |= shingles(part, language)
            if row.get("title"):
                titles.add(normal(row["title"]))
    return titles, found


def plain_documents(data: Path, language: str, limit: int):
    """Yield (title, text) of plain documents that do not resemble a development document."""
    titles, found = seen_in_development(data, language)
    kept, by_title, by_words = 0, 0, 0
    for row in read(data, f"docs/plain_{language}"):
        if kept == limit:
            break
        if normal(row["title"]) in titles:
            by_title += 1
        elif found & shingles(row["text"], language):
            by_words += 1
        else:
            kept += 1
            yield row["title"], row["text"][: CHARACTERS[language]]
    print(f"plain {language}: {kept:,} kept, left out {by_title:,} by title, {by_words:,} by 13 words", flush=True)
