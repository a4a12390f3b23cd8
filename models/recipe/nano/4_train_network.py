"""Train nano's network.

    python -m models.recipe.nano.4_train_network DATA WORK NANO [--epochs 8] [--seed 7] [--documents N]

reads NANO/tokenizer.json, WORK/embeddings.npz (3_fit_vectors) and the training and development splits of DATA;
writes WORK/nano.pt after every epoch that is the best so far on the development splits (the mean worth of the
chosen sentences), and the prepared examples to WORK/{train,dev}.pkl, which later runs and stages read.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.data.examples import move_news, prepared
from models.recipe.footprint import cpu_seconds
from models.recipe.nano.training import REPEAT, Packed, batch_of, batches, loss_of, worth_by_set
from models.recipe.networks.nano import Nano, Shape, han_of, pieces_of


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--documents", type=int, help="at most this many of each set, for a quick run")
    parser.add_argument("--learning-rate", type=float, default=1.5e-3)
    parser.add_argument("--out", default="nano.pt")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    pieces = pieces_of(tokenizer)
    han = han_of(pieces)
    frozen = np.load(args.work / "embeddings.npz")
    model = Nano(
        Shape(vocabulary=len(pieces)),
        torch.from_numpy(frozen["vectors"]),
        torch.from_numpy(frozen["weights"]),
        han,
    )
    read = [prepared(args.data, args.work, split, tokenizer, args.documents) for split in ("train", "dev")]
    examples, held = move_news(*read)
    dev = [Packed(example, model) for example in held]
    packed = [Packed(example, model) for example in examples]
    train = [document for document in packed for _ in range(REPEAT.get(document.set, 1))]
    print(f"{len(train):,} training documents", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate, weight_decay=0.02)
    steps = args.epochs * len(batches(train, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.learning_rate, total_steps=steps + 50, pct_start=0.1)
    # A running mean of the weights is kept, because it is steadier than the last step's weights.
    steady = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998), use_buffers=False
    )
    best, started = 0.0, time.time()
    for epoch in range(1, args.epochs + 1):
        losses = []
        for group in batches(train, rng):
            # Bylines and datelines are dropped at random, and sometimes the first sentence.
            drop = [rng.choice([1, 1, 2]) if len(d.worth) > 6 and rng.random() < 0.15 else 0 for d in group]
            inputs, worth = batch_of(group, model, drop)
            loss = loss_of(model.score(*inputs), worth, inputs[-1])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            steady.update_parameters(model)
            losses.append(loss.item())
        values = worth_by_set(steady.module, dev)
        mean = float(np.mean(list(values.values())))
        shown = " ".join(f"{name} {value:.2f}" for name, value in values.items())
        print(
            f"epoch {epoch}: loss {np.mean(losses):.4f} | {shown} | mean {mean:.3f} | {time.time() - started:.0f} s",
            flush=True,
        )
        if mean > best:
            best = mean
            torch.save({"shape": model.shape.as_dict(), "state": steady.module.state_dict()}, args.work / args.out)
    print(f"best mean {best:.3f}; {cpu_seconds():.0f} CPU-seconds")


if __name__ == "__main__":
    main()
