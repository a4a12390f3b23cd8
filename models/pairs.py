"""Make the writer's training pairs: what it reads and what it writes, as token ids.

    python models/pairs.py DATA WORK NANO WRITER [--documents N]

reads WORK/{train,dev}.pkl (train.py), the plain documents, NANO (the exported nano) and WRITER/tokenizer.json;
writes WORK/pairs-{pretrain,tune,dev}.npz. `--documents` bounds the plain documents of each language.

Extract, then write: a source is the best sentences of a document by nano's salience, in its order, as
many as fit. A target is at most MAX_TARGET tokens.

Pretraining, from plain documents: a sentence that is missing from the source (the one that introduces
the page, else the one that shares most with the rest), the page's title, and a sentence with holes to be
filled.
Tuning: the pairs themselves, but for references that invent (faithful.py).
"""

import argparse
import pickle
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dataset import NEWS_DEV_IN_TRAINING, Example, f1, rows, segment, units
from faithful import invented
from oracle import salience
from plain import plain_documents
from vocabulary_writer import CODES, END, HOLE, SPACE, TASKS
from windows import priors

MAX_SOURCE, MAX_SENTENCE, MAX_TARGET, SEED = 192, 96, 47, 7
DESCRIBE, HEADLINE, COMPRESS = range(len(TASKS))
CANDIDATES = 40  # sentences of a document that may be read
CHUNK = 1_000
TASK_OF = {"docs_en": DESCRIBE, "docs_zh": DESCRIBE, "scitldr": DESCRIBE, "news": DESCRIBE, "csl_zh": HEADLINE}
INTRODUCES = re.compile(
    r"^(this (article|topic|page|section|tutorial|document|guide|quickstart)|learn |describes |provides "
    r"|in this (article|topic|tutorial|quickstart|guide|section)|本(文|主题|节|教程|页|部分)|了解|介绍|描述|此(文|主题))",
    re.IGNORECASE,
)


class Pairs:
    """Collects pairs; `save` packs them into flat arrays."""

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer = tokenizer
        self.end = tokenizer.token_to_id(END)
        self.codes = {language: tokenizer.token_to_id(code) for language, code in CODES.items()}
        self.tasks = [tokenizer.token_to_id(task) for task in TASKS]
        self.sources, self.targets, self.kinds = [], [], []
        self.counts: Counter = Counter()
        self.space = tokenizer.token_to_id(SPACE)
        self.random = random.Random(SEED)

    def ids(self, texts: list[str]) -> list[list[int]]:
        return [e.ids for e in self.tokenizer.encode_batch(texts, add_special_tokens=False)]

    def join(self, sentences: list[list[int]]) -> list[int]:
        """One source of sentences. Between Chinese ones there is a space as often as not."""
        close = self.random.random() < 0.5
        joined: list[int] = []
        for ids in sentences:
            tied = close and joined and ids[:1] == [self.space]
            joined += ids[int(bool(tied)) : MAX_SENTENCE]
        return joined

    def add(self, kind: str, task: int, language: str, source: list[int], target: list[int]) -> None:
        """`source` and `target` are plain ids; the special ones are put around them here."""
        code = self.codes[language]
        self.sources.append([self.tasks[task], *source, self.end, code])
        self.targets.append([code, *target, self.end])
        self.kinds.append(kind)
        self.counts[kind] += 1

    def save(self, path: Path) -> None:
        pack = lambda lists: np.array([i for one in lists for i in one], np.uint16)
        sizes = lambda lists: np.array([len(one) for one in lists], np.int32)
        np.savez(
            path,
            sources=pack(self.sources),
            source_sizes=sizes(self.sources),
            targets=pack(self.targets),
            target_sizes=sizes(self.targets),
            kinds=np.array(self.kinds),
        )
        print(f"{path}: {len(self.kinds):,} pairs; {dict(self.counts)}", flush=True)


def best_sentences(lengths: list[int], prior: np.ndarray, room: int = MAX_SOURCE) -> list[int]:
    """The best sentences that fit, in document order."""
    kept: list[int] = []
    for index in np.argsort(-prior, kind="stable"):
        length = min(lengths[index], MAX_SENTENCE)
        if length > room:
            break
        kept.append(int(index))
        room -= length
    return sorted(kept)


def tidy(text: str) -> str:
    """News comes with detached signs: "Michigan ." -> "Michigan." """
    text = re.sub(r"^By \. .{0,60}? \. |-LRB- .*? -RRB- ", "", text)
    return re.sub(r"\s+([.,;:?!)])", r"\1", text).strip()


def shortened(text: str, language: str, pairs: Pairs) -> list[int]:
    """Ids of the leading sentences that fit a target; empty where not even one does."""
    ids = pairs.ids([text])[0]
    if len(ids) <= MAX_TARGET:
        return ids
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+|(?<=[。！？])", text):
        longer = (kept + (" " if language == "en" and kept else "") + sentence).strip()
        if len(pairs.ids([longer])[0]) > MAX_TARGET:
            break
        kept = longer
    return pairs.ids([kept])[0] if kept else []


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


def nearest(wanted: str, language: str, sentences: list[str], prior: np.ndarray, lengths: list[int]) -> list[int]:
    """The two sentences nearest to a reference, and the best by nano's say."""
    bag = Counter(units(wanted, language))
    near = np.array([f1(Counter(units(sentence, language)), bag) for sentence in sentences])
    raised = prior.copy()
    raised[np.argsort(-near)[:2]] += 2
    return best_sentences(lengths, raised)


def tuning(examples: list[Example], found: list[np.ndarray], pairs: Pairs, faithful_only: bool) -> Counter:
    """Pairs of documents with references; returns how many were dropped for inventing."""
    dropped: Counter = Counter()
    for example, prior in zip(examples, found):
        if example.set not in TASK_OF:
            continue
        news = example.set == "news"
        kept = sorted(np.argsort(-prior, kind="stable")[:CANDIDATES])
        prior = prior[kept]
        sentences = [tidy(example.sentences[k]) if news else example.sentences[k] for k in kept]
        ids = pairs.ids(sentences)
        lengths = [len(one) for one in ids]
        for reference in example.references:
            for wanted in map(tidy, reference.split("\n")) if news else [reference]:
                target = shortened(wanted, example.language, pairs)
                written = pairs.tokenizer.decode(target)
                chosen = best_sentences(lengths, prior)
                invents = lambda: bool(invented(written, " ".join(sentences[k] for k in chosen)))
                if faithful_only and (news or invents()):
                    chosen = nearest(written, example.language, sentences, prior, lengths)
                if len(target) < 4:
                    dropped[f"{example.set}: long"] += 1
                elif faithful_only and invents():
                    dropped[f"{example.set}: invents"] += 1
                else:
                    source = pairs.join([ids[k] for k in chosen])
                    pairs.add(example.set, TASK_OF[example.set], example.language, source, target)
    return dropped


def compressions(data: Path, split: str, pairs: Pairs) -> None:
    for row in rows(data / f"compression/google_{split}.jsonl.xz"):
        source, target = pairs.ids([row["text"], row["summary"]])
        if len(source) <= MAX_SOURCE and len(target) <= MAX_TARGET and not invented(row["summary"], row["text"]):
            pairs.add("compression", COMPRESS, "en", source, target)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--documents", type=int, default=30_000)
    args = parser.parse_args()
    reader = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    tokenizer = Tokenizer.from_file(str(args.writer / "tokenizer.json"))
    examples = {
        split: pickle.loads((args.work / f"{split}.pkl").read_bytes()) for split in ("train", "dev")
    }
    said = {
        split: priors(examples[split], args.nano, args.work / f"priors-{split}.pkl") for split in examples
    }
    # The first news of the development split are trained on, as in tune.py.
    news = [i for i, e in enumerate(examples["dev"]) if e.set == "news"][:NEWS_DEV_IN_TRAINING]
    moved = set(news)
    for split in ("train", "dev"):
        here = [i for i, _ in enumerate(examples[split]) if split == "train" or i not in moved]
        given = [examples[split][i] for i in here]
        heard = [said[split][i] for i in here]
        if split == "train":
            given += [examples["dev"][i] for i in news]
            heard += [said["dev"][i] for i in news]
        pairs = Pairs(tokenizer)
        dropped = tuning(given, heard, pairs, split == "train")
        compressions(args.data, split, pairs)
        pairs.save(args.work / f"pairs-{'tune' if split == 'train' else 'dev'}.npz")
        print(f"dropped of {split}: {dict(dropped)}", flush=True)
    pairs = Pairs(tokenizer)
    pretraining(args.data, args.nano, pairs, reader, args.documents)
    pairs.save(args.work / "pairs-pretrain.npz")


if __name__ == "__main__":
    main()
