"""Measure how much a better base could give nano-multilingual: the whole teacher, in place of vectors of its pieces.

    python -m models.recipe.nano_multilingual.measure_ceiling DATA WORK OUT [--documents 2500] [--each 150] [--seeds 3]

reads OUT/tokenizer.json, WORK/multilingual-embeddings.npz and WORK/{train,dev}.pkl (2_encode_pieces, 3_read_examples) and
DATA/multi; prints a table like that of score_languages. Two networks are trained on the same English and Chinese
documents with the same loss, and differ in the vector of a sentence alone: that of `pieces` is nano-multilingual's, the
weighted mean of 128 numbers a piece; that of `teacher` is what multilingual-e5-small, with all its layers, makes of the
sentence, 384 numbers. No Worker could afford it, at 21 million multiply-accumulates a token.

To bound the time, a document is its first SENTENCES sentences, each cut to TOKENS pieces; the columns are all of those.
Choices are the mean of the logits over the seeds, with nano-multilingual's favor for the first sentence. Vectors of
sentences go to WORK/ceiling as they are made, so a run that was stopped goes on where it was.
"""

import argparse
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipe.bridge import segment
from models.recipe.data.examples import Example
from models.recipe.data.files import read
from models.recipe.evaluate import languages
from models.recipe.evaluate.languages import TAGS, interval, rouge1, textrank
from models.recipe.nano.fitting import fit
from models.recipe.nano.training import Packed, batch_of
from models.recipe.nano_multilingual.tokenizer import encode
from models.recipe.networks.multilingual_teacher import Teacher, encode_sentences, load, tokenizer_of
from models.recipe.networks.nano import Nano, Shape

NAMES = {language: name for language, name in languages.NAMES.items() if language != "zh-tw"}  # which nano reads
SENTENCES, TOKENS = 8, 48
DIMENSION = 384  # the teacher's width
PART = 50  # documents whose vectors are stored together
EPOCHS, HELD_OUT = 8, 150  # documents of each development set
LEADS = (0.0, 0.3)  # added to the first sentence's logit; 5_export_graph adds the last one for nano-multilingual


@dataclass
class Tested(Example):
    boilerplate: np.ndarray  # bool [S]; a boilerplate sentence is chosen only if there is no other


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=2_500, help="to train on, drawn from both languages")
    parser.add_argument("--each", type=int, default=150, help="documents of each language to test on")
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    folder = args.work / "ceiling"
    folder.mkdir(exist_ok=True)
    train, held = (pickle.loads((args.work / f"{split}.pkl").read_bytes()) for split in ("train", "dev"))
    random.Random(7).shuffle(train)
    held = [one for name in ("docs_en", "docs_zh") for one in [e for e in held if e.set == name][:HELD_OUT]]
    tested = across_languages(args.data, args.out, folder)
    groups = {"train": train[: args.documents], "dev": held} | {
        name: [one for one in tested if one.set == name][: args.each] for name in NAMES
    }
    groups = {name: [shortened(one) for one in examples] for name, examples in groups.items()}
    teacher = load()
    vectors = {name: list(vectors_of(teacher, name, examples, folder)) for name, examples in groups.items()}
    vectors = without_language(groups, vectors)
    frozen = np.load(args.work / "multilingual-embeddings.npz")
    logits = {}
    for system in ("pieces", "teacher"):
        packed = {}
        for seed in range(7, 7 + args.seeds):
            torch.manual_seed(seed)
            model = network(frozen)
            if not packed:
                for name, examples in groups.items():
                    packed[name] = [
                        packed_of(example, model, vector if system == "teacher" else None)
                        for example, vector in zip(examples, vectors[name], strict=True)
                    ]
            checkpoint = folder / f"{system}-{seed}.pt"
            fit(
                model,
                packed["train"],
                packed["dev"],
                checkpoint,
                random.Random(seed),
                epochs=EPOCHS,
                learning_rate=1.5e-3,
                memory=0.99,
            )
            model.load_state_dict(torch.load(checkpoint, weights_only=True)["state"])
            for name, documents in packed.items():
                logits.setdefault((system, name), []).append(logits_of(model, documents))
    print_table(groups, logits)


def across_languages(data: Path, out: Path, folder: Path) -> list[Example]:
    """The documents of all languages; `set` is the language's name."""
    cache = folder / "languages.pkl"
    if not cache.exists():
        tokenizer, made = Tokenizer.from_file(str(out / "tokenizer.json")), []
        for name in NAMES:
            rows = list(read(data, f"multi/{name}_dev"))
            tag = TAGS.get(name, name)
            for row, parts in zip(rows, segment([row["text"] for row in rows], tag), strict=True):
                ids = [np.array(one, np.int32) for one in encode(tokenizer, parts["sentences"])]
                kept = [i for i, one in enumerate(ids) if len(one)]
                sentences = [parts["sentences"][i] for i in kept]
                made.append(
                    Tested(
                        set=name,
                        language=tag,
                        text=row["text"],
                        references=[row["summary"]],
                        sentences=sentences,
                        marks=np.array([parts["marks"][i] for i in kept], np.int32),
                        ids=[ids[i] for i in kept],
                        worth=np.array([rouge1(one, row["summary"]) / 100 for one in sentences], np.float32),
                        boilerplate=np.array([parts["boilerplate"][i] for i in kept]),
                    )
                )
            print(f"{name}: {len(rows)} documents", flush=True)
        cache.write_bytes(pickle.dumps(made))
    return pickle.loads(cache.read_bytes())


def shortened(example: Example) -> Example:
    return replace(
        example,
        sentences=example.sentences[:SENTENCES],
        marks=example.marks[:SENTENCES],
        ids=[ids[:TOKENS] for ids in example.ids[:SENTENCES]],
        worth=example.worth[:SENTENCES],
    )


def vectors_of(teacher: Teacher, name: str, examples: list[Example], folder: Path) -> Iterator[np.ndarray]:
    """The teacher's sentence vectors of each document, float32 [S, DIMENSION]; from `folder` where they were made before."""
    tokenizer = tokenizer_of(teacher)
    for at in range(0, len(examples), PART):
        part = examples[at : at + PART]
        file = folder / f"{name}-{at:05d}-{len(part)}.npy"
        if not file.exists():
            sentences = [sentence for example in part for sentence in example.sentences]
            np.save(file, encode_sentences(teacher, tokenizer, sentences, TOKENS))
            print(f"{name}: encoded {at + len(part):,} of {len(examples):,} documents", flush=True)
        ends = np.cumsum([len(example.sentences) for example in part])
        yield from np.split(np.load(file).astype(np.float32), ends[:-1])


def without_language(groups: dict, vectors: dict) -> dict:
    """Vectors without the mean of their language, in which languages differ most; only the teacher is given so much."""
    by_language: dict[str, list[np.ndarray]] = {}
    for name, examples in groups.items():
        for example, vector in zip(examples, vectors[name], strict=True):
            by_language.setdefault(example.language, []).append(vector)
    mean = {language: np.concatenate(found).mean(0) for language, found in by_language.items()}
    return {
        name: [vector - mean[example.language] for example, vector in zip(groups[name], found)]
        for name, found in vectors.items()
    }


def network(frozen) -> Nano:
    """nano-multilingual's network for sentence vectors of DIMENSION numbers; the pieces' are padded with zeros."""
    vectors = torch.from_numpy(frozen["vectors"])
    padded = functional.pad(vectors, (0, DIMENSION - vectors.shape[1]))
    shape = Shape(vocabulary=len(padded), dimension=DIMENSION, across_languages=True)
    return Nano(shape, padded, torch.from_numpy(frozen["weights"]), torch.zeros(len(padded)))


def packed_of(example: Example, model: Nano, vectors: np.ndarray | None) -> Packed:
    packed = Packed(example, model)
    if vectors is not None:
        packed.mean = torch.from_numpy(vectors).half()
    return packed


@torch.no_grad()
def logits_of(model: Nano, documents: list[Packed]) -> list[np.ndarray]:
    model.eval()
    found = []
    for at in range(0, len(documents), PART):
        group = documents[at : at + PART]
        inputs, _ = batch_of(group, model, [0] * len(group))
        found += [row[: len(one.worth)].numpy() for one, row in zip(group, model.score(*inputs))]
    return found


def chosen(logits: list[np.ndarray], examples: list[Example], lead: float) -> np.ndarray:
    """The ROUGE-1 of each document's choice by logits, if `lead` is added to that of the first sentence."""
    found = []
    for one, example in zip(logits, examples):
        values = one.copy()
        values[0] += lead
        if isinstance(example, Tested):
            values -= 1e3 * example.boilerplate[:SENTENCES]
        found.append(rouge1(example.sentences[values.argmax()], example.references[0]))
    return np.array(found)


def print_table(groups: dict, logits: dict) -> None:
    """One row a set, and the means over the languages that nano-multilingual reads, with 95% bootstrap intervals."""
    systems = sorted({system for system, _ in logits})
    gains: dict[tuple[str, float], list[np.ndarray]] = {}
    titles = ["language", "lead-1", "TextRank", *systems, "best sentence", *(f"gain of {one}" for one in systems)]
    print(f"| {' | '.join(titles)} |")
    print("|---|" + "--:|" * (3 + len(systems)) + "---|" * len(systems))
    dev = groups["dev"]
    trained = {
        "English (docs_en)": [i for i, one in enumerate(dev) if one.set == "docs_en"],
        "Chinese (docs_zh)": [i for i, one in enumerate(dev) if one.set == "docs_zh"],
    }
    for name in [*trained, *NAMES]:
        group, places = ("dev", trained[name]) if name in trained else (name, range(len(groups[name])))
        examples = [groups[group][i] for i in places]
        first = np.array([rouge1(one.sentences[0], one.references[0]) for one in examples])
        best = np.mean([max(rouge1(s, one.references[0]) for s in one.sentences) for one in examples])
        ranked = np.mean([rouge1(textrank(tuple(one.sentences)), one.references[0]) for one in examples])
        cells, gained = [first.mean(), ranked], []
        for system in systems:
            mean = [np.mean([run[i] for run in logits[system, group]], axis=0) for i in places]
            for lead in LEADS:
                own = chosen(mean, examples, lead)
                if name in NAMES:
                    gains.setdefault((system, lead), []).append(own - first)
            cells.append(own.mean())
            gained.append("{:+.1f} ({:+.1f} to {:+.1f})".format((own - first).mean(), *interval(own - first)))
        shown = " | ".join(f"{cell:.1f}" for cell in [*cells, best])
        print(f"| {NAMES.get(name, name)} | {shown} | {' | '.join(gained)} |")
    for (system, lead), found in gains.items():
        low, high = interval(np.concatenate(found))
        mean = np.mean([one.mean() for one in found])
        print(
            f"{system}, {lead} added to the first sentence's logit: mean gain {mean:+.2f} ({low:+.2f} to {high:+.2f})"
        )


if __name__ == "__main__":
    main()
