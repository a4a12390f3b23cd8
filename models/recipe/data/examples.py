"""Turn the shared data into training examples: sentences, token ids, and what each sentence is worth.

A sentence is worth its ROUGE-1 plus ROUGE-2 F1 against the reference (the best of several), the same
measure that the summaries are judged by; where a reference is a list of highlights, the mean of that
and of what it is worth against the highlight it is nearest to, which a short sentence can match. Sentences come from models/bridge/segment.ts, so training
sees exactly what the runtime sees.
"""

import json
import lzma
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from nltk.stem.porter import PorterStemmer
from tokenizers import Tokenizer

SETS = {
    "docs_en": ("docs/pairs_en", "en"),
    "docs_zh": ("docs/pairs_zh", "zh"),
    "news": ("news/cnndm", "en"),
    "scitldr": ("science/scitldr", "en"),
    "scisummnet": ("science/scisummnet", "en"),
    "csl_zh": ("science/csl_zh", "zh"),
}
# References that are paragraphs of several sentences; taken apart, they are lists of highlights.
BY_SENTENCE = {"scisummnet"}
MAX_SENTENCE_TOKENS = 256
# The first rows of the news development split are trained on; evaluate.py leaves them out.
NEWS_DEV_IN_TRAINING = 300
ROOT = Path(__file__).parents[2]  # models/


@dataclass
class Example:
    set: str
    language: str
    text: str
    references: list[str]
    sentences: list[str]
    marks: np.ndarray  # int32 [S, MARKS]
    ids: list[np.ndarray]  # int32, all tokens of each sentence
    worth: np.ndarray | None = None  # float32 [S]


def rows(path: Path):
    """Yield the JSON rows of an xz-compressed JSON Lines file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def segment(texts: list[dict]) -> list[dict]:
    """Split texts ({text, lang}) by the runtime's splitter; see segment.ts for what comes back."""
    node = ROOT.parent / "node_modules/.bin/node"
    # ASCII only: Node's readline also breaks lines at U+2028.
    given = "".join(json.dumps(row) + "\n" for row in texts)
    done = subprocess.run(
        [str(node), str(ROOT / "bridge/segment.ts")], input=given.encode(), capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


@lru_cache(maxsize=300_000)
def _stem(word: str) -> str:
    return PorterStemmer().stem(word) if len(word) > 3 else word


def units(text: str, language: str) -> list[str]:
    """ROUGE units: stemmed words as in rouge-score, or for Chinese every Han character and Latin word."""
    if language == "zh":
        return re.findall(r"[\u3400-\u9fff]|[a-z0-9]+", text.lower())
    return [_stem(word) for word in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def f1(left: Counter, right: Counter) -> float:
    """F1 of two bags of n-grams."""
    common = sum((left & right).values())
    return 2 * common / (sum(left.values()) + sum(right.values())) if common else 0.0


def worth(sentences: list[str], references: list[str], language: str) -> np.ndarray:
    """ROUGE-1 + ROUGE-2 F1 of every sentence alone against its best reference."""
    grams = lambda u: (Counter(u), Counter(zip(u, u[1:])))
    wanted = [grams(units(reference, language)) for reference in references]
    lines = [line for reference in references for line in reference.split("\n")]
    nearest = [grams(units(line, language)) for line in lines] if len(lines) > len(wanted) else []
    values = np.zeros(len(sentences), np.float32)
    for index, sentence in enumerate(sentences):
        one, two = grams(units(sentence, language))
        best = lambda targets: max((f1(one, a) + f1(two, b) for a, b in targets), default=0.0)
        values[index] = (best(wanted) + best(nearest)) / 2 if nearest else best(wanted)
    return values


def load(data: Path, split: str, tokenizer: Tokenizer, sets=tuple(SETS)) -> list[Example]:
    """Read and prepare one split ("train" or "dev") of the chosen sets."""
    examples = []
    for name in sets:
        stem, language = SETS[name]
        kept = list(rows(data / f"{stem}_{split}.jsonl.xz"))
        texts = [row.get("text") or " ".join(row["sentences"]) for row in kept]
        cut = segment([{"text": text, "lang": language} for text in texts])
        wanted = [row.get("summaries") or [row["summary"]] for row in kept]
        if name in BY_SENTENCE:
            found = segment([{"text": one[0], "lang": language} for one in wanted])
            wanted = [["\n".join(parts["sentences"])] for parts in found]
        for text, references, parts in zip(texts, wanted, cut):
            if not parts["sentences"]:
                continue
            ids = [np.array(e.ids, np.int32) for e in tokenizer.encode_batch(parts["sentences"])]
            keep = [i for i, sequence in enumerate(ids) if len(sequence)]
            sentences = [parts["sentences"][i] for i in keep]
            examples.append(
                Example(
                    set=name,
                    language=language,
                    text=text,
                    references=references,
                    sentences=sentences,
                    marks=np.array([parts["marks"][i] for i in keep], np.int32),
                    ids=[ids[i] for i in keep],
                    worth=worth(sentences, references, language),
                )
            )
        print(f"{name} {split}: {len(kept):,} documents", flush=True)
    return examples
