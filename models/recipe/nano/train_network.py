"""Train nano's network.

    python -m models.recipe.nano.train_network DATA WORK MODEL/tokenizer.json [--epochs 10] [--seed 7]

reads WORK/embeddings.npz (embed.py); writes WORK/nano.pt after every epoch that is the best so far
on the development splits (a mean of what the chosen sentences are worth), and the prepared examples
to WORK/{train,dev}.pkl, which later runs reuse.

Loss: cross-entropy between softmax(logits) and softmax(8 x worth), and a small binary cross-entropy
against worth / best worth, which makes sigmoid(logit) a salience between 0 and 1.
"""

import argparse
import pickle
import random
import resource
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipe.data.examples import MAX_SENTENCE_TOKENS, NEWS_DEV_IN_TRAINING, Example, load
from models.recipe.networks.nano import Nano, Shape, han_of, pieces_of

SHARPNESS = 8.0
REPEAT = {"news": 3}  # the only general prose, and little of it
MAX_SENTENCES = 80
TOKENS_PER_BATCH = 40_000


def prepared(data: Path, work: Path, split: str, tokenizer: Tokenizer) -> list[Example]:
    """Examples of a split, from WORK if they were prepared before."""
    cache = work / f"{split}.pkl"
    if not cache.exists():
        cache.write_bytes(pickle.dumps(load(data, split, tokenizer)))
    return pickle.loads(cache.read_bytes())


class Packed:
    """A document as arrays; what depends on frozen parts alone is computed once."""

    def __init__(self, example: Example, model: Nano):
        kept = [ids[:MAX_SENTENCE_TOKENS] for ids in example.ids[:MAX_SENTENCES]]
        self.set = example.set
        self.count = len(example.ids)
        self.flat = torch.from_numpy(np.concatenate(kept)).long()
        lengths = np.array([len(ids) for ids in kept])
        self.offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]])).long()
        self.sentence = torch.repeat_interleave(torch.arange(len(kept)), torch.from_numpy(lengths))
        inside = torch.arange(len(self.flat)) - self.offsets[self.sentence]
        in_head = inside < model.shape.head_tokens
        self.head = self.flat[in_head]
        heads = np.minimum(lengths, model.shape.head_tokens)
        self.head_offsets = torch.from_numpy(np.concatenate([[0], np.cumsum(heads)[:-1]])).long()
        unique = np.concatenate([np.unique(ids[:MAX_SENTENCE_TOKENS]) for ids in example.ids])
        self.frequency = torch.from_numpy(np.bincount(unique, minlength=1))[self.flat].float()
        weight = model.weights[self.flat]
        pool = lambda value: torch.zeros(len(kept)).index_add(0, self.sentence, value)
        self.stats = torch.stack(
            [
                torch.from_numpy(lengths).float(),
                pool(weight),
                pool(weight * (self.frequency > 1.5)),
                pool(weight * self.frequency.log()),
                pool((self.flat == 0).float()),
                pool(model.han[self.flat]),
            ],
            dim=-1,
        )
        self.mean = functional.embedding_bag(
            self.flat, model.vectors, self.offsets, mode="sum", per_sample_weights=weight
        ).half()
        self.marks = torch.from_numpy(example.marks[:MAX_SENTENCES]).float()
        self.worth = torch.from_numpy(example.worth[:MAX_SENTENCES])


def joined(bags):
    """Join (ids, offsets, first sentence) of several documents into one list of bags."""
    ids, offsets, at = [], [], 0
    for flat, starts, first in bags:
        begin = int(starts[first])
        ids.append(flat[begin:])
        offsets.append(starts[first:] - begin + at)
        at += len(flat) - begin
    return torch.cat(ids), torch.cat(offsets)


def batch_of(documents: list[Packed], model: Nano, drop: list[int]):
    """Pad documents into score()'s inputs. `drop[i]` leading sentences of document i are left out."""
    sizes = [len(d.worth) - k for d, k in zip(documents, drop)]
    batch, width = len(documents), max(sizes)
    mean = torch.zeros(batch, width, model.shape.dimension)
    stats = torch.zeros(batch, width, documents[0].stats.shape[1])
    marks = torch.zeros(batch, width, documents[0].marks.shape[1])
    mask = torch.zeros(batch, width)
    worth = torch.zeros(batch, width)
    position = torch.arange(width).float().expand(batch, width).contiguous()
    count = torch.tensor([[float(d.count - k)] for d, k in zip(documents, drop)])
    for i, (d, k, size) in enumerate(zip(documents, drop, sizes)):
        mean[i, :size] = d.mean[k:].float()
        stats[i, :size] = d.stats[k:]
        marks[i, :size] = d.marks[k:]
        worth[i, :size] = d.worth[k:]
        mask[i, :size] = 1
    # Only the batch's own tokens go through the cue network.
    flat, offsets = joined([(d.flat, d.offsets, k) for d, k in zip(documents, drop)])
    heads, head_offsets = joined([(d.head, d.head_offsets, k) for d, k in zip(documents, drop)])
    present, places = torch.unique(torch.cat([flat, heads]), return_inverse=True)
    table = model.cue_table(present)
    half = model.shape.cues
    whole = functional.embedding_bag(places[: len(flat)], table[:, :half].contiguous(), offsets)
    head = functional.embedding_bag(places[len(flat) :], table[:, half:].contiguous(), head_offsets)
    cues = torch.zeros(batch, width, 2 * half)
    cues[mask.bool()] = torch.cat([whole, head], dim=-1)
    return (mean, cues, stats, marks, position, count, mask), worth


def batches(documents: list[Packed], rng: random.Random):
    """Group documents of like size; shuffled."""
    order = sorted(documents, key=lambda d: len(d.worth) + rng.random() * 8)
    groups, group, tokens = [], [], 0
    for document in order:
        group.append(document)
        tokens += len(document.flat)
        if tokens > TOKENS_PER_BATCH or len(group) >= 64:
            groups.append(group)
            group, tokens = [], 0
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return groups


def loss_of(logits, worth, mask):
    """Listwise cross-entropy plus a small pointwise one; a document counts once."""
    hidden = (mask - 1) * 1e4
    wanted = (worth * SHARPNESS + hidden).softmax(-1)
    listwise = -(wanted * (logits + hidden).log_softmax(-1)).sum(-1).mean()
    best = worth.amax(-1, keepdim=True).clamp(min=0.05)
    pointwise = functional.binary_cross_entropy_with_logits(logits, worth / best, reduction="none")
    return listwise + 0.2 * ((pointwise * mask).sum(-1) / mask.sum(-1)).mean()


@torch.no_grad()
def worth_by_set(model: Nano, documents: list[Packed]) -> dict[str, float]:
    """Mean worth of the best-scored sentence of each document (of the three best for news), by set."""
    model.eval()
    found: dict[str, list[float]] = {}
    for group in batches(documents, random.Random(0)):
        inputs, worth = batch_of(group, model, [0] * len(group))
        logits = model.score(*inputs) + (inputs[-1] - 1) * 1e4
        for document, row, value in zip(group, logits, worth):
            k = min(3 if document.set == "news" else 1, len(document.worth))
            found.setdefault(document.set, []).append(value[row.topk(k).indices].mean().item())
    model.train()
    return {name: 100 * float(np.mean(values)) / 2 for name, values in sorted(found.items())}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("tokenizer")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--learning-rate", type=float, default=1.5e-3)
    parser.add_argument("--out", default="nano.pt")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(args.tokenizer)
    pieces = pieces_of(tokenizer)
    han = han_of(pieces)
    frozen = np.load(args.work / "embeddings.npz")
    model = Nano(
        Shape(vocabulary=len(pieces)),
        torch.from_numpy(frozen["vectors"]),
        torch.from_numpy(frozen["weights"]),
        han,
    )
    examples = {s: prepared(args.data, args.work, s, tokenizer) for s in ("train", "dev")}
    news = [e for e in examples["dev"] if e.set == "news"][:NEWS_DEV_IN_TRAINING]
    moved = {id(e) for e in news}
    packed = {
        "train": [Packed(e, model) for e in examples["train"] + news],
        "dev": [Packed(e, model) for e in examples["dev"] if id(e) not in moved],
    }
    train = [d for d in packed["train"] for _ in range(REPEAT.get(d.set, 1))]
    print(f"{len(train):,} training documents", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate, weight_decay=0.02)
    steps = args.epochs * len(batches(train, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, args.learning_rate, total_steps=steps + 50, pct_start=0.1
    )
    # What is kept is a running mean of the weights: steadier than the last step's.
    steady = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998), use_buffers=False
    )
    best, started = 0.0, time.time()
    for epoch in range(1, args.epochs + 1):
        losses = []
        for group in batches(train, rng):
            # Bylines and datelines come and go; so does the first sentence, now and then.
            drop = [
                rng.choice([1, 1, 2]) if len(d.worth) > 6 and rng.random() < 0.15 else 0
                for d in group
            ]
            inputs, worth = batch_of(group, model, drop)
            loss = loss_of(model.score(*inputs), worth, inputs[-1])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            steady.update_parameters(model)
            losses.append(loss.item())
        values = worth_by_set(steady.module, packed["dev"])
        mean = float(np.mean(list(values.values())))
        shown = " ".join(f"{name} {value:.2f}" for name, value in values.items())
        print(
            f"epoch {epoch}: loss {np.mean(losses):.4f} | {shown} | mean {mean:.3f}"
            f" | {time.time() - started:.0f} s",
            flush=True,
        )
        if mean > best:
            best = mean
            torch.save({"shape": model.shape.as_dict(), "state": steady.module.state_dict()}, args.work / args.out)
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    print(f"best mean {best:.3f}; {cpu.ru_utime + cpu.ru_stime:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
