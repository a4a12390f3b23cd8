"""What the verifier is worth, and what it costs.

    python -m models.recipe.verifier.score_verifier WORK OUT [--made 1000] [--precision 0.95]

reads pairs of reserved documents, on which nothing was trained: made pairs by kind (3_make_pairs) and outputs of the writer
and the trimmer that were read (labels.jsonl); judges them with OUT/model.onnx under onnxruntime-web in Node, and
prints precision and recall, and what a pair costs. "Seam only" are outputs whose first objection is to the omission, by the
check that allows omissions by grammar: of these a verifier could let more through. The threshold is the lowest that reaches
`--precision` on those of them that are labeled "held", or, if none does, the best that lets twenty pass; those labeled
"fresh" say what it is worth.
"""

import argparse
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.bridge import call
from models.recipe.verifier.edits import Edits
from models.recipe.verifier.labels import auc, labeled
from models.recipe.verifier.network import Shape
from models.recipe.verifier.pairs import prepared, read

FEWEST = 20  # outputs that must pass before a precision says anything
SEAM = "it leaves out"

# CPU seconds of workerd for 10^9 multiply-accumulates of int8 layers, as the manifests of the writer (reading) and of small
# have them; their machines differ.
SECONDS_PER_GMAC = {"small": 0.0363, "writer": 0.0553}


def judged(rows: list[dict], graph: Path) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities, and milliseconds of CPU, of each prepared row."""
    answers = call("judge.ts", ({"ids": row["ids"], "kinds": row["kinds"]} for row in rows), graph)
    return np.array([a["follows"] for a in answers]), np.array([a["cpuMs"] for a in answers])


def passing(good: np.ndarray, scores: np.ndarray, threshold: float) -> tuple[int, int]:
    """How many pass, and how many of these are good."""
    passed = scores >= threshold
    return int(passed.sum()), int((passed & good).sum())


def threshold_for(good: np.ndarray, scores: np.ndarray, wanted: float) -> float:
    found = [(right / count, t) for t in scores for count, right in [passing(good, scores, t)] if count >= FEWEST]
    enough = [t for precision, t in found if precision >= wanted]
    return min(enough) if enough else max(found)[1]


def percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def line(name: str, good: np.ndarray, scores: np.ndarray, threshold: float) -> None:
    count, right = passing(good, scores, threshold)
    print(
        f"| {name} | {len(good)} | {good.sum()} | {auc(good, scores):.3f} | {count} | {right} | "
        f"{percent(right, count)} | {percent(right, int(good.sum()))} |"
    )


def macs(pieces: float, shape: Shape) -> float:
    layer = 4 * shape.hidden**2 + 2 * shape.hidden * shape.inner
    return shape.layers * (pieces * layer + 2 * pieces**2 * shape.hidden) + pieces * shape.hidden * shape.top


def print_cost(graph: Path, pieces: np.ndarray, ms: np.ndarray) -> None:
    gmac = macs(pieces.mean(), Shape()) / 1e9
    estimates = ", ".join(f"{gmac * rate * 1e3:.0f} ms at {name}'s rate" for name, rate in SECONDS_PER_GMAC.items())
    print(
        f"{graph.stat().st_size:,} bytes; {pieces.mean():.0f} pieces a pair (at most {pieces.max()}), "
        f"{gmac:.3f} GMAC; {np.median(ms):.1f} ms of CPU a pair in Node, median of {len(ms)}; in workerd about {estimates}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--made", type=int, default=1_000, help="made pairs, at most")
    parser.add_argument("--precision", type=float, default=0.95)
    args = parser.parse_args()
    graph = args.out / "model.onnx"
    edits = Edits(Tokenizer.from_file(str(args.out / "tokenizer.json")))
    files = sorted(args.work.glob("outputs-held*.jsonl"))
    held, fresh = labeled(files, "held"), labeled(files, "fresh")
    outputs = prepared(held + fresh, edits)
    made = prepared(read(args.work / "verifier-pairs-held.jsonl")[: args.made], edits)
    scores, _ = judged(outputs, graph)
    made_scores, ms = judged(made, graph)
    good = np.array([row["good"] for row in outputs], bool)
    made_good = np.array([row["good"] for row in made], bool)
    print_cost(graph, np.array([len(row["ids"]) for row in made]), ms)
    is_fresh = np.arange(len(outputs)) >= len(held)
    chose = ~is_fresh

    def has(test) -> np.ndarray:
        return np.array([test(row) for row in outputs], bool)

    seam = has(lambda row: (row.get("objection") or "").startswith(SEAM))
    few = (chose & seam).sum() < FEWEST  # as with a writer whose outputs nobody has read
    choice = (made_good, made_scores) if few else (good[chose & seam], scores[chose & seam])
    threshold = threshold_for(*choice, args.precision)
    print(
        f"AUC of made pairs {auc(made_good, made_scores):.3f}, of outputs {auc(good, scores):.3f}; threshold {threshold:.4f}"
    )
    print(
        "| outputs | read | good | AUC | pass | good of these | precision | recall |\n|---|---|---|---|---|---|---|---|"
    )
    parts = {
        "held": chose,
        "fresh": is_fresh,
        "fresh, English": is_fresh & has(lambda row: row["lang"] == "en"),
        "fresh, Chinese": is_fresh & has(lambda row: row["lang"] == "zh"),
        "fresh, writer's first beam": is_fresh & has(lambda row: row["by"] == "writer" and row["rank"] == 0),
        "fresh, writer's other beams": is_fresh & has(lambda row: row["by"] == "writer" and row["rank"] > 0),
        "fresh, trimmer": is_fresh & has(lambda row: row["by"] == "trimmer"),
        "fresh, seam only": is_fresh & seam,
        "fresh, allowed by every check": is_fresh & has(lambda row: row.get("objection", "") is None),
        "held, trimmer": chose & has(lambda row: row["by"] in ("trim", "trimmer")),
        "held, seam only: chose the threshold": chose & seam,
        "held, allowed by every check": chose & has(lambda row: row.get("objection", "") is None),
    }
    for name, of in parts.items():
        if of.any():
            line(name, good[of], scores[of], threshold)
    of_seam = np.flatnonzero(is_fresh & seam)
    for count in (10, 20, 40, 80):
        best = of_seam[np.argsort(-scores[of_seam])[:count]]
        print(f"best {len(best)} of the fresh with the seam only: {percent(int(good[best].sum()), len(best))} good")
    print("| kind | pairs | rightly judged | AUC against true pairs |\n|---|---|---|---|")
    kinds = np.array([row["kind"] for row in made])
    for kind in sorted(set(kinds), key=lambda one: (-made_good[kinds == one].mean(), one)):
        some, is_true = kinds == kind, bool(made_good[kinds == kind][0])
        right = ((made_scores[some] >= threshold) == is_true).sum()
        against = "" if is_true else f"{auc(made_good[some | made_good], made_scores[some | made_good]):.3f}"
        print(
            f"| {kind}{' (true)' if is_true else ''} | {some.sum()} | {percent(int(right), int(some.sum()))} | {against} |"
        )


if __name__ == "__main__":
    main()
