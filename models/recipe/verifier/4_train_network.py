"""Train the verifier.

    python -m models.recipe.verifier.4_train_network WORK OUT [--minutes 35] [--from FILE.pt] [--device cpu]

reads OUT/tokenizer.json, WORK/verifier-start.pt (1_cut_encoder), WORK/verifier-pairs{,-held}.jsonl (3_make_pairs),
WORK/outputs-*.jsonl (2_write_outputs) and labels.jsonl; goes through the pairs in random order until the time is up, the
rate falling to nothing. Writes WORK/verifier.pt at the end and every few minutes.
"""

import argparse
import random
import resource
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from models.recipe.verifier.edits import Edits
from models.recipe.verifier.labels import auc, labeled
from models.recipe.verifier.network import Shape, Verifier
from models.recipe.verifier.pairs import batches, by_checks, prepared, probabilities, read, tensors

SEED = 7
FRESH = ("top", "fault", "whole", "kinds")  # what has no pretrained weights learns faster


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument("--minutes", type=float, default=35)
    parser.add_argument("--times", type=int, default=2, help="of each labeled output for one of each made pair")
    parser.add_argument("--pairs", type=int, help="made pairs, at most")
    parser.add_argument("--pieces", type=int, default=720, help="of a batch")
    parser.add_argument("--longest", type=int, default=80, help="pieces of a pair")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--lower", type=int, help="layers that stay as they are")
    parser.add_argument("--pause", type=float, default=240, help="seconds between checkpoints")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--checkpoint", default="verifier.pt")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    edits = Edits(Tokenizer.from_file(str(args.out / "tokenizer.json")))
    kept = torch.load(args.start or args.work / "verifier-start.pt", weights_only=True)
    model = Verifier(Shape(**kept["shape"] | ({} if args.lower is None else {"lower": args.lower}))).to(args.device)
    model.load_state_dict(kept["state"])
    rows = read(args.work / "verifier-pairs.jsonl")[: args.pairs]
    made = len(rows)
    files = sorted(args.work.glob("outputs-train*.jsonl"))
    outputs = labeled(files, "train")
    rows += by_checks([row for path in files for row in read(path)])
    rows = prepared(rows, edits) + prepared(outputs, edits) * args.times
    rows = [row for row in rows if len(row["ids"]) <= args.longest]
    watched = {
        "made": prepared(read(args.work / "verifier-pairs-held.jsonl")[:300], edits),
        "outputs": prepared(labeled(sorted(args.work.glob("outputs-held*.jsonl")), "held"), edits),
    }
    pieces = np.mean([len(row["ids"]) for row in rows])
    print(
        f"{made:,} made pairs, {len(outputs):,} labeled outputs, {len(rows):,} in all of {pieces:.0f} pieces",
        flush=True,
    )
    fresh = [weight for name, weight in model.named_parameters() if name.startswith(FRESH)]
    upper = [*model.layers[model.shape.lower :].parameters()]
    groups = [{"params": fresh, "lr": 4 * args.rate}, {"params": upper, "lr": args.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    peaks = [group["lr"] for group in optimizer.param_groups]
    started = saved = time.time()
    seen, losses = 0, []

    def report(share: float) -> None:
        said = " ".join(
            f"{name} {auc([row['good'] for row in some], probabilities(model, some, args.device)):.3f}"
            for name, some in watched.items()
        )
        cpu = resource.getrusage(resource.RUSAGE_SELF)
        print(
            f"{share:.0%}: {seen:,} pairs, loss {np.mean(losses[-200:]):.4f} | AUC {said} | "
            f"{cpu.ru_utime + cpu.ru_stime:,.0f} CPU-seconds",
            flush=True,
        )
        torch.save({"shape": model.shape.as_dict(), "state": model.state_dict()}, args.work / args.checkpoint)

    model.train()
    share = 0.0
    while share < 1:
        for batch in batches(rows, args.pieces, rng):
            share = (time.time() - started) / (60 * args.minutes)
            if share >= 1:
                break
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * min(1.0, (share + 0.002) / 0.04) * max(0.02, 1 - share)
            logits = model(*tensors(batch, args.device))
            goal = torch.tensor([row["goal"] for row in batch], device=args.device)
            loss = functional.binary_cross_entropy_with_logits(logits, goal)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*fresh, *upper], 1.0)
            optimizer.step()
            seen += len(batch)
            losses.append(loss.item())
            if time.time() - saved > args.pause:
                saved = time.time()
                report(share)
    report(1)


if __name__ == "__main__":
    main()
