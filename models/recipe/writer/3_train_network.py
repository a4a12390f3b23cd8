"""Train the writer: first on plain documents, then on summaries.

    python -m models.recipe.writer.3_train_network WORK NANO WRITER [--pretrain-steps 1300] [--tune-steps 1500]

reads WORK/encoder.pt (small's 1_distill_encoder), WORK/pairs-{pretrain,tune,dev}.npz (2_make_pairs) and the tokenizers
in NANO and WRITER; writes WORK/writer.pt, a running mean of the weights. WORK/writer-training.pt is written every few
minutes; a stopped run continues from it with exactly the same steps. A step is about
`--batch-tokens` padded tokens; the learning rate falls to zero at the last step.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from models.recipe.footprint import cpu_seconds
from models.recipe.networks.writer import Writer
from models.recipe.writer.batches import SEED, PackedPairs, plan
from models.recipe.writer.start import start
from models.recipe.writer.tokenizer import PAD

CHECKPOINT_SECONDS = 240
RATE, ENCODER_RATE, WARM_STEPS, STEADY = 1e-3, 3e-4, 200, 0.998
# How often each kind of pair is used per pass.
REPEAT = {"scitldr": 2, "csl_zh": 4, "docs_en": 2, "docs_zh": 2}
KEPT_TITLES = 3_000  # title pairs of pretraining, so that tuning does not forget English headlines


@torch.no_grad()
def evaluate(writer: Writer, pairs: PackedPairs, count: int = 100) -> str:
    """Mean loss and copied share per piece of each kind of development pair."""
    writer.eval()
    shown = []
    for kind in sorted(set(pairs.kinds)):
        indices = np.flatnonzero(pairs.kinds == kind)[:count]
        found = [writer.loss(*pairs.padded(g))[1:] for g in pairs.batches(indices, np.random.default_rng(0), 8_192)]
        missed = torch.cat([m for m, _ in found]).mean()
        shown.append(f"{kind} {missed:.3f}")
    writer.train()
    return " ".join(shown)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--pretrain-steps", type=int, default=1_300)
    parser.add_argument("--tune-steps", type=int, default=1_500)
    parser.add_argument("--batch-tokens", type=int, default=8_192)
    parser.add_argument("--out", default="writer.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(args.writer / "tokenizer.json"))
    assert tokenizer.token_to_id(PAD) == 0
    first, then, held = (PackedPairs(args.work / f"pairs-{name}.npz") for name in ("pretrain", "tune", "dev"))
    titles = [f for f in range(len(first.kinds)) if str(first.kinds[f]).startswith("title_")]
    titles = np.random.default_rng(SEED).permutation(titles)[:KEPT_TITLES]
    share = round(args.tune_steps * 0.06)
    late = plan(then, REPEAT, args.tune_steps - share, args.batch_tokens)
    tuning = [(then, g) for g in late] + [(first, g) for g in plan(first, {}, share, args.batch_tokens, titles)]
    np.random.default_rng(SEED).shuffle(tuning)
    steps = [(first, g) for g in plan(first, {}, args.pretrain_steps, args.batch_tokens)] + tuning

    writer = start(args.work, args.nano, tokenizer, then.targets + first.targets)
    encoding = [p for n, p in writer.named_parameters() if n.startswith(("encoder.", "places", "norm", "raise_rank"))]
    inside = set(encoding)
    others = [p for p in writer.parameters() if p not in inside]
    optimizer = torch.optim.AdamW(
        [{"params": encoding, "lr": ENCODER_RATE}, {"params": others, "lr": RATE}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )

    def slope(step):
        return min(1.0, (step + 1) / WARM_STEPS) * max(0.0, 1 - step / len(steps))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, slope)
    steady = torch.optim.swa_utils.AveragedModel(
        writer, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(STEADY), use_buffers=False
    )
    checkpoint, done, cpu_before = args.work / "writer-training.pt", 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        writer.load_state_dict(saved["model"])
        steady.load_state_dict(saved["steady"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["random"])
        done, cpu_before = saved["step"], saved["cpu"]
    blocked = int(writer.blocked.sum())
    print(
        f"{len(first.kinds):,} pairs to pretrain on, {len(then.kinds):,} to tune on; {len(steps):,} steps; "
        f"{blocked:,} of {len(writer.blocked):,} pieces are only ever copied; "
        f"{sum(p.numel() for p in writer.parameters()):,} parameters",
        flush=True,
    )
    started = last = time.time()
    losses, copies, seen = [], [], 0
    for step in range(done, len(steps)):
        pairs, group = steps[step]
        given = pairs.padded(group)
        loss, missed, copied = writer.loss(*given)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(writer.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        steady.update_parameters(writer)
        losses.append(missed.mean().item())
        copies.append(copied.mean().item())
        seen += int(given[1].sum())
        final = step + 1 == len(steps)
        if (step + 1) % 25 == 0 or final:
            rate = seen / (time.time() - started)
            print(
                f"step {step + 1} of {len(steps)}: loss {np.mean(losses[-25:]):.4f}, pointer's chance "
                f"{np.mean(copies[-25:]):.3f} | {rate:,.0f} source tokens/s, {time.time() - started:.0f} s",
                flush=True,
            )
        if time.time() - last > CHECKPOINT_SECONDS or final or step + 1 == args.pretrain_steps:
            last = time.time()
            print(
                f"step {step + 1}: {evaluate(steady.module, held)} | {cpu_before + cpu_seconds():,.0f} CPU-seconds",
                flush=True,
            )
            torch.save(
                {
                    "model": writer.state_dict(),
                    "steady": steady.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "random": torch.get_rng_state(),
                    "step": step + 1,
                    "cpu": cpu_before + cpu_seconds(),
                },
                checkpoint,
            )
            torch.save({"shape": writer.shape.as_dict(), "state": steady.module.state_dict()}, args.work / args.out)


if __name__ == "__main__":
    main()
