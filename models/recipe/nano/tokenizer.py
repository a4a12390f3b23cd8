"""nano's tokenizer: one WordPiece vocabulary for English and Chinese, without a continuation mark.

Matching is greedy and longest-first, so that a Han run needs no separate set of pieces: "机器学习模型" ->
机器学习 | 模型. Text is normalized by NFKC, lower case and one final-sigma rule (JavaScript lower-cases a final
sigma by context, Rust does not). A pre-token is at most 16 characters, 10 for Han, which bounds the cost of
greedy matching on hostile input.
"""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

PIECES, TOTAL = 20_000, 36_000
UNKNOWN = "[UNK]"
HAN = "㐀-䶿一-鿿豈-﫿"
PATTERN = (
    rf"[{HAN}]{{1,10}}"
    rf"|(?:(?![{HAN}])[\p{{L}}\p{{M}}]){{1,16}}"
    r"|\p{N}{1,4}"
    r"|[^\s\p{L}\p{M}\p{N}]"
)


def learn(texts: Iterable[str], words: list[str]) -> Tokenizer:
    """Learn pieces by byte-pair encoding of the texts, and add whole words."""
    learner = dress(Tokenizer(models.BPE(unk_token=UNKNOWN)))
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES,
        special_tokens=[UNKNOWN],
        limit_alphabet=7_000,
        max_token_length=14,
        min_frequency=4,
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer)
    pieces = [piece for piece, _ in sorted(learner.get_vocab().items(), key=lambda item: item[1])]
    print(f"{len(pieces):,} pieces learnt", flush=True)
    vocabulary = list(dict.fromkeys(itertools.chain(pieces, words)))[:TOTAL]
    ids = {piece: index for index, piece in enumerate(vocabulary)}
    return dress(
        Tokenizer(models.WordPiece(ids, unk_token=UNKNOWN, max_input_chars_per_word=16, continuing_subword_prefix=""))
    )


def dress(tokenizer: Tokenizer) -> Tokenizer:
    """Give a tokenizer nano's normalizer and pre-tokenizer."""
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("ς", "σ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(PATTERN), "removed", invert=True)
    return tokenizer


def write(tokenizer: Tokenizer, path: Path) -> None:
    """Write tokenizer.json on one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    compact = json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":"))
    path.write_text(compact + "\n", encoding="utf-8")
