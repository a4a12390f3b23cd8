"""manifest.json: a model's files, its cost, its training data and its scores."""

import hashlib
from pathlib import Path

from tokenizers import Tokenizer

from models.recipe.footprint import training_of
from models.recipe.model import Model

SHOWN = ("rouge1", "rouge2", "rougeLsum", "tokenF1")


def manifest_of(
    model: Model, folder: Path, before: dict, scores: dict | None = None, cpu_seconds: float | None = None
) -> dict:
    """The manifest of the model in `folder`.

    `before` is the previous manifest: calibration and confidence are kept from it, and so are scores and training if
    none are given. `scores` are by set and system, as evaluate/ writes them; `cpu_seconds` are of training.
    """
    extractive = model.task == "extractive"
    if scores and extractive:
        scores = brief(scores, model.name)
    return {
        "name": model.name,
        "version": model.version,
        **({} if extractive else {"task": model.task}),
        "quantization": "int8",
        "languages": list(model.languages),
        "licence": "Apache-2.0",
        "files": files_of(folder, model.files),
        "tokenizer": {
            "kind": model.tokenizer_kind,
            "vocabulary": Tokenizer.from_file(str(folder / model.tokenizer)).get_vocab_size(),
        },
        "limits": model.limits,
        # Measured on summaries that it wrote, like its calibration; the recipe does not know it.
        **({"meanSteps": before["meanSteps"]} if "meanSteps" in before else {}),
        "macs": model.macs(folder),
        "calibration": before.get("calibration", model.calibration),
        **{name: before.get(name, value) for name, value in model.extra.items()},
        "data": [{"what": what, "licence": licence} for what, licence in model.data],
        "training": training_of(cpu_seconds) if cpu_seconds else before.get("training"),
        "scores": scores or before.get("scores"),
    }


def files_of(folder: Path, names: tuple[str, ...]) -> dict[str, dict]:
    """sha256 and size in bytes of each file."""
    contents = {name: (folder / name).read_bytes() for name in names}
    return {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in contents.items()
    }


def brief(scores: dict[str, dict[str, dict]], model: str) -> dict[str, dict[str, dict]]:
    """ROUGE and token F1 of a model and of the systems that it is compared with, by set."""
    beside = ("lead", "keep-all", "oracle", model)
    return {
        name: {
            system: {measure: round(found[measure], 2) for measure in SHOWN if measure in found}
            for system, found in systems.items()
            if system in beside
        }
        for name, systems in scores.items()
    }
