"""Summaries by our models, through the shipped TypeScript and onnxruntime-web (models/bridge/summarize.ts)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.recipe.bridge import MODELS, call
from models.recipe.evaluate.development import WARM_UP, Document


@dataclass(frozen=True)
class Summary:
    chosen: list[str]
    cpu_seconds: float | None  # None for the oracle, which sees the reference
    macs: int | None = None


def extractive_models(folder: Path = MODELS) -> list[str]:
    """Folders in `folder` that hold an extractive model and its manifest, nano first."""
    manifests = [(path.parent.name, json.loads(path.read_text())) for path in folder.glob("*/manifest.json")]
    extractive = [name for name, manifest in manifests if manifest.get("task") != "abstractive"]
    return sorted(extractive, key=lambda name: (name != "nano", name))


def run(
    model: str,
    documents: Sequence[Document],
    length: str,
    compress: bool = False,
    folder: Path = MODELS,
    graph: str | None = None,
) -> list[Summary]:
    """One summary per document, by a model in `folder`; `graph` is a file to use instead of the model's own."""
    asked = [
        {"text": document.text, "lang": document.language, "length": length, "model": model}
        | ({"compress": True} if compress and not model.startswith("nano") else {})
        for document in documents
    ]
    warm = asked[:WARM_UP]
    replaced = [f"--{model}", graph] if graph else []
    found = call("summarize.ts", warm + asked, "--models", folder.resolve(), *replaced)[len(warm) :]
    return [Summary(row["chosen"], row["cpuMs"] / 1000, row["macs"]) for row in found]
