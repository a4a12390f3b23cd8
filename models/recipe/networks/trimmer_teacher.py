"""The network that teaches small's trimmer: the complete all-MiniLM-L6-v2, with the scores of paths on top."""

import torch
from torch import nn

from models.recipe.networks import teacher
from models.recipe.networks.batches import padded
from models.recipe.networks.nano import Layer
from models.recipe.networks.paths import Sentence, by_word
from models.recipe.networks.precision import reduced
from models.recipe.networks.trimmer import Paths

TAPS = (2, 4, 6)  # the layers that are read: the lower ones contain more of the grammar


class Shape:
    width, heads, inner, layers = 256, 4, 512, 2


class TrimmerTeacher(nn.Module):
    """Reads sentences, and returns the same as trimmer.Paths.seams."""

    def __init__(self, bert, dropout: float = 0.2):
        super().__init__()
        self.bert = bert
        self.from_encoder = nn.Linear(len(TAPS) * bert.config.hidden_size, Shape.width)
        self.norm = nn.LayerNorm(Shape.width)
        self.places = nn.Parameter(torch.zeros(256, Shape.width))
        self.layers = nn.ModuleList(Layer(Shape, dropout) for _ in range(Shape.layers))
        self.last = nn.LayerNorm(Shape.width)
        self.paths = Paths(Shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, group: list[Sentence]):
        begin, end = self.bert.config.begin, self.bert.config.end
        ids, mask = padded([torch.tensor([begin, *one.ids, end]) for one in group], torch.long)
        with reduced():
            states = self.bert(input_ids=ids, attention_mask=mask.long(), output_hidden_states=True).hidden_states
        read = torch.cat([states[tap] for tap in TAPS], dim=-1).float()[:, 1:-1]
        there = mask[:, 2:]
        x = self.norm(self.from_encoder(self.dropout(read))) + self.places[: there.shape[1]]
        for layer in self.layers:
            x = layer(x, (there[:, None, None, :] - 1) * 1e4)
        tokens = self.paths(self.dropout(self.last(x)))
        return self.paths.seams(by_word(tokens, there, group))


def pretrained():
    """The pretrained encoder, and a function that gives the token ids of each word of a list."""
    bert, tokenizer = teacher.load()
    bert.config.begin, bert.config.end = tokenizer.cls_token_id, tokenizer.sep_token_id

    def pieces(words):
        return tokenizer(words, add_special_tokens=False)["input_ids"]

    return bert, pieces
