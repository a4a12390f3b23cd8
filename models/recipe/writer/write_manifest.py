"""Write WRITER/manifest.json from the files beside it.

    python -m models.recipe.writer.write_manifest WRITER [--scores SCORES.json] [--cpu-seconds N]

Keeps `calibration`, `confidence` (and, without the options, `scores` and `training`) as they stand.
`macs` says what a summary costs: n tokens read, t steps of the decoder, b beams; the formula of
src/summarizer/generation/seq2seq-cost.ts with the rank of the table and the pointer counted as they are.
"""

import argparse
import json
from pathlib import Path

from models.recipe.write_manifest import files_of, save, training_of

FILES = (
    "encoder_model.onnx",
    "decoder_model_merged.onnx",
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
RANK = 256
CONFIDENCE = {"minMeanLogProbability": -0.7, "minCopyRate": 0.7}
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
    config = json.loads((args.writer / "config.json").read_text())
    manifest = {
        "name": "writer",
        "version": "1.0.0",
        "task": "abstractive",
        "quantization": "int8",
        "languages": ["en", "zh"],
        "licence": "Apache-2.0",
        "files": files_of(args.writer, FILES),
        "tokenizer": {"kind": "BPE", "vocabulary": config["vocab_size"]},
        "limits": {"inputTokens": config["max_position_embeddings"], "outputTokens": 48},
        "macs": macs(config),
        "calibration": before.get("calibration", FALLBACK_CALIBRATION),
        "confidence": before.get("confidence", CONFIDENCE),
        "data": [{"what": what, "licence": licence} for what, licence in DATA],
        "training": training_of(args.cpu_seconds) if args.cpu_seconds else before.get("training"),
        "scores": json.loads(args.scores.read_text()) if args.scores else before.get("scores"),
    }
    save(manifest, path)


if __name__ == "__main__":
    main()
