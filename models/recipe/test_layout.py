"""The recipe's two kinds of files: scripts that are run, and libraries that are imported."""

import ast
import re
from pathlib import Path

import pytest

RECIPE = Path(__file__).parent
FILES = sorted(path for path in RECIPE.rglob("*.py") if not path.name.startswith("test_"))


def module_of(path: Path) -> str:
    return ".".join(("models", "recipe", *path.relative_to(RECIPE).with_suffix("").parts))


def imported(path: Path) -> set[str]:
    """Every module, and every name in a module, that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def is_script(path: Path) -> bool:
    return 'if __name__ == "__main__":' in path.read_text()


SCRIPTS = [path for path in FILES if is_script(path)]


def test_scripts_are_not_libraries():
    wanted = set().union(*map(imported, FILES))
    assert not wanted & {module_of(path) for path in SCRIPTS}


def test_stages_are_scripts():
    assert all(is_script(path) for path in FILES if path.name[0].isdigit())


@pytest.mark.parametrize("path", SCRIPTS, ids=module_of)
def test_a_script_states_its_command_and_what_it_reads(path):
    text = ast.get_docstring(ast.parse(path.read_text()))
    assert f"python -m {module_of(path)} " in text
    assert re.search(r"\b([Rr]eads|Builds)\b", text)
    assert re.search(r"\b([Ww]rites?|[Pp]rints?|[Mm]ake|[Rr]ecord)\b", text)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text()))
