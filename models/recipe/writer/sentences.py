"""The sentences that 4_collect_sentences kept, and what the bridge needs of each."""

import json
from pathlib import Path


def collected(work: Path) -> list[dict]:
    """The rows of WORK/sentences.jsonl, each with `context`: the text that its sentence is from, or the sentence."""
    texts = {row["document"]: row["text"] for row in read_lines(work / "documents.jsonl")}
    rows = read_lines(work / "sentences.jsonl")
    return [{**row, "context": texts.get(row["document"], row["text"])} for row in rows]


def given(row: dict) -> dict:
    """A row of bridge/shorten.ts and bridge/offer.ts: the rules spare what a text is about."""
    return {"text": row["text"], "lang": row["lang"], "document": row.get("context", row["text"])}


def read_lines(path: Path) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
