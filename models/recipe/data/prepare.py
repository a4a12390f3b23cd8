"""Check DATA against the needs of the recipe: each file exists, with its number of rows, and its fields in every row.

    python -m models.recipe.data.prepare DATA [--first]

reads every file of files.py; prints one Markdown table with the result of the check in the last column, and exits with
1 if something is missing or differs. Writes nothing. Takes half a minute; `--first` reads the first row of each file
only.
"""

import argparse
import sys
from lzma import LZMAError
from pathlib import Path

from models.recipe.data.files import FILES, DataFile, read, table


def check(data: Path, file: DataFile, only_first: bool = False) -> str:
    """ "ok", or the fault of a file."""
    count = 0
    try:
        for count, row in enumerate(read(data, file.name), 1):
            missing = [name for name in file.fields if name not in row]
            if missing:
                return f"row {count} lacks {', '.join(missing)}"
            if only_first:
                return "first row ok"
    except FileNotFoundError:
        return "is missing"
    except (EOFError, LZMAError, ValueError) as error:
        return f"cannot be read after row {count}: {error}"
    return "ok" if count == file.rows else f"has {count:,} rows"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--first", action="store_true")
    args = parser.parse_args()
    checks = {file.name: check(args.data, file, args.first) for file in FILES}
    print("\n".join(table(checks)))
    if any(not found.endswith("ok") for found in checks.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
