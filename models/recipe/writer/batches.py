"""Training pairs packed by 2_make_pairs.py, in batches of similar length."""

from pathlib import Path

import numpy as np
import torch

from models.recipe.networks.batches import padded

SEED = 7


class PackedPairs:
    """The pairs of one file."""

    def __init__(self, path: Path):
        with np.load(path) as file:
            self.kinds = file["kinds"]
            for side in ("sources", "targets"):
                ends = np.cumsum(file[f"{side[:-1]}_sizes"])
                setattr(self, side, np.split(file[side].astype(np.int64), ends[:-1]))

    def batches(self, indices: np.ndarray, rng: np.random.Generator, most: int) -> list[list[int]]:
        """Shuffled groups of at most `most` padded tokens; target tokens count twice."""

        def size(i):
            return len(self.sources[i]) + 2 * len(self.targets[i])

        order = sorted(indices, key=lambda i: size(i) + 12 * rng.random())
        groups, group, widest = [], [], 0
        for index in order:
            widest = max(widest, size(index))
            if group and (len(group) + 1) * widest > most:
                groups.append(group)
                group, widest = [], size(index)
            group.append(int(index))
        groups.append(group)
        rng.shuffle(groups)
        return groups

    def padded(self, group: list[int]):
        """The arguments of Writer.loss: source, mask, target, there."""
        out = []
        for side in (self.sources, self.targets):
            ids, mask = padded([torch.from_numpy(side[i]) for i in group], torch.long)
            out += [ids, mask]
        return out


def plan(pairs: PackedPairs, repeats: dict[str, int], steps: int, most: int, kept=None) -> list[list[int]]:
    """The batches of the number of passes over the pairs that gives `steps` batches."""
    rng = np.random.default_rng(SEED)
    known = np.arange(len(pairs.kinds)) if kept is None else kept
    counts = [repeats.get(str(pairs.kinds[i]), 1) for i in known]
    indices = np.repeat(known, counts)
    groups: list[list[int]] = []
    while len(groups) < steps:
        groups += pairs.batches(rng.permutation(indices), rng, most)
    return groups[:steps]
