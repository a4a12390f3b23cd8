"""Score written summaries, as the product makes them, on the development sets, and print one table.

    python -m models.recipe.evaluate.score_written DATA [--writer models/writer] [--documents 100] [--skip 0] [--seed 7]
        [--json OUT.json] [--read OUT.jsonl]

reads the development files of DATA; models/bridge/{rewrite,headlines}.ts write with the graphs in WRITER and every
check of the product. `written` and `extractive` are summaries of the same sentences, `headline` stands beside nano's headline.
ROUGE-1/2/Lsum F1; `length` in characters, as a share of the extractive one; the shares of sentences that were
rewritten, trimmed and left whole, or of headlines that the writer wrote; CPU of a summary in Node on one thread.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from models.recipe.bridge import MODELS, call
from models.recipe.data.files import read
from models.recipe.evaluate.metrics import METRICS, rouge
from models.recipe.nano.facts import NEWS_DEV_IN_TRAINING

SEED = 7
# Name: file, language, what is asked for.
SETS = {
    "docs_en": ("docs/pairs_en_dev", "en", {"length": "short"}),
    "docs_zh": ("docs/pairs_zh_dev", "zh", {"length": "short"}),
    "news": ("news/cnndm_dev", "en", {"length": "medium"}),
    "scitldr": ("science/scitldr_dev", "en", {"length": "short"}),
    "csl_zh": ("science/csl_zh_dev", "zh", {"length": "short"}),
    "headline: docs_en": ("docs/pairs_en_dev", "en", {}),
    "headline: docs_zh": ("docs/pairs_zh_dev", "zh", {}),
    "headline: csl_zh": ("science/csl_zh_dev", "zh", {}),
}


def rows_of(data: Path, name: str, count: int, skip: int = 0, seed: int = SEED) -> list[dict]:
    """A fixed sample of a development set: text and references."""
    file, language, asked = SETS[name]
    rows = list(read(data, file))[NEWS_DEV_IN_TRAINING if name == "news" else 0 :]
    kept = sorted(np.random.default_rng(seed).permutation(len(rows))[skip : skip + count])
    found = []
    for row in (rows[k] for k in kept):
        references = row.get("summaries") or [row["summary"]]
        if name.startswith("headline: docs"):
            references = [row["title"]]
        text = row.get("text") or " ".join(row["sentences"])
        found.append({"text": text, "lang": language, "references": references, **asked})
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--writer", type=Path, default=MODELS / "writer")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--skip", type=int, default=0, help="documents of the sample to leave out, seen before")
    parser.add_argument("--seed", type=int, default=SEED, help="of the sample")
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--read", type=Path, help="where to put the summaries, to be read")
    args = parser.parse_args()
    print("| set | system | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | length | how |")
    print("|---|---|---|---|---|---|---|")
    out: dict[str, dict] = {}
    for name in args.sets:
        rows = rows_of(args.data, name, args.documents, args.skip, args.seed)
        language = rows[0]["lang"]
        script = "headlines.ts" if name.startswith("headline") else "rewrite.ts"
        answers = call(script, rows, args.writer)
        if args.read:
            with args.read.open("a") as file:
                for row, answer in zip(rows, answers):
                    file.write(json.dumps({"set": name, **row, **answer}, ensure_ascii=False) + "\n")
        lengths = {key: sum(len(one[key]) for one in answers) for key in ("extractive", "summary")}
        for system, key in (("extractive", "extractive"), ("written", "summary")):
            scores = [rouge([a[key]], row["references"], language) for a, row in zip(answers, rows)]
            means = np.mean(scores, axis=0)
            how = shares(answers) if key == "summary" else ""
            figures = " | ".join(f"{value:.1f}" for value in means)
            share = lengths[key] / lengths["extractive"]
            print(f"| {name} | {system} | {figures} | {share:.0%} | {how} |", flush=True)
            out.setdefault(name, {})[system] = {
                **dict(zip(METRICS, (round(float(m), 2) for m in means))),
                "lengthPercent": round(100 * share, 1),
            }
        if "cpuMs" in answers[0]:
            steps, cpu = (np.mean([answer[key] for answer in answers]) for key in ("steps", "cpuMs"))
            print(f"| {name} | cost | {steps:.0f} steps, {cpu:.0f} ms of CPU a summary | | | | |", flush=True)
    if args.json:
        args.json.write_text(json.dumps(out, indent=2) + "\n")


def shares(answers: list[dict]) -> str:
    """ "40% rewritten, 20% trimmed, 40% whole", or of headlines "90% written"."""
    if "sentences" not in answers[0]:
        return f"{np.mean([a['why'] is None for a in answers]):.0%} written"
    counts = Counter(sentence["how"] for answer in answers for sentence in answer["sentences"])
    total = sum(counts.values())
    return ", ".join(f"{counts[how] / total:.0%} {how}" for how in ("rewritten", "trimmed", "whole"))


if __name__ == "__main__":
    main()
