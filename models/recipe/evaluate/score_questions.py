"""Score summaries that answer a question, and print one table.

    python -m models.recipe.evaluate.score_questions DATA [--split dev] [--models nano small] [--nano FILE] [--small FILE]

Meetings are QMSum's specific queries; the text has a line a turn, "Speaker: what was said". Stories are
SQuALITY's questions. Both are summarized by models/bridge/summarize.ts, as shipped, once without and once with
the query, at length "long". ROUGE-1/2/Lsum F1 against the answer (the best of several),
and for meetings the share of chosen sentences that stand in a turn marked as relevant. The last column
is the 95% bootstrap interval, over questions, of what the query adds to ROUGE-1.
"""

import argparse
import json
import subprocess
from bisect import bisect_right
from pathlib import Path

import numpy as np
from rouge_score import rouge_scorer

from models.recipe.data.examples import ROOT, rows

METRICS = ("rouge1", "rouge2", "rougeLsum")
SCORER = rouge_scorer.RougeScorer(METRICS, use_stemmer=True)
LENGTH = "long"


def width(text: str) -> int:
    """Length in UTF-16 units, as JavaScript counts."""
    return len(text.encode("utf-16-le")) // 2


def meetings(data: Path, split: str) -> list[dict]:
    """A question a row: text, query, references, where turns start, which turns are relevant."""
    questions = []
    for row in rows(data / f"meetings/qmsum_{split}.jsonl.xz"):
        lines = [f"{speaker}: {said}" for speaker, said in row["turns"]]
        starts = np.cumsum([0] + [width(line) + 1 for line in lines])[:-1].tolist()
        for query, answer, turns in row["specific"]:
            relevant = {t for first, last in turns for t in range(int(first), int(last) + 1)}
            questions.append(
                dict(text="\n".join(lines), query=query, references=[answer], starts=starts, relevant=relevant)
            )
    return questions


def stories(data: Path, split: str) -> list[dict]:
    """A question a row: text, query, references."""
    return [
        dict(text=row["text"], query=one["q"], references=one["refs"])
        for row in rows(data / f"stories/squality_{split}.jsonl.xz")
        for one in row["questions"]
    ]


def summarize(questions: list[dict], model: str, with_query: bool, graphs: list[str]) -> list[dict]:
    """Run the shipped summarizer over questions."""
    given = "".join(
        json.dumps(
            {"text": one["text"], "lang": "en", "length": LENGTH}
            | ({"model": model} if model != "nano" else {})
            | ({"query": one["query"][:1000]} if with_query else {})
        )
        + "\n"
        for one in questions
    )
    command = [str(ROOT.parent / "node_modules/.bin/node"), str(ROOT / "bridge/summarize.ts"), *graphs]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def rouge(chosen: list[str], references: list[str]) -> list[float]:
    """ROUGE-1/2/Lsum F1 in per cent, the best over references for each."""
    found = [SCORER.score(reference, "\n".join(chosen)) for reference in references]
    return [100 * max(score[metric].fmeasure for score in found) for metric in METRICS]


def share_relevant(question: dict, spans: list[list[int]]) -> float:
    """Per cent of chosen sentences that stand in a relevant turn."""
    turns = [bisect_right(question["starts"], start) - 1 for start, _ in spans]
    return 100 * float(np.mean([turn in question["relevant"] for turn in turns]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--models", nargs="+", default=["nano"])
    parser.add_argument("--nano", default=str(ROOT / "nano/model.onnx"))
    parser.add_argument("--small", default=str(ROOT / "small/model.onnx"))
    args = parser.parse_args()
    rng = np.random.default_rng(7)
    print(
        "| set | model | query | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | in relevant turns | 95% of the gain in ROUGE-1 |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for name, load in (("meetings", meetings), ("stories", stories)):
        questions = load(args.data, args.split)
        for model in args.models:
            without = None
            for with_query in (False, True):
                ran = summarize(questions, model, with_query, [args.nano, args.small])
                scores = np.array(
                    [rouge(row["chosen"], one["references"]) for row, one in zip(ran, questions)]
                )
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
