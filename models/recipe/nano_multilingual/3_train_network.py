"""Train nano-multilingual's network: nano's, over the vectors of 2_encode_pieces, on English and Chinese pairs only.

    python -m models.recipe.nano_multilingual.3_train_network DATA WORK OUT [--epochs 3] [--documents 7000] [--limit N]

reads OUT/tokenizer.json, WORK/multilingual-embeddings.npz and the training and development splits of DATA; writes
WORK/nano-multilingual.pt after every epoch that is the best so far on the development splits, and the prepared examples
to WORK/multilingual/{train,dev}.pkl.

The network leaves out what differs between languages (Shape.across_languages). It is trained on documentation alone,
where references are one sentence; the first sentence is dropped at random as in nano.
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.data.examples import prepared
from models.recipe.footprint import cpu_seconds
from models.recipe.nano.training import Packed, batch_of, batches, loss_of, worth_by_set
from models.recipe.nano_multilingual.facts import DOCUMENTS
from models.recipe.nano_multilingual.tokenizer import encode
from models.recipe.networks.nano import Nano, Shape

SETS = ("docs_en", "docs_zh")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="drawn at random from both sets")
    parser.add_argument("--limit", type=int, help="read only so many of each set, for a quick run")
    parser.add_argument("--learning-rate", type=float, default=1.5e-3)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    frozen = np.load(args.work / "multilingual-embeddings.npz")
    count = tokenizer.get_vocab_size()
    model = Nano(
        Shape(vocabulary=count, across_languages=True),
        torch.from_numpy(frozen["vectors"]),
        torch.from_numpy(frozen["weights"]),
        torch.zeros(count),
    )
    folder = args.work / "multilingual"
    folder.mkdir(exist_ok=True)
    train, dev = (
        [
            example
            for example in prepared(args.data, folder, split, tokenizer, args.limit, encode)
            if example.set in SETS
        ]
        for split in ("train", "dev")
    )
    rng.shuffle(train)
    train, dev = ([Packed(example, model) for example in part] for part in (train[: args.documents], dev))
    print(f"{len(train):,} training documents", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate, weight_decay=0.02)
    steps = args.epochs * len(batches(train, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.learning_rate, total_steps=steps + 50, pct_start=0.1)
    steady = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99), use_buffers=False
    )
    best, started = 0.0, time.time()
    for epoch in range(1, args.epochs + 1):
        losses = []
        for group in batches(train, rng):
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
            saved = {"shape": model.shape.as_dict(), "state": steady.module.state_dict()}
            torch.save(saved, args.work / "nano-multilingual.pt")
    print(f"best mean {best:.3f}; {cpu_seconds():.0f} CPU-seconds")


if __name__ == "__main__":
    main()
