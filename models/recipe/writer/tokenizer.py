"""The writer's tokenizer: byte-pair encoding that keeps case and spaces, for English and Chinese.

Unlike nano's pieces, which are only read, these are written: a piece that begins a word carries "▁" where
its space stood, so that joining pieces gives back the text. A run of Han, a word, a number of up to four
digits and a sign are never merged with each other; characters outside the alphabet are spelled in UTF-8 bytes.

Special pieces, in mBART's convention: a text is read as `<task> text </s> code`, and written as
`code summary </s>`, where code is the language's and begins the decoder.
"""

import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from models.recipe.nano.tokenizer import HAN
from models.recipe.nano.tokenizer import write as write_compact

PIECES, ALPHABET = 20_000, 3_600
PAD, END, UNKNOWN = "<pad>", "</s>", "<unk>"
CODES = {"en": "en_XX", "zh": "zh_CN"}
TASKS = ("<describe>", "<headline>", "<compress>")
HOLE = "<hole>"  # replaces the words that pretraining removed
SPECIAL = [PAD, END, UNKNOWN, *CODES.values(), *TASKS, HOLE]
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
SPACE = "▁"
PATTERN = (
    rf"[{HAN}]{{1,10}}"
    rf"|{SPACE}?(?:(?![{HAN}])[\p{{L}}\p{{M}}]){{1,24}}"
    rf"|{SPACE}?\p{{N}}{{1,4}}"
    rf"|{SPACE}?[^{SPACE}\p{{L}}\p{{M}}\p{{N}}]"
    rf"|{SPACE}"
)
# Small numbers and years, each often enough to become one piece, because a number copied whole stays correct.
NUMBERS = " ".join(str(number) for number in [*range(1_000), *range(1_900, 2_050)])


def dress(tokenizer: Tokenizer) -> Tokenizer:
    """Give a tokenizer the writer's normalizer and pre-tokenizer."""
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
            normalizers.Prepend(SPACE),
            normalizers.Replace(" ", SPACE),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(PATTERN), "removed", invert=True)
    return tokenizer


def with_numbers(texts):
    """Yield the texts, with the numbers after every tenth."""
    for index, text in enumerate(texts):
        yield text
        if index % 10 == 0:
            yield NUMBERS + " n" + NUMBERS.replace(" ", " n")


def learn(texts, pieces: int = PIECES, alphabet: int = ALPHABET) -> Tokenizer:
    """A tokenizer of `pieces` pieces, special ones and bytes included, over an alphabet of `alphabet` characters."""
    learner = dress(Tokenizer(models.BPE()))
    trainer = trainers.BpeTrainer(
        vocab_size=pieces,
        special_tokens=SPECIAL + BYTES,
        limit_alphabet=alphabet,
        max_token_length=16,
        min_frequency=4,
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer)
    learnt = json.loads(learner.to_str())["model"]
    tokenizer = dress(
        Tokenizer(
            models.BPE(
                vocab=learnt["vocab"],
                merges=[tuple(pair) for pair in learnt["merges"]],
                unk_token=UNKNOWN,
                byte_fallback=True,
            )
        )
    )
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace(SPACE, " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    pair = [(name, tokenizer.token_to_id(name)) for name in (END, CODES["en"])]
    tokenizer.post_processor = processors.TemplateProcessing(single=f"$A {END} {CODES['en']}", special_tokens=pair)
    return tokenizer


def save(tokenizer: Tokenizer, out: Path) -> None:
    """Write tokenizer.json and the tokenizer_config.json beside it."""
    write_compact(tokenizer, out)
    config = {"clean_up_tokenization_spaces": False, "eos_token": END, "pad_token": PAD, "unk_token": UNKNOWN}
    (out.parent / "tokenizer_config.json").write_text(json.dumps(config) + "\n")
    print(f"{tokenizer.get_vocab_size():,} pieces, {out.stat().st_size:,} bytes")
