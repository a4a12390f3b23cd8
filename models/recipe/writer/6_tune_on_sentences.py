"""Train the writer to rewrite single sentences, starting from the weights of 3_train_network or restore_weights.

    python -m models.recipe.writer.6_tune_on_sentences WORK [--minutes 40] [--device cuda] [--start writer.pt]

reads WORK/writer.pt and WORK/pairs-{sentences,sentences-held}.npz (5_pair_sentences); writes WORK/writer-sentences.pt, a
running mean of the weights, every few minutes. The learning rate falls to zero at the end of the minutes.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch

from models.recipe.footprint import cpu_seconds
from models.recipe.networks.writer import Writer, WriterShape
from models.recipe.writer.batches import SEED, PackedPairs, plan

CHECKPOINT_SECONDS = 300
WARM_SHARE, STEADY = 0.04, 0.99
# Layers that already represent words; freezing them cuts the time of a step to two thirds.
FROZEN = ("table.", "places", "norm.", "raise_rank.", "encoder.0.", "encoder.1.")
# How often each kind of pair is used per pass.
REPEAT = {"person_compression": 2, "person_reference": 2, "rules_csl_zh": 4, "rules_meetings": 3, "csl_zh": 2}


@torch.no_grad()
def evaluate(writer: Writer, pairs: PackedPairs, device: str, count: int = 60) -> str:
    """Mean loss per piece of each kind of held pair."""
    writer.eval()
    shown = []
    for kind in sorted(set(pairs.kinds)):
        indices = np.flatnonzero(pairs.kinds == kind)[:count]
        groups = pairs.batches(indices, np.random.default_rng(0), 8_192)
        missed = torch.cat([writer.loss(*on(device, pairs.padded(g)))[1] for g in groups]).mean()
        shown.append(f"{kind} {missed:.3f}")
    writer.train()
    return " ".join(shown)


def on(device: str, tensors):
    return [tensor.to(device) for tensor in tensors]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--batch-tokens", type=int, default=2_048)
    parser.add_argument("--whole", action="store_true", help="train the lower layers, too")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--start", default="writer.pt")
    parser.add_argument("--out", default="writer-sentences.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    saved = torch.load(args.work / args.start, weights_only=True)
    writer = Writer(WriterShape(**saved["shape"]))
    writer.load_state_dict(saved["state"])
    writer.to(args.device)
    if not args.whole:
        for name, parameter in writer.named_parameters():
            parameter.requires_grad = not name.startswith(FROZEN)
    pairs, held = (PackedPairs(args.work / f"pairs-{name}.npz") for name in ("sentences", "sentences-held"))
    learnt = [parameter for parameter in writer.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steady = torch.optim.swa_utils.AveragedModel(
        writer, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(STEADY), use_buffers=False
    )
    print(f"{len(pairs.kinds):,} pairs; before: {evaluate(writer, held, args.device)}", flush=True)
    # More steps than any machine completes; the time limit ends the training.
    groups = iter(plan(pairs, REPEAT, 8_000, args.batch_tokens))
    started = last = time.time()
    losses, step, seen = [], 0, 0
    while (share := (time.time() - started) / (60 * args.minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1.0, share / WARM_SHARE) * (1 - share)
        given = on(args.device, pairs.padded(next(groups)))
        loss, missed, _ = writer.loss(*given)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        steady.update_parameters(writer)
        losses.append(missed.mean().item())
        step, seen = step + 1, seen + len(given[0])
        if step % 25 == 0:
            spent = time.time() - started
            print(f"step {step}: loss {np.mean(losses[-25:]):.4f} | {seen / spent:.1f} pairs/s, {spent:.0f} s", flush=True)
        if time.time() - last > CHECKPOINT_SECONDS:
            last = time.time()
            save(steady.module, args)
            print(f"step {step}: {evaluate(steady.module, held, args.device)} | {cpu_seconds():,.0f} CPU-s", flush=True)
    save(steady.module, args)
    found = evaluate(steady.module, held, args.device)
    print(f"step {step}, {seen:,} pairs: {found} | {cpu_seconds():,.0f} CPU-seconds", flush=True)


def save(writer: Writer, args: argparse.Namespace) -> None:
    state = {name: value.cpu() for name, value in writer.state_dict().items()}
    torch.save({"shape": writer.shape.as_dict(), "state": state}, args.work / args.out)


if __name__ == "__main__":
    main()
