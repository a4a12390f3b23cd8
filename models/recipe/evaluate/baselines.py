"""Summaries by others' methods, over our own sentences: lead, lead-sized, random, TextRank, LexRank, LSA, oracle.

    run("textrank", documents, count=3, work=WORK, jobs=1)  # list[Summary]

To exclude differences in splitting, `sumy` receives our sentences unchanged, with their words (metrics.words: for
Chinese every Han character is one), its own English stemmer and its own stop words. Its TextRank and LexRank compare
all pairs, so for sumy a document is its first 200 sentences. The oracle sees the references: it greedily adds the
sentence that most raises ROUGE-1 + ROUGE-2 against one of them, for each reference, and the best of these summaries
counts. `random` is seeded by the document. `lead-sized` is lead at about the length of our own summaries, which shows
the gain that comes from length alone.

The choices of a baseline, and its CPU time on this machine, are stored in WORK/<system>.jsonl, one document per line.
"""

import hashlib
import json
import random
import time
import warnings
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from models.recipe.data.units import bags, f1
from models.recipe.evaluate.development import Document
from models.recipe.evaluate.metrics import words
from models.recipe.evaluate.shipped import Summary

SUMY = {"textrank": TextRankSummarizer, "lexrank": LexRankSummarizer, "lsa": LsaSummarizer}
SENTENCES_FOR_SUMY = 200
# Our "medium" and "long" are 55 and 180 tokens (src/summarizer/extract/length.ts); here the same in sentences at most,
# and words.
SIZED = {3: (3, 45), 6: (12, 150)}
VERSION = 1  # Raise this when a baseline, or sumy, changes, so that stored choices are made again.


@lru_cache(maxsize=None)
def summarizer(system: str, language: str):
    name = {"en": "english", "zh": "chinese"}[language]
    made = SUMY[system](Stemmer("english") if language == "en" else null_stemmer)
    made.stop_words = get_stop_words(name)
    return made


class Words:
    """sumy tokenizer over sentences that are named by their number, so that equal sentences stay distinct."""

    def __init__(self, sentences: list[str], language: str):
        self.words = [tuple(words(sentence, language)) for sentence in sentences]

    def to_words(self, number: str) -> tuple[str, ...]:
        return self.words[int(number)]


def by_sumy(system: str, document: Document, count: int) -> list[int]:
    sentences = document.sentences[:SENTENCES_FOR_SUMY]
    tokenizer = Words(sentences, document.language)
    model = ObjectDocumentModel([Paragraph([Sentence(str(i), tokenizer) for i in range(len(sentences))])])
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # A text of two sentences has no inverse document frequencies: LexRank then keeps their order.
        warnings.simplefilter("ignore")
        found = summarizer(system, document.language)(model, count)
    return [int(str(sentence)) for sentence in found]


def greedy(document: Document, reference: str, count: int) -> tuple[float, list[int]]:
    """The ROUGE-1 + ROUGE-2 of the oracle against one reference, and the sentences that it chooses."""
    wanted = bags(reference, document.language)
    parts = [bags(sentence, document.language) for sentence in document.sentences]
    chosen: list[int] = []
    best, bag = 0.0, (Counter(), Counter())
    for _ in range(min(count, len(parts))):
        value, place = max(
            (sum(f1(bag[n] + part[n], wanted[n]) for n in (0, 1)), -i)
            for i, part in enumerate(parts)
            if i not in chosen
        )
        if value <= best:
            break
        chosen.append(-place)
        best, bag = value, tuple(bag[n] + parts[-place][n] for n in (0, 1))
    return best, sorted(chosen)


def choose(system: str, document: Document, count: int) -> list[int]:
    """Numbers of the chosen sentences, in the document's order."""
    size = len(document.sentences)
    if system == "lead":
        return list(range(min(count, size)))
    if system == "lead-sized":
        most, enough = SIZED[count]
        lengths = np.cumsum([len(words(s, document.language)) for s in document.sentences[:most]])
        return list(range(min(len(lengths), 1 + int((lengths < enough).sum()))))
    if system == "random":
        return sorted(random.Random(document.id).sample(range(size), min(count, size)))
    if system == "oracle":
        return max(greedy(document, reference, count) for reference in document.references)[1]
    return by_sumy(system, document, count)


SYSTEMS = ("lead", "lead-sized", "random", *SUMY, "oracle")


def timed(job: tuple[str, Document, int]) -> tuple[list[int], float]:
    started = time.process_time()
    chosen = choose(*job) or [0]
    return chosen, time.process_time() - started


def warm_up(job: tuple[str, Document, int]) -> None:
    """Load stop words and similar data before anything is timed."""
    choose(*job)


def key(system: str, document: Document, count: int) -> str:
    seen = [VERSION, count, document.id, document.language, document.sentences]
    return hashlib.sha256(json.dumps(seen + [document.references] * (system == "oracle")).encode()).hexdigest()


def run(system: str, documents: list[Document], count: int, work: Path, jobs: int = 1) -> Iterable[Summary]:
    """One summary per document, in order; CPU time is that of splitting and ranking."""
    work.mkdir(parents=True, exist_ok=True)
    kept = work / f"{system}.jsonl"
    lines = kept.read_text().splitlines() if kept.exists() else []
    known = {row["key"]: row for row in map(json.loads, lines)}
    keys = [key(system, document, count) for document in documents]
    missing = [i for i, found in enumerate(keys) if found not in known]
    if missing:
        todo = [(system, documents[i], count) for i in missing]
        with kept.open("a") as file, Pool(jobs, warm_up, (todo[0],)) as pool:
            for i, (chosen, seconds) in zip(missing, pool.imap(timed, todo)):
                known[keys[i]] = {"key": keys[i], "chosen": chosen, "cpuSeconds": seconds}
                file.write(json.dumps(known[keys[i]]) + "\n")
                file.flush()
    for document, found in zip(documents, keys):
        row = known[found]
        seconds = document.split_cpu_seconds + row["cpuSeconds"]
        chosen = [document.sentences[i] for i in row["chosen"]]
        yield Summary(chosen, None if system == "oracle" else seconds)
