"""Calls the TypeScript of models/bridge, so that the recipe splits and scores with the code that is shipped."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

MODELS = Path(__file__).parents[1]  # the folder models/, where the shipped models are
REPOSITORY = MODELS.parent
NODE = REPOSITORY / "node_modules/.bin/node"


def call(script: str, rows: Iterable[dict], *arguments: str | Path) -> list[dict]:
    """Give `rows` to models/bridge/`script` as JSON Lines and return its answers, one per row.

    Raises RuntimeError if the numbers of answers and rows differ, and CalledProcessError if Node fails.
    """
    # ASCII only: Node's readline also breaks lines at U+2028.
    given = [json.dumps(row) + "\n" for row in rows]
    command = [NODE, MODELS / "bridge" / script, *arguments]
    done = subprocess.run(command, input="".join(given).encode(), stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    if len(answers) != len(given):
        raise RuntimeError(f"{script}: {len(answers)} answers to {len(given)} rows")
    return answers


def segment(texts: Iterable[str], language: str | None = None) -> list[dict]:
    """Split texts into sentences as the runtime does; see segment.ts for the fields of an answer.

    Without a language, the language of each text is detected.
    """
    given = {} if language is None else {"lang": language}
    return call("segment.ts", ({"text": text, **given} for text in texts))


def node_version() -> str:
    """The output of `node --version`, without the v."""
    done = subprocess.run([NODE, "--version"], capture_output=True, check=True, text=True)
    return done.stdout.strip().removeprefix("v")
