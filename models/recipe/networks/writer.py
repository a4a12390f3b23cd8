"""The writer's network: an encoder, a small decoder, and a pointer that copies from the source.

The encoder is small's (small.py) with a table of the writer's own pieces, the decoder's two layers start
from the two layers of the teacher that small left out. The next piece is drawn from a mixture

    p(w) = g * copy(w) + (1 - g) * softmax(table * lower(state) + bias)(w)

where `copy` spreads one attention head over the pieces of the source, and g is a gate (See et al., 2017).
Two things make it frugal with training data and hard to lead astray: the pointer knows where the
source goes on from the piece just written, so that copying a phrase need not be learnt; and numbers and
names (`blocked`) have no share in the softmax: they can only be copied.

`Writer.loss` is trained; writer/graphs.py feeds the same layers step by step with a cache.
"""

import math
from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional

from models.recipe.networks.precision import reduced
from models.recipe.networks.small import EncoderLayer, SmallShape

POSITIONS = 196  # of source and target alike
SMOOTHING = 0.1


@dataclass(frozen=True)
class WriterShape:
    vocabulary: int
    special: int  # ids below are special pieces: never copied
    end: int
    rank: int = 256
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    encoder_layers: int = 4
    decoder_layers: tuple[int, ...] = (2, 4)  # of the teacher's six

    def as_dict(self) -> dict:
        return asdict(self)


class DecoderLayer(nn.Module):
    """A post-norm layer with attention to the written text and to the source."""

    def __init__(self, shape: WriterShape):
        super().__init__()
        self.heads = shape.heads
        hidden = shape.hidden
        self.project = nn.Linear(hidden, 3 * hidden)
        self.mix = nn.Linear(hidden, hidden)
        self.after_attention = nn.LayerNorm(hidden, eps=1e-12)
        self.ask = nn.Linear(hidden, hidden)
        self.offer = nn.Linear(hidden, 2 * hidden)
        self.mix_source = nn.Linear(hidden, hidden)
        self.after_source = nn.LayerNorm(hidden, eps=1e-12)
        self.widen = nn.Linear(hidden, shape.inner)
        self.narrow = nn.Linear(shape.inner, hidden)
        self.after_inner = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def split(self, x):
        """[B, T, hidden] -> [B, heads, T, hidden / heads]"""
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def attend(self, query, key, value, bias):
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + bias
        mixed = scores.softmax(-1) @ value
        return mixed.transpose(1, 2).flatten(2)

    def cross(self, hidden):
        """Keys and values of the source."""
        return tuple(map(self.split, self.offer(hidden).chunk(2, dim=-1)))

    def forward(self, x, past, cross, bias, source_bias):
        query, key, value = map(self.split, self.project(x).chunk(3, dim=-1))
        if past is not None:
            key, value = torch.cat([past[0], key], dim=2), torch.cat([past[1], value], dim=2)
        x = self.after_attention(x + self.dropout(self.mix(self.attend(query, key, value, bias))))
        asked = self.attend(self.split(self.ask(x)), *cross, source_bias)
        x = self.after_source(x + self.dropout(self.mix_source(asked)))
        inner = self.narrow(functional.gelu(self.widen(x)))
        return self.after_inner(x + self.dropout(inner)), (key, value)


class Writer(nn.Module):
    def __init__(self, shape: WriterShape):
        super().__init__()
        self.shape = shape
        hidden = shape.hidden
        small = SmallShape(vocabulary=1, hidden=hidden, encoder_heads=shape.heads, encoder_inner=shape.inner)
        self.table = nn.Embedding(shape.vocabulary, shape.rank)
        self.raise_rank = nn.Linear(shape.rank, hidden, bias=False)
        self.places = nn.Parameter(torch.zeros(POSITIONS, hidden))
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.encoder = nn.ModuleList(EncoderLayer(small) for _ in range(shape.encoder_layers))
        self.written_places = nn.Parameter(torch.zeros(POSITIONS, hidden))
        self.written_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in shape.decoder_layers)
        self.lower = nn.Linear(hidden, shape.rank)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.register_buffer("blocked", torch.zeros(shape.vocabulary))  # 1: only ever copied
        self.point = nn.Linear(hidden, hidden)
        self.follow = nn.Linear(hidden, 1)
        self.gate = nn.Linear(hidden, 1)
        self.dropout = nn.Dropout(0.1)
        nn.init.normal_(self.point.weight, std=0.02)
        nn.init.zeros_(self.follow.weight)
        nn.init.constant_(self.follow.bias, 3.0)
        nn.init.zeros_(self.gate.weight)
        nn.init.constant_(self.gate.bias, 1.0)

    def embed(self, rows):
        """Hidden rows of table rows, before position and norm."""
        return self.raise_rank(rows)

    def read(self, rows, mask):
        """Encoder: table rows [B, S, rank], mask [B, S] -> states [B, S, hidden]."""
        x = self.dropout(self.norm(self.embed(rows) + self.places[: rows.shape[1]]))
        bias = ((mask[:, None, None, :] - 1) * 1e4).to(x.dtype)
        for layer in self.encoder:
            x = layer(x, bias)
        return x

    def step(self, rows, start, pasts, crosses, bias, source_bias):
        """Decoder: rows [B, T, rank] written from position `start` on -> states, presents."""
        places = self.written_places[start : start + rows.shape[1]]
        x = self.dropout(self.written_norm(self.embed(rows) + places))
        presents = []
        for layer, past, cross in zip(self.decoder, pasts, crosses):
            x, present = layer(x, past, cross, bias, source_bias)
            presents.append(present)
        return x, presents

    def pointer(self, state, written, hidden, source):
        """Attention [B, T, S] over the source's pieces: by content, and by the piece after `written`."""
        before = torch.cat([torch.zeros_like(source[:, :1]) - 1, source[:, :-1]], dim=1)
        follows = (before[:, None, :] == written[:, :, None]).to(state.dtype)
        scores = self.point(state) @ hidden.transpose(-1, -2) / math.sqrt(self.shape.hidden)
        scores = scores + follows * self.follow(state)
        special = (source < self.shape.special)[:, None, :].to(state.dtype)
        return (scores - special * 1e4).float().softmax(-1)

    def loss(self, source, mask, target, there):
        """Mean loss and negative log-likelihood of target pieces after the first; `there` marks them."""
        with reduced():
            hidden = self.read(self.table(source), mask)
            written, wanted = target[:, :-1], target[:, 1:]
            length = written.shape[1]
            bias = torch.full((length, length), -1e4, dtype=torch.bfloat16).triu(1)
            source_bias = ((mask[:, None, None, :] - 1) * 1e4).to(torch.bfloat16)
            crosses = [layer.cross(hidden) for layer in self.decoder]
            pasts = [None] * len(self.decoder)
            state, _ = self.step(self.table(written), 0, pasts, crosses, bias, source_bias)
            spread = self.pointer(state, written, hidden, source)
            kept = there[:, 1:].bool()
            state, wanted_flat = state[kept], wanted[kept]
            lowered = self.lower(state)
            logits = functional.linear(lowered, self.table.weight)
            logits = logits + (self.bias - 1e4 * self.blocked).to(logits.dtype)
            everything = logits.logsumexp(-1).float()
        copied = (spread * (source[:, None, :] == wanted[:, :, None])).sum(-1)[kept]
        gate = self.gate(state.float()).squeeze(-1).sigmoid()
        logit = logits.gather(-1, wanted_flat[:, None]).squeeze(-1).float()
        chance = gate * copied + (1 - gate) * (logit - everything).exp()
        missed = -(chance + 1e-6).log()
        # Smoothing applies only to the softmax; the mean logit over open pieces needs no logits.
        open_ = 1 - self.blocked
        mean_row = (self.table.weight * open_[:, None]).sum(0) / open_.sum()
        mean_logit = lowered.float() @ mean_row + (self.bias * open_).sum() / open_.sum()
        smooth = ((1 - gate).detach() * (everything - mean_logit)).mean()
        return missed.mean() + SMOOTHING * smooth, missed.detach(), copied.detach()

    @staticmethod
    def from_encoder(shape: WriterShape, state: dict, rows: torch.Tensor, teacher) -> "Writer":
        """Start from small's distilled encoder, table rows of our own pieces, and the teacher."""
        writer = Writer(shape)
        with torch.no_grad():
            writer.table.weight.copy_(rows)
            writer.raise_rank.weight.copy_(state["raise_rank.weight"])
            writer.places.copy_(state["places"][:POSITIONS])
            writer.norm.weight.copy_(state["norm.weight"])
            writer.norm.bias.copy_(state["norm.bias"])
            writer.written_places.copy_(state["places"][:POSITIONS])
            writer.written_norm.load_state_dict(writer.norm.state_dict())
            layers = {name[7:]: value for name, value in state.items() if name.startswith("layers.")}
            writer.encoder.load_state_dict(layers)
            # The pseudo-inverse of the projection from the rank, so that a piece initially predicts its own kind.
            writer.lower.weight.copy_(torch.linalg.pinv(writer.raise_rank.weight))
            writer.lower.bias.zero_()
            for layer, index in zip(writer.decoder, shape.decoder_layers):
                old = teacher.encoder.layer[index]
                given = old.attention.self
                weights = [part.weight for part in (given.query, given.key, given.value)]
                biases = [part.bias for part in (given.query, given.key, given.value)]
                layer.project.weight.copy_(torch.cat(weights))
                layer.project.bias.copy_(torch.cat(biases))
                layer.mix.load_state_dict(old.attention.output.dense.state_dict())
                layer.after_attention.load_state_dict(old.attention.output.LayerNorm.state_dict())
                layer.ask.load_state_dict(given.query.state_dict())
                layer.offer.weight.copy_(torch.cat(weights[1:]))
                layer.offer.bias.copy_(torch.cat(biases[1:]))
                layer.mix_source.load_state_dict(old.attention.output.dense.state_dict())
                layer.after_source.load_state_dict(old.attention.output.LayerNorm.state_dict())
                layer.widen.load_state_dict(old.intermediate.dense.state_dict())
                layer.narrow.load_state_dict(old.output.dense.state_dict())
                layer.after_inner.load_state_dict(old.output.LayerNorm.state_dict())
        return writer
