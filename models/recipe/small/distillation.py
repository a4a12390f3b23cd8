"""The initialization of small's encoder from the teacher, its sentence vectors, and the held-out ones for checking."""

import numpy as np
import torch
from torch.nn import functional

from models.recipe.networks.batches import padded
from models.recipe.networks.small import Encoder, means
from models.recipe.networks.teacher import Lessons

MAX_TOKENS, NEIGHBOURS, HELD_OUT, SEED = 64, 10, 2_000, 7


def split(lessons: Lessons) -> tuple[np.ndarray, np.ndarray]:
    """Indices of the texts to check with, HELD_OUT of them or a tenth if there are few, and of those to learn from."""
    order = np.random.default_rng(SEED).permutation(len(lessons.texts))
    held = min(HELD_OUT, len(order) // 10)
    return order[:held], order[held:]


def starting_rows(pieces: list[str], teacher, words: dict[str, int], vectors: np.ndarray) -> torch.Tensor:
    """Teacher-space word embeddings [V, 384] for our pieces: a piece that the teacher knows starts from its row, any
    other from the mean of its nearest known pieces in nano's space."""
    known = [i for i, piece in enumerate(pieces) if piece in words]
    table = teacher.embeddings.word_embeddings.weight.detach()
    rows = torch.zeros(len(pieces), table.shape[1])
    rows[known] = table[[words[pieces[i]] for i in known]]
    unit = functional.normalize(torch.from_numpy(vectors).float() + 1e-9, dim=-1)
    others = sorted(set(range(len(pieces))) - set(known))
    for at in range(0, len(others), 2_000):
        chunk = others[at : at + 2_000]
        near = (unit[chunk] @ unit[known].T).topk(NEIGHBOURS, dim=-1).indices
        rows[chunk] = rows[torch.tensor(known)[near]].mean(1)
    # A mean of rows is shorter than a row.
    scale = rows[known].norm(dim=-1).median()
    rows[others] = functional.normalize(rows[others], dim=-1) * scale * 0.8
    print(f"{len(known):,} of {len(pieces):,} pieces are the teacher's", flush=True)
    return rows


def encode(encoder: Encoder, sequences: list[list[int]]) -> torch.Tensor:
    """Mean hidden states [B, 384] of lists of ids."""
    ids, mask = padded([torch.tensor(sequence) for sequence in sequences], torch.long)
    first = torch.zeros_like(mask)
    first[:, 0] = 1
    hidden = encoder(ids, first, mask).float()
    rows = torch.arange(len(sequences)).repeat_interleave(mask.sum(-1).long())
    return means(hidden[mask.bool()], rows, len(sequences))
