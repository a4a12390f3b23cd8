"""Score Traditional Chinese against its Simplified twin, and print one table.

    python -m models.recipe.evaluate.score_traditional DATA [--systems nano small] [--models models]

reads docs/pairs_zh_dev and science/csl_zh_dev of DATA and writes nothing. A twin is the text with every Simplified
character replaced by a Traditional one of the product's table (src/summarizer/text/variants.json): no reader would
take it for good Traditional Chinese, but a summarizer should choose the same sentences. Replacing keeps offsets, so
what is chosen of a twin is scored as the Simplified text at the same place. ROUGE-1 F1, the best of the references.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from models.recipe.bridge import MODELS, REPOSITORY, call
from models.recipe.evaluate.development import SETS, read
from models.recipe.evaluate.metrics import rouge

VARIANTS = REPOSITORY / "src/summarizer/text/variants.json"


def to_traditional() -> dict[int, str]:
    """For `str.translate`: each Simplified character and the first Traditional one that stands for it."""
    table = json.loads(VARIANTS.read_text())
    found: dict[int, str] = {}
    for traditional, simplified in zip(table["variants"], table["simplified"], strict=True):
        found.setdefault(ord(simplified), traditional)
    return found


def chosen(texts: list[str], language: str, length: str, model: str, folder: Path) -> list[list[list[int]]]:
    """Spans of the chosen sentences, in UTF-16 units, of each text."""
    rows = [{"text": text, "lang": language, "length": length, "model": model} for text in texts]
    return [answer["spans"] for answer in call("summarize.ts", rows, "--models", folder.resolve())]


def at(text: str, spans: list[list[int]]) -> list[str]:
    """The texts of spans that are counted in UTF-16 units."""
    units = text.encode("utf-16-le")
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--systems", nargs="+", default=["nano", "small"])
    parser.add_argument("--models", type=Path, default=MODELS)
    given = parser.parse_args()
    table = to_traditional()
    print("| set | model | Simplified | Traditional | same sentences |")
    print("| --- | --- | ---: | ---: | ---: |")
    for name in ("docs_zh", "csl_zh"):
        documents = read(given.data, name)
        texts = [document.text for document in documents]
        twins = [text.translate(table) for text in texts]
        for model in given.systems:
            own = chosen(texts, "zh", SETS[name].length, model, given.models)
            of_twins = chosen(twins, "zh-Hant", SETS[name].length, model, given.models)
            scores = [
                [
                    rouge(at(document.text, spans), list(document.references), "zh")[0]
                    for document, spans in zip(documents, found, strict=True)
                ]
                for found in (own, of_twins)
            ]
            same = np.mean([left == right for left, right in zip(own, of_twins, strict=True)])
            means = [f"{np.mean(column):.1f}" for column in scores]
            print(f"| {name} ({len(documents)}) | {model} | {means[0]} | {means[1]} | {100 * same:.0f}% |", flush=True)


if __name__ == "__main__":
    main()
