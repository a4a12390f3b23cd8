"""What a reader found in outputs of the writer and the trimmer, kept without the texts, and measures of agreement.

labels.jsonl has a row each with `hash` (of sentence and candidate, SHA-256), `good` (1 or 0), `split` ("train"; "held": of
documents that nothing was trained on; "fresh": of such documents, too, and read before any score of them was seen), and
`set`, `lang` and `by` for the counts. 2_write_outputs.py makes the texts again.

Good is what could stand in a summary as it is: a whole sentence, true by its source alone, with its negations, conditions,
hedges and sources; names and numbers unchanged. A detail may be missing, a limit of what is claimed may not.
"""

import hashlib
import json
from pathlib import Path

import numpy as np

LABELS = Path(__file__).parent / "labels.jsonl"


def hash_of(text: str, candidate: str) -> str:
    return hashlib.sha256(f"{text}\n{candidate}".encode()).hexdigest()[:24]


def labeled(outputs: list[Path], split: str) -> list[dict]:
    """The outputs that have a label of this split, each with `good`."""
    known = {row["hash"]: row for row in map(json.loads, open(LABELS, encoding="utf-8")) if row["split"] == split}
    found = {}
    for path in outputs:
        for row in map(json.loads, open(path, encoding="utf-8")):
            label = known.get(hash_of(row["text"], row["candidate"]))
            if label:
                found[label["hash"]] = {**row, "good": label["good"], "kind": "output"}
    if len(found) < len(known):
        print(f"{len(known) - len(found)} of {len(known)} labels have no output here")
    return list(found.values())


def auc(good: np.ndarray, scores: np.ndarray) -> float:
    """The chance that a good one scores above a bad one."""
    good = np.asarray(good, bool)
    if good.all() or not good.any():
        return float("nan")
    ranks = np.argsort(np.argsort(scores)) + 1
    positives, negatives = good.sum(), (~good).sum()
    return float((ranks[good].sum() - positives * (positives + 1) / 2) / (positives * negatives))
