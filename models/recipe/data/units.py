"""ROUGE units, the words or characters by which summaries are compared, and the F1 of bags of them."""

import re
from collections import Counter
from functools import lru_cache

from nltk.stem.porter import PorterStemmer


@lru_cache(maxsize=300_000)
def stem(word: str) -> str:
    return PorterStemmer().stem(word) if len(word) > 3 else word


def units(text: str, language: str) -> list[str]:
    """Stemmed words as in rouge-score, or for Chinese every Han character and Latin word."""
    if language == "zh":
        return re.findall(r"[\u3400-\u9fff]|[a-z0-9]+", text.lower())
    return [stem(word) for word in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def bags(text: str, language: str) -> tuple[Counter, Counter]:
    """Units and pairs of neighboring units of a text."""
    found = units(text, language)
    return Counter(found), Counter(zip(found, found[1:]))


def f1(left: Counter, right: Counter) -> float:
    """F1 of two bags of n-grams."""
    common = sum((left & right).values())
    return 2 * common / (sum(left.values()) + sum(right.values())) if common else 0.0
