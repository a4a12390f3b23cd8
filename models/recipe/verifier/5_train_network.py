"""Train the verifier.

    python -m models.recipe.verifier.5_train_network WORK TOKENIZER OUT.pt [--from WORK/start.pt] [--minutes 20] [--device cpu]

reads WORK/pairs.jsonl and WORK/pairs-held.jsonl (4_make_pairs.py), and with `--outputs` and `--labels` outputs of the writer
and the trimmer that a person has read (add_labels.py). Goes through the pairs in random order until the time is up; the rate falls to nothing over
the time given. Writes OUT.pt at the end and every few minutes. With a GPU: `--device cuda --minutes 10 --pieces 8000 --lower 0`.
"""

import argparse
import json
import random
import resource
import time
from pathlib import Path

import numpy as np
import torch
from models.recipe.verifier.cross_encoder import Shape, Verifier
from models.recipe.verifier.labels import auc, labelled
from models.recipe.verifier.layout import Layout
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

SEED = 7
DOUBT = {
    "gold": 0.1,
    "rules": 0.03,
    "whole": 0.01,
    "skip": 0.08,
    "jump": 0.1,
    "half": 0.08,
    "function words": 0.15,
    "order": 0.1,
    "head": 0.1,
}


def read(path: Path, layout: Layout, count: int | None = None) -> list[dict]:
    return prepared([json.loads(line) for line in open(path, encoding="utf-8")][:count], layout)


def prepared(rows: list[dict], layout: Layout) -> list[dict]:
    """With ids, kinds and what the network is to say."""
    for row in rows:
        row["ids"], row["kinds"] = layout.pair(row["text"], row["candidate"], row.get("before", ""))
        doubt = DOUBT.get(row["kind"], 0.03)
        row["goal"] = 1 - doubt if row["good"] else doubt
    return rows


def batches(rows: list[dict], size: int, rng: random.Random | None):
    """Pairs of like length together, the batches in random order; about `size` pieces each."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]["ids"]) + (rng.random() * 12 if rng else 0))
    made, batch = [], []
    for at in order:
        batch.append(rows[at])
        if len(batch) * len(rows[at]["ids"]) >= size:
            made.append(batch)
            batch = []
    made += [batch] if batch else []
    if rng:
        rng.shuffle(made)
    return made


def tensors(batch: list[dict], device: str):
    width = max(len(row["ids"]) for row in batch)

    def fill(name, pad):
        return torch.tensor([row[name] + [pad] * (width - len(row[name])) for row in batch], device=device)

    return fill("ids", 1), fill("kinds", 0)


@torch.no_grad()
def probabilities(model: Verifier, rows: list[dict], device: str = "cpu", size: int = 4_096) -> np.ndarray:
    model.eval()
    found = np.zeros(len(rows))
    at = {id(row): k for k, row in enumerate(rows)}
    for batch in batches(rows, size, None):
        for row, p in zip(batch, model(*tensors(batch, device)).sigmoid().tolist()):
            found[at[id(row)]] = p
    model.train()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument(
        "--outputs", type=Path, help="3_write_outputs.py's; those that were read are trained on, several times each"
    )
    parser.add_argument("--outputs-held", type=Path, help="3_write_outputs.py --held's, to watch")
    parser.add_argument("--labels", type=Path, help="models/recipe/verifier/labels.jsonl")
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--pieces", type=int, default=640, help="of a batch")
    parser.add_argument("--longest", type=int, default=76, help="pieces of a made pair")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--pause", type=float, default=420, help="seconds between checkpoints")
    parser.add_argument("--lower", type=int, help="layers that stay as they are; fewer where there is a GPU")
    parser.add_argument("--most", type=int, help="made pairs, at most")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    layout = Layout(Tokenizer.from_file(str(args.tokenizer)))
    kept = torch.load(args.start or args.work / "start.pt", weights_only=True)
    shape = Shape(**kept["shape"] | ({} if args.lower is None else {"lower": args.lower}))
    model = Verifier(shape).to(args.device)
    model.load_state_dict(kept["state"])
    rows = read(args.work / "pairs.jsonl", layout, args.most)
    held = read(args.work / "pairs-held.jsonl", layout, 160)
    rows = [row for row in rows if len(row["ids"]) <= args.longest]
    if args.outputs:
        rows += prepared(labelled(args.outputs, args.labels, "train"), layout) * args.times
    watched = {"made": held}
    if args.outputs_held:
        watched["outputs"] = prepared(labelled(args.outputs_held, args.labels, "held"), layout)
    print(f"{len(rows):,} pairs, {np.mean([len(row['ids']) for row in rows]):.0f} pieces each", flush=True)
    fresh = [p for name, p in model.named_parameters() if name.startswith(("top", "out", "kinds"))]
    upper = [*model.layers[model.shape.lower :].parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": fresh, "lr": args.rate * 5}, {"params": upper, "lr": args.rate}], weight_decay=0.01
    )
    peaks = [group["lr"] for group in optimizer.param_groups]
    started, saved, seen, losses = time.time(), time.time(), 0, []
    half = torch.autocast(args.device, torch.bfloat16, enabled=args.device != "cpu")
    model.train()
    done = False
    while not done:
        for batch in batches(rows, args.pieces, rng):
            share = (time.time() - started) / (60 * args.minutes)
            done = share >= 1
            if done:
                break
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * min(1.0, (share + 0.002) / 0.06) * max(0.02, 1 - share)
            with half:
                logits = model(*tensors(batch, args.device))
            goal = torch.tensor([row["goal"] for row in batch], device=args.device)
            loss = functional.binary_cross_entropy_with_logits(logits.float(), goal)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*fresh, *upper], 1.0)
            optimizer.step()
            seen += len(batch)
            losses.append(loss.item())
            if time.time() - saved > args.pause:
                saved = time.time()
                said = " ".join(
                    f"{name} {auc(np.array([row['good'] for row in some]), probabilities(model, some, args.device)):.3f}"
                    for name, some in watched.items()
                )
                print(f"{share:.0%}: {seen:,} pairs, loss {np.mean(losses[-100:]):.4f} | AUC {said}", flush=True)
                torch.save({"shape": model.shape.as_dict(), "state": model.state_dict()}, args.out)
    torch.save({"shape": model.shape.as_dict(), "state": model.state_dict()}, args.out)
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    for name, some in watched.items():
        print(
            f"{name}: AUC {auc(np.array([row['good'] for row in some]), probabilities(model, some, args.device)):.4f}"
        )
    print(f"{seen:,} pairs seen; {cpu.ru_utime + cpu.ru_stime:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
