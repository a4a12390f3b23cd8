"""nano's network: sentence vectors from frozen token vectors, then a small Transformer over sentences.

`Nano.score` reads padded batches of documents and is trained; `Runtime` (nano/5_export_graph.py) feeds the same module
from token ids, one document at a time.
"""

import math
from dataclasses import asdict, dataclass

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

MARKS = 8
TOKEN_STATS = 6  # tokens, weight, recurring weight, weighted log frequency, unknown, Han


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    dimension: int = 128
    cues: int = 16
    head_tokens: int = 6
    width: int = 96
    heads: int = 4
    inner: int = 192
    layers: int = 2
    # For a model that is used in other languages than it is trained on: leaves out what differs between languages.
    across_languages: bool = False

    def as_dict(self) -> dict:
        return asdict(self)


class Layer(nn.Module):
    """A pre-norm Transformer layer over the sentences of a document."""

    def __init__(self, shape: Shape, dropout: float):
        super().__init__()
        self.heads = shape.heads
        self.before_attention = nn.LayerNorm(shape.width)
        self.before_inner = nn.LayerNorm(shape.width)
        self.project = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        width = x.shape[-1]

        def split(y):
            return y.unflatten(-1, (self.heads, width // self.heads)).transpose(1, 2)

        query, key, value = map(split, self.project(self.before_attention(x)).chunk(3, dim=-1))
        weights = query @ key.transpose(-1, -2) / math.sqrt(width // self.heads)
        if bias is not None:
            weights = weights + bias
        mixed = (weights.softmax(-1) @ value).transpose(1, 2).flatten(2)
        x = x + self.dropout(self.mix(mixed))
        return x + self.dropout(self.narrow(functional.relu(self.widen(self.before_inner(x)))))


class Nano(nn.Module):
    """Scores sentences. Token vectors and weights are frozen buffers."""

    def __init__(self, shape: Shape, vectors, weights, han, dropout: float = 0.2):
        super().__init__()
        self.shape = shape
        self.register_buffer("vectors", vectors)  # [V, dimension]
        self.register_buffer("weights", weights)  # [V]
        self.register_buffer("han", han)  # [V], 1 where the token holds a Han character
        self.cue = nn.Sequential(nn.Linear(shape.dimension, 64), nn.ReLU(), nn.Linear(64, 2 * shape.cues))
        self.from_vector = nn.Linear(shape.dimension, shape.width)
        self.from_cues = nn.Linear(2 * shape.cues, shape.width)
        self.from_surface = nn.Linear(SURFACE, shape.width)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width)
        self.out = nn.Linear(shape.width, 1)
        self.dropout = nn.Dropout(dropout)
        self.drop_words = nn.Dropout(0.4)

    def cue_table(self, tokens=slice(None)) -> torch.Tensor:
        """Cues of tokens, [V, 2 x cues]: a function of the frozen vector alone, so it can be folded into the table."""
        return torch.tanh(self.cue(self.vectors[tokens]))

    def score(self, mean, cues, stats, marks, position, count, mask=None):
        """Logits [B, S] from sentence means [B, S, D], cues [B, S, 2C], token statistics
        [B, S, TOKEN_STATS], marks [B, S, MARKS], position [B, S] and count [B, 1]."""
        mean = unit(mean)
        if self.shape.across_languages:
            marks = marks * torch.tensor(WITHOUT_CAPITALS)
        features = surface(mean, stats, marks, position, count, mask)
        if self.shape.across_languages:
            mean, cues = unit(centered(mean, mask)), centered(cues, mask)
        x = self.from_surface(features)
        x = x + self.from_vector(self.drop_words(mean * math.sqrt(self.shape.dimension)))
        x = x + self.from_cues(self.drop_words(cues))
        x = self.dropout(functional.relu(x))
        bias = None if mask is None else (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.out(self.norm(x))[..., 0]


def unit(vectors):
    return vectors / ((vectors * vectors).sum(-1, keepdim=True) + 1e-6).sqrt()


def centered(rows, mask):
    """Rows [B, S, D] without their mean over a document, and so without what all its sentences share: the language."""
    if mask is None:
        return rows - rows.mean(1, keepdim=True)
    mean = (rows * mask[..., None]).sum(1, keepdim=True) / mask.sum(-1)[:, None, None]
    return (rows - mean) * mask[..., None]


SURFACE = 30
# Of MARKS; German writes each noun with a capital, Arabic and Japanese have none.
WITHOUT_CAPITALS = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0]


def surface(mean, stats, marks, position, count, mask):
    """Features that do not depend on words: place, length, recurrence, form, centrality. [B, S, SURFACE]

    The exported graph is a call for each operation, which costs more than the numbers themselves at these sizes: so
    columns that are treated alike stay together, and each keeps its last dimension.
    """
    tokens, weight, recurring, unknown_and_han = stats.split([1, 1, 2, 2], dim=-1)
    flags, capitals, digits = marks.float().split([6, 1, 1], dim=-1)
    position, count = position.float()[..., None], count.float()[..., None]
    length = tokens.clamp(min=1)
    often = recurring / weight.clamp(min=1e-6)
    log_count = torch.log1p(count)
    likeness = mean @ mean.transpose(1, 2)  # [B, S, S], cosines
    if mask is not None:
        likeness = likeness * mask[:, None, :]
        size = mask.sum(-1)[:, None, None]
    else:
        size = torch.ones_like(position).sum(1, keepdim=True)
    total = likeness.sum(-1, keepdim=True)
    beside = (mean[:, 1:] * mean[:, :-1]).sum(-1, keepdim=True)
    nothing = position[:, :1] * 0
    closest = (likeness - 2 * torch.eye(likeness.shape[1])).amax(-1, keepdim=True)
    return torch.cat(
        [
            (position / 10).clamp(max=3),
            1 / (1 + position),
            (position < 0.5).float(),
            (position < 2.5).float(),
            position / count,
            1 / (count - position).clamp(min=1),
            (log_count / 4).expand_as(position),
            torch.log1p(length) / 4,
            (length / 40).clamp(max=3),
            (length < 6).float(),
            often,
            often[..., 1:] / log_count,
            weight.clamp(min=1e-6) / length * 4,
            (weight / 4).clamp(max=4),
            unknown_and_han / length,
            flags,
            (capitals / length).clamp(max=1),
            (digits / length).clamp(max=2),
            likeness[:, :, :1],
            torch.cat([nothing, beside], dim=1) + torch.cat([beside, nothing], dim=1),
            total / total.sum(1, keepdim=True).clamp(min=1e-6).sqrt(),
            total / size * 2,
            closest.clamp(min=0),
        ],
        dim=-1,
    )


def pieces_of(tokenizer: Tokenizer) -> list[str]:
    """Every piece, by id."""
    vocabulary = tokenizer.get_vocab()
    return sorted(vocabulary, key=vocabulary.get)


def han_of(pieces: list[str]) -> torch.Tensor:
    """1 for each piece that has a common Han character."""
    return torch.tensor([float(any("㐀" <= c <= "鿿" for c in piece)) for piece in pieces])


def token_stats(flat, sentence, frequency, weights, han) -> torch.Tensor:
    """TOKEN_STATS of each sentence, [S, 6]: from token ids [T], the row of each token's sentence [T], the number of
    sentences that hold the token [T], and the weight and Han mark of every piece [V]."""
    count = int(sentence[-1]) + 1
    weight = weights[flat]
    columns = [
        torch.ones_like(weight),
        weight,
        weight * (frequency > 1.5),
        weight * frequency.log(),
        (flat == 0).float(),
        han[flat],
    ]
    return torch.zeros(count, TOKEN_STATS).index_add(0, sentence, torch.stack(columns, dim=-1))
