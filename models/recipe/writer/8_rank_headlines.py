"""Fit the ranking of the writer's headlines to titles that people wrote.

    python -m models.recipe.writer.8_rank_headlines DATA WRITER [--documents 350] [--languages en zh]

reads titled training documents of DATA; models/bridge/headlines.ts writes with the graphs in WRITER and every check of
the product, and computes the features of src/summarizer/rewrite/headline-features.ts. Writes WRITER/headlines.json:
one weight per feature for each language, and for English texts that tell what happened ("narrative": news, beside their
highlights), by ridge regression on each headline's ROUGE-1 beside the title, both less their document's mean, since
only the order within a document matters. The writer's own headlines count BEAM_PENALTY points less, because they are
wrong more often than parts of sentences.
"""

import argparse
import json
from itertools import islice
from pathlib import Path

import numpy as np

from models.recipe.bridge import call
from models.recipe.data.files import read
from models.recipe.evaluate.metrics import rouge

SEED = 11
RIDGE = 3.0
# Language: file, the field of its title, and how many rows to leave out. The writer learned from the first 24,000 plain
# documents (2_make_pairs), and is surer of them than of others.
SETS = {
    "en": [("docs/plain_en", "title", 24_000)],
    "narrative": [("news/cnndm_train", "summary", 0)],
    "zh": [("docs/pairs_zh_train", "title", 0), ("science/csl_zh_train", "summary", 0)],
}
BEAM_PENALTY = 5.0
PIECE_FEATURES = 4  # the last ones: how a headline was cut from a sentence, all 0 for the writer's own


def rows_of(data: Path, file: str, title: str, seen: int, language: str, count: int) -> list[dict]:
    """A fixed sample of titled documents."""
    rows = [row for row in islice(read(data, file), seen, None) if row.get(title) and row.get("text")]
    kept = sorted(np.random.default_rng(SEED).permutation(len(rows))[:count])
    return [{"text": rows[k]["text"], "lang": "zh" if language == "zh" else "en", "titles": rows[k][title].split("\n")} for k in kept]


def worth(one: dict, row: dict) -> float:
    """ROUGE-1 of a headline, less the penalty if the writer wrote it."""
    score = rouge([one["headline"]], row["titles"], row["lang"])[0]
    return score if any(one["features"][-PIECE_FEATURES:]) else score - BEAM_PENALTY


def fitted(rows: list[dict], answers: list[dict]) -> np.ndarray:
    """One weight per feature; none, so that the writer's own order decides, if there is never more than one headline."""
    features, scores = [], []
    for row, answer in zip(rows, answers):
        if len(answer["sound"]) < 2:
            continue
        some = np.array([one["features"] for one in answer["sound"]])
        score = np.array([worth(one, row) for one in answer["sound"]])
        features.append(some - some.mean(0))
        scores.append(score - score.mean())
    if not features:
        return np.zeros(0)
    x, y = np.concatenate(features), np.concatenate(scores)
    return np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ y)


def mean_scores(rows: list[dict], answers: list[dict], weights: np.ndarray) -> tuple[float, float]:
    """Mean ROUGE-1 of the writer's first sound headline, and of the best-ranked one."""
    first, ranked = [], []
    for row, answer in zip(rows, answers):
        if not answer["sound"] or len(weights) == 0:
            continue
        scores = [rouge([one["headline"]], row["titles"], row["lang"])[0] for one in answer["sound"]]
        first.append(scores[0])
        ranked.append(scores[int(np.argmax([np.dot(one["features"], weights) for one in answer["sound"]]))])
    return (float(np.mean(first)), float(np.mean(ranked))) if first else (0.0, 0.0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--documents", type=int, default=350)
    parser.add_argument("--languages", nargs="+", default=list(SETS), help="the others keep their weights")
    args = parser.parse_args()
    path = args.writer / "headlines.json"
    found: dict[str, list[float]] = json.loads(path.read_text()) if path.exists() else {}
    for language in args.languages:
        sets = SETS[language]
        rows = [row for one in sets for row in rows_of(args.data, *one, language, args.documents)]
        answers = call("headlines.ts", rows, args.writer)
        if language == "narrative":
            kept = [k for k, answer in enumerate(answers) if answer["isNarrative"]]
            rows, answers = [rows[k] for k in kept], [answers[k] for k in kept]
        weights = fitted(rows, answers)
        first, ranked = mean_scores(rows, answers, weights)
        print(f"{language}: {len(rows)} documents, ROUGE-1 of the first {first:.1f}, ranked {ranked:.1f} (fitted on them)", flush=True)
        found[language] = [round(float(weight), 3) for weight in weights]
    text = json.dumps(found, indent=2)
    path.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
