"""Documents as if translated, piece by piece: each piece is replaced by one of another script whose vector is near.

No text of the other languages is needed, since the teacher's vectors of pieces are of one space for all languages. The
order of the words stays, and many a piece gets a neighbor that is no translation; but the network learns from it to
read pieces that the training texts do not have, and how far a word's vector moves from language to language. The idea
is that of CoSDA-ML (Qin et al., IJCAI 2020), which looks words up in dictionaries.
"""

from dataclasses import replace

import numpy as np
import torch

from models.recipe.data.examples import Example
from models.recipe.nano_multilingual.tokenizer import script_of

# The scripts of a document's translation, and the number of nearest pieces to draw from. There are many languages with
# Latin letters, and the nearest piece is mostly of the same language.
TARGETS = {
    ("latin",): 10,
    ("cyrillic",): 3,
    ("arabic",): 3,
    ("hangul",): 3,
    ("kana", "han+kana", "han"): 4,
}
REPLACED = 0.8  # share of a document's pieces that are replaced; names stay as they are in translations, too
NEAR = 0.25  # a piece is kept if the cosine of the nearest one is less
ROWS = 1_024


class Translations:
    """The nearest pieces of every piece in `used` (ids), by target."""

    def __init__(self, vectors: np.ndarray, pieces: list[str], used: np.ndarray):
        scripts = np.array([script_of(piece) or "common" for piece in pieces])
        centered = vectors.copy()
        for script in set(scripts):
            of_script = scripts == script
            centered[of_script] -= centered[of_script].mean(0)
        unit = torch.nn.functional.normalize(torch.from_numpy(centered), dim=-1)
        rows = used[scripts[used] != "common"]
        self.tables = []
        for names, most in TARGETS.items():
            targets = np.flatnonzero(np.isin(scripts, names))
            table = np.repeat(np.arange(len(pieces), dtype=np.int32)[:, None], most, axis=1)
            for at in range(0, len(rows), ROWS):
                these = rows[at : at + ROWS]
                # One more than needed, since a piece of the same script is its own nearest one.
                near, found = (unit[these] @ unit[targets].T).topk(most + 1, dim=-1)
                found = targets[found.numpy()]
                itself = found[:, :1] == these[:, None]
                chosen = np.where(itself, found[:, 1:], found[:, :-1])
                is_near = np.where(itself, near[:, 1:].numpy(), near[:, :-1].numpy()) >= NEAR
                table[these] = np.where(is_near, chosen, these[:, None])
            self.tables.append(table)

    def translate(self, example: Example, random: np.random.Generator) -> Example:
        """A document with its pieces replaced by those of one target; the same piece always by the same."""
        table = self.tables[random.integers(len(self.tables))]
        pieces, places = np.unique(np.concatenate(example.ids), return_inverse=True)
        chosen = table[pieces, random.integers(table.shape[1], size=len(pieces))]
        made = np.where(random.random(len(pieces)) < REPLACED, chosen, pieces)[places]
        ends = np.cumsum([len(ids) for ids in example.ids])[:-1]
        return replace(example, ids=np.split(made, ends))
