"""Token ids as the product reads them (src/summarizer/text/tokenizer.ts).

    ids = encode(tokenizer, ["市长林翀宣布", "港口將關閉"])  # list[list[int]]

In addition to the `tokenizers` library: a Han character outside the vocabulary is read in its Simplified form, if that
is in the vocabulary, and any other unknown character is one unknown token that does not affect its neighbors in the
word. For a text without such characters the ids are the library's.
"""

import json
from pathlib import Path

from tokenizers import Tokenizer

TABLE = Path(__file__).parents[3] / "src/summarizer/text/variants.json"


def variants_of(vocabulary: dict[str, int]) -> dict[int, str]:
    """For str.translate: the forms of Han characters that the vocabulary lacks, by code point."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    pairs = zip(table["variants"], table["simplified"], strict=True)
    return {ord(variant): simplified for variant, simplified in pairs if variant not in vocabulary}


def match(word: str, vocabulary: dict[str, int], longest: int, unknown: int) -> list[int]:
    """WordPiece by the longest match; text that no piece begins with is one unknown token."""
    ids, start = [], 0
    while start < len(word):
        ends = range(min(len(word), start + longest), start, -1)
        end = next((end for end in ends if word[start:end] in vocabulary), None)
        ids.append(unknown if end is None else vocabulary[word[start:end]])
        start = start + 1 if end is None else end
    return ids


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    """Token ids of every text, no special tokens."""
    vocabulary = tokenizer.get_vocab()
    variants = variants_of(vocabulary)
    unknown = vocabulary[tokenizer.model.unk_token]
    longest = max(map(len, vocabulary))
    normal = [tokenizer.normalizer.normalize_str(text).translate(variants) for text in texts]
    found = [encoded.ids for encoded in tokenizer.encode_batch(normal, add_special_tokens=False)]
    for index, ids in enumerate(found):
        if unknown in ids:
            words = (word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normal[index]))
            found[index] = [id for word in words for id in match(word, vocabulary, longest, unknown)]
    return found
