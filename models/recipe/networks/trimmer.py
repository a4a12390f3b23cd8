"""The network that shortens a sentence: a score for keeping each word, and for each word to follow another.

A shorter sentence is a path over words, from a beginning to an end. Its score is the sum of the emission scores of its
words (`stay`) and of the transition score of every seam, a pair of words that it puts side by side (McDonald, EACL
2006, with learned scores in place of syntactic features). Trained as a conditional random field over all paths.

The trimmer branches off small's encoder: it reads the output of the lower layers, which training does not change, and
has its own upper layers, in which tokens attend only to their own sentence.
"""

from dataclasses import replace

import torch
from torch import nn

from models.recipe.networks.small import Encoder, EncoderLayer, SmallShape

FORK = 2  # layers of the encoder that the trimmer shares
LAYERS, INNER = 2, 1024  # its own
SEAM = 64  # width of the vectors that transition scores are products of


class Paths(nn.Module):
    """Scores of paths, from hidden states of tokens."""

    def __init__(self, hidden: int):
        super().__init__()
        self.out = nn.Linear(hidden, 2 * SEAM + 1)
        self.begin = nn.Parameter(torch.randn(SEAM) * 0.05)
        self.end = nn.Parameter(torch.randn(SEAM) * 0.05)

    def forward(self, hidden):
        """[..., 2 x SEAM + 1] for each token: a vector for the word that follows it, one for the word before it, and
        its emission score. A word has the means of its tokens."""
        return self.out(hidden)

    def seams(self, words):
        """From word means [B, W, 2 x SEAM + 1]: transition scores [B, W + 1, W + 1], row 0 the beginning and the
        last column the end, and emission scores [B, W]."""
        leaves, enters, stay = words.split([SEAM, SEAM, 1], dim=-1)
        batch = words.shape[0]
        leaves = torch.cat([self.begin.expand(batch, 1, SEAM), leaves], dim=1)
        enters = torch.cat([enters, self.end.expand(batch, 1, SEAM)], dim=1)
        return leaves @ enters.transpose(1, 2) / SEAM**0.5, stay[..., 0]


class Trimmer(nn.Module):
    """Two layers like the encoder's own, with fewer inner units, and the scores of paths on top."""

    def __init__(self, shape: SmallShape, dropout: float = 0.1):
        super().__init__()
        narrower = replace(shape, encoder_inner=INNER)
        self.layers = nn.ModuleList(EncoderLayer(narrower) for _ in range(LAYERS))
        self.paths = Paths(shape.hidden)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, together):
        """`states` [B, T, hidden] of the encoder's layer FORK; `together` [B, 1, T or 1, T], 0 for tokens of
        one sentence and far below for others. Returns `Paths` of every token."""
        x = self.dropout(states)
        for layer in self.layers:
            x = layer(x, together)
        return self.paths(self.dropout(x.float()))

    @staticmethod
    def from_encoder(shape: SmallShape, encoder: Encoder) -> "Trimmer":
        """Start from the encoder's layers beyond the fork, with the inner units of largest weight."""
        trimmer = Trimmer(shape)
        for own, given in zip(trimmer.layers, encoder.layers[FORK:]):
            state = given.state_dict()
            weighs = state["widen.weight"].norm(dim=1) * state["narrow.weight"].norm(dim=0)
            most = weighs.topk(INNER).indices.sort().values
            state["widen.weight"], state["widen.bias"] = state["widen.weight"][most], state["widen.bias"][most]
            state["narrow.weight"] = state["narrow.weight"][:, most]
            own.load_state_dict(state)
        return trimmer
