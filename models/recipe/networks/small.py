"""small's network: a token-level Transformer encoder, a Transformer over sentences on top, two heads.

The encoder is all-MiniLM-L6-v2 pruned: LAYERS of its six layers, and the token table of nano's own
vocabulary at rank RANK instead of its English one, so that both models read the same ids. It starts from
the teacher's weights (`Encoder.from_teacher`) and learns the new table, and Chinese, in small/1_distill_encoder.py.

`Small.forward` sees padded batches of windows and is what is trained; small/5_export_graph.py feeds the same
module from token ids, one window at a time.
"""

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from models.recipe.networks.nano import SURFACE, Layer, surface

PLACES = 512  # that the teacher knows
FUSED_FROM_TOKENS = 128
HEADS_AT_ONCE = 2


@dataclass(frozen=True)
class SmallShape:
    vocabulary: int
    rank: int = 256
    hidden: int = 384
    encoder_heads: int = 12
    encoder_inner: int = 1536
    kept_layers: tuple[int, ...] = (0, 1, 3, 5)  # of the teacher's six
    width: int = 192  # of the Transformer over sentences
    heads: int = 4
    inner: int = 384
    layers: int = 2

    def as_dict(self) -> dict:
        return asdict(self)


def attention(query, key, value, bias, heads: int):
    """Attention of [B, T, H] with `heads` heads; `bias`, added to the scores, spreads to [B, heads, T, T]."""
    batch, count, hidden = query.shape
    if torch.compiler.is_exporting():
        # The runtime's own attention, some heads at a time, so that few matrices of scores are in memory at once.
        parts = zip(*(y.chunk(heads // HEADS_AT_ONCE, dim=-1) for y in (query, key, value)))
        mixed = [
            torch.onnx.ops.symbolic(
                "com.microsoft::MultiHeadAttention",
                (*part, *(() if bias is None else (None, None, bias))),
                attrs={"num_heads": HEADS_AT_ONCE},
                dtype=query.dtype,
                shape=part[0].shape,
                version=1,
            )
            for part in parts
        ]
        return torch.cat(mixed, dim=-1)

    def split(y):
        return y.view(batch, count, heads, hidden // heads).transpose(1, 2)

    query, key, value = map(split, (query, key, value))
    # The fused product's backward pass is slow on short sentences, this one's on long windows.
    if bias is not None and count > FUSED_FROM_TOKENS:
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    else:
        scores = query / math.sqrt(hidden // heads) @ key.transpose(-1, -2)
        mixed = (scores if bias is None else scores + bias).softmax(-1) @ value
    return mixed.transpose(1, 2).reshape(batch, count, hidden)


class EncoderLayer(nn.Module):
    """BERT's post-norm layer."""

    def __init__(self, shape: SmallShape):
        super().__init__()
        self.heads = shape.encoder_heads
        self.project = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.mix = nn.Linear(shape.hidden, shape.hidden)
        self.after_attention = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.widen = nn.Linear(shape.hidden, shape.encoder_inner)
        self.narrow = nn.Linear(shape.encoder_inner, shape.hidden)
        self.after_inner = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, x, bias):
        query, key, value = self.project(x).chunk(3, dim=-1)
        x = self.after_attention(x + self.mix(attention(query, key, value, bias, self.heads)))
        inner = self.narrow(functional.gelu(self.widen(x)))
        return self.after_inner(x + inner)


class Encoder(nn.Module):
    """Hidden states [B, T, hidden] of token ids [B, T]."""

    def __init__(self, shape: SmallShape):
        super().__init__()
        self.table = nn.Embedding(shape.vocabulary, shape.rank)
        self.raise_rank = nn.Linear(shape.rank, shape.hidden, bias=False)
        self.places = nn.Parameter(torch.zeros(PLACES, shape.hidden))
        self.begins = nn.Parameter(torch.zeros(shape.hidden))  # marks a sentence's first token
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(EncoderLayer(shape) for _ in shape.kept_layers)

    def forward(self, ids, first, mask=None, states: list | None = None):
        """`first` [B, T] is 1 at the beginning of a sentence; `mask` [B, T] is 0 for padding; `states` receives the
        output of every layer."""
        x = self.raise_rank(self.table(ids)) + self.places[: ids.shape[1]]
        x = self.norm(x + first[..., None].to(x.dtype) * self.begins)
        bias = None
        if mask is not None:
            bias = ((mask[:, None, None, :] - 1) * 1e4).to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
            if states is not None:
                states.append(x)
        return x

    @staticmethod
    def from_teacher(shape: SmallShape, teacher, rows: torch.Tensor) -> "Encoder":
        """Start from a BERT model and its word embeddings `rows` [V, hidden] for our vocabulary."""
        encoder = Encoder(shape)
        left, scale, right = torch.linalg.svd(rows, full_matrices=False)
        root = scale[: shape.rank].sqrt()
        with torch.no_grad():
            encoder.table.weight.copy_(left[:, : shape.rank] * root)
            encoder.raise_rank.weight.copy_((root[:, None] * right[: shape.rank]).T)
            given = teacher.embeddings
            encoder.places.copy_(given.position_embeddings.weight[:PLACES] + given.token_type_embeddings.weight[0])
            encoder.norm.load_state_dict(given.LayerNorm.state_dict())
            for layer, index in zip(encoder.layers, shape.kept_layers):
                old = teacher.encoder.layer[index]
                attention = old.attention.self
                parts = (attention.query, attention.key, attention.value)
                layer.project.weight.copy_(torch.cat([part.weight for part in parts]))
                layer.project.bias.copy_(torch.cat([part.bias for part in parts]))
                layer.mix.load_state_dict(old.attention.output.dense.state_dict())
                layer.after_attention.load_state_dict(old.attention.output.LayerNorm.state_dict())
                layer.widen.load_state_dict(old.intermediate.dense.state_dict())
                layer.narrow.load_state_dict(old.output.dense.state_dict())
                layer.after_inner.load_state_dict(old.output.LayerNorm.state_dict())
        return encoder


def means(hidden, sentence, count: int):
    """Mean hidden state of each sentence: hidden [N, H], sentence [N] in 0..count-1 -> [count, H]."""
    sums = torch.zeros(count, hidden.shape[-1], dtype=hidden.dtype).index_add(0, sentence, hidden)
    ones = torch.ones(len(sentence), dtype=hidden.dtype)
    sizes = torch.zeros(count, dtype=hidden.dtype).index_add(0, sentence, ones)
    return sums / sizes.clamp(min=1)[:, None]


class Small(nn.Module):
    """Scores the sentences of a window, and the tokens that a shorter sentence would keep."""

    def __init__(self, shape: SmallShape, encoder: Encoder | None = None, dropout: float = 0.2):
        super().__init__()
        self.shape = shape
        self.encoder = encoder or Encoder(shape)
        self.from_encoder = nn.Linear(shape.hidden, shape.width)
        self.from_surface = nn.Linear(SURFACE, shape.width)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width)
        self.out = nn.Linear(shape.width, 1)
        self.dropout = nn.Dropout(dropout)
        self.keeps = nn.Sequential(nn.Linear(shape.hidden, 128), nn.GELU(), nn.Linear(128, 1))

    @staticmethod
    def load(path: Path) -> "Small":
        """In the format that 2_train_network and restore_weights save."""
        saved = torch.load(path, weights_only=True)
        small = Small(SmallShape(**saved["shape"]))
        small.load_state_dict(saved["state"])
        return small

    def keep(self, hidden):
        """Logits [..., T] for a token to stay when its sentence is shortened."""
        return self.keeps(hidden)[..., 0]

    def score(self, pooled, stats, marks, position, count, mask=None):
        """Logits [B, S] from mean hidden states [B, S, hidden] and the numbers that nano reads."""
        unit = pooled / (pooled.square().sum(-1, keepdim=True) + 1e-6).sqrt()
        features = surface(unit, stats, marks, position, count, mask)
        x = self.from_encoder(self.dropout(pooled)) + self.from_surface(features)
        x = self.dropout(functional.relu(x))
        bias = None if mask is None else (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.out(self.norm(x))[..., 0]
