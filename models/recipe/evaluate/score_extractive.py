"""Score extractive summaries on the development sets: one table and one plot.

    python -m models.recipe.evaluate.score_extractive DATA --work WORK [--models models] [--out models] [--json OUT.json]
        [--sets news docs_en ...] [--systems nano lead ...] [--limit 50] [--jobs 1] [--graph FILE.onnx]

reads the development files of DATA and every extractive model with a manifest in the folder `--models`; prints the
table, and with --out also writes RESULTS.md and quality-per-joule.svg (plot.py) there. Sets: development.py; the guard
that nothing is scored on what it was trained on: held_out.py. Systems: our models through the TypeScript that ships
(shipped.py) and others' methods (baselines.py), whose choices are kept in WORK/baselines. Measures: metrics.py.
--limit takes the same sample every time; --graph puts another graph in the place of a model's own.

A reference of several sentences asks for length "medium" (news: some 50 words) or "long" (scisummnet, qmsum,
squality: some 150, though squality's references have some 400), all others for "short" (one sentence); lead, random,
TextRank, LexRank, LSA and the oracle get three, six and one sentence, as is usual. `compression` has single
sentences whose words are to be dropped: beside our models, `keep-all` and `first-comma` (what stands
before the first comma; the full stop stays). CPU time is that of a warm process and holds splitting, and
for a model its tokenizer and onnxruntime-web, but no reading or writing of JSON.
"""

import os

# One thread for linear algebra, because CPU time would otherwise include threads that wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import sys
import time
from pathlib import Path

from models.recipe.bridge import MODELS
from models.recipe.evaluate import baselines, plot, report, shipped
from models.recipe.evaluate.development import SETS, Document, read
from models.recipe.evaluate.held_out import require_held_out
from models.recipe.evaluate.metrics import (
    coverage_and_density,
    largest_overlap,
    length,
    repeated_bigrams,
    rouge,
    token_f1,
)
from models.recipe.evaluate.shipped import Summary


def whole(sentence: str) -> str:
    return sentence


def before_comma(sentence: str) -> str:
    return sentence.split(",")[0].rstrip(" .") + "."


COMPRESSORS = {"keep-all": whole, "first-comma": before_comma}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(document: Document, summary: Summary, compresses: bool) -> dict[str, float]:
    """Every measure of one summary that applies to it."""
    chosen, language = summary.chosen, document.language
    one, two, lsum = rouge(chosen, list(document.references), language)
    coverage, density = coverage_and_density(chosen, document.text, language)
    found = {
        "rouge1": one,
        "rouge2": two,
        "rougeLsum": lsum,
        "length": length(chosen, language),
        "repeatedBigrams": repeated_bigrams(chosen, language),
        "largestOverlap": largest_overlap(chosen, language),
        "coverage": coverage,
        "density": density,
    }
    if compresses:
        found["tokenF1"] = token_f1(document.text, " ".join(chosen), document.references[0], language)
    if summary.macs is not None:
        found["gmac"] = summary.macs / 1e9
    if summary.cpu_seconds is not None:
        found["cpuMs"] = 1000 * summary.cpu_seconds
    return found


def systems_of(name: str, args) -> list[str]:
    """The requested systems that run on a set."""
    others = list(COMPRESSORS) if SETS[name].compresses else list(baselines.SYSTEMS)
    if SETS[name].count not in baselines.SIZED and "lead-sized" in others:
        others.remove("lead-sized")  # one sentence is one sentence
    return [system for system in others + shipped.extractive_models(args.models) if system in args.systems]


def summaries(system: str, name: str, documents: list[Document], args) -> list[Summary]:
    chosen = SETS[name]
    if system in COMPRESSORS:
        kept = (COMPRESSORS[system](document.text) for document in documents)
        return [Summary([text], None) for text in kept]
    if system in baselines.SYSTEMS:
        return list(baselines.run(system, documents, chosen.count, args.work / "baselines", args.jobs))
    require_held_out(args.data, system, documents)
    graph = args.graph if [system] == args.systems else None
    return shipped.run(system, documents, chosen.length, chosen.compresses, args.models, graph)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="where slow baselines are kept")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder of the models")
    parser.add_argument("--out", type=Path, help="directory for RESULTS.md and quality-per-joule.svg")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sets", nargs="+", choices=list(SETS), default=list(SETS))
    parser.add_argument("--systems", nargs="+")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--graph", help="a graph to run in the place of that of the one model in --systems")
    args = parser.parse_args()
    known = [*COMPRESSORS, *baselines.SYSTEMS, *shipped.extractive_models(args.models)]
    args.systems = args.systems or known
    if unknown := set(args.systems) - set(known):
        parser.error(f"--systems: {', '.join(sorted(unknown))} is not one of {', '.join(known)}")
    partial = args.limit or args.graph or len(args.sets) < len(SETS) or len(args.systems) < len(known)
    if args.out and partial:
        parser.error("--out takes every set, every system and each model's own graph")
    results: dict[str, dict[str, list[dict[str, float]]]] = {}
    scores: dict[str, dict[str, dict]] = {}
    print("\n".join(report.HEAD), flush=True)
    for name in args.sets:
        documents = read(args.data, name, args.limit)
        for system in systems_of(name, args):
            started = time.monotonic()
            found = summaries(system, name, documents, args)
            compresses = SETS[name].compresses
            rows = [measure(d, s, compresses) for d, s in zip(documents, found, strict=True)]
            results.setdefault(name, {})[system] = rows
            say(f"{name}: {system}, {len(rows)} documents, {time.monotonic() - started:.0f} s")
        # Set by set, so that an interrupted run still has results.
        scores |= report.summarize({name: results[name]} if name in results else {})
        print("\n".join(report.lines(name, scores.get(name, {}))), flush=True)
        if args.json:
            args.json.write_text(json.dumps(scores, indent=2) + "\n")
    if args.out:
        (args.out / "RESULTS.md").write_text(report.page(scores), encoding="utf-8")
        plot.draw(plot.points(results), args.out / "quality-per-joule.svg")


if __name__ == "__main__":
    main()
