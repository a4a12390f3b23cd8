"""The verifier's network: the lower layers of multilingual-e5-small, narrower inside, over an edit of a sentence."""

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional

from models.recipe.verifier.edits import KINDS, MAX_TOKENS, PAD


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 10_000
    hidden: int = 384
    heads: int = 12
    inner: int = 768
    layers: int = 6
    lower: int = 2  # layers that read plain text: they stay as they were and see no kinds
    top: int = 128
    epsilon: float = 1e-12

    as_dict = asdict


class Layer(nn.Module):
    """As BERT's: attention, then a product widened and narrowed, each added and normalized."""

    def __init__(self, shape: Shape, dropout: float):
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.attended = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.widen = nn.Linear(shape.hidden, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def attention(self, x, bias):
        """[B, T, H] and what is added to each pair's score, [B, 1, 1, T] -> [B, T, H]."""
        rows, size, hidden = x.shape

        def split(y):
            return y.view(rows, size, self.heads, hidden // self.heads).transpose(1, 2)

        q, k, v = (split(y) for y in self.qkv(x).chunk(3, -1))
        weights = (q @ k.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias).softmax(-1)
        seen = (weights @ v).transpose(1, 2).reshape(rows, size, hidden)
        return self.attended(x + self.dropout(self.out(seen)))

    def forward(self, x, bias):
        x = self.attention(x, bias)
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Verifier(nn.Module):
    def __init__(self, shape: Shape = Shape(), dropout: float = 0.1):
        super().__init__()
        self.shape = shape
        self.table = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(MAX_TOKENS, shape.hidden)
        self.kinds = nn.Embedding(KINDS, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.top = nn.Linear(shape.hidden, shape.top)
        self.fault = nn.Linear(shape.top, 1)
        self.whole = nn.Linear(shape.hidden + KINDS - 1, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, input_ids, kinds):
        """[B, T] and [B, T] (edits.py; kind 0 is padding) -> the logit that the candidate stands, [B]."""
        there = (kinds != PAD).float()
        bias = (there[:, None, None] - 1) * 1e4
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        with torch.no_grad():
            x = self.norm(self.table(input_ids) + self.places(places))
            for layer in self.layers[: self.shape.lower]:
                x = layer(x, bias)
        x = x + self.kinds(kinds)
        for layer in self.layers[self.shape.lower :]:
            x = layer(x, bias)
        # One fault anywhere spoils a candidate, so the faults of all places are added as probabilities of rare events.
        faults = self.fault(functional.gelu(self.top(self.dropout(x))))[..., 0] + (there - 1) * 1e4
        of_kind = (kinds[..., None] == torch.arange(1, KINDS, device=kinds.device)).float()
        shares = of_kind.sum(1) / there.sum(1, keepdim=True)
        whole = self.whole(torch.cat([x[:, 0], shares], -1))[:, 0]
        return whole - faults.logsumexp(1)
