"""What a person found in outputs of the writer and the trimmer, kept without the texts, and how well scores agree with it.

models/recipe/verifier/labels.jsonl has a row each with `hash` (of sentence and candidate, SHA-256), `good`, `split` ("held": from documents
that nothing was trained on; "train"), and `set`, `lang` and `by` for the counts. Whoever makes the outputs again
(3_write_outputs.py) finds the texts by their hashes.
"""

import hashlib
import json
from pathlib import Path

import numpy as np


def hash_of(text: str, candidate: str) -> str:
    return hashlib.sha256(f"{text}\n{candidate}".encode()).hexdigest()[:24]


def labelled(outputs: Path, labels: Path, split: str) -> list[dict]:
    """The outputs that have a label of this split, as pairs to train on or to judge."""
    known = {row["hash"]: row for row in map(json.loads, open(labels, encoding="utf-8")) if row["split"] == split}
    found = {}
    for line in open(outputs, encoding="utf-8"):
        row = json.loads(line)
        label = known.get(hash_of(row["text"], row["candidate"]))
        if label:
            found[label["hash"]] = {**row, "before": "", "good": label["good"], "kind": "output"}
    if len(found) < len(known):
        print(f"{len(known) - len(found)} of {len(known)} labels have no output here")
    return list(found.values())


def auc(good: np.ndarray, scores: np.ndarray) -> float:
    """Chance that a good one scores above a bad one."""
    good = np.asarray(good, bool)
    if good.all() or not good.any():
        return float("nan")
    ranks = np.argsort(np.argsort(scores)) + 1
    n, m = good.sum(), (~good).sum()
    return float((ranks[good].sum() - n * (n + 1) / 2) / (n * m))
