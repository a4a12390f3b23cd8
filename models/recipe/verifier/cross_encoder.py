"""The verifier's network: the lower layers of multilingual-e5-small, narrower inside, over a pair of sentences."""

from dataclasses import asdict, dataclass

import torch
from models.recipe.verifier.layout import COPIED, MAX_TOKENS
from torch import nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 10_500
    hidden: int = 384
    heads: int = 12
    inner: int = 768
    layers: int = 6
    lower: int = 2  # layers that read plain text: they stay as they were, and see no kinds
    kinds: int = 7
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

    def forward(self, x, bias):
        rows, size, hidden = x.shape

        def split(y):
            return y.view(rows, size, self.heads, hidden // self.heads).transpose(1, 2)

        q, k, v = (split(y) for y in self.qkv(x).chunk(3, -1))
        weights = (q @ k.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias).softmax(-1)
        seen = (weights @ v).transpose(1, 2).reshape(rows, size, hidden)
        x = self.attended(x + self.dropout(self.out(seen)))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Verifier(nn.Module):
    def __init__(self, shape: Shape = Shape(), dropout: float = 0.05):
        super().__init__()
        self.shape = shape
        self.table = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(MAX_TOKENS, shape.hidden)
        self.kinds = nn.Embedding(shape.kinds, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.top = nn.Linear(2 * shape.hidden + shape.kinds - 1, shape.top)
        self.out = nn.Linear(shape.top, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, input_ids, kinds):
        """[B, T] and [B, T] (layout.py; kind 0 is padding) -> the logit that the candidate stands, [B]."""
        there = kinds > 0
        bias = (there[:, None, None].float() - 1) * 1e4
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        with torch.no_grad():
            x = self.norm(self.table(input_ids) + self.places(places))
            for layer in self.layers[: self.shape.lower]:
                x = layer(x, bias)
        x = self.dropout(x + self.kinds(kinds))
        for layer in self.layers[self.shape.lower :]:
            x = layer(x, bias)
        # One error is enough to spoil a candidate, so the maximum over its pieces is read beside the whole.
        short = (kinds >= COPIED)[..., None].float()
        most = (x * short - (1 - short) * 1e4).amax(1)
        # How much is kept, dropped, moved and new, as shares of all pieces.
        of_kind = (kinds[..., None] == torch.arange(1, self.shape.kinds, device=kinds.device)).float()
        shares = of_kind.sum(1) / there.float().sum(1, keepdim=True) * 4
        top = functional.gelu(self.top(self.dropout(torch.cat([x[:, 0], most, shares], -1))))
        return self.out(top)[:, 0]
