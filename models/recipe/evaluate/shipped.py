"""Summaries by our models, through the TypeScript and the onnxruntime-web that ship (models/bridge/summarize.ts)."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from models.recipe.data.examples import ROOT
from models.recipe.evaluate.development import WARM_UP, Document


@dataclass(frozen=True)
class Summary:
    chosen: list[str]
    cpu_seconds: float | None  # None for the oracle, which nobody can run
    macs: int | None = None


def models() -> list[str]:
    """Folders beside this file that hold an extractive model, nano first."""
    manifests = [(path.parent.name, json.loads(path.read_text())) for path in ROOT.glob("*/manifest.json")]
    extractive = [name for name, manifest in manifests if manifest.get("task") != "abstractive"]
    return sorted(extractive, key=lambda name: (name != "nano", name))


def run(
    model: str,
    documents: Sequence[Document],
    length: str,
    compress: bool = False,
    graph: str | None = None,
) -> list[Summary]:
    """One summary a document; `graph` is a file to use in place of the model's own."""
    asked = [
        {"text": document.text, "lang": document.language, "length": length}
        | ({"model": model} if model != "nano" else {})
        | ({"compress": True} if compress and model != "nano" else {})
        for document in documents
    ]
    warm = asked[:WARM_UP]
    # ASCII only: Node's readline also breaks lines at U+2028.
    given = "".join(json.dumps(row) + "\n" for row in warm + asked)
    node = ROOT.parent / "node_modules/.bin/node"
    graphs = {"nano": str(ROOT / "nano/model.onnx")} | ({model: graph} if graph else {})
    command = [str(node), str(ROOT / "bridge/summarize.ts"), *graphs.values()]
    done = subprocess.run(command, input=given.encode(), stdout=subprocess.PIPE, check=True)
    found = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    if len(found) != len(warm) + len(asked):
        raise RuntimeError(f"{model}: {len(found)} summaries for {len(warm) + len(asked)} documents")
    return [Summary(row["chosen"], row["cpuMs"] / 1000, row["macs"]) for row in found[len(warm) :]]
