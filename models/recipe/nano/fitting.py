"""The training loop of nano's network, which nano-multilingual shares."""

import random
import time
from pathlib import Path

import numpy as np
import torch

from models.recipe.footprint import cpu_seconds
from models.recipe.nano.training import Packed, batch_of, batches, loss_of, worth_by_set
from models.recipe.networks.nano import Nano


def fit(
    model: Nano,
    train: list[Packed],
    dev: list[Packed],
    checkpoint: Path,
    rng: random.Random,
    *,
    epochs: int,
    learning_rate: float,
    memory: float,
) -> None:
    """Train a model, and write it to `checkpoint` after every epoch that is the best so far on `dev` (the mean over its
    sets of the worth of the chosen sentences).

    What is kept is a running mean of the weights, because it is steadier than the last step's weights; `memory` is the
    share of the mean that a step leaves unchanged.
    """
    print(f"{len(train):,} training documents", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, weight_decay=0.02)
    steps = epochs * len(batches(train, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, learning_rate, total_steps=steps + 50, pct_start=0.1)
    steady = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(memory), use_buffers=False
    )
    best, started = 0.0, time.time()
    for epoch in range(1, epochs + 1):
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
            torch.save({"shape": model.shape.as_dict(), "state": steady.module.state_dict()}, checkpoint)
    print(f"best mean {best:.3f}; {cpu_seconds():.0f} CPU-seconds")
