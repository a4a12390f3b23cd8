"""Make the writer's training pairs: what it reads and what it writes, as token ids.

    python -m models.recipe.writer.make_pairs DATA WORK NANO WRITER [--documents N]

reads WORK/{train,dev}.pkl (train.py), the plain documents, NANO (the exported nano) and WRITER/tokenizer.json;
writes WORK/pairs-{pretrain,tune,dev}.npz. `--documents` bounds the plain documents of each language.

Extract, then write: a source is the best sentences of a document by nano's salience, in its order, as
many as fit. A target is at most MAX_TARGET tokens.

For pretraining: pretraining.py. For tuning, the pairs themselves, but for references that invent (faithful.py).
"""

import argparse
import pickle
import re
from collections import Counter
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.data.examples import NEWS_DEV_IN_TRAINING, Example, f1, rows, units
from models.recipe.writer.faithful import invented
from models.recipe.writer.pairs import CANDIDATES, COMPRESS, DESCRIBE, HEADLINE, MAX_SOURCE, MAX_TARGET, Pairs, best_sentences
from models.recipe.writer.pretraining import pretraining
from models.recipe.small.windows import priors

TASK_OF = {"docs_en": DESCRIBE, "docs_zh": DESCRIBE, "scitldr": DESCRIBE, "news": DESCRIBE, "csl_zh": HEADLINE}


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
