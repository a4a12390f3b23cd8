"""Print the figures of a model's card, as Markdown: files, limits, data, training energy and scores.

    python -m models.recipe.write_card FOLDER

reads FOLDER/manifest.json; writes nothing. The prose of a card is written by hand; its figures come from here.
"""

import argparse
import json
from pathlib import Path

from models.recipe.data.files import line

MEASURES = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeLsum": "ROUGE-Lsum", "tokenF1": "token F1"}


def card(manifest: dict) -> list[str]:
    """The lines of the figures."""
    tokenizer, training = manifest["tokenizer"], manifest["training"]
    lines = [
        f"# {manifest['name']} {manifest['version']}",
        "",
        *table(
            ["file", "bytes", "sha256"], [[n, f"{f['bytes']:,}", f["sha256"]] for n, f in manifest["files"].items()]
        ),
        "",
        f"Tokenizer: {tokenizer['kind']}, {tokenizer['vocabulary']:,} pieces. Reads at most: {pairs(manifest['limits'])}.",
        "",
        *table(["data", "licence"], [[one["what"], one["licence"]] for one in manifest["data"]]),
        "",
    ]
    if training:
        lines.append(
            f"Training: {training['cpuSeconds']:,} CPU-seconds at {training['wattsPerVcpu']} W a vCPU and a PUE of "
            f"{training['pue']}, {training['energyKwh']} kWh; {training['grams']} g of CO2e at "
            f"{training['gramsPerKwh']} g/kWh."
        )
    return [*lines, "", *scores(manifest["scores"] or {})]


def scores(found: dict[str, dict[str, dict]]) -> list[str]:
    """One row per set and system."""
    rows = [
        [name, system, *(f"{measures[key]:.1f}" if key in measures else "" for key in MEASURES)]
        for name, systems in found.items()
        for system, measures in systems.items()
    ]
    return table(["set", "system", *MEASURES.values()], rows) if rows else []


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [line(head), line(["---"] * len(head)), *map(line, rows)]


def pairs(limits: dict) -> str:
    """{"windowTokens": 384} -> "windowTokens 384"."""
    return ", ".join(f"{name} {value:,}" for name, value in limits.items())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    print("\n".join(card(json.loads((args.folder / "manifest.json").read_text()))))


if __name__ == "__main__":
    main()
