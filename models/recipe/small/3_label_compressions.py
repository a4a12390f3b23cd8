"""Train a larger encoder to shorten sentences, and let it shorten more sentences for small's trimmer.

    python -m models.recipe.small.3_label_compressions DATA WORK NANO [--epochs 5] [--technical 12000] [--sentences N]

reads compression/google of DATA, WORK/{train,dev}.pkl (nano's 4_train_network) and NANO/tokenizer.json; writes
WORK/trim-teacher.pt, all-MiniLM-L6-v2 (networks/trimmer_teacher.py) fine-tuned on Google's sentence compressions, and
WORK/trimmings.jsonl: sentences of news and of technical documents that training may read, one row each with `words`,
`paths` (the kept words: first the most likely path, then some drawn by their probability) and `document`, so that
neighbors are known.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from models.recipe.data.examples import move_news, prepared
from models.recipe.footprint import cpu_seconds
from models.recipe.networks.batches import packed
from models.recipe.networks.paths import Sentence, alone, best, compressions, sampled, sentence, surprise, words_of
from models.recipe.networks.trimmer_teacher import TrimmerTeacher, pretrained

SEED = 7
SENTENCE_TOKENS, TOKENS_PER_BATCH = 110, 1_024
ENCODER_RATE, RATE = 1e-4, 1e-3
DRAWN = 2  # paths of each sentence besides the most likely one
WORDS = range(7, 61)  # the lengths of a sentence that is worth shortening


@torch.no_grad()
def evaluate(teacher: TrimmerTeacher, sentences: list[Sentence]) -> float:
    """Mean F1 of kept words, in percent."""
    teacher.eval()
    found = []
    for group in packed(sentences, lambda one: len(one.ids), random.Random(0), 4 * TOKENS_PER_BATCH):
        for one, seams, stay in zip(group, *teacher(group)):
            keep, wanted = best(*alone(seams, stay, len(one.keep)))[one.spoken], one.keep[one.spoken]
            found.append(200 * (keep & wanted).sum() / max(1, keep.sum() + wanted.sum()))
    teacher.train()
    return float(np.mean(found))


def train(teacher: TrimmerTeacher, data: Path, pieces, epochs: int, count: int | None, out: Path) -> None:
    rng = random.Random(SEED)
    split = {name: compressions(data, name, pieces, SENTENCE_TOKENS)[:count] for name in ("train", "dev")}
    own = [parameter for name, parameter in teacher.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": teacher.bert.parameters(), "lr": ENCODER_RATE, "weight_decay": 0.01},
            {"params": own, "lr": RATE, "weight_decay": 0.05},
        ]
    )

    def plan():
        return packed(split["train"], lambda one: len(one.ids), rng, TOKENS_PER_BATCH)

    steps = epochs * len(plan())

    def slope(step):
        return min(1.0, step / 60) * max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope)
    started = time.time()
    for epoch in range(1, epochs + 1):
        losses = []
        for group in plan():
            loss = surprise(*teacher(group), group).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.bert.parameters(), 1.0)
            nn.utils.clip_grad_norm_(own, 0.3)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        f1 = evaluate(teacher, split["dev"])
        print(f"epoch {epoch}: loss {np.mean(losses):.4f} | F1 {f1:.2f} | {time.time() - started:.0f} s", flush=True)
    torch.save(teacher.state_dict(), out)


def more(data: Path, work: Path, nano: Path, technical: int) -> list[tuple[int, list[str]]]:
    """The words of sentences that training may read, with the number of their document."""
    tokenizer = Tokenizer.from_file(str(nano / "tokenizer.json"))
    train, _ = move_news(*(prepared(data, work, split, tokenizer) for split in ("train", "dev")))
    documents = [example for example in train if example.set == "news"]
    pages = [example for example in train if example.set == "docs_en"]
    news = [(number, words_of(text)) for number, one in enumerate(documents) for text in one.sentences]
    random.Random(SEED).shuffle(pages)
    other = [
        (number, words_of(text))
        for number, one in enumerate(pages, len(documents))
        for text in one.sentences[:6]
        if text.endswith(".")
    ]
    return worth_shortening(news) + worth_shortening(other)[:technical]


def worth_shortening(sentences: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    return [(number, words) for number, words in sentences if len(words) in WORDS]


@torch.no_grad()
def label(teacher: TrimmerTeacher, pieces, sentences: list[tuple[int, list[str]]], out: Path) -> None:
    """Write the most likely path of each sentence, and some drawn by their probability."""
    teacher.eval()
    rng = np.random.default_rng(SEED)
    rows, started = [], time.time()
    for number, words in sentences:
        one = sentence(words, np.ones(len(words), bool), pieces(words))
        if len(one.keep) == len(words) and len(one.ids) <= SENTENCE_TOKENS:
            rows.append((one, {"document": number, "words": words}))
    done = 0
    groups = packed(list(range(len(rows))), lambda at: len(rows[at][0].ids), random.Random(0), 4 * TOKENS_PER_BATCH)
    for places in groups:
        group = [rows[at][0] for at in places]
        for at, seams, stay in zip(places, *teacher(group)):
            scores = alone(seams, stay, len(rows[at][0].keep))
            paths = [best(*scores), *(sampled(*scores, rng) for _ in range(DRAWN))]
            rows[at][1]["paths"] = [np.flatnonzero(path).tolist() for path in paths]
        done += len(group)
        if done % 5_000 < len(group):
            print(f"{done:,} of {len(rows):,} sentences | {time.time() - started:.0f} s", flush=True)
    with open(out, "w", encoding="utf-8") as file:
        for _, row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--technical", type=int, default=12_000, help="sentences of technical documents")
    parser.add_argument("--sentences", type=int, help="at most this many of any kind, for a quick run")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    bert, pieces = pretrained()
    teacher = TrimmerTeacher(bert)
    saved = args.work / "trim-teacher.pt"
    if not saved.exists():
        train(teacher, args.data, pieces, args.epochs, args.sentences, saved)
    teacher.load_state_dict(torch.load(saved, weights_only=True))
    some = more(args.data, args.work, args.nano, args.technical)[: args.sentences]
    label(teacher, pieces, some, args.work / "trimmings.jsonl")
    print(f"{cpu_seconds():.0f} CPU-seconds")


if __name__ == "__main__":
    main()
