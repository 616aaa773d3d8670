"""The house's rules that no linter knows: what stands at the top level, how long things are, and that every row is cited."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

CHECKOUT = Path(__file__).parents[1]
MODULES = sorted((CHECKOUT / "vaultcrm").rglob("*.py"))
TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "docs",
    "example-vault",
    "pyproject.toml",
    "templates",
    "tests",
    "vaultcrm",
}
# The rows of the five systems, and what users of such tools miss most: A1 to A6, B1 to B9, and so on.
ROWS = [
    f"{letter}{number}" for letter, last in zip("ABCDEF", (6, 9, 15, 7, 6, 6), strict=True) for number in range(1, last + 1)
]


def test_the_top_level_holds_what_the_design_names_and_dotfiles() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, check=True, capture_output=True).stdout.decode()
    names = {path.partition("/")[0] for path in listed.split("\0") if path}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_a_module_says_what_it_is_and_stays_under_300_lines(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) < 300


def test_functions_are_short() -> None:
    """None over 40 lines, nine in ten under 25, the median 8 or so; docstrings do not count."""
    sizes = {place: size for module in MODULES for place, size in _functions(module)}
    assert {place: size for place, size in sizes.items() if size > 40} == {}
    assert sum(size < 25 for size in sizes.values()) / len(sizes) > 0.9
    assert median(sizes.values()) <= 9


def _functions(module: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            told = docstring.end_lineno - docstring.lineno + 1 if docstring and docstring.end_lineno else 0
            yield f"{module.relative_to(CHECKOUT)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1 - told


@pytest.mark.parametrize("row", ROWS)
def test_every_row_can_be_found_from_the_code(row: str) -> None:
    files = (
        path for folder in ("templates", "vaultcrm") for path in (CHECKOUT / folder).rglob("*") if path.suffix in {".md", ".py"}
    )
    assert any(re.search(rf"\b{row}\b", path.read_text(encoding="utf-8")) for path in files)
