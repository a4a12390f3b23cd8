"""Write WRITER/manifest.json from the files beside it.

    python models/manifest_writer.py WRITER [--scores SCORES.json] [--cpu-seconds N]

Keeps `calibration`, `confidence` (and, without the options, `scores` and `training`) as they stand.
`macs` says what a summary costs: n tokens read, t steps of the decoder, b beams; the formula of
src/summarizer/seq2seq-cost.ts with the rank of the table and the pointer counted as they are.
"""

import argparse
import hashlib
import json
from pathlib import Path

from manifest import GRAMS_PER_KWH, PUE, WATTS_PER_VCPU

FILES = (
    "encoder_model.onnx",
    "decoder_model_merged.onnx",
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
RANK = 256
CONFIDENCE = {"minMeanLogProbability": -1.5, "minCopyRate": 0.7}
# Guesses until calibrated, not measured.
FALLBACK_CALIBRATION = {"secondsPerGmac": {"reading": 0.25, "writing": 0.5, "attending": 1.0}}
DATA = [
    ("technical documentation, English and Chinese", "CC BY 4.0, CC0, MIT, Apache-2.0, CC BY 2.5"),
    ("CNN/DailyMail (articles and highlights)", "research set; text copyright of its publishers"),
    ("Google sentence compression (evaluation part)", "\"AS IS\", no named licence"),
    ("SciTLDR", "Apache-2.0"),
    ("CSL", "Apache-2.0"),
    ("SQuALITY (vocabulary only)", "CC BY 4.0"),
    ("all-MiniLM-L6-v2 (weights that encoder and decoder start from)", "Apache-2.0"),
]


def macs(config: dict) -> dict:
    """Multiply-accumulates, by what they grow with."""
    hidden, inner = config["d_model"], config["encoder_ffn_dim"]
    encoder, decoder = config["encoder_layers"], config["decoder_layers"]
    written = 6 * hidden**2 + 2 * hidden * inner  # a layer of the decoder, but for its attention
    return {
        "perTokenRead": RANK * hidden + encoder * (4 * hidden**2 + 2 * hidden * inner) + decoder * 2 * hidden**2,
        "perPairRead": encoder * 2 * hidden,
        "perTokenWritten": 2 * RANK * hidden + decoder * written + hidden**2 + RANK * config["vocab_size"],
        "perTokenWrittenAndRead": decoder * 2 * hidden + hidden,
        "perPairWritten": decoder * 2 * hidden,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("writer", type=Path)
    parser.add_argument("--scores", type=Path)
    parser.add_argument("--cpu-seconds", type=float)
    args = parser.parse_args()
    path = args.writer / "manifest.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    files = {}
    for name in FILES:
        content = (args.writer / name).read_bytes()
        files[name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    config = json.loads((args.writer / "config.json").read_text())
    training = before.get("training")
    if args.cpu_seconds:
        kwh = args.cpu_seconds / 3600 * WATTS_PER_VCPU * PUE / 1000
        training = {
            "cpuSeconds": round(args.cpu_seconds),
            "wattsPerVcpu": WATTS_PER_VCPU,
            "pue": PUE,
            "energyKwh": round(kwh, 6),
            "gramsPerKwh": GRAMS_PER_KWH,
            "grams": round(kwh * GRAMS_PER_KWH, 3),
            "note": "an estimate: CPU time x full-load watts x PUE, at an assumed world-average grid",
        }
    manifest = {
        "name": "writer",
        "version": "1.0.0",
        "task": "abstractive",
        "quantization": "int8",
        "languages": ["en", "zh"],
        "licence": "Apache-2.0",
        "files": files,
        "tokenizer": {"kind": "BPE", "vocabulary": config["vocab_size"]},
        "limits": {"inputTokens": config["max_position_embeddings"], "outputTokens": 48},
        "macs": macs(config),
        "calibration": before.get("calibration", FALLBACK_CALIBRATION),
        "confidence": before.get("confidence", CONFIDENCE),
        "data": [{"what": what, "licence": licence} for what, licence in DATA],
        "training": training,
        "scores": json.loads(args.scores.read_text()) if args.scores else before.get("scores"),
    }
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path}: {sum(f['bytes'] for f in files.values()):,} bytes of model; {json.dumps(manifest['macs'])}")


if __name__ == "__main__":
    main()
