"""Corruptions that break a sentence: skips, splices, halves, cuts at the wrong place.

Each takes words and gives other words, or None where it does not apply.
"""

import re
from difflib import SequenceMatcher

from models.recipe.verifier.text import FUNCTION, LIKE, PREPOSITIONS, is_word


def alike(one: str, two: str) -> bool:
    one, two = one.lower(), two.lower()
    return one == two or any(one in group and two in group for group in LIKE)


def skip(words: list[str], rng, flags: list[str] | None = None) -> list[str] | None:
    """From a word to what follows a like one further on."""
    pairs = [
        (i, j)
        for i in range(len(words) - 3)
        for j in range(i + 2, len(words) - 1)
        if is_word(words[i])
        and (alike(words[i], words[j]) or (flags is not None and flags[i][0] == flags[j][0] and flags[i][0] in "pucv"))
    ]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    return (
        words[: i + (rng.random() < 0.7)] + words[j + (rng.random() < 0.7) :]
        if j - i > 2
        else words[: i + 1] + words[j + 1 :]
    )


def jump(words: list[str], rng) -> list[str] | None:
    """Any two to six words go where no phrase ends."""
    places = [k for k in range(1, len(words) - 4) if is_word(words[k]) and words[k].lower() not in PREPOSITIONS]
    if not places:
        return None
    k = rng.choice(places)
    size = rng.randint(1, min(6, len(words) - k - 2))
    if not is_word(words[k + size - 1]) or not is_word(words[k + size]):
        return None
    return words[:k] + words[k + size :]


def splice(words: list[str], other: list[str], rng) -> list[str] | None:
    """The beginning of one and the end of the other, preferably at like words."""
    if len(other) < 6 or len(words) < 6:
        return None
    pairs = [
        (i, j)
        for i in range(2, len(words) - 2)
        for j in range(1, len(other) - 3)
        if is_word(words[i]) and alike(words[i], other[j])
    ]
    i, j = (
        rng.choice(pairs)
        if pairs and rng.random() < 0.8
        else (rng.randrange(2, len(words) - 1), rng.randrange(1, len(other) - 2))
    )
    return words[: i + 1] + other[j + 1 :] if rng.random() < 0.6 else other[: j + 1] + words[i + 1 :]


def half(words: list[str], rng) -> list[str] | None:
    """Stop where more must come."""
    ends = [
        k
        for k in range(3, len(words) - 2)
        if is_word(words[k])
        and is_word(words[k + 1])
        and (words[k].lower() in FUNCTION or words[k + 1].lower() not in FUNCTION)
    ]
    return words[: rng.choice(ends) + 1] if ends else None


def broken(words: list[str], lang: str, rng) -> list[str] | None:
    long = [k for k in range(1, len(words) - 1) if len(words[k]) >= (2 if lang == "zh" else 5) and words[k].isalpha()]
    if not long:
        return None
    k = rng.choice(long)
    word = words[k]
    cut = rng.randint(1, len(word) - 1) if lang == "zh" else rng.randint(2, len(word) - 2)
    part = word[:cut] if rng.random() < 0.6 else word[cut:]
    further = rng.randint(0, 3) if rng.random() < 0.5 else 0  # what follows goes as well
    return words[:k] + [part] + words[k + 1 + further :]


def repeated(words: list[str], rng) -> list[str] | None:
    if len(words) < 6:
        return None
    size = rng.randint(1, min(5, len(words) // 3))
    a = rng.randrange(0, len(words) - size - 1)
    phrase = words[a : a + size]
    if not any(is_word(word) and word.lower() not in FUNCTION for word in phrase):
        return None
    if rng.random() < 0.5:  # said twice
        return words[: a + size] + phrase + words[a + size :]
    b = rng.randrange(a + size, len(words))
    drop = rng.randint(size, size + 2)
    return words[:b] + phrase + words[b + drop :]


def edge(words: list[str], source: list[str], rng) -> list[str] | None:
    """Cut a part that may go, but a word or two too early or too late."""
    blocks = SequenceMatcher(None, source, words, autojunk=False).get_opcodes()
    cuts = [(a, b) for name, a, b, *_ in blocks if name == "delete" and b - a > 1]
    if not cuts:
        return None
    a, b = rng.choice(cuts)
    by = rng.choice([-2, -1, 1, 2])
    left, right = (a + by, b) if rng.random() < 0.5 else (a, b + by)
    if not 0 <= left < right < len(source):
        return None
    moved = source[min(a, left) : max(a, left)] + source[min(b, right) : max(b, right)]
    return source[:left] + source[right:] if any(map(is_word, moved)) else None


def cut_at_hyphen(words: list[str], rng) -> list[str] | None:
    """ "a US-led raid" -> "a US raid"; "config.json" -> "config"."""
    spots = [k for k, word in enumerate(words) if re.fullmatch(r"[A-Za-z]\w*(?:[-./]\w+)+", word)]
    if not spots:
        return None
    k = rng.choice(spots)
    parts = re.split(r"[-./]", words[k])
    return [*words[:k], rng.choice([parts[0], parts[-1]]), *words[k + 1 :]]
