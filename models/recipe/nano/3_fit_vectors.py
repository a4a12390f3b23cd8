"""Learn one frozen vector per token by distilling the teacher's sentence vectors.

    python -m models.recipe.nano.3_fit_vectors NANO WORK [--epochs 8] [--starts N]

reads NANO/tokenizer.json and WORK/teacher.{npz,jsonl} (2_encode_texts); writes WORK/embeddings.npz: `vectors`
float32 [V, 128], `weights` float32 [V] (the weight of a token in the mean of its sentence).

A token starts from the teacher's vector of its own text (as in model2vec); then tokens are fitted so that
their weighted mean points where the teacher's sentence vector points. Chinese tokens take part
through the translation's vector, which puts both languages into one space.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipe.networks.teacher import encode, lessons

MAX_TOKENS = 128


@dataclass(frozen=True)
class Config:
    dimension: int = 128
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
    parser = argparse.ArgumentParser()
    parser.add_argument("nano", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--starts", type=int, help="tokens that start from the teacher's vector, for a quick run")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    torch.manual_seed(config.seed)
    rng = np.random.default_rng(config.seed)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    given = lessons(args.work)
    center = given.vectors.mean(0)
    _, _, axes = np.linalg.svd((given.vectors - center)[:20_000], full_matrices=False)
    axes = axes[: config.dimension].T

    def project(vectors: np.ndarray) -> torch.Tensor:
        """The teacher's vectors [N, 384] projected on their principal axes, unit [N, dimension]."""
        return functional.normalize(torch.tensor((vectors - center) @ axes), dim=-1)

    goal = project(given.vectors)[given.goals]
    start = torch.zeros(len(vocabulary), config.dimension)
    latin = [i for i, (piece, _) in enumerate(vocabulary) if piece.isascii() and len(piece) > 1][: args.starts]
    start[latin] = project(encode([vocabulary[i][0] for i in latin]).astype(np.float32))

    ids = given.ids(tokenizer, MAX_TOKENS)
    counts = np.bincount(np.concatenate(ids), minlength=len(vocabulary)) + 1
    smooth = 1e-3 / (1e-3 + counts / counts.sum())

    vectors = torch.nn.Parameter(start.clone())
    weights = torch.nn.Parameter(torch.tensor(smooth).float().log())
    optimizer = torch.optim.Adam([vectors, weights], lr=config.learning_rate)
    held = max(1, len(ids) // 50)
    order = rng.permutation(len(ids))
    check, train = order[:held], order[held:]

    def pooled(chosen):
        flat, offsets = bags([ids[i] for i in chosen])
        bag = functional.embedding_bag(flat, vectors, offsets, mode="sum", per_sample_weights=weights[flat].exp())
        return functional.normalize(bag, dim=-1), goal[torch.tensor(chosen)]

    for epoch in range(args.epochs):
        rng.shuffle(train)
        for group in optimizer.param_groups:
            group["lr"] = config.learning_rate * (1 - epoch / args.epochs)
        total = 0.0
        for at in range(0, len(train), config.batch):
            bag, wanted = pooled(train[at : at + config.batch])
            # In-batch contrast keeps unrelated sentences apart; the cosine preserves the space.
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
        args.work / "embeddings.npz",
        vectors=(vectors.detach() / scale).numpy(),
        weights=weights.detach().exp().numpy(),
    )
    print(f"{len(vocabulary):,} vectors, {seen.sum():,} of them fitted to sentences")


if __name__ == "__main__":
    main()
