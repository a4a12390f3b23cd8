"""From measures of single summaries to means, intervals and a Markdown page."""

import os
import platform
from importlib.metadata import version

import numpy as np

from models.recipe.bridge import node_version
from models.recipe.catalogue import MODELS
from models.recipe.evaluate.development import SETS
from models.recipe.footprint import WATTS_PER_VCPU

DRAWS = 1_000
LEADS = ("lead", "keep-all")
BASELINES = ("lead", "lead-sized", "random", "textrank", "lexrank", "lsa", "keep-all", "first-comma")
PACKAGES = ("rouge-score", "sumy", "nltk", "numpy")

Rows = list[dict[str, float]]  # a summary's measures each
Interval = tuple[float, float, float]  # mean, and where 95% of bootstrap means lie


def interval(values: np.ndarray) -> Interval:
    """Mean and 95% bootstrap interval over documents; the same number of documents always gets the same draws."""
    draws = np.random.default_rng(7).integers(0, len(values), (DRAWS, len(values)))
    low, high = np.percentile(values[draws].mean(1), [2.5, 97.5])
    return float(values.mean()), float(low), float(high)


def column(rows: Rows, measure: str) -> np.ndarray:
    return np.array([row[measure] for row in rows])


def gain(rows: Rows, others: Rows, measure: str) -> Interval:
    """Gain over another system, paired by document."""
    return interval(column(rows, measure) - column(others, measure))


def summarize(results: dict[str, dict[str, Rows]]) -> dict[str, dict[str, dict]]:
    """By set and system: documents, the mean of every measure, intervals and gains.

    Gains are in ROUGE-1, for compressions in token F1, over the first sentences and over the best baseline.
    """
    scores: dict[str, dict[str, dict]] = {}
    for name, systems in results.items():
        judged = "tokenF1" if SETS[name].compresses else "rouge1"

        def mean(system):
            return column(systems[system], judged).mean()

        best = max((s for s in systems if s in BASELINES), key=mean, default=None)
        lead = next((s for s in systems if s in LEADS), None)
        for system, rows in systems.items():
            found = {measure: round(float(column(rows, measure).mean()), 4) for measure in rows[0]}
            found["documents"] = len(rows)
            found["interval"] = rounded(interval(column(rows, judged)))
            if best and system != "oracle":
                found["bestBaseline"] = best
                found["gainOverBest"] = rounded(gain(rows, systems[best], judged))
            if lead and system != "oracle":
                found["gainOverLead"] = rounded(gain(rows, systems[lead], judged))
            scores.setdefault(name, {})[system] = found
    return scores


def rounded(values: Interval) -> list[float]:
    return [round(value, 2) for value in values]


COLUMNS = (
    ("R-1", "rouge1", "{:.1f}"),
    ("R-2", "rouge2", "{:.1f}"),
    ("R-Lsum", "rougeLsum", "{:.1f}"),
    ("token F1", "tokenF1", "{:.1f}"),
    ("95%", "interval", "{0[1]:.1f} to {0[2]:.1f}"),
    ("gain over the best baseline", "gainOverBest", "{0[0]:+.1f} ({0[1]:+.1f} to {0[2]:+.1f})"),
    ("length", "length", "{:.0f}"),
    ("repeated", "repeatedBigrams", "{:.1%}"),
    ("overlap", "largestOverlap", "{:.0%}"),
    ("coverage", "coverage", "{:.2f}"),
    ("density", "density", "{:.1f}"),
    ("GMAC", "gmac", "{:.4f}"),
    ("CPU ms", "cpuMs", "{:.2f}"),
)


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


HEAD = [
    line(["set", "system", *(title for title, _, _ in COLUMNS)]),
    line(["---"] * 2 + ["---:"] * len(COLUMNS)),
]


def lines(name: str, systems: dict[str, dict]) -> list[str]:
    """A set's rows; the best baseline is marked as such in place of a gain over itself."""
    found = []
    for system, scores in systems.items():
        shown = {key: form.format(scores[key]) for _, key, form in COLUMNS if key in scores}
        if scores.get("bestBaseline") == system:
            shown["gainOverBest"] = "the best baseline"
        cells = [shown.get(key, "") for _, key, _ in COLUMNS]
        found.append(line([f"{name} ({scores['documents']})", system, *cells]))
    return found


def table(scores: dict[str, dict[str, dict]]) -> str:
    """The whole Markdown table."""
    return "\n".join(HEAD + [row for name, systems in scores.items() for row in lines(name, systems)])


def machine() -> str:
    with open("/proc/cpuinfo") as file:
        name = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "")
    return f"{name or platform.machine()}, {os.cpu_count()} vCPUs, {platform.system()}"


def versions() -> str:
    found = [f"{package} {version(package)}" for package in PACKAGES]
    return ", ".join([f"Python {platform.python_version()}", f"Node {node_version()}", *found])


def page(scores: dict[str, dict[str, dict]]) -> str:
    """RESULTS.md."""
    ours = [model for model in MODELS.values() if any(model.name in systems for systems in scores.values())]
    looked = "\n".join(
        f"- `{model.name}`: tuned on {', '.join(model.tuned_on) or 'none of these sets'}; the others"
        " played no part in it."
        for model in ours
    )
    return f"""# Results on the development sets

Printed by `python -m models.recipe.evaluate.score_extractive DATA --work WORK --out models`, and not edited by hand.
That script's docstring says what each system is asked for. The languages that only `nano-multilingual` reads, with
lead-1, TextRank, both models and the best sentence: [LANGUAGES.md](LANGUAGES.md).

![Quality per joule](quality-per-joule.svg)

Energy is CPU time x {WATTS_PER_VCPU} W, the full load of a rented vCPU. Both axes are means over the sets
but `compression`, each set counting once; the upright lines are 95% intervals of the gain.

{table(scores)}

- **set**: with the number of its documents. The news set is the last 200 rows of its development split, as
  the first 300 are trained on. `scisummnet_body` is `scisummnet` without each paper's abstract, from which
  its references borrow. Nothing here was trained on; a guard in `models/recipe/evaluate/held_out.py` raises otherwise.
- **R-1, R-2, R-Lsum**: ROUGE F1 in per cent, of stemmed words, for Chinese of Han characters and Latin
  words; of several references the best. **token F1**: words kept of a sentence against those that the
  reference keeps. **95%**: bootstrap interval over documents, of ROUGE-1 or, where it is given, token F1.
- **gain over the best baseline**: in the same measure, paired by document, with its 95% interval; the
  baseline is the one with the best mean, so the bar is set by hindsight. The oracle sees the references.
  `lead-sized` is the first sentences at about the length of our own summaries.
- **length**: words, or Chinese characters. **repeated**: share of the summary's bigrams that it has had
  before. **overlap**: the largest share of a sentence's words that another chosen sentence holds.
- **coverage, density**: share of the summary's words in extractive fragments of the source, and the mean
  length of the fragment of a word (Grusky et al. 2018).
- **GMAC, CPU ms**: a document's multiply-accumulates in the graph, and CPU time, splitting included: for our models
  of the shipped TypeScript with onnxruntime-web in Node, for the others of the same splitter and Python.
  sumy's TextRank, LexRank and LSA read at most the first 200 sentences of a document.

Tuned means that checkpoints, penalties or designs were chosen by these very figures; expect a little less
elsewhere.

{looked}

Run on {machine()}; {versions()}.
"""
