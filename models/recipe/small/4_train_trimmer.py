"""Train small's trimmer: which words of a sentence can be dropped together, and which are then adjacent.

    python -m models.recipe.small.4_train_trimmer DATA WORK NANO [--epochs 5] [--sentences N]

reads WORK/small.pt (2_train_network, or restore_weights), whose layers do not change, NANO/tokenizer.json, and
WORK/trimmings.jsonl (3_label_compressions); writes WORK/trimmer.pt after every epoch. It learns from Google's sentence
compressions, each alone and among others, and from the sentences that the teacher shortened, beside their neighbors:
the most likely path in one epoch, a drawn one in the next. Loss: the negative log-likelihood, by word, of the kept
words among all ways to shorten the sentence.
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

from models.recipe.footprint import cpu_seconds
from models.recipe.networks.batches import packed, padded
from models.recipe.networks.paths import Sentence, alone, best, by_word, compressions, sentence, surprise
from models.recipe.networks.precision import reduced
from models.recipe.networks.small import Encoder, Small
from models.recipe.networks.trimmer import FORK, Trimmer
from models.recipe.small.facts import LIMITS

SEED = 7
SENTENCE_TOKENS, WINDOW_TOKENS = LIMITS["sentenceTokens"], LIMITS["windowTokens"]
TOKENS_PER_BATCH, WINDOWS = 2_048, (1, 2, 4, 6)
LAYER_RATE, RATE = 3e-4, 1e-3
UNREAD = 0.05  # the share of tokens whose states are hidden in training


class Lesson:
    """A sentence beside its neighbors, and the paths to choose from."""

    def __init__(self, one: Sentence, paths: list[np.ndarray] | None = None):
        self.sentence = one
        self.paths = paths
        self.states = torch.empty(0)  # float16 [T, hidden]

    def in_epoch(self, epoch: int) -> Sentence:
        """The most likely path every other time; otherwise each of the drawn ones in turn."""
        if self.paths:
            drawn = 1 + epoch // 2 % (len(self.paths) - 1)
            self.sentence.keep = self.paths[drawn if epoch % 2 else 0]
        return self.sentence

    def __len__(self) -> int:
        return len(self.sentence.ids)


def taught(path: Path, pieces, count: int | None = None) -> list[list[Lesson]]:
    """The teacher's sentences, by document."""
    documents: dict[int, list[Lesson]] = {}
    with open(path, encoding="utf-8") as file:
        for line in [*file][:count]:
            row = json.loads(line)
            everything = np.ones(len(row["words"]), bool)
            one = sentence(row["words"], everything, pieces(row["words"]))
            # If the tokenizer drops a word, the paths do not fit.
            if len(one.keep) == len(everything) and len(one.ids) <= SENTENCE_TOKENS:
                paths = [np.isin(np.arange(len(everything)), path) for path in row["paths"]]
                documents.setdefault(row["document"], []).append(Lesson(one, paths))
    return list(documents.values())


def grouped(lessons: list[Lesson], rng: random.Random, sizes=WINDOWS) -> list[list[Lesson]]:
    """Neighbors, cut into windows of a few."""
    groups: list[list[Lesson]] = []
    left = lessons[::-1]
    while left:
        group = [left.pop() for _ in range(min(rng.choice(sizes), len(left)))]
        while sum(map(len, group)) > WINDOW_TOKENS and len(group) > 1:
            left.append(group.pop())
        groups.append(group)
    return groups


@torch.no_grad()
def look(encoder: Encoder, groups: list[list[Lesson]], rng: random.Random) -> None:
    """Store the encoder's states of each sentence of a window."""
    for batch in packed(groups, lambda group: sum(map(len, group)), rng, 8_192):

        def flat(group):
            return torch.tensor([i for one in group for i in one.sentence.ids])

        ids, mask = padded([flat(group) for group in batch], torch.long)
        first, _ = padded([torch.cat([torch.eye(1, len(one))[0] for one in group]) for group in batch], torch.float)
        with reduced():
            states = encoder(ids, first, mask).half()
        for row, group in zip(states, batch):
            at = 0
            for one in group:
                one.states = row[at : at + len(one)].clone()
                at += len(one)


def scores(trimmer: Trimmer, group: list[Lesson], unread: float = 0.0):
    """Transition and emission scores of the words of some sentences; see Paths.seams."""
    states = nn.utils.rnn.pad_sequence([one.states.float() for one in group], batch_first=True)
    mask, _ = padded([torch.ones(len(one)) for one in group], torch.float)
    if unread:
        states = states * (torch.rand(mask.shape) > unread)[..., None]
    with reduced():
        tokens = trimmer(states, (mask[:, None, None, :] - 1) * 1e4)
    return trimmer.paths.seams(by_word(tokens.float(), mask, [one.sentence for one in group]))


@torch.no_grad()
def evaluate(trimmer: Trimmer, lessons: list[Lesson]) -> tuple[float, float]:
    """Mean F1 of kept words in percent, and mean negative log-likelihood by word."""
    trimmer.eval()
    found, surprises = [], []
    for group in packed(lessons, len, random.Random(0), TOKENS_PER_BATCH):
        seams, stay = scores(trimmer, group)
        sentences = [one.sentence for one in group]
        surprises += surprise(seams, stay, sentences).tolist()
        for one, links, worth in zip(sentences, seams, stay):
            keep, wanted = best(*alone(links, worth, len(one.keep)))[one.spoken], one.keep[one.spoken]
            found.append(200 * (keep & wanted).sum() / max(1, keep.sum() + wanted.sum()))
    trimmer.train()
    return float(np.mean(found)), float(np.mean(surprises))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--sentences", type=int, help="at most this many of either kind, for a quick run")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))

    def pieces(words):
        return [tokenizer.encode(word).ids for word in words]

    small = Small.load(args.work / "small.pt")
    trimmer = Trimmer.from_encoder(small.shape, small.encoder)
    small.encoder.layers = small.encoder.layers[:FORK]

    google = {
        name: compressions(args.data, name, pieces, SENTENCE_TOKENS)[: args.sentences] for name in ("train", "dev")
    }
    by_itself = {name: [[Lesson(one)] for one in some] for name, some in google.items()}

    def mixed(some):
        return grouped([Lesson(one) for one in rng.sample(some, len(some))], rng)

    among = {name: mixed(some) for name, some in google.items()}
    documents = taught(args.work / "trimmings.jsonl", pieces, args.sentences)
    groups = [group for lessons in documents for group in grouped(lessons, rng)]
    for some in (*by_itself.values(), *among.values(), groups):
        look(small.encoder, some, rng)

    def flat(some):
        return [one for group in some for one in group]

    lessons = flat(by_itself["train"]) + flat(among["train"]) + flat(groups)
    print(f"{len(google['train']):,} compressions, {len(flat(groups)):,} sentences of the teacher", flush=True)

    optimizer = torch.optim.AdamW(
        [
            {"params": trimmer.layers.parameters(), "lr": LAYER_RATE, "weight_decay": 0.02},
            {"params": trimmer.paths.parameters(), "lr": RATE, "weight_decay": 0.05},
        ]
    )

    def plan():
        return packed(lessons, len, rng, TOKENS_PER_BATCH)

    steps = args.epochs * len(plan())

    def slope(step):
        return min(1.0, step / 100) * max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope)
    steady = torch.optim.swa_utils.AveragedModel(
        trimmer, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
    )
    started, step = time.time(), 0
    for epoch in range(args.epochs):
        losses = []
        for group in plan():
            loss = surprise(*scores(trimmer, group, UNREAD), [one.in_epoch(epoch) for one in group]).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trimmer.parameters(), 0.3)
            optimizer.step()
            schedule.step()
            steady.update_parameters(trimmer)
            losses.append(loss.item())
            step += 1
            if step % 200 == 0:
                print(
                    f"step {step} of {steps}: loss {np.mean(losses[-200:]):.4f} | {time.time() - started:.0f} s",
                    flush=True,
                )
        shown = " | ".join(
            f"{setting} F1 {f1:.2f}, surprise {value:.4f}"
            for setting, some in (("alone", by_itself), ("among others", among))
            for f1, value in [evaluate(steady.module, flat(some["dev"]))]
        )
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f} | {shown} | {time.time() - started:.0f} s", flush=True)
        torch.save(steady.module.state_dict(), args.work / "trimmer.pt")
    print(f"{sum(p.numel() for p in trimmer.parameters()):,} weights; {cpu_seconds():.0f} CPU-seconds")


if __name__ == "__main__":
    main()
