"""nano's limits, costs, data and version."""

from pathlib import Path

from models.recipe.model import ALL, CSL, NEWS, SCISUMMNET, SCITLDR, STORIES, TECHNICAL, Model

# The first rows of the news development split are trained on; scoring leaves them out.
NEWS_DEV_IN_TRAINING = 300

# test/models/constants.test.ts checks that these equal the runtime's. (The weights of 1.1.0 were trained when the
# recipe still cut sentences at 256 tokens.)
LIMITS = {
    "sentenceTokens": 1024,
    "sentences": 50_000,
    "windowSentences": 256,
    "windowTokens": 8192,
    "survivingShare": 0.25,
}


def macs(_: Path) -> dict:
    """From the shapes of its layers (networks/nano.py)."""
    return {"perToken": 160, "perSentence": 165_792, "perSentencePair": 512}


NANO = Model(
    name="nano",
    version="1.1.0",
    files=("model.onnx", "tokenizer.json"),
    tokenizer_kind="WordPiece",
    tokenizer="tokenizer.json",
    limits=LIMITS,
    macs=macs,
    calibration={"secondsPerRequest": 0.001, "secondsPerThousandCharacters": 0.0003, "secondsPerGmac": 0.25},
    data=(
        TECHNICAL,
        NEWS,
        SCITLDR,
        SCISUMMNET,
        CSL,
        STORIES,
        ("all-MiniLM-L6-v2 (teacher of the token vectors, list of English words)", "Apache-2.0"),
    ),
    trained_on={
        "docs/pairs_en_train": ALL,
        "docs/pairs_zh_train": ALL,
        "docs/plain_en": ALL,
        "docs/plain_zh": ALL,
        "news/cnndm_train": ALL,
        "news/cnndm_dev": NEWS_DEV_IN_TRAINING,
        "science/scitldr_train": ALL,
        "science/scisummnet_train": ALL,
        "science/csl_zh_train": ALL,
        "stories/squality_train": ALL,
    },
    # The size of a "long" summary was chosen on the last three.
    tuned_on=(
        *("docs_en", "docs_zh", "news", "scitldr", "scisummnet", "csl_zh"),
        *("scisummnet_body", "qmsum", "squality"),
    ),
)
