"""Teach small's encoder the teacher's sentence vectors, for English and for Chinese.

    python -m models.recipe.small.1_distill_encoder NANO WORK [--epochs 0.8] [--layers 0 1 3 5]

reads NANO/tokenizer.json, WORK/teacher.{npz,jsonl} (nano's 2_encode_texts) and WORK/embeddings.npz (3_fit_vectors);
writes WORK/encoder.pt after every quarter of an epoch and continues from there when started again. The vector of a
sentence is the mean of its hidden states. Training makes it equal to the teacher's vector of the sentence, or of its
English original (Reimers and Gurevych, EMNLP 2020).
"""

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipe.networks import teacher
from models.recipe.networks.nano import pieces_of
from models.recipe.networks.precision import reduced
from models.recipe.networks.small import Encoder, SmallShape
from models.recipe.small.distillation import MAX_TOKENS, SEED, encode, split, starting_rows

TOKENS_PER_BATCH = 12_288
LEARNING_RATE, TABLE_LEARNING_RATE = 5e-4, 3e-3


def batches(lengths: list[int], rng: random.Random) -> list[list[int]]:
    """Indices grouped by similar length, each group of at most TOKENS_PER_BATCH padded tokens, in random order."""
    groups, group = [], []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random()):
        if group and (len(group) + 1) * lengths[index] > TOKENS_PER_BATCH:
            groups.append(group)
            group = []
        group.append(index)
    rng.shuffle(groups := [*groups, group])
    return groups


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("nano", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=float, default=0.8)
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 1, 3, 5])
    parser.add_argument("--out", default="encoder.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    pieces = pieces_of(tokenizer)
    bert, words = teacher.load()
    vectors = np.load(args.work / "embeddings.npz")["vectors"]
    shape = SmallShape(vocabulary=len(pieces), kept_layers=tuple(args.layers))
    encoder = Encoder.from_teacher(shape, bert, starting_rows(pieces, bert, words.get_vocab(), vectors))
    del bert

    given = teacher.lessons(args.work)
    targets = torch.from_numpy(given.vectors[given.goals])
    ids = given.ids(tokenizer, MAX_TOKENS)
    check, train = split(given)

    tables = [encoder.table.weight]
    others = [p for p in encoder.parameters() if p is not encoder.table.weight]
    optimizer = torch.optim.AdamW(
        [
            {"params": tables, "lr": TABLE_LEARNING_RATE, "weight_decay": 0.0},
            {"params": others, "lr": LEARNING_RATE, "weight_decay": 0.01},
        ],
        fused=True,
    )
    groups = batches([len(ids[i]) for i in train], random.Random(SEED))
    steps = max(1, round(args.epochs * len(groups)))

    def warm(step):
        return min(1.0, step / 50) * max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, warm)
    out, done, started = args.work / args.out, 0, time.time()
    if out.exists() and "optimizer" in (saved := torch.load(out, weights_only=False)):
        encoder.load_state_dict(saved["state"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done = saved["step"]
    running: list[float] = []
    for step in range(done, steps):
        group = train[groups[step % len(groups)]]
        with reduced():
            found = encode(encoder, [ids[i] for i in group])
        found = functional.normalize(found, dim=-1)
        wanted = targets[group]
        # In-batch contrast keeps unrelated sentences apart; the cosine preserves the space.
        contrast = functional.cross_entropy(found @ wanted.T * 20, torch.arange(len(group)))
        loss = 5 * (1 - (found * wanted).sum(-1)).mean() + 0.1 * contrast
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running.append(loss.item())
        if step % 20 == 19:
            print(
                f"step {step + 1} of {steps}: loss {np.mean(running[-20:]):.4f} | {time.time() - started:.0f} s",
                flush=True,
            )
        if (step + 1) % max(1, len(groups) // 4) == 0 or step + 1 == steps:
            encoder.eval()
            with torch.no_grad(), reduced():
                found = torch.cat(
                    [encode(encoder, [ids[i] for i in check[at : at + 100]]) for at in range(0, len(check), 100)]
                )
            cosine = functional.cosine_similarity(found, targets[check])
            chinese = torch.tensor(check >= given.english)
            print(
                f"step {step + 1}: held-out cosine en {cosine[~chinese].mean():.4f}, zh {cosine[chinese].mean():.4f}",
                flush=True,
            )
            encoder.train()
            torch.save(
                {
                    "shape": shape.as_dict(),
                    "state": encoder.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step + 1,
                },
                out,
            )


if __name__ == "__main__":
    main()
