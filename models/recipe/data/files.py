"""The files of DATA, the folder of training data: exactly those that the recipe reads."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ENGLISH = "CC BY 4.0, CC0, MIT, Apache-2.0, CC BY 2.5, by row (`license`)"
CHINESE = "CC BY 4.0, MIT, Apache-2.0, by row (`license`)"


@dataclass(frozen=True)
class DataFile:
    """A file of JSON Lines compressed with xz, DATA/`name`.jsonl.xz."""

    name: str
    rows: int
    fields: tuple[str, ...]  # that every row has and the recipe reads
    licence: str
    origin: str


def splits(name: str, train: int, dev: int, *rest) -> tuple[DataFile, DataFile]:
    return DataFile(f"{name}_train", train, *rest), DataFile(f"{name}_dev", dev, *rest)


DOCUMENTATION = "public documentation repositories, by row (`source_repo`)"
FILES = (
    *splits("docs/pairs_en", 7_793, 983, ("id", "title", "text", "summary"), ENGLISH, DOCUMENTATION),
    *splits("docs/pairs_zh", 5_596, 409, ("id", "title", "text", "summary"), CHINESE, DOCUMENTATION),
    DataFile("docs/plain_en", 27_264, ("id", "title", "text"), ENGLISH, DOCUMENTATION),
    DataFile("docs/plain_zh", 14_865, ("id", "title", "text"), CHINESE, DOCUMENTATION),
    DataFile("docs/parallel", 100_000, ("en", "zh", "translation"), CHINESE, DOCUMENTATION),
    *splits(
        "news/cnndm",
        823,
        500,
        ("id", "text", "summary"),
        "research set; text copyright of its publishers",
        "CNN/DailyMail; dev is the first 500 rows of the validation set",
    ),
    *splits(
        "compression/google",
        8_517,
        482,
        ("id", "text", "summary"),
        '"AS IS", no named licence',
        "Google sentence compression, its evaluation part",
    ),
    *splits("science/scitldr", 1_992, 619, ("id", "sentences", "summaries"), "Apache-2.0", "SciTLDR"),
    *splits("science/scisummnet", 872, 106, ("id", "sentences", "summary", "abstract"), "CC BY 4.0", "ScisummNet"),
    *splits("science/csl_zh", 793, 207, ("id", "text", "summary"), "Apache-2.0", "CSL: abstracts and titles"),
    *splits("meetings/qmsum", 162, 35, ("id", "turns", "general", "specific"), "MIT", "QMSum"),
    *splits(
        "stories/squality",
        50,
        25,
        ("id", "text", "questions"),
        "CC BY 4.0",
        "SQuALITY; stories of Project Gutenberg",
    ),
    *(
        DataFile(f"multi/{name}_dev", 150, ("id", "text", "summary"), "CC BY 4.0, MIT, by row (`license`)", DOCUMENTATION)
        for name in ("de", "fr", "es", "it", "pt-br", "nl", "pl", "ru", "tr", "ar", "ja", "ko", "zh-tw")
    ),
)


def rows(path: Path) -> Iterator[dict]:
    """Yield the rows of a file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read(data: Path, name: str) -> Iterator[dict]:
    """Yield the rows of DATA/`name`.jsonl.xz: read(DATA, "news/cnndm_train")."""
    return rows(data / f"{name}.jsonl.xz")


def table(checks: dict[str, str] | None = None) -> list[str]:
    """A Markdown table of the files; `checks`, by name, adds a column."""
    more = [] if checks is None else ["check"]
    lines = [line(["file", "rows", "fields", "licence", "origin", *more]), line(["---"] * (5 + len(more)))]
    for file in FILES:
        fields = ", ".join(f"`{field}`" for field in file.fields)
        checked = [] if checks is None else [checks[file.name]]
        lines.append(line([f"`{file.name}`", f"{file.rows:,}", fields, file.licence, file.origin, *checked]))
    return lines


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
