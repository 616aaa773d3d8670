"""Lines of the log: written at the end that the user keeps, read back, and nothing else touched."""

from __future__ import annotations

from datetime import date, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.errors import EditRefused
from vaultcrm.model import LogLine, Ref, Settings, Source
from vaultcrm.notes.edit import append_log_line, format_log_line, remove_log_line
from vaultcrm.notes.log import log_words

SETTINGS = Settings(verbs={"coffee": "met"})
WORDS = log_words(SETTINGS)
DAY = date(2026, 11, 17)
entry = partial(LogLine, Source(""), DAY)
EMAIL = entry("email", people=(Ref("Dana Lee"),), step="thank-you", text="The migration")
NEW = "- 2026-11-17 email [[Dana Lee]] #thank-you: The migration"


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (EMAIL, "2026-11-17 email [[Dana Lee]] #thank-you: The migration"),
        (entry("voicemail", time(16, 40), people=(Ref("dl", "Dana Lee"),)), "2026-11-17 16:40 voicemail [[dl|Dana Lee]]"),
        (entry("email", incoming=True, people=(Ref("Dana"),), text="Friday"), "2026-11-17 email from [[Dana]]: Friday"),
        (entry("heard", incoming=True, text="They decide on Friday"), "2026-11-17 heard: They decide on Friday"),
        (entry("skipped", people=(Ref("Sam"),), step="call-1"), "2026-11-17 skipped [[Sam]] #call-1"),
        (
            entry("snoozed", people=(Ref("Sam"),), step="call-2", until=date(2026, 11, 30)),
            "2026-11-17 snoozed [[Sam]] #call-2 until 2026-11-30",
        ),
        (entry("stage", fact="references"), "2026-11-17 stage references"),
        (entry("stage", fact="offer", text="by phone"), "2026-11-17 stage offer: by phone"),
        (entry("stage", fact="offer", text="-10 % of what I asked"), "2026-11-17 stage offer: -10 % of what I asked"),
        (entry("did", step="debrief"), "2026-11-17 did #debrief"),
        (entry("met", people=(Ref("A"), Ref("B"))), "2026-11-17 met [[A]], [[B]]"),
        (entry("email", text="one\n\ttwo: #three [[Four]] until 2026-12-01"),
         "2026-11-17 email: one two: #three [[Four]] until 2026-12-01"),
    ],
)  # fmt: skip
def test_a_line_is_written_as_the_format_has_it(given: LogLine, written: str) -> None:
    assert format_log_line(given, WORDS) == written


def test_the_users_own_verb_is_kept() -> None:
    assert format_log_line(entry("met", text="tea"), WORDS, "coffee") == "2026-11-17 coffee: tea"


@pytest.mark.parametrize(
    "given",
    [
        entry("danced"),
        entry("email", people=(Ref("Dana]] Lee"),)),
        entry("skipped", people=(Ref("Dana"),)),
        entry("email", step="two words"),
        entry("stage", fact="dancing"),
    ],
)
def test_what_would_be_read_otherwise_is_not_written(given: LogLine) -> None:
    with pytest.raises(EditRefused, match="read as something else"):
        format_log_line(given, WORDS)


HAND = "# Dana\n\n## Log\n\n- 2026-11-01 met\n- 2026-11-05 call: a\n  b\n\n## Notes\nx"


@pytest.mark.parametrize(
    ("note", "after"),
    [
        (HAND, HAND.replace("  b\n", f"  b\n{NEW}\n")),
        ("## Log\n\n* 2026-11-05 met\n* 2026-11-01 call\n", f"## Log\n\n*{NEW[1:]}\n* 2026-11-05 met\n* 2026-11-01 call\n"),
        ("## Log\n- **2026-11-05** met\n", f"## Log\n- **2026-11-05** met\n{NEW}\n"),
        ("## Log\n- [[2026-11-05]] met\n- [[2026-11-01]] met", f"## Log\n{NEW}\n- [[2026-11-05]] met\n- [[2026-11-01]] met"),
        ("## Log\n- 2026-11-05 met", f"## Log\n- 2026-11-05 met\n{NEW}"),
        ("## LOG\r\n\r\n- 2026-11-05 met\r\n\r\nText", f"## LOG\r\n\r\n- 2026-11-05 met\r\n{NEW}\r\n\r\nText"),
        ("# Log\n\n# Other\ny\n", f"# Log\n\n{NEW}\n\n# Other\ny\n"),
        ("# Log\n# Other\ny\n", f"# Log\n\n{NEW}\n\n# Other\ny\n"),
        ("# Log\n", f"# Log\n\n{NEW}\n"),
        ("# Log\n\n", f"# Log\n\n{NEW}\n"),
        ("# Log", f"# Log\n\n{NEW}"),
        ("# Log\n\nOnly what matters.\n", f"# Log\n\nOnly what matters.\n\n{NEW}\n"),
        ("# Log\n\n- someday\n", f"# Log\n\n- someday\n{NEW}\n"),
        ("# Log\n\n- someday\n  - or never\n", f"# Log\n\n- someday\n  - or never\n{NEW}\n"),
        ("---\nname: Dana\n---\n", f"---\nname: Dana\n---\n\n## Log\n\n{NEW}\n"),
        ("---\nname: Dana\n---", f"---\nname: Dana\n---\n\n## Log\n\n{NEW}"),
        ("Text", f"Text\n\n## Log\n\n{NEW}"),
        ("```\n## Log\n- 2026-11-01 met\n```\n", f"```\n## Log\n- 2026-11-01 met\n```\n\n## Log\n\n{NEW}\n"),
        ("<!--\n## Log\n-->\r\n", f"<!--\n## Log\n-->\r\n\r\n## Log\r\n\r\n{NEW}\r\n"),
        (
            "## Log\n\n<<<<<<< HEAD\n- 2026-11-05 met\n=======\n- 2026-11-01 met\n>>>>>>> theirs\n",
            f"## Log\n\n<<<<<<< HEAD\n- 2026-11-05 met\n=======\n- 2026-11-01 met\n>>>>>>> theirs\n\n{NEW}\n",
        ),
        ("---\nbroken: [\n---\n## Log\n", f"---\nbroken: [\n---\n## Log\n\n{NEW}\n"),
    ],
)
def test_a_line_goes_to_the_end_that_the_user_keeps(note: str, after: str) -> None:
    written = append_log_line(note, EMAIL, SETTINGS)
    assert written.text == after
    assert written.text.split("\n")[written.number - 1].strip() == written.line


def test_a_log_that_code_would_swallow_is_refused() -> None:
    with pytest.raises(EditRefused):
        append_log_line("```\nnever closed\n", EMAIL, SETTINGS)


def test_a_line_is_taken_out_with_what_goes_on_with_it() -> None:
    removed = remove_log_line(HAND, 6, SETTINGS)
    assert removed.text == HAND.replace("- 2026-11-05 call: a\n  b\n", "")
    assert removed.line == "- 2026-11-05 call: a\n  b"
    with pytest.raises(EditRefused, match="not a line of the log"):
        remove_log_line(HAND, 1, SETTINGS)


def test_a_dated_line_that_stands_deeper_is_one_of_its_own_but_not_in_code() -> None:
    own, note = "  - 2026-11-06 email\n", "## Log\n- 2026-11-05 call\n  - she rows\n{}"
    assert remove_log_line(note.format(own), 2, SETTINGS).text == f"## Log\n{own}"
    assert remove_log_line(note.format(own), 4, SETTINGS).text == note.format("")
    assert remove_log_line(note.format(f"  ```\n{own}  ```\n"), 2, SETTINGS).text == "## Log\n"


log_lines = st.sampled_from(
    "- 2026-11-01 met|* 2026-12-01 email from [[Sam]]: x|- [x] 2026-10-01 call|- [ ] ask|prose||  more|- 2026-11-03".split("|")
)
texts = st.lists(log_lines, max_size=6)
heads = st.sampled_from(["", "---\nname: Dana\n---\n", "\ufeff---\r\nname: Dana\r\n---\r\n", "# D\n\nx\n", "```\ncode\n```\n"])


tails = st.sampled_from(["", "\n## Notes\n- 2026-01-01 met\n", "# End"])


@given(heads, texts, st.sampled_from(["\n", "\r\n"]), tails, st.booleans())
def test_any_log_gains_one_line_and_loses_it_again(head: str, lines: list[str], end: str, tail: str, last: bool) -> None:
    note = head + end.join(["## Log", *lines]) + (end if last or tail else "") + tail
    written = append_log_line(note, EMAIL, SETTINGS)
    kept = written.text.split("\n")
    assert kept.pop(written.number - 1).strip() == written.line
    left = [part for part in kept if part.strip()]
    assert [part.rstrip() for part in left] == [part.rstrip() for part in note.split("\n") if part.strip()]
    assert written.text.endswith("\n") == note.endswith("\n")
    removed = remove_log_line(written.text, written.number, SETTINGS).text
    assert removed.split() == note.split()


@given(st.text(max_size=40))
def test_any_text_is_read_back_as_it_was_said(text: str) -> None:
    written = append_log_line("## Log\n", entry("email", people=(Ref("Dana Lee"),), text=text), SETTINGS)
    assert written.text.count("\n") == 3
