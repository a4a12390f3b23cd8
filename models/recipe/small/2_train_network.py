"""Train small: which sentences summarize, and which words of a sentence can be dropped.

    python -m models.recipe.small.2_train_network DATA WORK NANO [--epochs 2] [--steps N] [--sentences N]

reads WORK/encoder.pt (1_distill_encoder), WORK/embeddings.npz, WORK/{train,dev}.pkl (nano's 4_train_network) and NANO,
the folder of the exported nano, whose best sentences are the window that small rereads. Writes WORK/small.pt whenever a
running mean of the weights is the best so far on the development splits, and WORK/tuning.pt after every half epoch,
from which an interrupted run continues.

Losses: nano's (nano/training.py) on windows of documents; binary cross-entropy on the kept words of Google's sentence
compressions, several to a window so that training includes sentences with neighbors.
"""

import argparse
import pickle
import random
import time
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipe.data.examples import move_news
from models.recipe.data.files import read
from models.recipe.footprint import cpu_seconds
from models.recipe.nano.training import REPEAT, loss_of
from models.recipe.networks.batches import packed, padded
from models.recipe.networks.nano import han_of, pieces_of
from models.recipe.networks.precision import reduced
from models.recipe.networks.salience import priors
from models.recipe.networks.small import Encoder, Small, SmallShape, means
from models.recipe.small.windows import Compression, Window, compressions

SEED = 7
# There are few compressions, so batches are small and each sentence is used several times an epoch.
KEEP_TOKENS_PER_BATCH, KEEP_PASSES = 2_048, 3
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
KEEP_WEIGHT = 1.0


def score(model: Small, windows: list[Window]):
    """Logits, worth and mask of windows, [B, S]."""
    ids, mask = padded([w.flat for w in windows], torch.long)
    first, _ = padded([w.first for w in windows], torch.float)
    with reduced():
        hidden = model.encoder(ids, first, mask)
    sizes = [len(w.worth) for w in windows]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    sentence = torch.cat([w.sentence + int(at) for w, at in zip(windows, starts)])
    flat = means(hidden[mask.bool()].float(), sentence, sum(sizes))
    worth, there = padded([w.worth for w in windows], torch.float)

    def fill(values):
        return torch.zeros(*there.shape, values.shape[-1]).masked_scatter(there.bool()[..., None], values)

    position, _ = padded([w.position for w in windows], torch.float)
    count = torch.tensor([[float(w.count)] for w in windows])
    stats, marks = (fill(torch.cat([getattr(w, name) for w in windows])) for name in ("stats", "marks"))
    logits = model.score(fill(flat), stats, marks, position, count, there)
    return logits, worth, there


def keep_loss(model: Small, group: list[list[Compression]]) -> torch.Tensor:
    """Binary cross-entropy of kept tokens; each member of `group` is a window of compressions."""

    def whole(name):
        return [torch.from_numpy(np.concatenate([getattr(c, name) for c in w])) for w in group]

    ids, mask = padded(whole("ids"), torch.long)
    keep, _ = padded(whole("keep"), torch.float)
    first, _ = padded([torch.cat([torch.eye(1, len(c.ids))[0] for c in w]) for w in group], torch.float)
    with reduced():
        hidden = model.encoder(ids, first, mask)
    loss = functional.binary_cross_entropy_with_logits(model.keep(hidden.float()), keep, reduction="none")
    return (loss * mask).sum() / mask.sum()


@torch.no_grad()
def evaluate(model: Small, windows: list[Window], dev: list[Compression]) -> dict[str, float]:
    """Mean worth of the best sentence (three for news) by set, also combined with nano's score, and F1 of kept tokens.
    """
    model.eval()
    found: dict[str, list[float]] = {}
    for group in packed(windows, lambda w: len(w.flat), random.Random(0)):
        logits, worth, mask = score(model, group)
        prior, _ = padded([w.prior for w in group], torch.float)
        for share in (0.0, 0.3, 0.6):
            ranked = logits + share * prior + (mask - 1) * 1e4
            for window, row, value in zip(group, ranked, worth):
                k = min(3 if window.set == "news" else 1, len(window.worth))
                name = window.set if share == 0 else f"mean+{share}"
                mean = 50 * value[row.topk(k).indices].mean().item()
                found.setdefault(name, []).append(mean)
    f1 = []
    for one in dev:
        ids = torch.tensor([one.ids])
        hidden = model.encoder(ids, torch.eye(1, len(one.ids)))
        kept = (model.keep(hidden)[0] > 0).numpy()
        both = (kept * one.keep).sum()
        f1.append(2 * both / max(1, kept.sum() + one.keep.sum()))
    model.train()
    values = {name: float(np.mean(values)) for name, values in sorted(found.items())}
    return values | {"compression": 100 * float(np.mean(f1))}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--steps", type=int, help="stop after this many; the learning rates fall to zero there")
    parser.add_argument("--sentences", type=int, help="at most this many compressions of each split, for a quick run")
    parser.add_argument("--out", default="small.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    han = han_of(pieces_of(tokenizer))
    weights = torch.from_numpy(np.load(args.work / "embeddings.npz")["weights"])
    given = torch.load(args.work / "encoder.pt", weights_only=False)
    shape = SmallShape(**given["shape"])
    encoder = Encoder(shape)
    encoder.load_state_dict(given["state"])
    model = Small(shape, encoder)

    windows: dict[str, list[Window]] = {}
    for split in ("train", "dev"):
        examples = pickle.loads((args.work / f"{split}.pkl").read_bytes())
        prior = priors(examples, args.nano, args.work / f"priors-{split}.pkl")
        windows[split] = [Window(e, p, weights, han) for e, p in zip(examples, prior)]
        print(f"{len(examples):,} documents of {split}", flush=True)
    chosen, held = move_news(windows["train"], windows["dev"])
    train = [w for w in chosen for _ in range(REPEAT.get(w.set, 1))]
    # A window whose sentences all have the same worth teaches nothing.
    train = [w for w in train if len(w.worth) > 1 and w.worth.max() > 0]
    pairs = {
        split: [
            Compression(row["text"], row["summary"], tokenizer)
            for row in islice(read(args.data, f"compression/google_{split}"), args.sentences)
        ]
        for split in ("train", "dev")
    }

    inside = list(model.encoder.parameters())
    outside = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": inside, "lr": ENCODER_RATE, "weight_decay": 0.01},
            {"params": outside, "lr": HEAD_RATE, "weight_decay": 0.02},
        ],
        fused=True,
    )
    epochs = [
        [("score", g) for g in packed(train, lambda w: len(w.flat), rng)]
        + [
            ("keep", group)
            for _ in range(KEEP_PASSES)
            for group in packed(
                compressions(pairs["train"], rng),
                lambda w: sum(len(c.ids) for c in w),
                rng,
                KEEP_TOKENS_PER_BATCH,
            )
        ]
        for _ in range(args.epochs)
    ]
    for epoch in epochs:
        rng.shuffle(epoch)
    plan = [step for epoch in epochs for step in epoch][: args.steps]

    def slope(step):
        return min(1.0, step / 100) * max(0.02, 1 - step / len(plan))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope)
    steady = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99), use_buffers=False
    )
    done, best, started = 0, 0.0, time.time()
    checkpoint = args.work / "tuning.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        steady.load_state_dict(saved["steady"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done, best = saved["step"], saved["best"]
    losses: dict[str, list[float]] = {"score": [], "keep": []}
    print(f"{len(train):,} windows, {len(plan):,} steps", flush=True)
    half = max(1, len(epochs[0]) // 2)
    for step in range(done, len(plan)):
        kind, group = plan[step]
        if kind == "score":
            logits, worth, mask = score(model, group)
            loss = loss_of(logits, worth, mask)
        else:
            loss = KEEP_WEIGHT * keep_loss(model, group)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        steady.update_parameters(model)
        losses[kind].append(loss.item())
        if step % 50 == 49:
            shown = ", ".join(f"{name} {np.mean(values[-50:]):.4f}" for name, values in losses.items())
            print(f"step {step + 1} of {len(plan)}: {shown} | {time.time() - started:.0f} s", flush=True)
        if (step + 1) % half == 0 or step + 1 == len(plan):
            values = evaluate(steady.module, held, pairs["dev"])
            mean = float(np.mean([v for name, v in values.items() if "+" not in name and name != "compression"]))
            shown = " ".join(f"{name} {value:.2f}" for name, value in values.items())
            print(f"step {step + 1}: {shown} | mean {mean:.3f}", flush=True)
            if mean > best:
                best = mean
                torch.save({"shape": shape.as_dict(), "state": steady.module.state_dict()}, args.work / args.out)
            torch.save(
                {
                    "model": model.state_dict(),
                    "steady": steady.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step + 1,
                    "best": best,
                },
                checkpoint,
            )
    print(f"best mean {best:.3f}; {cpu_seconds():.0f} CPU-seconds")


if __name__ == "__main__":
    main()
