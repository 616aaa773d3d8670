"""Logs as the program writes them are read by a shorter way; both ways must say the same of any log."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vaultcrm.model import LogLine, Problem, Ref, Settings
from vaultcrm.notes.fence import split_note
from vaultcrm.notes.log import Owner, log_words, read_log
from vaultcrm.notes.sections import log_sections, sections, without_code

ROOT = Path(__file__).parents[2]
NOTES = sorted(path for folder in ("example-vault", "tests/data") for path in (ROOT / folder).rglob("*.md"))
OWN = {"coffee": "met", "met-from": "call", "pm": "message", "am": "call", "over-lunch": "met", "over": "note", "no": "stage"}
DANA = Owner(Ref("Dana Lee"), frozenset({"dana lee", "dana"}))
DAYS = ["2026-11-17", "2026-11-17 16:40", "2026-11-17 16:40pm", "2026-02-30", "2026-1-7", "[[2026-11-17]]", "2026-11-17 99:99"]
VERBS = ["email", "email from", "met from", "heard", "note from", "call to", "pm", "am", "over lunch", "over", "coffee"]
VERBS += ["stage", "stage offer", "skipped", "snoozed", "Email", "sang", "no-answer", "no", "e-mail", "rejected", "from", "did"]
PEOPLE = ["", " [[Dana Lee]]", " [[Dana]], [[Sam Roe]]", " [[a/Sam Roe#b|Sam]]", " [[a|b]]", " [[2026-11-30]]", " [[#a]]"]
TAGS = ["", " #call-1", " #Call", " #x/y", " until 2026-11-30", " #call-2 until 2026-11-30", "#x"]
ENDS = ["", ":", ": ", ": Hello", ": Hi ", " : Hi", ": [[Sam Roe]] too", ": - :", "- Hi", ": \u2028x", ": Hi\r", ": pm: x"]
PARTS = (["- ", "* ", "  - ", "- [x] "], DAYS, [" "], VERBS, PEOPLE, TAGS, ENDS)
lines = st.tuples(*map(st.sampled_from, PARTS)).map("".join)
usual = st.tuples(*(st.sampled_from(part[:2]) for part in PARTS[1:])).map(lambda parts: "".join(["- ", *parts]))
logs = st.lists(usual | usual | lines | st.sampled_from(["", "  goes on", "said"]), max_size=3).map("\n".join)


def both_ways(text: str, owner: Owner | None = None) -> list[tuple[list[LogLine], list[Problem]]]:
    words = log_words(Settings(verbs=OWN))
    return [read_log("a.md", text, 7, way, owner) for way in (words, replace(words, acts={}))]


@given(text=logs, owner=st.sampled_from([None, DANA]))
@example(text="\n\n- 2026-11-17 16:40 pm: x\n", owner=None)
@example(text="\n- 2026-11-17 met from: x\n- 2026-11-17 email from: x", owner=DANA)
def test_any_log_is_read_the_same_by_both_ways(text: str, owner: Owner | None) -> None:
    short, long = both_ways(text, owner)
    assert short == long


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_the_logs_of_the_repository_are_read_the_same_by_both_ways(path: Path) -> None:
    prose = without_code(split_note(path.read_bytes().decode("utf-8", "replace")).body)
    for section in log_sections(sections(prose)):
        short, long = both_ways(prose[section.start : section.end], DANA)
        assert short == long


def test_the_shorter_way_is_taken() -> None:
    text = "\n- 2026-11-17 email [[Dana Lee]] #thank-you: Hello\n- 2026-11-18 16:40 call from [[Dana Lee]]"
    words = replace(log_words(Settings()), verbs={})
    assert [line.verb for line in read_log("a.md", text, 7, words)[0]] == ["email", "call"]
