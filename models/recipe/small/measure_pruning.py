"""Measure the cost and savings of pruning small's encoder, step by step: print a table with one row per step.

    python -m models.recipe.small.measure_pruning NANO WORK [--sentences 2000]

reads NANO/tokenizer.json, WORK/teacher.{npz,jsonl} and WORK/embeddings.npz (nano's stages) and WORK/encoder.pt
(1_distill_encoder); writes nothing. Steps: the teacher; with our bilingual pieces instead of its English ones; its
table at rank 256; four of its six layers; the same distilled; the teacher without two of its layers. `cosine` is the
mean cosine of each sentence's vector with the teacher's vector of it, or of its English original, over the sentences
that distillation held out. MACs are those of products per token, without attention; tokens are those of 1,000
characters.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from models.recipe.networks import teacher as teachers
from models.recipe.networks.nano import pieces_of
from models.recipe.networks.small import Encoder, SmallShape
from models.recipe.small.distillation import MAX_TOKENS, encode, split, starting_rows

BATCH, LAYERS = 100, (0, 1, 3, 5)


def teacher_vectors(model, tokenizer, texts: list[str]) -> torch.Tensor:
    """Mean hidden states of a BERT model, including its special tokens."""
    given = tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
    hidden, mask = model(**given).last_hidden_state, given["attention_mask"][..., None]
    return (hidden * mask).sum(1) / mask.sum(1)


def macs(hidden: int, inner: int, layers: int, rank: int | None) -> float:
    """Millions of multiply-accumulates per token."""
    return (layers * (4 * hidden**2 + 2 * hidden * inner) + (rank or 0) * hidden) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("nano", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sentences", type=int, default=2_000)
    args = parser.parse_args()
    teacher, words = teachers.load()
    teacher.eval()
    tokenizer = Tokenizer.from_file(str(args.nano / "tokenizer.json"))
    pieces = pieces_of(tokenizer)
    vectors = np.load(args.work / "embeddings.npz")["vectors"]
    given = teachers.lessons(args.work)
    check = split(given)[0][: args.sentences]
    texts = [given.texts[i] for i in check]
    goals = torch.from_numpy(given.vectors[given.goals[check]])
    chinese = torch.tensor(check >= given.english)

    def per_thousand(count, of):
        return 1000 * sum(map(count, of)) / sum(map(len, of))

    def report(name: str, model: nn.Module, count, vectors_of, millions: float) -> None:
        with torch.no_grad():
            found = torch.cat([vectors_of(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)])
        cosine = functional.cosine_similarity(found, goals)
        size = sum(parameter.numel() for parameter in model.parameters()) / 1e6
        english, other = ([t for t, is_ in zip(texts, chinese) if bool(is_) == which] for which in (False, True))
        tokens = f"{per_thousand(count, english):.0f} | {per_thousand(count, other):.0f}"
        means = f"{cosine[~chinese].mean():.3f} | {cosine[chinese].mean():.3f}"
        print(f"| {name} | {size:.1f} | {4 * size:.0f} | {millions:.2f} | {tokens} | {means} |", flush=True)

    print("| encoder | parameters, M | float32, MB | M MACs a token | tokens en | tokens zh | cosine en | cosine zh |")
    print("|---|---|---|---|---|---|---|---|")
    config = teacher.config
    hidden, inner = config.hidden_size, config.intermediate_size

    def own(text):
        return len(words(text)["input_ids"])

    def read(model):
        return lambda some: teacher_vectors(model, words, some)

    report("teacher", teacher, own, read(teacher), macs(hidden, inner, config.num_hidden_layers, None))

    def ours(text):
        return len(tokenizer.encode(text).ids)

    def ids_of(some):
        return [e.ids[:MAX_TOKENS] or [0] for e in tokenizer.encode_batch(some)]

    start = starting_rows(pieces, teacher, words.get_vocab(), vectors)
    for name, layers, rank in (
        ("our pieces", tuple(range(config.num_hidden_layers)), hidden),
        ("our pieces, rank 256", tuple(range(config.num_hidden_layers)), 256),
        ("our pieces, rank 256, 4 of 6 layers", LAYERS, 256),
    ):
        shape = SmallShape(vocabulary=len(pieces), rank=rank, kept_layers=layers)
        encoder = Encoder.from_teacher(shape, teacher, start).eval()
        report(name, encoder, ours, lambda some: encode(encoder, ids_of(some)), macs(hidden, inner, len(layers), rank))
    saved = torch.load(args.work / "encoder.pt", weights_only=False)
    shape = SmallShape(**saved["shape"])
    distilled = Encoder(shape).eval()
    distilled.load_state_dict(saved["state"])
    size = macs(hidden, inner, len(shape.kept_layers), shape.rank)
    report("the same, distilled", distilled, ours, lambda some: encode(distilled, ids_of(some)), size)

    teacher.encoder.layer = nn.ModuleList(teacher.encoder.layer[index] for index in LAYERS)
    report("teacher, 4 of 6 layers", teacher, own, read(teacher), macs(hidden, inner, len(LAYERS), None))


if __name__ == "__main__":
    main()
