"""Make the verifier's pairs: sentences with true shortenings and with corruptions of them, both languages.

    python -m models.recipe.verifier.4_make_pairs WORK [--sources 16000] [--held-sources 1200]

reads WORK/sentences.jsonl; writes WORK/pairs.jsonl and, from held-back documents, WORK/pairs-held.jsonl: rows of `before`,
`text`, `candidate`, `lang`, `set`, `kind` ("whole", "gold", "rules" or a corruption's name) and `good` (1 or 0). Each source
gives one good and one spoilt candidate, the second often made from the first, so that length gives nothing away.
"""

import argparse
import json
import random
import re
import time
from pathlib import Path

from models.recipe.verifier.corrupt import corrupted
from models.recipe.verifier.shorten import shortened

SHARES = {
    "compression": 0.27,
    "news": 0.16,
    "docs_en": 0.12,
    "scitldr": 0.05,
    "meetings": 0.03,
    "docs_zh": 0.36,
    "csl_zh": 0.01,
}
WITH_BEFORE = 0.15


GUARDED = [
    re.compile(
        r"\b(?:said|says?|told|tells|according|claim\w*|announce\w*|report\w*|warn\w*|believe\w*|add(?:s|ed)|insist\w*|den(?:y|ies|ied)|confirm\w*|reveal\w*|expect\w*|sources?)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:not|never|no|without|neither|cannot|if|unless|may|might|could|allegedly|reportedly|possibly|likely|accused|alleged|nearly|almost|suspected)\b|n't",
        re.I,
    ),
]
OPEN_END = re.compile(
    r"\b(?:of|to|in|on|at|by|for|from|with|the|a|an|and|or|that|which|who|is|are|was|were|as|his|her|their|its)\.$",
    re.I,
)


def is_sound(row: dict) -> bool:
    """Compressions often drop who says it, a negation or a hedge; those are not taken for true."""

    def kept(found):
        return len(found.findall(row["short"])) >= len(found.findall(row["text"]))

    return (
        all(kept(found) for found in GUARDED) and not OPEN_END.search(row["short"]) and row["short"].count('"') % 2 == 0
    )


def good_of(row: dict, rng: random.Random) -> tuple[str, str]:
    draw = rng.random()
    if "short" in row and draw < 0.75 and is_sound(row):
        return row["short"], "gold"
    made = shortened(row["text"], row["lang"], rng) if draw < 0.93 else None
    return (made, "rules") if made else (row["text"], "whole")


def pairs_of(row: dict, other: str, rng: random.Random) -> list[dict]:
    text, lang = row["text"], row["lang"]
    good, kind = good_of(row, rng)
    base = good if rng.random() < 0.7 else text
    before = row["before"] if rng.random() < WITH_BEFORE else ""
    spoilt = corrupted(base, text, row["before"] or other, lang, rng)
    common = {"before": before, "text": text, "lang": lang, "set": row["set"]}
    made = [{**common, "candidate": good, "kind": kind, "good": 1}]
    if spoilt:
        made.append({**common, "candidate": spoilt[0], "kind": spoilt[1], "good": 0})
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--sources", type=int, default=16_000)
    parser.add_argument("--held-sources", type=int, default=1_200)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    started = time.process_time()
    rows = [json.loads(line) for line in open(args.work / "sentences.jsonl", encoding="utf-8")]
    for held, count, name in ((True, args.held_sources, "pairs-held"), (False, args.sources, "pairs")):
        rng = random.Random(args.seed + held)
        chosen = []
        for part, share in SHARES.items():
            some = [row for row in rows if row["held"] == held and row["set"] == part]
            chosen += rng.sample(some, min(len(some), int(count * share)))
        rng.shuffle(chosen)
        others = {lang: [row["text"] for row in chosen if row["lang"] == lang] for lang in ("en", "zh")}
        made = [pair for row in chosen for pair in pairs_of(row, rng.choice(others[row["lang"]]), rng)]
        with open(args.work / f"{name}.jsonl", "w", encoding="utf-8") as file:
            for row in made:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"{name}: {len(made):,} pairs; {time.process_time() - started:.0f} CPU-seconds", flush=True)


if __name__ == "__main__":
    main()
