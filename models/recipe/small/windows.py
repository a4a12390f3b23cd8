"""Windows of documents and of compressions that small is trained on, in batches of similar size."""

import difflib
import random

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.data.examples import Example
from models.recipe.networks.nano import token_stats
from models.recipe.networks.salience import frequencies
from models.recipe.small.facts import LIMITS

SENTENCE_TOKENS, WINDOW_TOKENS = LIMITS["sentenceTokens"], LIMITS["windowTokens"]


class Window:
    """The sentences of a document that small reads, as arrays."""

    def __init__(self, example: Example, prior: np.ndarray, weights: torch.Tensor, han: torch.Tensor):
        kept = window_of([len(ids) for ids in example.ids], prior)
        ids = [example.ids[i][:SENTENCE_TOKENS] for i in kept]
        self.set = example.set
        self.count = len(example.ids)
        self.flat = torch.from_numpy(np.concatenate(ids)).long()
        lengths = torch.tensor([len(one) for one in ids])
        self.sentence = torch.arange(len(ids)).repeat_interleave(lengths)
        self.first = torch.cat([torch.ones(1), (self.sentence[1:] != self.sentence[:-1]).float()])
        frequency = torch.from_numpy(frequencies(example.ids))[self.flat].float()
        self.stats = token_stats(self.flat, self.sentence, frequency, weights, han)
        self.position = torch.tensor(kept).float()
        self.marks = torch.from_numpy(example.marks[kept]).float()
        self.worth = torch.from_numpy(example.worth[kept])
        self.prior = torch.logit(torch.from_numpy(prior[kept]), eps=1e-4)


def window_of(lengths: list[int], prior: np.ndarray) -> list[int]:
    """The best sentences by nano's salience that fit a window, in document order."""
    kept, used = [], 0
    for index in np.argsort(-prior, kind="stable"):
        length = min(lengths[index], SENTENCE_TOKENS)
        if used + length > WINDOW_TOKENS:
            break
        kept.append(int(index))
        used += length
    return sorted(kept)


class Compression:
    """A sentence, and the tokens that its compression keeps."""

    def __init__(self, text: str, short: str, tokenizer: Tokenizer):
        self.ids = tokenizer.encode(text).ids[:SENTENCE_TOKENS]
        kept = tokenizer.encode(short).ids
        self.keep = np.zeros(len(self.ids), np.float32)
        for block in difflib.SequenceMatcher(None, self.ids, kept, autojunk=False).get_matching_blocks():
            self.keep[block.a : block.a + block.size] = 1


def compressions(items: list[Compression], rng: random.Random) -> list[list[Compression]]:
    """Windows of one to six sentences."""
    items, windows = rng.sample(items, len(items)), []
    while items:
        windows.append([items.pop() for _ in range(min(len(items), rng.choice([1, 1, 2, 4, 6])))])
    return [[c for c in w] for w in windows if sum(len(c.ids) for c in w) <= WINDOW_TOKENS]
