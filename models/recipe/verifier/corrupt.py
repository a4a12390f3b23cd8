"""Corruptions of a sentence: what the verifier should refuse, each with the name of its kind.

`corrupted(text, source, other, lang, rng)` spoils `text`, a true shortening of `source` (or `source` itself); `other` is
another sentence, of the same document where there is one. In the manner of FactCC (Kryściński et al., EMNLP 2020), with the
errors that our writer makes: splices, skips between like words, sentences that stop short.
"""

import random
import re

from models.recipe.verifier.claims import (
    CONDITION_EN,
    CONDITION_ZH,
    DEPENDS_EN,
    DEPENDS_ZH,
    FRAMES_EN,
    FRAMES_ZH,
    MODAL_EN,
    MODAL_ZH,
    NEGATION_EN,
    NEGATION_ZH,
    NUMBER,
    SAID_FIRST,
    SAID_LAST,
    SAID_ZH,
    other_number,
    recombined,
)
from models.recipe.verifier.seams import broken, cut_at_hyphen, edge, half, jump, repeated, skip, splice
from models.recipe.verifier.text import FUNCTION, is_word, joined, spacing, tagged, tidied, words_of

AGREEMENT = {
    "is": "are",
    "are": "is",
    "was": "were",
    "were": "was",
    "has": "have",
    "have": "has",
    "a": "an",
    "does": "do",
    "do": "does",
}


def spans_of_names(words: list[str]) -> list[tuple[int, int]]:
    """Runs of words with capitals that do not open the sentence."""
    found, at = [], 1
    while at < len(words):
        end = at
        while end < len(words) and words[end][0].isupper() and words[end].lower() not in FUNCTION:
            end += 1
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def swap(words: list[str], one: tuple[int, int], two: tuple[int, int]) -> list[str]:
    (a, b), (c, d) = sorted([one, two])
    return words[:a] + words[c:d] + words[b:c] + words[a:b] + words[d:]


def content(words: list[str]) -> list[int]:
    return [k for k, word in enumerate(words) if is_word(word) and word.lower() not in FUNCTION]


def kinds(text: str, source: str, other: str, lang: str, rng: random.Random) -> dict:
    """By kind, a function that spoils the text so or returns None."""
    words, others = words_of(text, lang), words_of(other, lang)
    flags = [flag for _, flag in tagged(text)] if lang == "zh" else None
    zh = lang == "zh"

    def cut(pattern: re.Pattern, put: str = ""):
        found = list(pattern.finditer(text))
        if not found:
            return None
        match = rng.choice(found)
        return tidied(text[: match.start()] + put + text[match.end() :], lang)

    def names():
        spots = (
            [(k, k + 1) for k, flag in enumerate(flags) if flag[0] == "n" and len(words[k]) > 1]
            if zh
            else spans_of_names(words)
        )
        if len(spots) < 2:
            return None
        return swap(words, *rng.sample(spots, 2))

    def numbers():
        found = list(NUMBER.finditer(text))
        if not found:
            return None
        match = rng.choice(found)
        return tidied(
            text[: match.start()] + other_number(match.group(), source, other, rng) + text[match.end() :], lang
        )

    def objects():
        spots = (
            [k for k in content(words) if 0 < k and words[k].islower() and len(words[k]) > 3]
            if not zh
            else [k for k, flag in enumerate(flags) if flag[0] in "nv" and len(words[k]) > 1]
        )
        if len(spots) < 2:
            return None
        a, b = rng.sample(spots, 2)
        return swap(words, (a, a + 1), (b, b + 1))

    def foreign():
        spots = spans_of_names(words) if not zh else []
        given = [others[a:b] for a, b in spans_of_names(others)] if not zh else []
        if not spots or not given or rng.random() < 0.4:
            spots = [(k, k + 1) for k in content(words) if k > 0 and len(words[k]) > (1 if zh else 3)]
            given = [
                [others[k]] for k in content(others) if len(others[k]) > (1 if zh else 3) and others[k] not in source
            ]
        if not spots or not given:
            return None
        a, b = rng.choice(spots)
        return words[:a] + rng.choice(given) + words[b:]

    def functions():
        spots = (
            [k for k, flag in enumerate(flags) if flag[0] in "pcu" and k > 0]
            if zh
            else [k for k, word in enumerate(words) if word.lower() in FUNCTION and 0 < k < len(words) - 2]
        )
        if not spots:
            return None
        gone = set(rng.sample(spots, min(len(spots), rng.randint(1, 2))))
        return [word for k, word in enumerate(words) if k not in gone]

    def predicate():
        if zh:
            spots = [k for k, flag in enumerate(flags) if flag[0] == "v"]
            if not spots:
                return None
            gone = set(spots) if rng.random() < 0.5 else {rng.choice(spots)}
            return [word for k, word in enumerate(words) if k not in gone]
        spots = [
            k
            for k, word in enumerate(words)
            if word.lower() in ("is", "are", "was", "were", "has", "have", "had", "will", "can", "could", "would")
        ]
        if not spots:
            return None
        k = rng.choice(spots)
        return words[:k] + words[k + rng.randint(1, 2) :]

    def agreement():
        spots = [k for k, word in enumerate(words) if word.lower() in AGREEMENT]
        if zh or not spots:
            return None
        k = rng.choice(spots)
        return [*words[:k], AGREEMENT[words[k].lower()], *words[k + 1 :]]

    def order():
        if len(words) < 6:
            return None
        k = rng.randrange(1, len(words) - 3)
        size = rng.randint(1, 3)
        if not is_word(words[k]) or not is_word(words[min(k + size, len(words) - 2)]):
            return None
        return words[:k] + words[k + 1 : k + 1 + size] + [words[k]] + words[k + 1 + size :]

    def negation():
        found = cut(NEGATION_ZH if zh else NEGATION_EN)
        if found or rng.random() < 0.7:
            return found
        if zh:
            spots = [k for k, flag in enumerate(flags) if flag in ("v", "p") and k > 0]
            return words[: (k := rng.choice(spots))] + ["不"] + words[k:] if spots else None
        spots = [
            k
            for k, word in enumerate(words)
            if word.lower() in ("is", "are", "was", "were", "can", "will", "could", "would")
        ]
        return words[: (k := rng.choice(spots) + 1)] + ["not"] + words[k:] if spots else None

    def clause():
        """Only what depends: "When it rains, the game stops." -> "When it rains." """
        found = (DEPENDS_ZH if zh else DEPENDS_EN).match(text)
        return tidied(found.group(1), lang) if found else None

    def frame():
        """As if a page were described, not its sentence shortened."""
        start = rng.choice(FRAMES_ZH if zh else FRAMES_EN)
        rest = (
            words[rng.choice([0, 0, 1, 2]) : rng.randint(len(words) * 2 // 3, len(words))] if len(words) > 5 else words
        )
        return [start, *rest]

    def dropped_head():
        """Begin in the middle."""
        spots = [k for k in range(1, len(words) - 4) if is_word(words[k]) and is_word(words[k - 1])]
        return words[rng.choice(spots) :] if spots else None

    return {
        "skip": lambda: skip(words, rng, flags),
        "jump": lambda: jump(words, rng),
        "splice": lambda: splice(words, others, rng),
        "half": lambda: half(words, rng),
        "head": dropped_head,
        "clause": clause,
        "frame": frame,
        "broken word": lambda: broken(words, lang, rng),
        "repetition": lambda: repeated(words, rng),
        "edge": lambda: edge(words, words_of(source, lang), rng),
        "quantities": lambda: recombined(text, source, rng),
        "hyphen": lambda: cut_at_hyphen(words, rng),
        "names": names,
        "numbers": numbers,
        "objects": objects,
        "foreign": foreign,
        "function words": functions,
        "predicate": predicate,
        "agreement": agreement,
        "order": order,
        "negation": negation,
        "modality": lambda: cut(MODAL_ZH if zh else MODAL_EN),
        "attribution": lambda: cut(SAID_ZH if zh else rng.choice([SAID_FIRST, SAID_LAST])),
        "condition": lambda: cut(CONDITION_ZH if zh else CONDITION_EN),
    }


WEIGHTS = {
    "edge": 8,
    "quantities": 9,
    "hyphen": 4,
    "skip": 4,
    "jump": 3,
    "splice": 3,
    "half": 3,
    "head": 1,
    "clause": 2.5,
    "frame": 0.35,
    "broken word": 1.5,
    "negation": 6,
    "modality": 6,
    "attribution": 9,
    "condition": 6,
    "foreign": 1.5,
    "numbers": 4,
    "order": 0.7,
    "agreement": 0.5,
    "objects": 1.5,
}


def corrupted(
    text: str, source: str, other: str, lang: str, rng: random.Random, kind: str | None = None
) -> tuple[str, str] | None:
    """A spoilt sentence and the kind of its error."""
    found = kinds(text, source, other, lang, rng)
    spaces = spacing(other, words_of(other, lang)) | spacing(text, words_of(text, lang))
    names = [kind] if kind else sorted(found, key=lambda name: rng.expovariate(1) / WEIGHTS.get(name, 1))
    for name in names:
        made = found[name]()
        if isinstance(made, list):
            made = joined(made, lang, spaces)

        def plain(one):
            return re.sub(r"\W", "", one).lower()

        if made and len(made) > (5 if lang == "zh" else 12) and plain(made) not in (plain(text), plain(source)):
            return made, name
    return None
