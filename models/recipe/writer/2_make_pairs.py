"""Make the writer's training pairs: sources and targets, as token ids.

    python -m models.recipe.writer.2_make_pairs DATA WORK NANO WRITER [--documents 24000] [--sentences N]

reads WORK/{train,dev}.pkl (nano's 4_train_network), the plain documents of DATA, NANO (the exported nano) and
WRITER/tokenizer.json; writes WORK/pairs-{pretrain,tune,dev}.npz, and nano's salience to WORK/priors-{train,dev}.pkl.
`--documents` limits the plain documents of each language, `--sentences` the compressions of each split.

Extract, then write: a source consists of the best sentences of a document by nano's salience, in document order, up to
the length limit. A target has at most MAX_TARGET tokens. For the pairs of pretraining see pretraining.py. Tuning uses
the pairs of DATA, except those whose references state numbers or names that are not in the source (faithful.py).
"""

import argparse
import pickle
import re
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.data.examples import Example, move_news
from models.recipe.data.files import read
from models.recipe.data.units import f1, units
from models.recipe.networks.salience import priors
from models.recipe.writer.faithful import invented
from models.recipe.writer.pairs import CANDIDATES, COMPRESS, MAX_SOURCE, MAX_TARGET, TASK_OF, Pairs, best_sentences
from models.recipe.writer.pretraining import pretraining


def tidy(text: str) -> str:
    """Reattach punctuation, which news texts separate: "Michigan ." -> "Michigan." """
    text = re.sub(r"^By \. .{0,60}? \. |-LRB- .*? -RRB- ", "", text)
    return re.sub(r"\s+([.,;:?!)])", r"\1", text).strip()


def shortened(text: str, language: str, pairs: Pairs) -> list[int]:
    """Ids of the leading sentences that fit a target; empty if not even one fits."""
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
    """The two sentences nearest to a reference, and the best by nano's salience."""
    bag = Counter(units(wanted, language))
    near = np.array([f1(Counter(units(sentence, language)), bag) for sentence in sentences])
    raised = prior.copy()
    raised[np.argsort(-near)[:2]] += 2
    return best_sentences(lengths, raised)


def tuning(examples: list[tuple[Example, np.ndarray]], pairs: Pairs, faithful_only: bool) -> Counter:
    """Add pairs of documents with references; `examples` include nano's salience. Returns the number left out, by
    reason."""
    dropped: Counter = Counter()
    for example, prior in examples:
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
                if faithful_only and (news or invents(written, sentences, chosen)):
                    chosen = nearest(written, example.language, sentences, prior, lengths)
                if len(target) < 4:
                    dropped[f"{example.set}: long"] += 1
                elif faithful_only and invents(written, sentences, chosen):
                    dropped[f"{example.set}: invents"] += 1
                else:
                    source = pairs.join([ids[k] for k in chosen])
                    pairs.add(example.set, TASK_OF[example.set], example.language, source, target)
    return dropped


def invents(written: str, sentences: list[str], chosen: list[int]) -> bool:
    """Whether a reference states a number or name that is not in the chosen sentences."""
    return bool(invented(written, " ".join(sentences[k] for k in chosen)))


def compressions(data: Path, split: str, pairs: Pairs, count: int | None) -> None:
    """Add Google's sentence compressions that fit and invent nothing."""
    for row in islice(read(data, f"compression/google_{split}"), count):
        source, target = pairs.ids([row["text"], row["summary"]])
        if len(source) <= MAX_SOURCE and len(target) <= MAX_TARGET and not invented(row["summary"], row["text"]):
            pairs.add("compression", COMPRESS, "en", source, target)


def set_of(item: tuple[Example, np.ndarray]) -> str:
    return item[0].set


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--documents", type=int, default=24_000)
    parser.add_argument("--sentences", type=int, help="at most this many compressions of each split, for a quick run")
    args = parser.parse_args()
    reader = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    tokenizer = Tokenizer.from_file(str(args.writer / "tokenizer.json"))
    given = {}
    for split in ("train", "dev"):
        examples = pickle.loads((args.work / f"{split}.pkl").read_bytes())
        given[split] = list(zip(examples, priors(examples, args.nano, args.work / f"priors-{split}.pkl")))
    given["train"], given["dev"] = move_news(given["train"], given["dev"], set_of)
    for split in ("train", "dev"):
        pairs = Pairs(tokenizer)
        dropped = tuning(given[split], pairs, split == "train")
        compressions(args.data, split, pairs, args.sentences)
        pairs.save(args.work / f"pairs-{'tune' if split == 'train' else 'dev'}.npz")
        print(f"dropped of {split}: {dict(dropped)}", flush=True)
    pairs = Pairs(tokenizer)
    pretraining(args.data, args.nano, pairs, reader, args.documents)
    pairs.save(args.work / "pairs-pretrain.npz")


if __name__ == "__main__":
    main()
