"""Have the shipped writer and trimmer rework single sentences: what the verifier has to judge.

    python -m models.recipe.verifier.2_write_outputs WORK WRITER [--count 400] [--held-count 120]

reads WORK/{sentences,documents}.jsonl (writer.4_collect_sentences) and the graphs in WRITER; writes WORK/outputs-{train,held}.jsonl: a
row for each candidate, with its sentence's fields, `candidate`, `by` ("writer", "trimmer" or "rules"), `rank` among the
beams, and `objection`: why a hard check of the product refuses it, or null. Candidates that differ from the sentence in
punctuation only are left out. The beams below the first are mostly bad, which is wanted here.
"""

import argparse
import json
import random
import re
from pathlib import Path

from models.recipe.bridge import call
from models.recipe.writer.sentences import collected, given

LEAST = {"en": 60, "zh": 22}  # characters: shorter sentences need no shortening
CHUNK = 60
SEED = 5


def plain(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def chosen(rows: list[dict], held: bool, count: int) -> list[dict]:
    """At most `count` sentences of each set, the sets mixed, so that any beginning of the list is a fair sample."""
    rng = random.Random(SEED + held)
    found = []
    for name in sorted({row["set"] for row in rows}):
        some = [row for row in rows if row["set"] == name and row["held"] == held]
        some = [row for row in some if len(row["text"]) >= LEAST[row["lang"]]]
        share = 2 if name == "docs_zh" else 0.5 if name == "meetings" else 1
        found += rng.sample(some, min(int(share * count), len(some)))
    rng.shuffle(found)
    return found


def candidates(row: dict, answer: dict) -> list[dict]:
    offered = [(text, "writer", rank) for rank, text in enumerate(answer["written"])]
    offered += [(answer["trimmed"], "trimmer", 0), (answer["short"], "rules", 0)]
    found, seen = [], {plain(row["text"])}
    for text, by, rank in offered:
        if plain(text) not in seen:
            seen.add(plain(text))
            objection = answer["objections"].get(text)
            fields = {key: value for key, value in row.items() if key != "context"}
            found.append({**fields, "candidate": text, "by": by, "rank": rank, "objection": objection})
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--count", type=int, default=400, help="sentences of each set")
    parser.add_argument("--held-count", type=int, default=120, help="sentences of each set's reserved documents")
    args = parser.parse_args()
    rows = collected(args.work)
    for name, held, count in (("held", True, args.held_count), ("train", False, args.count)):
        some, written = chosen(rows, held, count), 0
        with open(args.work / f"outputs-{name}.jsonl", "w", encoding="utf-8") as file:
            for at in range(0, len(some), CHUNK):
                part = some[at : at + CHUNK]
                answers = call("offer.ts", [given(row) for row in part], args.writer)
                for row, answer in zip(part, answers):
                    for made in candidates(row, answer):
                        file.write(json.dumps(made, ensure_ascii=False) + "\n")
                        written += 1
                file.flush()
                print(f"{name}: {at + len(part):,} of {len(some):,} sentences, {written:,} candidates", flush=True)


if __name__ == "__main__":
    main()
