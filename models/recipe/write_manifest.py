"""Write MODEL/manifest.json from the files beside it.

    python -m models.recipe.write_manifest MODEL [--scores SCORES.json] [--cpu-seconds N]

Keeps `calibration` (and, without the options, `scores` and `training`) as they stand.
"""

import argparse
import hashlib
import json
from pathlib import Path

from tokenizers import Tokenizer

# A rented vCPU: AMD EPYC, full load (Cloud Carbon Footprint coefficients); PUE and grid assumed.
WATTS_PER_VCPU, PUE, GRAMS_PER_KWH = 2.282, 1.2, 475

DATA = {
    "nano": [
        ("technical documentation, English and Chinese", "CC BY 4.0, CC0, MIT, Apache-2.0, CC BY 2.5"),
        ("CNN/DailyMail (articles and highlights)", "research set; text copyright of its publishers"),
        ("SciTLDR", "Apache-2.0"),
        ("ScisummNet", "CC BY 4.0"),
        ("CSL", "Apache-2.0"),
        ("SQuALITY (vocabulary only)", "CC BY 4.0"),
        ("all-MiniLM-L6-v2 (teacher of the token vectors, list of English words)", "Apache-2.0"),
    ],
    "small": [
        ("technical documentation, English and Chinese", "CC BY 4.0, CC0, MIT, Apache-2.0, CC BY 2.5"),
        ("CNN/DailyMail (articles and highlights)", "research set; text copyright of its publishers"),
        ("SciTLDR", "Apache-2.0"),
        ("ScisummNet", "CC BY 4.0"),
        ("CSL", "Apache-2.0"),
        ("Google sentence compression, evaluation part", '"AS IS", no named licence'),
        ("all-MiniLM-L6-v2 (starting weights of the encoder, and its teacher)", "Apache-2.0"),
    ],
}

# What each model reads at most, and its multiply-accumulates by the size of what it reads: from the
# shapes of its layers.
FACTS = {
    "nano": {
        "limits": {
            "sentenceTokens": 1024,
            "sentences": 65_536,
            "windowSentences": 256,
            "windowTokens": 8192,
            "survivingShare": 0.25,
        },
        "macs": {"perToken": 160, "perSentence": 165_792, "perSentencePair": 512},
    },
    "small": {
        "limits": {"windowTokens": 384, "sentenceTokens": 96},
        "macs": {
            "perToken": 7_176_192,
            "perTokenPair": 3_072,
            "perTrimmedToken": 2_851_328,
            "perTrimmedTokenPair": 1_536,
            "perSentence": 669_504,
            "perSentencePair": 1_152,
        },
    },
}
VERSIONS = {"nano": "1.1.0", "small": "1.2.0"}

FALLBACK_CALIBRATION = {
    "nano": {
        "secondsPerRequest": 0.001,
        "secondsPerThousandCharacters": 0.0003,
        "secondsPerGmac": 0.25,
    },
    # On top of nano's.
    "small": {"secondsPerRequest": 0.0, "secondsPerThousandCharacters": 0.0, "secondsPerGmac": 0.04},
}


SHOWN = ("rouge1", "rouge2", "rougeLsum", "tokenF1")


def brief(scores: dict[str, dict[str, dict]], model: str) -> dict[str, dict[str, dict]]:
    """Of what evaluate.py measured, what is told of this model and of what it is held against."""
    beside = ("lead", "keep-all", "oracle", model)
    only = lambda found: {measure: round(found[measure], 2) for measure in SHOWN if measure in found}
    return {
        name: {system: only(found) for system, found in systems.items() if system in beside}
        for name, systems in scores.items()
    }


def files_of(model: Path, names: tuple[str, ...]) -> dict[str, dict]:
    """Hash and size of each file of a model."""
    contents = {name: (model / name).read_bytes() for name in names}
    return {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in contents.items()
    }


def kwh_of(cpu_seconds: float) -> float:
    return cpu_seconds / 3600 * WATTS_PER_VCPU * PUE / 1000


def grams_of(cpu_seconds: float) -> float:
    return kwh_of(cpu_seconds) * GRAMS_PER_KWH


def training_of(cpu_seconds: float) -> dict:
    """What training cost, by the same accounting as a request."""
    kwh = kwh_of(cpu_seconds)
    return {
        "cpuSeconds": round(cpu_seconds),
        "wattsPerVcpu": WATTS_PER_VCPU,
        "pue": PUE,
        "energyKwh": round(kwh, 6),
        "gramsPerKwh": GRAMS_PER_KWH,
        "grams": round(grams_of(cpu_seconds), 3),
        "note": "an estimate: CPU time x full-load watts x PUE, at an assumed world-average grid",
    }


def save(manifest: dict, path: Path) -> None:
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path}: {sum(file['bytes'] for file in manifest['files'].values()):,} bytes of model")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--scores", type=Path)
    parser.add_argument("--cpu-seconds", type=float)
    args = parser.parse_args()
    path = args.model / "manifest.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    name = args.model.name
    names = ("model.onnx", "tokenizer.json")
    files = files_of(args.model, tuple(n for n in names if (args.model / n).exists()))  # small reads nano's
    tokenizer = args.model.parent / "nano/tokenizer.json"
    training = training_of(args.cpu_seconds) if args.cpu_seconds else before.get("training")
    scores = before.get("scores")
    if args.scores:
        scores = brief(json.loads(args.scores.read_text()), name)
    manifest = {
        "name": name,
        "version": VERSIONS[name],
        "quantization": "int8",
        "languages": ["en", "zh"],
        "licence": "Apache-2.0",
        "files": files,
        "tokenizer": {
            "kind": "WordPiece",
            "vocabulary": Tokenizer.from_file(str(tokenizer)).get_vocab_size(),
        },
        **FACTS[name],
        "calibration": before.get("calibration", FALLBACK_CALIBRATION[name]),
        "data": [{"what": what, "licence": licence} for what, licence in DATA[name]],
        "training": training,
        "scores": scores,
    }
    save(manifest, path)


if __name__ == "__main__":
    main()
