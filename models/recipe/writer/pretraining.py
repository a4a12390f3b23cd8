"""The writer's pretraining pairs, from plain documents (data/plain.py).

A sentence that is missing from the source (the one that introduces the page, else the one that shares most with
the rest), the page's title, and a sentence with holes to be filled.
"""

import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.bridge import segment
from models.recipe.data.plain import plain_documents
from models.recipe.data.units import f1, units
from models.recipe.networks.salience import open_graph, salience
from models.recipe.writer.faithful import invented
from models.recipe.writer.pairs import (
    CANDIDATES,
    COMPRESS,
    DESCRIBE,
    HEADLINE,
    MAX_SOURCE,
    MAX_TARGET,
    SEED,
    Pairs,
    best_sentences,
)
from models.recipe.writer.tokenizer import CODES, HOLE

CHUNK = 1_000
INTRODUCES = re.compile(
    r"^(this (article|topic|page|section|tutorial|document|guide|quickstart)|learn |describes |provides "
    r"|in this (article|topic|tutorial|quickstart|guide|section)|本(文|主题|节|教程|页|部分)|了解|介绍|描述|此(文|主题))",
    re.IGNORECASE,
)


class Page:
    """The leading sentences of a plain document, with nano's salience and the writer's ids."""

    def __init__(self, sentences: list[str], prior: np.ndarray, pairs: Pairs):
        self.sentences = sentences
        self.prior = prior
        self.ids = pairs.ids(sentences)
        self.lengths = [len(one) for one in self.ids]

    def text(self, kept: list[int]) -> str:
        return " ".join(self.sentences[k] for k in kept)

    def without(self, index: int) -> list[int]:
        """The best sentences that fit, except one and its copies."""
        lowered = self.prior.copy()
        lowered[index] = -1
        kept = best_sentences(self.lengths, lowered)
        return [k for k in kept if self.sentences[k] != self.sentences[index]]


def pretraining(data: Path, nano: Path, pairs: Pairs, reader: Tokenizer, limit: int) -> None:
    """Add gap sentences, titles and filled holes of at most `limit` plain documents of each language."""
    rng = random.Random(SEED)
    session = open_graph(nano / "model.onnx")
    for language in CODES:
        documents = list(plain_documents(data, language, limit))
        for at in range(0, len(documents), CHUNK):
            chunk = documents[at : at + CHUNK]
            cut = segment([text for _, text in chunk], language)
            for (title, _), parts in zip(chunk, cut):
                sentences, marks = parts["sentences"][:CANDIDATES], parts["marks"][:CANDIDATES]
                if len(sentences) < 4:
                    continue
                read = [e.ids or [0] for e in reader.encode_batch(sentences)]
                page = Page(sentences, salience(session, read, marks), pairs)
                add_gap(page, read, language, pairs)
                kept = best_sentences(page.lengths, page.prior)
                add_title(page, kept, title, language, pairs)
                add_holes(page, kept, language, pairs, rng)
            print(f"{language}: {at + len(chunk):,} of {len(documents):,}; {dict(pairs.counts)}", flush=True)


def add_gap(page: Page, read: list[list[int]], language: str, pairs: Pairs) -> None:
    found = gap(page, [Counter(one) for one in read])
    if found and sum(page.lengths[k] for k in found[1]) > 24:
        source = pairs.join([page.ids[k] for k in found[1]])
        pairs.add(f"gap_{language}", DESCRIBE, language, source, page.ids[found[0]])


def add_title(page: Page, kept: list[int], title: str, language: str, pairs: Pairs) -> None:
    wanted, text = set(units(title, language)), page.text(kept)
    shared = len(wanted & set(units(text, language))) / max(1, len(wanted))
    target = pairs.ids([title])[0]
    if 3 <= len(target) <= 32 and shared >= 0.6 and not invented(title, text):
        pairs.add(f"title_{language}", HEADLINE, language, pairs.join([page.ids[k] for k in kept]), target)


def add_holes(page: Page, kept: list[int], language: str, pairs: Pairs, rng: random.Random) -> None:
    able = [k for k in kept if 12 <= page.lengths[k] <= MAX_TARGET and not re.search(r"\d", page.sentences[k])]
    if able and rng.random() < 0.5:
        hole = pairs.tokenizer.token_to_id(HOLE)
        chosen = rng.choice(able)
        around = [k for k in kept if abs(k - chosen) <= 2]
        parts = [with_holes(page.ids[k], hole, rng) if k == chosen else page.ids[k] for k in around]
        pairs.add(f"holes_{language}", COMPRESS, language, pairs.join(parts)[:MAX_SOURCE], page.ids[chosen])


def gap(page: Page, bags: list[Counter]) -> tuple[int, list[int]] | None:
    """The sentence to write, and the source sentences for it; `bags` are nano's pieces of each sentence."""
    total = sum(bags, Counter())
    able = [
        i
        for i in range(min(12, len(page.sentences)))
        if 8 <= page.lengths[i] <= MAX_TARGET and re.search(r"[.!?。！？]$", page.sentences[i])
    ]
    ranked = sorted(able, key=lambda i: -f1(bags[i], total - bags[i]))
    if 0 in able and INTRODUCES.search(page.sentences[0]):
        ranked = [0, *(i for i in ranked if i)]
    for index in ranked[:3]:
        kept = page.without(index)
        if kept and not invented(page.sentences[index], page.text(kept)):
            return index, kept
    return None


def with_holes(ids: list[int], hole: int, rng: random.Random) -> list[int]:
    """About a third of a sentence replaced, span by span: [1, 2, 3, 4, 5] -> [1, hole, 4, 5]."""
    out, at = [], 0
    while at < len(ids):
        if rng.random() < 0.15:
            out.append(hole)
            at += rng.choice([1, 2, 3, 4])
        else:
            out.append(ids[at])
            at += 1
    return out
