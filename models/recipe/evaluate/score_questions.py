"""Score summaries that answer a question, and print one table.

    python -m models.recipe.evaluate.score_questions DATA [--split dev] [--systems nano small] [--models models]

reads meetings/qmsum and stories/squality of DATA and the models in the folder `--models`; writes nothing. Meetings are
QMSum's specific queries; the text has a line a turn, "Speaker: words". Stories are SQuALITY's questions. Both are
summarized by models/bridge/summarize.ts, as served, once without and once with the query, at length "long".
ROUGE-1/2/Lsum F1 against the answer (the best of several), and for meetings the share of chosen sentences that are in
a turn marked as relevant. The last column is the 95% bootstrap interval, over questions, of what the query adds to
ROUGE-1.
"""

import argparse
from bisect import bisect_right
from pathlib import Path

import numpy as np

from models.recipe.bridge import MODELS, call
from models.recipe.data.files import read
from models.recipe.evaluate.metrics import rouge

LENGTH = "long"


def width(text: str) -> int:
    """Length in UTF-16 units, as JavaScript counts."""
    return len(text.encode("utf-16-le")) // 2


def meetings(data: Path, split: str) -> list[dict]:
    """One row per question: text, query, references, the starts of turns, and the relevant turns."""
    questions = []
    for row in read(data, f"meetings/qmsum_{split}"):
        lines = [f"{speaker}: {said}" for speaker, said in row["turns"]]
        starts = np.cumsum([0] + [width(line) + 1 for line in lines])[:-1].tolist()
        for query, answer, turns in row["specific"]:
            relevant = {t for first, last in turns for t in range(int(first), int(last) + 1)}
            questions.append(
                dict(text="\n".join(lines), query=query, references=[answer], starts=starts, relevant=relevant)
            )
    return questions


def stories(data: Path, split: str) -> list[dict]:
    """One row per question: text, query, references."""
    return [
        dict(text=row["text"], query=one["q"], references=one["refs"])
        for row in read(data, f"stories/squality_{split}")
        for one in row["questions"]
    ]


def summarize(questions: list[dict], model: str, with_query: bool, folder: Path) -> list[dict]:
    """Run the shipped summarizer over questions."""
    rows = [
        {"text": one["text"], "lang": "en", "length": LENGTH, "model": model}
        | ({"query": one["query"][:1000]} if with_query else {})
        for one in questions
    ]
    return call("summarize.ts", rows, "--models", folder.resolve())


def share_relevant(question: dict, spans: list[list[int]]) -> float:
    """Percentage of chosen sentences that are in a relevant turn."""
    turns = [bisect_right(question["starts"], start) - 1 for start, _ in spans]
    return 100 * float(np.mean([turn in question["relevant"] for turn in turns]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--systems", nargs="+", default=["nano"])
    parser.add_argument("--models", type=Path, default=MODELS, help="folder of the models")
    args = parser.parse_args()
    rng = np.random.default_rng(7)
    print(
        "| set | model | query | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | in relevant turns | 95% of the gain in ROUGE-1 |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for name, load in (("meetings", meetings), ("stories", stories)):
        questions = load(args.data, args.split)
        for model in args.systems:
            without = None
            for with_query in (False, True):
                ran = summarize(questions, model, with_query, args.models)
                scores = np.array([rouge(row["chosen"], one["references"], "en") for row, one in zip(ran, questions)])
                shares = [
                    share_relevant(one, row["spans"])
                    for row, one in zip(ran, questions)
                    if one.get("relevant") and row["spans"]
                ]
                share = f"{np.mean(shares):.1f}%" if shares else ""
                gain = ""
                if without is None:
                    without = scores[:, 0]
                else:
                    added = scores[:, 0] - without
                    draws = added[rng.integers(0, len(added), (1000, len(added)))].mean(1)
                    gain = "{:+.1f} to {:+.1f}".format(*np.percentile(draws, [2.5, 97.5]))
                cells = " | ".join(f"{value:.1f}" for value in scores.mean(0))
                asked = "yes" if with_query else "no"
                print(f"| {name} ({len(questions)}) | {model} | {asked} | {cells} | {share} | {gain} |", flush=True)


if __name__ == "__main__":
    main()
