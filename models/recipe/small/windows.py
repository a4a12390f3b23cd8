"""What small is trained on: windows of documents and of compressions, in batches of like size."""

import difflib
import pickle
import random
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer

from models.recipe.data.examples import Example
from models.recipe.networks.small import MAX_SENTENCE_TOKENS, WINDOW_TOKENS
from models.recipe.fixtures.record_scores import salience

TOKENS_PER_BATCH = 12_288


class Window:
    """The sentences of a document that small reads, as arrays."""

    def __init__(self, example: Example, prior: np.ndarray, weights: torch.Tensor, han: torch.Tensor):
        kept = window_of([len(ids) for ids in example.ids], prior)
        ids = [example.ids[i][:MAX_SENTENCE_TOKENS] for i in kept]
        self.set = example.set
        self.count = len(example.ids)
        self.flat = torch.from_numpy(np.concatenate(ids)).long()
        lengths = torch.tensor([len(one) for one in ids])
        self.sentence = torch.arange(len(ids)).repeat_interleave(lengths)
        self.first = torch.cat([torch.ones(1), (self.sentence[1:] != self.sentence[:-1]).float()])
        unique = np.concatenate([np.unique(one[:256]) for one in example.ids])
        frequency = torch.from_numpy(np.bincount(unique, minlength=1))[self.flat].float()
        self.stats = stats_of(self.flat, self.sentence, frequency, weights, han)
        self.position = torch.tensor(kept).float()
        self.marks = torch.from_numpy(example.marks[kept]).float()
        self.worth = torch.from_numpy(example.worth[kept])
        self.prior = torch.logit(torch.from_numpy(prior[kept]), eps=1e-4)


def window_of(lengths: list[int], prior: np.ndarray) -> list[int]:
    """The best sentences by nano's salience that fit a window, in document order."""
    kept, used = [], 0
    for index in np.argsort(-prior, kind="stable"):
        length = min(lengths[index], MAX_SENTENCE_TOKENS)
        if used + length > WINDOW_TOKENS:
            break
        kept.append(int(index))
        used += length
    return sorted(kept)


def stats_of(flat, sentence, frequency, weights, han) -> torch.Tensor:
    """nano's TOKEN_STATS for each sentence, [S, 6]."""
    count = int(sentence[-1]) + 1
    pool = lambda value: torch.zeros(count).index_add(0, sentence, value)
    weight = weights[flat]
    return torch.stack(
        [
            pool(torch.ones_like(weight)),
            pool(weight),
            pool(weight * (frequency > 1.5)),
            pool(weight * frequency.log()),
            pool((flat == 0).float()),
            pool(han[flat]),
        ],
        dim=-1,
    )


def priors(examples: list[Example], nano: Path, cache: Path) -> list[np.ndarray]:
    """nano's salience of every sentence, kept in WORK."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(nano / "model.onnx", options)
    found = [salience(session, [ids.tolist() for ids in e.ids], e.marks.tolist()) for e in examples]
    cache.write_bytes(pickle.dumps(found))
    return found


class Compression:
    """A sentence and which of its tokens its compression keeps."""

    def __init__(self, text: str, short: str, tokenizer: Tokenizer):
        self.ids = tokenizer.encode(text).ids[:MAX_SENTENCE_TOKENS]
        kept = tokenizer.encode(short).ids
        self.keep = np.zeros(len(self.ids), np.float32)
        for block in difflib.SequenceMatcher(None, self.ids, kept, autojunk=False).get_matching_blocks():
            self.keep[block.a : block.a + block.size] = 1


def padded(sequences: list[torch.Tensor], dtype) -> tuple[torch.Tensor, torch.Tensor]:
    """[B, T] of sequences, and the mask of what stands."""
    width = max(map(len, sequences))
    out = torch.zeros(len(sequences), width, dtype=dtype)
    mask = torch.zeros(len(sequences), width)
    for row, sequence in enumerate(sequences):
        out[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return out, mask


def packed(items: list, size, rng: random.Random, tokens: int = TOKENS_PER_BATCH) -> list[list]:
    """Groups of like size with at most `tokens` padded tokens; shuffled."""
    groups, group = [], []
    for item in sorted(items, key=lambda one: size(one) + rng.random() * 16):
        if group and (len(group) + 1) * size(item) > tokens:
            groups.append(group)
            group = []
        group.append(item)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def compressions(items: list[Compression], rng: random.Random) -> list[list[Compression]]:
    """Windows of one to six sentences."""
    items, windows = rng.sample(items, len(items)), []
    while items:
        windows.append([items.pop() for _ in range(min(len(items), rng.choice([1, 1, 2, 4, 6])))])
    return [[c for c in w] for w in windows if sum(len(c.ids) for c in w) <= WINDOW_TOKENS]
