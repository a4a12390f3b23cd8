"""The writer's limits, costs, data and version."""

import json
from pathlib import Path

from models.recipe.model import ALL, CSL, NEWS, SCITLDR, STORIES, TECHNICAL, Model
from models.recipe.nano.facts import NANO

RANK = 256  # of its table
CONFIDENCE = {"minMeanLogProbability": -0.7, "minCopyRate": 0.7}


def macs(folder: Path) -> dict:
    """Multiply-accumulates, from the config.json in the folder. A summary that reads n tokens and takes t steps of b
    beams costs what the formula in src/summarizer/generation/seq2seq-cost.ts gives, with the actual rank of the table
    and the pointer counted."""
    config = json.loads((folder / "config.json").read_text())
    hidden, inner = config["d_model"], config["encoder_ffn_dim"]
    encoder, decoder = config["encoder_layers"], config["decoder_layers"]
    written = 6 * hidden**2 + 2 * hidden * inner  # a layer of the decoder, without its attention
    return {
        "perTokenRead": RANK * hidden + encoder * (4 * hidden**2 + 2 * hidden * inner) + decoder * 2 * hidden**2,
        "perPairRead": encoder * 2 * hidden,
        "perTokenWritten": 2 * RANK * hidden + decoder * written + hidden**2 + RANK * config["vocab_size"],
        "perTokenWrittenAndRead": decoder * 2 * hidden + hidden,
        "perPairWritten": decoder * 2 * hidden,
    }


WRITER = Model(
    name="writer",
    version="1.2.0",
    files=(
        "encoder_model.onnx",
        "decoder_model_merged.onnx",
        "config.json",
        "generation_config.json",
        "tokenizer.json",
        "tokenizer_config.json",
    ),
    tokenizer_kind="BPE",
    tokenizer="tokenizer.json",
    limits={"inputTokens": 196, "outputTokens": 96},
    macs=macs,
    calibration={"secondsPerGmac": {"reading": 0.25, "writing": 0.5, "attending": 1.0}},
    data=(
        TECHNICAL,
        NEWS,
        ("Google sentence compression (evaluation part)", '"AS IS", no named licence'),
        SCITLDR,
        CSL,
        STORIES,
        ("all-MiniLM-L6-v2 (weights that encoder and decoder start from)", "Apache-2.0"),
    ),
    trained_on={**NANO.trained_on, "docs/parallel": ALL, "compression/google_train": ALL},
    tuned_on=("docs_en", "docs_zh", "scitldr", "csl_zh", "compression"),
    task="abstractive",
    extra={"rewrites": True, "confidence": CONFIDENCE},
)
