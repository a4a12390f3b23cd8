"""The check of the data finds missing items, and the README beside it lists the same files."""

import json
import lzma
from pathlib import Path

import pytest

from models.recipe.catalogue import MODELS
from models.recipe.data.files import FILES, DataFile, table
from models.recipe.data.prepare import check

FILE = DataFile("news/some", 2, ("id", "text"), "", "")


def write(data: Path, content: bytes) -> None:
    (data / "news").mkdir()
    (data / "news/some.jsonl.xz").write_bytes(content)


def lines(*rows: dict) -> bytes:
    return lzma.compress("".join(json.dumps(row) + "\n" for row in rows).encode())


WHOLE = lines({"id": 1, "text": "The mill burned."}, {"id": 2, "text": "It was rebuilt.", "more": 0})


@pytest.mark.parametrize(
    "content, found",
    [
        (WHOLE, "ok"),
        (lines({"id": 1, "text": ""}), "has 1 rows"),
        (lines({"id": 1, "text": ""}, {"id": 2}), "row 2 lacks text"),
        (lzma.compress(b"{}}"), "cannot be read"),
        (WHOLE[: len(WHOLE) // 2], "cannot be read"),
        (b"no archive", "cannot be read"),
    ],
)
def test_a_file_is_checked(tmp_path, content, found):
    write(tmp_path, content)
    assert check(tmp_path, FILE).startswith(found)


def test_a_missing_file_is_reported(tmp_path):
    assert check(tmp_path, FILE) == "is missing"


def test_the_readme_lists_every_file():
    readme = (Path(__file__).parent / "README.md").read_text()
    assert "\n".join(table()) in readme


def test_what_models_are_trained_on_is_listed():
    known = {file.name: file.rows for file in FILES}
    for model in MODELS.values():
        for name, count in model.trained_on.items():
            assert count is None or count < known[name]
            assert name in known
