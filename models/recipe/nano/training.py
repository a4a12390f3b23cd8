"""nano's training data, documents as arrays in batches, and its loss, which small shares.

Loss: cross-entropy between softmax(logits) and softmax(8 x worth), and a small binary cross-entropy
against worth / best worth, which makes sigmoid(logit) a salience between 0 and 1.
"""

import random

import numpy as np
import torch
from torch.nn import functional

from models.recipe.data.examples import Example
from models.recipe.nano.facts import LIMITS
from models.recipe.networks.nano import Nano, token_stats
from models.recipe.networks.salience import frequencies

SENTENCE_TOKENS = LIMITS["sentenceTokens"]
SHARPNESS = 8.0
REPEAT = {"news": 3}  # the only general prose, and there is little of it
MAX_SENTENCES = 80
TOKENS_PER_BATCH = 40_000


class Packed:
    """A document as arrays; the parts that depend only on frozen weights are computed once."""

    def __init__(self, example: Example, model: Nano):
        kept = [ids[:SENTENCE_TOKENS] for ids in example.ids[:MAX_SENTENCES]]
        self.set = example.set
        self.count = len(example.ids)
        self.flat = torch.from_numpy(np.concatenate(kept)).long()
        lengths = np.array([len(ids) for ids in kept])
        self.offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]])).long()
        self.sentence = torch.repeat_interleave(torch.arange(len(kept)), torch.from_numpy(lengths))
        inside = torch.arange(len(self.flat)) - self.offsets[self.sentence]
        in_head = inside < model.shape.head_tokens
        self.head = self.flat[in_head]
        heads = np.minimum(lengths, model.shape.head_tokens)
        self.head_offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(heads)[:-1]])).long()
        self.frequency = torch.from_numpy(frequencies(example.ids))[self.flat].float()
        weight = model.weights[self.flat]
        self.stats = token_stats(self.flat, self.sentence, self.frequency, model.weights, model.han)
        self.mean = functional.embedding_bag(
            self.flat, model.vectors, self.offsets, mode="sum", per_sample_weights=weight
        ).half()
        self.marks = torch.from_numpy(example.marks[:MAX_SENTENCES]).float()
        self.worth = torch.from_numpy(example.worth[:MAX_SENTENCES])


def joined(bags):
    """Join (ids, offsets, first sentence) of several documents into one list of bags."""
    ids, offsets, at = [], [], 0
    for flat, starts, first in bags:
        begin = int(starts[first])
        ids.append(flat[begin:])
        offsets.append(starts[first:] - begin + at)
        at += len(flat) - begin
    return torch.cat(ids), torch.cat(offsets)


def batch_of(documents: list[Packed], model: Nano, drop: list[int]):
    """Pad documents into score()'s inputs. `drop[i]` leading sentences of document i are left out."""
    sizes = [len(d.worth) - k for d, k in zip(documents, drop)]
    batch, width = len(documents), max(sizes)
    mean = torch.zeros(batch, width, model.shape.dimension)
    stats = torch.zeros(batch, width, documents[0].stats.shape[1])
    marks = torch.zeros(batch, width, documents[0].marks.shape[1])
    mask = torch.zeros(batch, width)
    worth = torch.zeros(batch, width)
    position = torch.arange(width).float().expand(batch, width).contiguous()
    count = torch.tensor([[float(d.count - k)] for d, k in zip(documents, drop)])
    for i, (d, k, size) in enumerate(zip(documents, drop, sizes)):
        mean[i, :size] = d.mean[k:].float()
        stats[i, :size] = d.stats[k:]
        marks[i, :size] = d.marks[k:]
        worth[i, :size] = d.worth[k:]
        mask[i, :size] = 1
    # Only the batch's own tokens go through the cue network.
    flat, offsets = joined([(d.flat, d.offsets, k) for d, k in zip(documents, drop)])
    heads, head_offsets = joined([(d.head, d.head_offsets, k) for d, k in zip(documents, drop)])
    present, places = torch.unique(torch.cat([flat, heads]), return_inverse=True)
    table = model.cue_table(present)
    half = model.shape.cues
    whole = functional.embedding_bag(places[: len(flat)], table[:, :half].contiguous(), offsets)
    head = functional.embedding_bag(places[len(flat) :], table[:, half:].contiguous(), head_offsets)
    cues = torch.zeros(batch, width, 2 * half)
    cues[mask.bool()] = torch.cat([whole, head], dim=-1)
    return (mean, cues, stats, marks, position, count, mask), worth


def batches(documents: list[Packed], rng: random.Random):
    """Group documents of similar size, in random order."""
    order = sorted(documents, key=lambda d: len(d.worth) + rng.random() * 8)
    groups, group, tokens = [], [], 0
    for document in order:
        group.append(document)
        tokens += len(document.flat)
        if tokens > TOKENS_PER_BATCH or len(group) >= 64:
            groups.append(group)
            group, tokens = [], 0
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return groups


def loss_of(logits, worth, mask):
    """Listwise cross-entropy plus a small pointwise one; each document counts once."""
    hidden = (mask - 1) * 1e4
    wanted = (worth * SHARPNESS + hidden).softmax(-1)
    listwise = -(wanted * (logits + hidden).log_softmax(-1)).sum(-1).mean()
    best = worth.amax(-1, keepdim=True).clamp(min=0.05)
    pointwise = functional.binary_cross_entropy_with_logits(logits, worth / best, reduction="none")
    return listwise + 0.2 * ((pointwise * mask).sum(-1) / mask.sum(-1)).mean()


@torch.no_grad()
def worth_by_set(model: Nano, documents: list[Packed]) -> dict[str, float]:
    """Mean worth of the best-scored sentence of each document (of the three best for news), by set."""
    model.eval()
    found: dict[str, list[float]] = {}
    for group in batches(documents, random.Random(0)):
        inputs, worth = batch_of(group, model, [0] * len(group))
        logits = model.score(*inputs) + (inputs[-1] - 1) * 1e4
        for document, row, value in zip(group, logits, worth):
            k = min(3 if document.set == "news" else 1, len(document.worth))
            found.setdefault(document.set, []).append(value[row.topk(k).indices].mean().item())
    model.train()
    return {name: 100 * float(np.mean(values)) / 2 for name, values in sorted(found.items())}
