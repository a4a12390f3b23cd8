"""Shorter sentences as paths over words: their probabilities, the best one, and samples of them."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from models.recipe.data.files import read
from models.recipe.networks.batches import padded

WORD = re.compile(r"[^\W_]+|\S")  # as src/summarizer/text/words.ts


@dataclass
class Sentence:
    """A sentence by words, and the words that a shorter sentence keeps."""

    ids: list[int]
    word: np.ndarray  # [T], the token's word
    keep: np.ndarray  # bool [W]
    spoken: np.ndarray  # bool [W], whether it is a word rather than a mark


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def kept(words: list[str], short: list[str]) -> np.ndarray:
    """The words that a compression keeps, bool [W]."""
    keep = np.zeros(len(words), bool)

    def lower(some):
        return [word.lower() for word in some]

    for block in difflib.SequenceMatcher(None, lower(words), lower(short), autojunk=False).get_matching_blocks():
        keep[block.a : block.a + block.size] = True
    return keep


def sentence(words: list[str], keep: np.ndarray, ids: list[list[int]]) -> Sentence:
    """Built from words and the token ids of each; words without tokens are left out."""
    some = [at for at, own in enumerate(ids) if own]
    return Sentence(
        ids=[i for at in some for i in ids[at]],
        word=np.repeat(np.arange(len(some)), [len(ids[at]) for at in some]),
        keep=keep[some],
        spoken=np.array([bool(re.search(r"\w", words[at])) for at in some]),
    )


def compressions(data: Path, split: str, pieces, longest: int) -> list[Sentence]:
    """Google's sentence compressions of at most `longest` tokens; `pieces` gives the token ids of each word of a list.
    """
    found = []
    for row in read(data, f"compression/google_{split}"):
        words = words_of(row["text"])
        found.append(sentence(words, kept(words, words_of(row["summary"])), pieces(words)))
    return [one for one in found if len(one.ids) <= longest and one.keep.any()]


def by_word(tokens: torch.Tensor, mask: torch.Tensor, group: list[Sentence]) -> torch.Tensor:
    """Means over the tokens of each word, [B, W, N] of [B, T, N]."""
    width = max(len(one.keep) for one in group)
    word, _ = padded([torch.from_numpy(one.word) for one in group], torch.long)
    word = torch.where(mask.bool(), word, width)
    sums = torch.zeros(len(group), width + 1, tokens.shape[-1]).scatter_add(
        1, word[..., None].expand(-1, -1, tokens.shape[-1]), tokens
    )
    sizes = torch.zeros(len(group), width + 1).scatter_add(1, word, mask)
    return (sums / sizes.clamp(min=1)[..., None])[:, :width]


def surprise(seams: torch.Tensor, stay: torch.Tensor, group: list[Sentence]) -> torch.Tensor:
    """Negative log-likelihood of the words that each sentence keeps, by word [B]: the forward algorithm over all paths."""
    batch, width = stay.shape
    sizes = torch.tensor([len(one.keep) for one in group])
    reach = [torch.zeros(batch)]
    for word in range(width):
        before = torch.stack(reach, 1) + seams[:, : word + 1, word]
        reach.append(before.logsumexp(1) + stay[:, word])
    ends = torch.stack(reach[1:], 1) + seams[:, 1:, width]
    beyond = torch.arange(width)[None] >= sizes[:, None]
    everything = ends.masked_fill(beyond, -1e9).logsumexp(1)
    gold = []
    for row, one in enumerate(group):
        path = torch.from_numpy(np.flatnonzero(one.keep))
        nodes = torch.cat([torch.tensor([0]), path + 1]), torch.cat([path, torch.tensor([width])])
        gold.append(seams[row][nodes].sum() + stay[row, path].sum())
    return (everything - torch.stack(gold)) / sizes


def alone(seams: torch.Tensor, stay: torch.Tensor, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Transition scores [W + 1, W + 1] and emission scores [W] of one sentence of a batch."""
    return torch.cat([seams[: size + 1, :size], seams[: size + 1, -1:]], dim=1).numpy(), stay[:size].numpy()


def best(seams: np.ndarray, stay: np.ndarray) -> np.ndarray:
    """The best path of one sentence: bool [W]."""
    size = len(stay)
    worth, back = np.full(size + 1, -np.inf), np.zeros(size + 1, int)
    worth[0] = 0
    for word in range(size):
        before = worth[: word + 1] + seams[: word + 1, word]
        back[word + 1] = before.argmax()
        worth[word + 1] = before.max() + stay[word]
    keep, at = np.zeros(size, bool), int((worth[1:] + seams[1 : size + 1, -1]).argmax()) + 1
    while at > 0:
        keep[at - 1] = True
        at = back[at]
    return keep


def sampled(seams: np.ndarray, stay: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A path drawn by its probability: the forward algorithm, then backwards. bool [W]"""
    size = len(stay)
    reach = np.zeros(size + 1)
    for word in range(size):
        reach[word + 1] = np.logaddexp.reduce(reach[: word + 1] + seams[: word + 1, word]) + stay[word]

    def draw(worth):
        return int((worth + rng.gumbel(size=len(worth))).argmax())

    keep, at = np.zeros(size, bool), draw(reach[1:] + seams[1 : size + 1, -1]) + 1
    while at > 0:
        keep[at - 1] = True
        at = draw(reach[:at] + seams[:at, at - 1])
    return keep
