"""Compare nano's first choice with lead-1 in every language, and print the table.

    python -m models.recipe.evaluate.score_languages DATA [--out models/LANGUAGES.md] [--files ar_dev ...] [--model nano]

reads DATA/multi/LANG_dev.jsonl.xz, whose README says how the sets were made. lead-1 is the first sentence of the text by
the shipped splitter; the model is asked for length "short". A score is ROUGE-1 F1 in per cent without stemming, over
words, or single characters of Han, kana and Hangul. The gain is paired by document, with its 95% bootstrap interval.
A language is served where the whole interval lies above -0.5: there the model does no harm.
Nothing here was trained on or tuned on.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np

from models.recipe.bridge import segment
from models.recipe.data.files import read
from models.recipe.data.units import f1
from models.recipe.evaluate.development import Document
from models.recipe.evaluate.shipped import run

NAMES = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt-br": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "ru": "Russian",
    "tr": "Turkish",
    "ar": "Arabic",
    "ja": "Japanese",
    "ko": "Korean",
    "zh-tw": "Chinese (Traditional)",
}
TAGS = {"pt-br": "pt", "zh-tw": "zh-Hant"}
WORST = -0.5
RESAMPLES = 10_000
CHARACTERS = r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]"


def units(text: str) -> list[str]:
    """units("Wow, 日本 3!") == ["wow", "日", "本", "3"]"""
    return re.findall(rf"{CHARACTERS}|(?:(?!{CHARACTERS})[^\W_])+", text.lower())


def rouge1(text: str, reference: str) -> float:
    return 100 * f1(Counter(units(text)), Counter(units(reference)))


def interval(gains: np.ndarray) -> tuple[float, float]:
    """95% bootstrap interval of a mean."""
    picked = np.random.default_rng(7).integers(0, len(gains), (RESAMPLES, len(gains)))
    low, high = np.percentile(gains[picked].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def line(data: Path, file: str, model: str) -> str:
    language = file.removesuffix("_dev")
    tag = TAGS.get(language, language)
    found = list(read(data, f"multi/{file}"))
    cut = segment([row["text"] for row in found], tag)
    documents = [
        Document(row["id"], row["text"], tag, tuple(parts["sentences"]), (row["summary"],), 0)
        for row, parts in zip(found, cut, strict=True)
    ]
    scored = np.array(
        [
            (
                rouge1(document.sentences[0], document.references[0]),
                rouge1(" ".join(summary.chosen), document.references[0]),
                max(rouge1(sentence, document.references[0]) for sentence in document.sentences),
            )
            for document, summary in zip(documents, run(model, documents, "short"), strict=True)
        ]
    )
    lead, own, best = scored.T
    gain = own - lead
    low, high = interval(gain)
    served = "yes" if low > WORST else "no"
    return (
        f"| {NAMES[language]} | {len(found)} | {lead.mean():.1f} | {own.mean():.1f} | {best.mean():.1f} "
        f"| {gain.mean():+.1f} ({low:+.1f} to {high:+.1f}) | {served} |"
    )


def main() -> None:
    files = [f"{language}_dev" for language in NAMES]
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--files", nargs="+", choices=files, default=files)
    parser.add_argument("--model", default="nano")
    args = parser.parse_args()
    head = [
        f"| language | documents | lead-1 | {args.model} | best sentence | gain over lead-1 (95%) | served |",
        "|---|---|---|---|---|---|---|",
    ]
    table = head + [line(args.data, file, args.model) for file in args.files]
    print("\n".join(table))
    if args.out:
        text = (__doc__ or "").split("\n\n", 2)
        args.out.write_text(
            "# Languages other than English and Chinese\n\n"
            "Made by `python -m models.recipe.evaluate.score_languages DATA --out models/LANGUAGES.md`; its docstring says how.\n\n"
            + "\n".join(table)
            + "\n\n"
            + " ".join(text[2].split())
            + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
