"""Make the verifier's pairs: sentences with true shortenings and with corruptions of them, both languages.

    python -m models.recipe.verifier.3_make_pairs WORK [--sources 14000] [--held-sources 1500]

reads WORK/{sentences,documents}.jsonl (writer.4_collect_sentences); writes WORK/verifier-pairs.jsonl and, from reserved documents,
WORK/verifier-pairs-held.jsonl: rows of `text`, `candidate`, `lang`, `set`, `kind` ("whole", "google", "product", "rules" or
a corruption's name) and `good` (1 or 0). A sentence gives one good and one or two spoilt candidates, mostly made from the
good one, so that length gives nothing away.
"""

import argparse
import json
import random
import re
import time
from pathlib import Path

from models.recipe.bridge import call
from models.recipe.verifier.corrupt import corrupted
from models.recipe.verifier.true_shortenings import shortened
from models.recipe.writer.sentences import collected, given

SHARES = {
    "compression": 0.25,
    "news": 0.17,
    "docs_en": 0.12,
    "scitldr": 0.07,
    "meetings": 0.02,
    "docs_zh": 0.36,
    "csl_zh": 0.01,
}
SEED = 11

# Google's compressions often drop these; such a compression is not taken for true.
KEPT = (
    re.compile(
        r"\b(?:said|says?|told|tells|according|claim\w*|announce\w*|report\w*|warn\w*|believe\w*|add(?:s|ed)|insist\w*"
        r"|den(?:y|ies|ied)|confirm\w*|reveal\w*|expect\w*|sources?)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:not|never|no|without|neither|cannot|if|unless|may|might|could|allegedly|reportedly|possibly|likely"
        r"|accused|alleged|nearly|almost|suspected)\b|n't",
        re.I,
    ),
)
OPEN_END = re.compile(
    r"\b(?:of|to|in|on|at|by|for|from|with|the|a|an|and|or|that|which|who|is|are|was|were|as|his|her|their|its)\.$",
    re.I,
)


def is_sound(row: dict) -> bool:
    keeps = all(len(found.findall(row["short"])) >= len(found.findall(row["text"])) for found in KEPT)
    return keeps and not OPEN_END.search(row["short"]) and row["short"].count('"') % 2 == 0


def good_of(row: dict, product: str, rng: random.Random) -> tuple[str, str]:
    draw = rng.random()
    if "short" in row and draw < 0.7 and is_sound(row):
        return row["short"], "google"
    if product != row["text"] and draw < 0.6:
        return product, "product"
    made = shortened(row["text"], row["lang"], rng) if draw < 0.93 else None
    return (made, "rules") if made else (row["text"], "whole")


def pairs_of(row: dict, product: str, other: str, rng: random.Random) -> list[dict]:
    text, lang = row["text"], row["lang"]
    common = {"text": text, "lang": lang, "set": row["set"]}
    good, kind = good_of(row, product, rng)
    made = [{**common, "candidate": good, "kind": kind, "good": 1}]
    for _ in range(1 + (rng.random() < 0.3)):
        base = good if rng.random() < 0.7 else text
        spoilt = corrupted(base, text, row["before"] or other, lang, rng)
        if spoilt:
            made.append({**common, "candidate": spoilt[0], "kind": spoilt[1], "good": 0})
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--sources", type=int, default=14_000)
    parser.add_argument("--held-sources", type=int, default=1_500)
    args = parser.parse_args()
    started = time.process_time()
    rows = collected(args.work)
    for held, count, name in ((True, args.held_sources, "pairs-held"), (False, args.sources, "pairs")):
        rng = random.Random(SEED + held)
        chosen = []
        for part, share in SHARES.items():
            some = [row for row in rows if row["held"] == held and row["set"] == part]
            chosen += rng.sample(some, min(len(some), int(count * share)))
        rng.shuffle(chosen)
        others = {lang: [row["text"] for row in chosen if row["lang"] == lang] for lang in ("en", "zh")}
        answers = call("shorten.ts", [given(row) for row in chosen])
        made = [
            pair
            for row, answer in zip(chosen, answers)
            for pair in pairs_of(row, answer["short"], rng.choice(others[row["lang"]]), rng)
        ]
        with open(args.work / f"verifier-{name}.jsonl", "w", encoding="utf-8") as file:
            for row in made:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"{name}: {len(made):,} pairs; {time.process_time() - started:.0f} CPU-seconds", flush=True)


if __name__ == "__main__":
    main()
