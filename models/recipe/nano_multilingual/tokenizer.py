"""nano-multilingual's tokenizer: the teacher's unigram pieces that its languages can use, the likeliest of each script.

No text of the languages is needed: a piece is kept if all its letters are of their alphabets, and each script has a
budget. A text falls apart into shorter pieces where one is missing.

`encode` gives the ids that the product reads (src/summarizer/text/unigram.ts): those of the `tokenizers` library, except
that each character outside the vocabulary is one unknown token.
"""

import json
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN, WORD_START = "<unk>", "▁"
PENALTY = 10.0  # the library's: an unknown character is this much less likely than the rarest piece
# Pieces by script; digits, punctuation and other signs are "common".
BUDGET = {
    "latin": 34_000,
    "cyrillic": 10_000,
    "arabic": 6_500,
    "hangul": 6_000,
    "han": 12_000,
    "kana": 2_200,
    "han+kana": 1_400,
    "common": 2_500,
}
# The letters of German, English, French, Spanish, Italian, Portuguese, Dutch, Polish and Turkish; Russian; Arabic.
LATIN = "abcdefghijklmnopqrstuvwxyzäöüßàâæçéèêëîïôœùûÿáíñóúªºìòãõąćęłńśźżğışi’'¡¿"
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰـ"
LETTERS = {
    "latin": set(LATIN + LATIN.upper() + "İẞ"),
    "cyrillic": set(CYRILLIC + CYRILLIC.upper()),
    "arabic": set(ARABIC),
}


def script_of(piece: str) -> str | None:
    """script_of("▁größe") == "latin"; None if a letter is of none of the alphabets."""
    found = {script_of_character(character) for character in piece.replace(WORD_START, "")} - {"common"}
    name = "+".join(sorted(map(str, found))) or "common"
    return name if name in BUDGET else None


def script_of_character(character: str) -> str | None:
    for name, letters in LETTERS.items():
        if character in letters:
            return name
    code = ord(character)
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or character in "々〆":
        return "han"
    if 0x3040 <= code <= 0x30FF or 0x31F0 <= code <= 0x31FF:
        return "kana"
    if 0xAC00 <= code <= 0xD7A3:
        return "hangul"
    return "common" if unicodedata.category(character)[0] in "PSN" else None


def choose(pieces: list[str], scores: np.ndarray) -> list[int]:
    """The ids of the teacher's pieces that are kept, the likeliest first."""
    by_script = defaultdict(list)
    for index, (piece, score) in enumerate(zip(pieces, scores)):
        script = script_of(piece) if score < 0 else None  # special tokens have the score 0
        if script:
            by_script[script].append(index)
    kept = [
        index for script, most in BUDGET.items() for index in sorted(by_script[script], key=lambda i: -scores[i])[:most]
    ]
    return sorted(kept, key=lambda i: (-scores[i], i))


def build(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer over pieces and log probabilities; id 0 is unknown."""
    tokenizer = Tokenizer(models.Unigram([(UNKNOWN, 0.0), *vocabulary], unk_id=0))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def write(tokenizer: Tokenizer, path: Path) -> None:
    """Write tokenizer.json on one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    compact = json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":"))
    path.write_text(compact + "\n", encoding="utf-8")


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    """Token ids of every text, no special tokens."""
    found = [encoding.ids for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    rare = [index for index, ids in enumerate(found) if 0 in ids]
    if rare:
        lattice = Lattice.of(tokenizer)
        for index in rare:
            normal = tokenizer.normalizer.normalize_str(texts[index])
            words = (WORD_START + word for word in normal.split(" ") if word)
            found[index] = [id for word in words for id in lattice.best(word)]
    return found


class Lattice:
    """The likeliest pieces of a word, where each unknown character is one token."""

    def __init__(self, ids: dict[str, int], scores: dict[str, float]):
        self.ids, self.scores = ids, scores
        self.longest = max(map(len, ids))
        self.unknown = min(score for piece, score in scores.items() if piece != UNKNOWN) - PENALTY

    @staticmethod
    @lru_cache(maxsize=1)
    def of(tokenizer: Tokenizer) -> "Lattice":
        """The lattice of a tokenizer, which takes a moment to read."""
        return Lattice(tokenizer.get_vocab(), dict(json.loads(tokenizer.to_str())["model"]["vocab"]))

    def best(self, word: str) -> list[int]:
        sums, steps = [0.0] + [float("-inf")] * len(word), [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self.longest) + 1):
                piece = word[start:end]
                known = piece in self.ids and piece != UNKNOWN
                if not known and end > start + 1:
                    continue
                value = sums[start] + (self.scores[piece] if known else self.unknown)
                if value > sums[end]:
                    sums[end], steps[end] = value, (start, self.ids[piece] if known else 0)
        found, end = [], len(word)
        while end:
            end, id = steps[end]
            found.append(id)
        return found[::-1]
