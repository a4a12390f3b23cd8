"""The languages of DATA/multi, and how choices of one sentence are scored in them."""

import re
from collections import Counter

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import null_stemmer
from sumy.summarizers.text_rank import TextRankSummarizer

from models.recipe.data.units import f1
from models.recipe.evaluate.baselines import SENTENCES_FOR_SUMY

NAMES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt-br": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "ru": "Russian",
    "tr": "Turkish",
    "ar": "Arabic",
    "ja": "Japanese",
    "ko": "Korean",
    "zh-tw": "Chinese (Traditional)",
}
TAGS = {"pt-br": "pt", "zh-tw": "zh-Hant"}  # in the product, where they differ from the files
RESAMPLES = 10_000
CHARACTERS = r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]"


def units(text: str) -> list[str]:
    """units("Wow, 日本 3!") == ["wow", "日", "本", "3"]"""
    return re.findall(rf"{CHARACTERS}|(?:(?!{CHARACTERS})[^\W_])+", text.lower())


def rouge1(text: str, reference: str) -> float:
    return 100 * f1(Counter(units(text)), Counter(units(reference)))


def interval(gains: np.ndarray) -> tuple[float, float]:
    """95% bootstrap interval of a mean."""
    picked = np.random.default_rng(7).integers(0, len(gains), (RESAMPLES, len(gains)))
    low, high = np.percentile(gains[picked].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


class Words:
    """sumy tokenizer over sentences that are named by their number."""

    def __init__(self, sentences: tuple[str, ...]):
        self.units = [tuple(units(sentence)) for sentence in sentences]

    def to_words(self, number: str) -> tuple[str, ...]:
        return self.units[int(number)]


def textrank(sentences: tuple[str, ...]) -> str:
    """The sentence that TextRank ranks first, of the first SENTENCES_FOR_SUMY."""
    sentences = sentences[:SENTENCES_FOR_SUMY]
    named = [Sentence(str(i), Words(sentences)) for i in range(len(sentences))]
    found = TextRankSummarizer(null_stemmer)(ObjectDocumentModel([Paragraph(named)]), 1)
    return sentences[int(str(found[0]))] if found else sentences[0]
