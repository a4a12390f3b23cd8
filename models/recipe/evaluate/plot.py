"""Draw quality against energy: one marker per system.

    draw({"nano": Point(0.005, (2.1, 1.5, 2.7)), ...}, Path("quality-per-joule.svg"))

Energy: mean CPU seconds per document x full-load watts of a rented vCPU. Quality: ROUGE-1 minus that of the first
sentences. Both are means over the sets on which every system ran; compressions, where there is no choice of sentences,
are left out. The same points give the same file, byte for byte.
"""

import re
from pathlib import Path
from typing import NamedTuple

import matplotlib
import numpy as np

from models.recipe.evaluate.development import SETS
from models.recipe.evaluate.report import DRAWS, Interval, Rows, column
from models.recipe.footprint import WATTS_PER_VCPU

matplotlib.use("svg")
matplotlib.rcParams |= {"svg.hashsalt": "greengist", "svg.fonttype": "none", "font.family": "sans-serif"}

from matplotlib import pyplot  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator  # noqa: E402
from matplotlib.transforms import Bbox  # noqa: E402

# Placeholders for the colors, which follow the light or dark page of the reader.
INK, FAINT, OURS, OTHERS = "#010101", "#020202", "#030303", "#040404"
STYLE = """<title>ROUGE-1 over that of the first sentences, against joules a document</title>
<style>
svg { --ink: #1f2328; --faint: #d1d9e0; --ours: #1a7f37; --others: #6e7781 }
@media (prefers-color-scheme: dark) { svg { --ink: #e6edf3; --faint: #3d444d; --ours: #3fb950; --others: #9198a1 } }
</style>
"""
NAMES = {"lead": "first sentences", "textrank": "TextRank", "lexrank": "LexRank", "lsa": "LSA"}


class Point(NamedTuple):
    joules: float
    gain: Interval


def points(results: dict[str, dict[str, Rows]]) -> dict[str, Point]:
    """A point for every system except the oracle and those that run on only some of the sets."""
    judged = {n: s for n, s in results.items() if not SETS[n].compresses and "lead" in s}
    names = {system for systems in judged.values() for system in systems} - {"oracle", "lead-sized"}
    judged = {n: s for n, s in judged.items() if names <= s.keys()}
    found = {}
    for system in sorted(names) if judged else ():
        seconds = [column(systems[system], "cpuMs").mean() / 1000 for systems in judged.values()]
        rng = np.random.default_rng(7)
        means = np.zeros(DRAWS)
        mean = 0.0
        for systems in judged.values():
            values = column(systems[system], "rouge1") - column(systems["lead"], "rouge1")
            draws = rng.integers(0, len(values), (DRAWS, len(values)))
            means += values[draws].mean(1) / len(judged)
            mean += float(values.mean()) / len(judged)
        low, high = np.percentile(means, [2.5, 97.5])
        found[system] = Point(float(np.mean(seconds)) * WATTS_PER_VCPU, (mean, float(low), float(high)))
    return found


# Where a label may stand beside its marker, in points, the best first: the offset, and which end of it is there.
PLACES = [(8, 6, "left"), (-8, 6, "right"), (8, -15, "left"), (-8, -15, "right")]


def overlaps(one: Bbox, others: list[Bbox]) -> bool:
    return any(one.overlaps(other) for other in others)


def label(axes: Axes, texts: dict[str, str], found: dict[str, Point], bold: set[str]) -> None:
    """Write each system beside its marker, where it covers neither an interval nor another label."""
    figure = axes.figure
    figure.canvas.draw()
    taken = []
    for joules, (_, low, high) in found.values():
        (x, bottom), (_, top) = axes.transData.transform([(joules, low), (joules, high)])
        taken.append(Bbox.from_extents(x - 6, bottom - 6, x + 6, top + 6))
    for system, (joules, (mean, *_)) in found.items():
        for at, (*offset, side) in enumerate(PLACES, 1):
            written = axes.annotate(
                texts.get(system, system),
                (joules, mean),
                xytext=offset,
                textcoords="offset points",
                ha=side,
                color=INK,
                fontsize=11,
                weight="bold" if system in bold else "normal",
            )
            box = written.get_window_extent()
            if at == len(PLACES) or not overlaps(box, taken):
                taken.append(box)
                break
            written.remove()


def draw(found: dict[str, Point], path: Path) -> None:
    """Write the plot."""
    figure, axes = pyplot.subplots(figsize=(7.2, 4.2), layout="constrained")
    axes.set_xscale("log")
    axes.axhline(0, color=FAINT, linewidth=1, zorder=0)
    bold = found.keys() - {*NAMES, "random"}
    for system, (joules, (mean, low, high)) in found.items():
        ours = system in bold
        color = OURS if ours else OTHERS
        axes.plot([joules, joules], [low, high], color=color, linewidth=1.2, alpha=0.7, zorder=1)
        axes.plot(joules, mean, "D" if ours else "o", color=color, markersize=8 if ours else 6, zorder=2)
    axes.set_xlabel("joules a document", color=INK, fontsize=11)
    axes.set_ylabel("ROUGE-1 over first sentences", color=INK, fontsize=11)
    axes.margins(x=0.14, y=0.12)
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:+g}" if value else "0"))
    axes.tick_params(which="both", color=FAINT, labelcolor=INK, labelsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(FAINT)
    axes.patch.set_alpha(0)
    label(axes, NAMES, found, bold)
    figure.savefig(path, transparent=True, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    drawn = path.read_text(encoding="utf-8")
    for color, name in ((INK, "ink"), (FAINT, "faint"), (OURS, "ours"), (OTHERS, "others")):
        drawn = drawn.replace(color, f"var(--{name})")
    drawn = re.sub(r"font-family: [^;]*sans-serif", "font-family: system-ui, sans-serif", drawn)
    drawn = re.sub(r" +$", "", drawn, flags=re.MULTILINE)
    path.write_text(drawn.replace("<defs>", f"{STYLE}<defs>", 1), encoding="utf-8")
