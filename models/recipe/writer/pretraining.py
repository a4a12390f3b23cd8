"""The writer's pretraining pairs, from plain documents (plain.py).

A sentence that is missing from the source (the one that introduces the page, else the one that shares most with
the rest), the page's title, and a sentence with holes to be filled.
"""

import random
import re
from collections import Counter
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from models.recipe.data.examples import f1, segment, units
from models.recipe.writer.faithful import invented
from models.recipe.fixtures.record_scores import salience
from models.recipe.writer.pairs import CANDIDATES, COMPRESS, DESCRIBE, HEADLINE, MAX_SOURCE, MAX_TARGET, SEED, Pairs, best_sentences
from models.recipe.data.plain import plain_documents
from models.recipe.writer.learn_vocabulary import CODES, HOLE

CHUNK = 1_000
INTRODUCES = re.compile(
    r"^(this (article|topic|page|section|tutorial|document|guide|quickstart)|learn |describes |provides "
    r"|in this (article|topic|tutorial|quickstart|guide|section)|本(文|主题|节|教程|页|部分)|了解|介绍|描述|此(文|主题))",
    re.IGNORECASE,
)


def gap(sentences: list[str], bags: list[Counter], lengths: list[int], source_without) -> tuple[int, list[int]] | None:
    """The sentence to write, and the sentences to read for it."""
    total = sum(bags, Counter())
    able = [
        i
        for i in range(min(12, len(sentences)))
        if 8 <= lengths[i] <= MAX_TARGET and re.search(r"[.!?。！？]$", sentences[i])
    ]
    ranked = sorted(able, key=lambda i: -f1(bags[i], total - bags[i]))
    if 0 in able and INTRODUCES.search(sentences[0]):
        ranked = [0, *(i for i in ranked if i)]
    for index in ranked[:3]:
        kept = source_without(index)
        if kept and not invented(sentences[index], " ".join(sentences[i] for i in kept)):
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


def pretraining(data: Path, nano: Path, pairs: Pairs, reader: Tokenizer, limit: int) -> None:
    """Gap sentences, titles and filled holes of plain documents."""
    rng = random.Random(SEED)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(nano / "model.onnx", options)
    hole = pairs.tokenizer.token_to_id(HOLE)
    for language in CODES:
        documents = list(plain_documents(data, language, limit))
        for at in range(0, len(documents), CHUNK):
            chunk = documents[at : at + CHUNK]
            cut = segment([{"text": text, "lang": language} for _, text in chunk])
            for (title, _), parts in zip(chunk, cut):
                sentences, marks = parts["sentences"][:CANDIDATES], parts["marks"][:CANDIDATES]
                if len(sentences) < 4:
                    continue
                read = [e.ids or [0] for e in reader.encode_batch(sentences)]
                prior = salience(session, read, marks)
                ids = pairs.ids(sentences)
                lengths = [len(one) for one in ids]
                join = lambda kept: pairs.join([ids[k] for k in kept])

                def without(index: int) -> list[int]:
                    lowered = prior.copy()
                    lowered[index] = -1
                    kept = best_sentences(lengths, lowered)
                    return [k for k in kept if sentences[k] != sentences[index]]

                found = gap(sentences, [Counter(one) for one in read], lengths, without)
                if found and sum(lengths[k] for k in found[1]) > 24:
                    pairs.add(f"gap_{language}", DESCRIBE, language, join(found[1]), ids[found[0]])
                kept = best_sentences(lengths, prior)
                text = " ".join(sentences[k] for k in kept)
                wanted = set(units(title, language))
                shared = len(wanted & set(units(text, language))) / max(1, len(wanted))
                target = pairs.ids([title])[0]
                if 3 <= len(target) <= 32 and shared >= 0.6 and not invented(title, text):
                    pairs.add(f"title_{language}", HEADLINE, language, join(kept), target)
                able = [k for k in kept if 12 <= lengths[k] <= MAX_TARGET and not re.search(r"\d", sentences[k])]
                if able and rng.random() < 0.5:
                    chosen = rng.choice(able)
                    around = [k for k in kept if abs(k - chosen) <= 2]
                    source = pairs.join([with_holes(ids[k], hole, rng) if k == chosen else ids[k] for k in around])
                    pairs.add(f"holes_{language}", COMPRESS, language, source[:MAX_SOURCE], ids[chosen])
            print(f"{language}: {at + len(chunk):,} of {len(documents):,}; {dict(pairs.counts)}", flush=True)
