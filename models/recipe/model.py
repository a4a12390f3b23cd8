"""The facts about a model that its files do not contain; its manifest is made from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ALL = None  # every row of a file; a number means that many leading rows

TECHNICAL = ("technical documentation, English and Chinese", "CC BY 4.0, CC0, MIT, Apache-2.0, CC BY 2.5")
NEWS = ("CNN/DailyMail (articles and highlights)", "research set; text copyright of its publishers")
SCITLDR = ("SciTLDR", "Apache-2.0")
SCISUMMNET = ("ScisummNet", "CC BY 4.0")
CSL = ("CSL", "Apache-2.0")
COMPRESSIONS = ("Google sentence compression, evaluation part", '"AS IS", no named licence')
STORIES = ("SQuALITY (vocabulary only)", "CC BY 4.0")


@dataclass(frozen=True)
class Model:
    """One model of the recipe. To add a model, add a folder with a facts.py and a line in catalogue.py."""

    name: str
    version: str
    files: tuple[str, ...]  # that ship, in the manifest's order
    tokenizer_kind: str
    tokenizer: str  # path of its tokenizer.json from the model's folder
    limits: dict  # what it reads at most; the recipe trains with them and the runtime serves them
    macs: Callable[[Path], dict]  # multiply-accumulates by the size of the input, of the model in a folder
    calibration: dict  # CPU seconds by the amount of work: a guess until `npm run calibrate` measures it
    data: tuple[tuple[str, str], ...]  # origin and licence of everything it was trained on
    trained_on: dict[str, int | None]  # files of DATA without .jsonl.xz, and their rows
    tuned_on: tuple[str, ...]  # development sets that checkpoints, penalties or designs were chosen on
    task: str = "extractive"
    languages: tuple[str, ...] = ("en", "zh")
    extra: dict = field(default_factory=dict)  # further fields of the manifest
