"""Compare first choices with lead-1 in every language, and print the table.

    python -m models.recipe.evaluate.score_languages DATA [--out models/LANGUAGES.md] [--files ar_dev ...] [--models FOLDER]
        [--systems nano-multilingual]

reads DATA/multi/LANG_dev.jsonl.xz, whose README says how the sets were made. lead-1 is the first sentence of the text by
the shipped splitter; TextRank is sumy's, over the same sentences; nano and nano-multilingual are asked for length "short";
the best sentence is chosen with the reference in sight. A score is ROUGE-1 F1 in per cent without stemming, over
words, or single characters of Han, kana and Hangul. The gain is that of the model which reads the language in the
product, paired by document, with its 95% bootstrap interval.
A language is served where the whole interval lies above -0.5: there the model does no harm.
No model was trained on these texts; nano-multilingual/README.md says what was chosen on them.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.recipe.bridge import MODELS as SHIPPED
from models.recipe.bridge import segment
from models.recipe.data.files import read
from models.recipe.evaluate.development import Document
from models.recipe.evaluate.languages import NAMES, TAGS, interval, rouge1, textrank
from models.recipe.evaluate.shipped import run

MODELS = ("nano", "nano-multilingual")
READER = {"zh-Hant": "nano"}  # all others are read by the last model
WORST = -0.5


def line(data: Path, file: str, models: Path, systems: Sequence[str]) -> str:
    language = file.removesuffix("_dev")
    tag = TAGS.get(language, language)
    found = list(read(data, f"multi/{file}"))
    cut = segment([row["text"] for row in found], tag)
    documents = [
        Document(row["id"], row["text"], tag, tuple(parts["sentences"]), (row["summary"],), 0)
        for row, parts in zip(found, cut, strict=True)
    ]

    def scores(choose) -> np.ndarray:
        return np.array([rouge1(choose(at, one), one.references[0]) for at, one in enumerate(documents)])

    lead = scores(lambda _, one: one.sentences[0])
    ranked = scores(lambda _, one: textrank(one.sentences))
    best = scores(lambda _, one: max(one.sentences, key=lambda s: rouge1(s, one.references[0])))
    own = {}
    for model in systems:
        made = run(model, documents, "short", folder=models)
        own[model] = scores(lambda at, _: " ".join(made[at].chosen))
    reader = READER.get(tag, MODELS[-1])
    reader = reader if reader in systems else systems[-1]
    gain = own[reader] - lead
    low, high = interval(gain)
    return (
        f"| {NAMES[language]} | {lead.mean():.1f} | {ranked.mean():.1f} "
        + "".join(f"| {own[model].mean():.1f} " for model in systems)
        + f"| {best.mean():.1f} | {reader} | {gain.mean():+.1f} ({low:+.1f} to {high:+.1f}) "
        + f"| {'yes' if low > WORST else 'no'} |"
    )


def main() -> None:
    files = [f"{language}_dev" for language in NAMES]
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--files", nargs="+", choices=files, default=files)
    parser.add_argument("--models", type=Path, default=SHIPPED)
    parser.add_argument("--systems", nargs="+", choices=MODELS, default=MODELS)
    args = parser.parse_args()
    head = [
        f"| language | lead-1 | TextRank | {' | '.join(args.systems)} | best sentence | read by | gain over lead-1 (95%) | served |",
        "|---|--:|--:|--:|--:|--:|---|---|---|",
    ]
    table = head + [line(args.data, file, args.models, args.systems) for file in args.files]
    print("\n".join(table))
    if args.out:
        text = (__doc__ or "").split("\n\n", 2)
        # Other commands printed the sections after the first, so they are kept.
        _, mark, rest = args.out.read_text(encoding="utf-8").partition("\n## ") if args.out.exists() else ("", "", "")
        args.out.write_text(
            "# Languages other than English and Chinese\n\n"
            "Made by `python -m models.recipe.evaluate.score_languages DATA --out models/LANGUAGES.md`; its docstring says how.\n\n"
            + "\n".join(table)
            + "\n\n"
            + " ".join(text[2].split())
            + "\n"
            + mark
            + rest,
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
