"""Front matter in plain words is read by a shorter way; both ways must say the same of any block."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.notes import yamltext
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.yamltext import Entry, Unreadable, read_yaml

ROOT = Path(__file__).parents[2]
NOTES = sorted(path for folder in ("example-vault", "tests/data", "templates") for path in (ROOT / folder).rglob("*.md"))
KEYS = ["type:", "name:", "e-mail:", "Y:", "null:", "no :", "x", "- a", "  - b", " - c", "  -", "    - d", "  d:", "...", ""]
VALUES = ["", " ", " Dana Lee", " 2026-11-17 14:00", ' "[[Acme]]"', ' "a: b # c"', ' ""', " [[Acme]]", " [a, b-c]", " [a]"]
VALUES += [
    " null",
    " [null, a]",
    " ~",
    " a: b",
    " a #b",
    " a#b",
    " a:",
    " a ",
    " +1 555",
    " 'a'",
    " @a",
    " é",
    " [a,b]",
    " *a",
    " a\r",
]
VALUES += [
    ' "a\\n"',
    ' "a" b',
    " a\tb",
    " a:[b]",
    " a [b]",
    " {a}",
    " ?",
    " -",
    " - a",
    " |",
    " a\u2028b",
    ' "\u00a0"',
    "a",
    " [a, b",
]
blocks = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)).map("".join) | st.sampled_from(VALUES), max_size=4)
texts = blocks.map("\n".join) | blocks.map(lambda lines: "".join(f"{line}\n" for line in lines)) | st.text(max_size=12)


def by_the_parser(block: str) -> list[Entry] | Unreadable:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltext, "_usual_entries", lambda *_: None)
        return read_yaml(block, 2)


@given(block=texts)
def test_any_block_is_read_the_same_by_both_ways(block: str) -> None:
    assert read_yaml(block, 2) == by_the_parser(block)


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_the_notes_of_the_repository_are_read_the_same_by_both_ways(path: Path) -> None:
    block = split_note(path.read_bytes().decode("utf-8", "replace")).block
    assert read_yaml(block, 2) == by_the_parser(block)


def test_the_shorter_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vaultcrm.notes.yamltree", None)
    block = 'name: Dana Lee\ncompany: "[[Acme]]"\ntags: [a, b]\nemail:\ninterviewers:\n  - "[[Sam Roe]]"\n  - Mei\n'
    assert read_yaml(block, 2) == [
        Entry("name", "Dana Lee", 2),
        Entry("company", "[[Acme]]", 3),
        Entry("tags", ["a", "b"], 4),
        Entry("email", None, 5),
        Entry("interviewers", ["[[Sam Roe]]", "Mei"], 6),
    ]
