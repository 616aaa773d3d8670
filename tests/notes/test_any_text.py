"""Whatever stands in a note, reading it is an answer and never a crash, and no line number points past the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.model import Problem, Settings
from vaultcrm.notes.records import Record, parse_note, read_record

PIECES = [
    "---",
    "...",
    "name: Dana Lee",
    "name:",
    "tags: [a",
    "- ",
    "  - b",
    "\t- c",
    "company: [[Acme]]",
    "start: 2026-11-17 14:00",
    "end: 13",
    "answer_by: soon",
    "playbooks: {a: b}",
    "<<<<<<< a",
    "=======",
    ">>>>>>> b",
    "## Log",
    "# Topics",
    "```",
    "<!--",
    "-->",
    "- 2026-11-17 email [[Dana Lee]] #x: y",
    "- 2026-02-30 call",
    "- [ ] do 2026-11-30",
    "- [x] 2026-11-17 stage offer",
    "&a *a",
    "interviewers: [[A]], [[B]]",
    "\ufeff",
    "\x00",
    "\u2028",
    "é",
    "",
    ":",
    "? x",
    "!!python/object:os.system x",
    "%",
]
KINDS = ["contact", "interview", "job", "search", "company", "other"]


def read(text: str, kind: str) -> tuple[Record | None, tuple[Problem, ...]]:
    return read_record(parse_note("contacts/Dana Lee.md", text), Settings(), kind)


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(["\n", "\r\n"]), st.sampled_from(KINDS))
def test_reading_never_fails(lines: list[str], ending: str, kind: str) -> None:
    text = ending.join(lines)
    _, problems = read(text, kind)
    assert all(problem.source.line <= text.count("\n") + 1 + text.count("\u2028") for problem in problems)
    assert problems == read(text, kind)[1]


@given(st.text())
def test_nor_does_any_other_text(text: str) -> None:
    note = f"---\nname: {text}\n---\n## Log\n- 2026-11-17 {text}"
    record, _ = read(note, "contact")
    assert record is not None


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] a" + " " * 50_000 + "b",
        "# a" + " " * 50_000 + "b",
        "# " + "#" * 50_000 + "a",
        "- [ ] by " * 10_000,
        "- 2026-11-17 email " + "[[A]] and " * 10_000,
        "- 2026-11-17 email [[" + "[" * 50_000,
        "- 2026-11-17 " + "a-" * 50_000,
        "- [ ] " + "2026-11-30 " * 10_000,
    ],
)
def test_long_lines_take_no_longer_than_they_are(line: str) -> None:
    """A pattern that tries every cut of a long line would not come back from this."""
    record, _ = read("## Log\n" + line, "contact")
    assert record is not None
