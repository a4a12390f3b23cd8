"""Sentences as words with their places, and sentences again from words that stay."""

import re
import string
from functools import lru_cache

import jieba
import jieba.posseg

jieba.setLogLevel(60)

WORD = re.compile(r"\w+(?:['’.,:/-]\w+)*%?|[^\w\s]")
OPENERS, CLOSERS = "([{“‘《（「", ")]}”’》）」,.;:!?，。；：！？、%"
FUNCTION = set(
    "a an the of to in on at by for from with about into over after before under between through during against and or but"
    " nor so that which who whom whose as than if while when where because although is are was were be been being am has"
    " have had do does did will would can could may might must shall should not it its their his her our your my this these"
    " those there he she they we you i".split()
)
PREPOSITIONS = set(
    "of to in on at by for from with about into over after before under between through during against".split()
)
LIKE = [
    PREPOSITIONS,
    {"a", "an", "the", "his", "her", "its", "their", "this"},
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may"},
    {"and", "or", "but", ","},
    {"that", "which", "who", "when", "where", "while", "as"},
]


def words_of(text: str, lang: str) -> list[str]:
    """English words and signs, a sign by itself; Chinese words as jieba parts them."""
    return [word for word, _ in tagged(text)] if lang == "zh" else WORD.findall(text)


@lru_cache(maxsize=64)
def tagged(text: str) -> list[tuple[str, str]]:
    """Chinese words with their parts of speech."""
    return [(pair.word, pair.flag) for pair in jieba.posseg.cut(text) if pair.word.strip()]


def spacing(text: str, words: list[str]) -> dict[tuple[str, str], bool]:
    """Which neighbors of a text have a space between them."""
    found, at, last = {}, 0, None
    for word in words:
        start = text.find(word, at)
        if last is not None:
            found[last, word] = start > at
        at, last = start + len(word), word
    return found


def joined(words: list[str], lang: str, spaces: dict[tuple[str, str], bool]) -> str:
    """["the", "cat", ",", "a", "cat", "."] -> "The cat, a cat."; neighbors stand as `spaces` has them."""
    text, last = "", ""
    for word in words:
        if lang == "zh":
            loose = last[-1:].isascii() and last[-1:].isalnum() and word[0].isascii() and word[0].isalnum()
        else:
            loose = not (not text or word[0] in CLOSERS or last[-1:] in OPENERS)
        text += " " + word if spaces.get((last, word), loose) else word
        last = word
    return tidied(text, lang)


def tidied(text: str, lang: str) -> str:
    """Repair what a cut leaves at its edges: signs that stand together, small letters that open, an end without a stop."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"([,，、;；:：])\s*([,，、;；:：.。!?！？])", r"\2", text)
    text = re.sub(r"^[\s,，、;；:：.。]+", "", text)
    text = re.sub(r"[\s,，、;；:：]+$", "", text)
    if not text:
        return text
    if lang == "en":
        text = re.sub(r"\s+([,.;:?!])", r"\1", text)
        text = text[0].upper() + text[1:]
    if text[-1] not in ".!?。！？\"”'":
        text += "." if lang == "en" else "。"
    return text


def is_word(word: str) -> bool:
    return any(c.isalnum() for c in word) and word not in string.punctuation
