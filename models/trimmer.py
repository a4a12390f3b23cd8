"""The network that shortens a sentence: how well a word stays, and how well each word follows another.

It reads what small's encoder makes of the tokens, which training leaves as it is. A shorter sentence is a
path over words, from a beginning to an end; its score is the sum of what staying is worth to each of its
words and of every seam between two words that it puts side by side (McDonald, EACL 2006, with learnt scores
in place of syntactic features). Trained as a conditional random field over all paths.
"""

from dataclasses import dataclass

import torch
from torch import nn

from encoder import Encoder
from network import Layer

TAPS = (1, 3, 4)  # after which layers of the encoder it looks: what grammar is made of stands lower down
PLACES = 256  # tokens of a sentence that are told apart by their place
SEAM = 64  # numbers that say what may follow a token, and what it may follow


@dataclass(frozen=True)
class TrimmerShape:
    width: int = 256
    heads: int = 4
    inner: int = 512
    layers: int = 2


def tapped(encoder: Encoder, ids, first, mask=None) -> torch.Tensor:
    """Hidden states [B, T, 3 x hidden] of the encoder's layers TAPS; the last third is its output."""
    states: list[torch.Tensor] = []
    encoder(ids, first, mask, states)
    return torch.cat([states[tap - 1] for tap in TAPS], dim=-1)


class Trimmer(nn.Module):
    """Token scores; a word's are the means of its tokens'."""

    def __init__(self, hidden: int, dropout: float = 0.2, shape: TrimmerShape = TrimmerShape()):
        super().__init__()
        self.from_encoder = nn.Linear(len(TAPS) * hidden, shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.places = nn.Parameter(torch.zeros(PLACES, shape.width))
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.last = nn.LayerNorm(shape.width)
        self.out = nn.Linear(shape.width, 2 * SEAM + 1)
        self.begin = nn.Parameter(torch.randn(SEAM) * 0.05)
        self.end = nn.Parameter(torch.randn(SEAM) * 0.05)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, inside, together):
        """`states` [B, T, 3 x hidden]; `inside` [B, T], a token's place in its sentence; `together`
        [B, 1, T, T], 0 for tokens of one sentence and far below for others. Returns [B, T, 2 x SEAM + 1]:
        what leaves a token, what enters it, what its staying is worth."""
        x = self.norm(self.from_encoder(self.dropout(states))) + self.places[inside.clamp(max=PLACES - 1)]
        for layer in self.layers:
            x = layer(x, together)
        return self.out(self.dropout(self.last(x)))

    def seams(self, words):
        """From word means [B, W, 2 x SEAM + 1]: seams [B, W + 1, W + 1], row 0 the beginning and the
        last column the end, and what staying is worth [B, W]."""
        leaves, enters, stay = words.split([SEAM, SEAM, 1], dim=-1)
        batch = words.shape[0]
        leaves = torch.cat([self.begin.expand(batch, 1, SEAM), leaves], dim=1)
        enters = torch.cat([enters, self.end.expand(batch, 1, SEAM)], dim=1)
        return leaves @ enters.transpose(1, 2) / SEAM**0.5, stay[..., 0]
