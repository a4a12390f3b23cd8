"""Corruptions of a sentence: what the verifier should refuse, each with the name of its kind.

`corrupted(text, source, other, lang, rng)` spoils `text`, a true shortening of `source` (or `source` itself); `other` is
another sentence, of the same document where there is one. In the manner of FactCC (Kryściński et al., EMNLP 2020), with the
errors that our writer makes: splices, skips between like words, sentences that stop short.
"""

import random
import re
from difflib import SequenceMatcher

from models.recipe.verifier.text import FUNCTION, LIKE, PREPOSITIONS, is_word, joined, spacing, tagged, tidied, words_of

NEGATION_EN = re.compile(r"\b(?:not|never)\b ?|n't\b|\bno (?=\w)|\bwithout\b|\bneither\b ?", re.I)
MODAL_EN = re.compile(
    r"\b(?:may|might|could|should|would|can) (?=(?:not )?be\b)|\b(?:may|might|could|should) (?=\w)"
    r"|\b(?:allegedly|reportedly|possibly|probably|perhaps|apparently|nearly|almost|potentially|likely|usually|sometimes|often|mostly) "
    r"|\b(?:expected|likely|set|planning|hoping|trying|believed|thought|alleged|due|unlikely|scheduled|reluctant) to ",
    re.I,
)
SAYING = r"(?:says?|said|claims?|claimed|believes?|thinks?|argued?|denie[sd]|warned|announced|alleges?|alleged|reported|insists?|insisted|suggests?|suggested|hopes?|told \w+|feels?|felt|speculate[sd]?|predicts?|predicted|fears?|feared)"
SAID_FIRST = re.compile(rf"^(?:[^,.]{{2,70}}?) {SAYING}(?: that)?,? (?=\w)")
SAID_LAST = re.compile(
    rf",? (?:according to [^,.]+|[^,.]{{2,60}} {SAYING}(?: on \w+day)?)(?=\.$)|^According to [^,]{{3,60}}, "
)
CONDITION_EN = re.compile(
    r"^(?:If|Unless|Only if|Provided that|Once|Until|Even if) [^,]{4,90}, |,? (?:only )?(?:if|unless|provided that|until|except|as long as|only when) [^,.]{4,90}(?=\.$)"
)
NEGATION_ZH = re.compile(r"不(?!同|仅|断|久|但)|没有?|未(?!来)|无法|并非|禁止|避免|无需")
MODAL_ZH = re.compile(r"可能|也许|或许|大概|预计|有望|据称|疑似|应该?(?!用)|几乎|似乎|建议")
SAID_ZH = re.compile(r"^据[^，]{2,30}，|^[^，。]{2,20}(?:表示|认为|指出|称|说|宣布|透露|强调)[，：]")
CONDITION_ZH = re.compile(
    r"^(?:如果(?!要|想|需)|若(?!要|想|需)|只有|除非|只要|一旦|仅当|假如)[^，。]{3,40}，(?:则|那么|才|就)?|，(?:除非|前提是|如果)[^。]{3,50}(?=。$)"
)
DEPENDS_EN = re.compile(
    r"((?:If|When|While|For|In|To|As|After|Before|Although|Because|Since|With|By|Despite|Regardless|Once|Though|Even|Given|During|At)\b[^.;]{12,110}?),"
)
DEPENDS_ZH = re.compile(
    r"((?:若|如果|有关|当|在|虽然|由于|为了|通过|随着|根据|对于|尽管|只有|除了|因为|仅当|针对)[^。；]{5,70}?)，"
)
FRAMES_EN = ["Learn how to", "This article describes", "Describes", "Learn about"]
FRAMES_ZH = ["了解如何", "本文提供有关", "本文介绍", "了解", "本文说明如何"]
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
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


QUANTITY = re.compile(r"(\d+)([-–—:/~]|比|至|到|\s(?:to|of|-)\s)(\d+)")


def recombined(text: str, source: str, rng) -> str | None:
    """ "3-1 … 1-0" -> "3-0": a score, clock, date or range made of two, or of one and another number."""
    found = list(QUANTITY.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    rest = source[: match.start()] + " " + source[match.end() :]
    others = [n for n in NUMBER.findall(rest) if n not in match.groups()]
    if not others:
        return None
    one, sign, two = match.groups()
    put = one + sign + rng.choice(others) if rng.random() < 0.6 else rng.choice(others) + sign + two
    return text[: match.start()] + put + text[match.end() :]


def cut_at_hyphen(words: list[str], rng) -> list[str] | None:
    """ "a US-led raid" -> "a US raid"; "config.json" -> "config"."""
    spots = [k for k, word in enumerate(words) if re.fullmatch(r"[A-Za-z]\w*(?:[-./]\w+)+", word)]
    if not spots:
        return None
    k = rng.choice(spots)
    parts = re.split(r"[-./]", words[k])
    return [*words[:k], rng.choice([parts[0], parts[-1]]), *words[k + 1 :]]


def other_number(number: str, source: str, other: str, rng) -> str:
    there = [n for n in NUMBER.findall(source + " " + other) if n != number]
    if there and rng.random() < 0.7:
        return rng.choice(there)
    digits = list(number)
    places = [k for k, c in enumerate(digits) if c.isdigit()]
    k = rng.choice(places)
    digits[k] = rng.choice([c for c in "123456789" if c != digits[k]])
    return "".join(digits)


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
