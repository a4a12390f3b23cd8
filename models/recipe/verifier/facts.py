"""The verifier's limits, costs, data and version."""

from pathlib import Path

from models.recipe.model import ALL, COMPRESSIONS, CSL, NEWS, SCITLDR, TECHNICAL, Model
from models.recipe.verifier.cross_encoder import Shape
from models.recipe.verifier.layout import MAX_BEFORE, MAX_TOKENS


def macs(_: Path) -> dict:
    """By the pieces of a pair, from the shapes of the layers."""
    shape = Shape()
    layer = 4 * shape.hidden**2 + 2 * shape.hidden * shape.inner
    return {
        "perPair": (2 * shape.hidden + shape.kinds) * shape.top,
        "perToken": shape.layers * layer,
        "perTokenPair": 2 * shape.layers * shape.hidden,
    }


VERIFIER = Model(
    name="verifier",
    version="1.0.0",
    files=("model.onnx", "tokenizer.json"),
    tokenizer_kind="Unigram",
    tokenizer="tokenizer.json",
    limits={"maxTokens": MAX_TOKENS, "maxBefore": MAX_BEFORE},
    macs=macs,
    calibration={"secondsPerRequest": 0.0, "secondsPerThousandCharacters": 0.0, "secondsPerGmac": 0.06},
    data=(
        ("multilingual-e5-small (pieces and starting weights, from 4 bits)", "MIT"),
        TECHNICAL,
        NEWS,
        COMPRESSIONS,
        SCITLDR,
        CSL,
        ("QMSum", "MIT"),
    ),
    trained_on={
        "docs/plain_en": ALL,
        "docs/plain_zh": ALL,
        "news/cnndm_train": ALL,
        "compression/google_train": ALL,
        "science/scitldr_train": ALL,
        "science/csl_zh_train": ALL,
        "meetings/qmsum_train": ALL,
    },
    tuned_on=(),
    task="verification",
    extra={"threshold": 0.9914},  # score_verifier.py chose it
)
