"""small's limits, costs, data and version."""

from pathlib import Path

from models.recipe.model import ALL, COMPRESSIONS, CSL, NEWS, SCISUMMNET, SCITLDR, TECHNICAL, Model
from models.recipe.nano.facts import NANO

LIMITS = {"windowTokens": 384, "sentenceTokens": 96}


def macs(_: Path) -> dict:
    """From the shapes of its layers (networks/small.py, networks/trimmer.py)."""
    return {
        "perToken": 7_176_192,
        "perTokenPair": 3_072,
        "perTrimmedToken": 2_851_328,
        "perTrimmedTokenPair": 1_536,
        "perSentence": 669_504,
        "perSentencePair": 1_152,
    }


SMALL = Model(
    name="small",
    version="1.2.0",
    files=("model.onnx",),
    tokenizer_kind="WordPiece",
    tokenizer="../nano/tokenizer.json",
    limits=LIMITS,
    macs=macs,
    # In addition to nano's.
    calibration={"secondsPerRequest": 0.0, "secondsPerThousandCharacters": 0.0, "secondsPerGmac": 0.04},
    data=(
        TECHNICAL,
        NEWS,
        SCITLDR,
        SCISUMMNET,
        CSL,
        COMPRESSIONS,
        ("all-MiniLM-L6-v2 (starting weights of the encoder, and its teacher)", "Apache-2.0"),
    ),
    trained_on={**NANO.trained_on, "docs/parallel": ALL, "compression/google_train": ALL},
    tuned_on=(*NANO.tuned_on, "compression"),
)
