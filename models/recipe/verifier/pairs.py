"""Pairs as the network reads them: prepared rows, batches of like length, and probabilities by PyTorch."""

import json
import random
from pathlib import Path

import numpy as np
import torch

from models.recipe.verifier.edits import PAD, Edits

# The share of each kind that is believed to be mislabeled; a kind that is not listed has `OTHERWISE`.
DOUBT = {
    "output": 0.1,  # two readers would differ in about as many
    "google": 0.1,
    "product": 0.02,
    "whole": 0.01,
    "skip": 0.08,
    "jump": 0.1,
    "edge": 0.08,
    "half": 0.08,
    "function words": 0.15,
    "order": 0.1,
    "head": 0.1,
    "hyphen": 0.1,
}
OTHERWISE = 0.03
PADDING = 1  # the id of <pad>

# Objections of the hard checks (src/summarizer/rewrite/checks.ts) that hardly ever refuse a good candidate.
SURE = ("it repeats itself", "it cuts a word", "it is not complete", "the sentence does not state")


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def prepared(rows: list[dict], edits: Edits) -> list[dict]:
    """Rows with `ids`, `kinds` and `goal`, the probability that the network should give."""
    for row in rows:
        row["ids"], row["kinds"] = edits.pair(row["text"], row["candidate"])
        doubt = DOUBT.get(row["kind"], OTHERWISE)
        row["goal"] = 1 - doubt if row["good"] else doubt
    return rows


def by_checks(outputs: list[dict]) -> list[dict]:
    """Outputs of which the hard checks leave little doubt, as pairs: allowed ones are good, those of SURE are not."""
    found = []
    for row in outputs:
        why = row.get("objection")
        if row["by"] == "writer" and (why is None or why.startswith(SURE)):
            found.append({**row, "good": int(why is None), "kind": "checks"})
    return found


def batches(rows: list[dict], size: int, rng: random.Random | None):
    """Pairs of like length together, about `size` pieces a batch; in random order if there is an `rng`."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]["ids"]) + (rng.random() * 8 if rng else 0))
    made, batch, widest = [], [], 0
    for at in order:
        widest = max(widest, len(rows[at]["ids"]))
        if batch and (len(batch) + 1) * widest > size:
            made.append(batch)
            batch, widest = [], len(rows[at]["ids"])
        batch.append(rows[at])
    made += [batch] if batch else []
    if rng:
        rng.shuffle(made)
    return made


def tensors(batch: list[dict], device: str = "cpu"):
    """int64 ids and kinds, [B, T] each."""
    width = max(len(row["ids"]) for row in batch)

    def fill(name, pad):
        return torch.tensor([row[name] + [pad] * (width - len(row[name])) for row in batch], device=device)

    return fill("ids", PADDING), fill("kinds", PAD)


@torch.no_grad()
def probabilities(model, rows: list[dict], device: str = "cpu", size: int = 4_096) -> np.ndarray:
    was = model.training
    model.eval()
    found = np.zeros(len(rows))
    at = {id(row): k for k, row in enumerate(rows)}
    for batch in batches(rows, size, None):
        for row, p in zip(batch, model(*tensors(batch, device)).sigmoid().tolist()):
            found[at[id(row)]] = p
    model.train(was)
    return found
