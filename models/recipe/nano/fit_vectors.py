"""Learn one frozen vector per token by distilling the teacher's sentence vectors.

    python -m models.recipe.nano.fit_vectors MODEL/tokenizer.json WORK

reads WORK/teacher.{npz,jsonl} (see teach.py) and writes WORK/embeddings.npz: `vectors` float32
[V, 128], `weights` float32 [V] (how much a token counts in a sentence's mean).

A token starts from the teacher's vector of its own text (as in model2vec); then tokens are fitted so that
their weighted mean points where the teacher's sentence vector points. Chinese tokens take part
through the translation's vector, which puts both languages into one space.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipe.nano.encode_texts import encode


@dataclass(frozen=True)
class Config:
    dimension: int = 128
    epochs: int = 8
    batch: int = 512
    learning_rate: float = 0.01
    pull: float = 1e-3  # keeps a token near its own start where the data say little
    seed: int = 7


def bags(sentences: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Flatten lists of ids: [[1, 2], [3]] -> ids [1, 2, 3], offsets [0, 2]."""
    lengths = np.array([len(s) for s in sentences])
    offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return torch.tensor(np.concatenate(sentences)).long(), torch.tensor(offsets).long()


def main(config: Config = Config()) -> None:
    tokenizer, work = Tokenizer.from_file(sys.argv[1]), Path(sys.argv[2])
    torch.manual_seed(config.seed)
    rng = np.random.default_rng(config.seed)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    targets = np.load(work / "teacher.npz")["vectors"].astype(np.float32)
    center = targets.mean(0)
    _, _, axes = np.linalg.svd((targets - center)[:20_000], full_matrices=False)
    axes = axes[: config.dimension].T
    project = lambda x: functional.normalize(torch.tensor((x - center) @ axes), dim=-1)
    goal = project(targets)

    start = torch.zeros(len(vocabulary), config.dimension)
    latin = [i for i, (piece, _) in enumerate(vocabulary) if piece.isascii() and len(piece) > 1]
    start[latin] = project(encode([vocabulary[i][0] for i in latin]).astype(np.float32))

    texts = [json.loads(line) for line in open(work / "teacher.jsonl", encoding="utf-8")]
    examples = [(row["en"], i) for i, row in enumerate(texts)]
    examples += [(row["zh"], i) for i, row in enumerate(texts) if "zh" in row]
    ids = [e.ids[:128] or [0] for e in tokenizer.encode_batch([text for text, _ in examples])]
    goals = torch.tensor([i for _, i in examples])
    counts = np.bincount(np.concatenate(ids), minlength=len(vocabulary)) + 1
    smooth = 1e-3 / (1e-3 + counts / counts.sum())

    vectors = torch.nn.Parameter(start.clone())
    weights = torch.nn.Parameter(torch.tensor(smooth).float().log())
    optimizer = torch.optim.Adam([vectors, weights], lr=config.learning_rate)
    held = max(1, len(examples) // 50)
    order = rng.permutation(len(examples))
    check, train = order[:held], order[held:]

    def pooled(chosen):
        flat, offsets = bags([ids[i] for i in chosen])
        bag = functional.embedding_bag(
            flat, vectors, offsets, mode="sum", per_sample_weights=weights[flat].exp()
        )
        return functional.normalize(bag, dim=-1), goal[goals[torch.tensor(chosen)]]

    for epoch in range(config.epochs):
        rng.shuffle(train)
        for group in optimizer.param_groups:
            group["lr"] = config.learning_rate * (1 - epoch / config.epochs)
        total = 0.0
        for at in range(0, len(train), config.batch):
            bag, wanted = pooled(train[at : at + config.batch])
            # In-batch contrast keeps unrelated sentences apart; the cosine keeps the space.
            logits = bag @ wanted.T * 20
            contrast = functional.cross_entropy(logits, torch.arange(len(bag)))
            loss = (1 - (bag * wanted).sum(-1)).mean() + 0.1 * contrast
            loss = loss + config.pull * (vectors - start).square().sum(-1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(bag)
        with torch.no_grad():
            bag, wanted = pooled(check)
            cosine = (bag * wanted).sum(-1).mean().item()
        print(f"epoch {epoch + 1}: loss {total / len(train):.4f}, held-out cosine {cosine:.4f}", flush=True)

    seen = counts > 1
    scale = vectors.detach().norm(dim=-1)[torch.tensor(seen)].median()
    np.savez(
        work / "embeddings.npz",
        vectors=(vectors.detach() / scale).numpy(),
        weights=weights.detach().exp().numpy(),
    )
    print(f"{len(vocabulary):,} vectors, {seen.sum():,} of them fitted to sentences")


if __name__ == "__main__":
    main()
