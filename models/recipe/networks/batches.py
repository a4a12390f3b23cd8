"""Batches of sequences: padding, and groups of similar size."""

import random

import torch

TOKENS_PER_BATCH = 12_288


def padded(sequences: list[torch.Tensor], dtype) -> tuple[torch.Tensor, torch.Tensor]:
    """Sequences as one tensor [B, T], padded to the longest, and a mask [B, T] that is 1 within each sequence."""
    width = max(map(len, sequences))
    out = torch.zeros(len(sequences), width, dtype=dtype)
    mask = torch.zeros(len(sequences), width)
    for row, sequence in enumerate(sequences):
        out[row, : len(sequence)] = sequence
        mask[row, : len(sequence)] = 1
    return out, mask


def packed(items: list, size, rng: random.Random, tokens: int = TOKENS_PER_BATCH) -> list[list]:
    """Groups of similar size, of at most `tokens` padded tokens, in random order; `size(item)` is in tokens."""
    groups, group = [], []
    for item in sorted(items, key=lambda one: size(one) + rng.random() * 16):
        if group and (len(group) + 1) * size(item) > tokens:
            groups.append(group)
            group = []
        group.append(item)
    groups.append(group)
    rng.shuffle(groups)
    return groups
