"""Three versions of a note become one: what both machines wrote is there, and only a real disagreement is a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.errors import EditRefused
from vaultcrm.notes.merge import Merged, merge_notes

BASE = """\
---
type: contact
id: dana-lee
# how to reach her
email: dana@example.com
phone: +1 555 0100
tags: [panel, acme]
---

Rows on the Charles.

## Log

- 2026-11-12 email: Sent the CV
- 2026-11-17 met: The panel
"""
MARKED = "<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n"


def whole_texts_meet(base: str, ours: str, theirs: str) -> Merged:
    """Stands for git's merge of prose, and marks everything."""
    return Merged(MARKED.format(ours, theirs), conflicted=True)


def never(base: str, ours: str, theirs: str) -> Merged:
    raise AssertionError(f"prose was to be merged: {ours!r} and {theirs!r}")


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    """The result of a merge that must be clean, and need no merging of prose."""
    found = merge_notes(base, ours, theirs, never)
    assert not found.conflicted
    return found.text


def with_line(text: str, line: str) -> str:
    return f"{text}{line}\n"


def log_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("- 20")]


def test_both_logs_are_joined_in_the_order_of_their_dates() -> None:
    ours = with_line(BASE, "- 2026-11-20 call #call-1: Left a message")
    theirs = with_line(BASE, "- 2026-11-18 email #thank-you: Thanked her")
    assert log_of(merged(ours, theirs)) == [
        "- 2026-11-12 email: Sent the CV",
        "- 2026-11-17 met: The panel",
        "- 2026-11-18 email #thank-you: Thanked her",
        "- 2026-11-20 call #call-1: Left a message",
    ]


def test_a_log_with_the_newest_first_stays_so() -> None:
    head, old = "## Log\n\n", "- 2026-11-17 met: The panel\n- 2026-11-12 email: Sent the CV\n"
    ours = head + "- 2026-11-20 call\n" + old
    theirs = head + "- 2026-11-24 email\n- 2026-11-18 email\n" + old
    assert merged(ours, theirs, head + old) == (head + "- 2026-11-24 email\n- 2026-11-20 call\n- 2026-11-18 email\n" + old)


def test_a_new_line_above_one_that_was_corrected_stays_above_it() -> None:
    head, last = "## Log\n\n", "- 2026-11-12 email: Sent the CV\n"
    base = head + "- 2026-11-17 met: The pannel\n" + last
    ours = head + "- 2026-11-20 call\n- 2026-11-17 met: The panel\n" + last
    theirs = head + "- 2026-11-24 email\n- 2026-11-17 met: The pannel\n" + last
    assert merged(ours, theirs, base) == head + "- 2026-11-24 email\n- 2026-11-20 call\n- 2026-11-17 met: The panel\n" + last


def test_a_new_line_in_the_place_of_the_newest_stands_among_the_new_ones() -> None:
    """As ``reopen`` and then ``log`` write it."""
    head, last = "## Log\n\n", "- 2026-11-12 email: Sent the CV\n"
    base = head + "- 2026-11-17 met: The panel\n" + last
    ours, theirs = head + "- 2026-11-24 call\n" + last, base.replace("- 2026-11-17", "- 2026-11-20 email\n- 2026-11-17")
    assert merged(ours, theirs, base) == head + "- 2026-11-24 call\n- 2026-11-20 email\n" + last


def test_what_was_corrected_and_what_is_new_keep_their_order() -> None:
    """One goes, the next is corrected, and below comes a line that is like the one that went."""
    head, first = "## Log\n\n- 2026-11-01 met: At the fair\n", "- 2026-11-07 note: Lisbon\n"
    base = head + first + "- 2026-11-07 note: Porto\n"
    ours = head + "- 2026-11-07 note: Porto!\n- 2026-11-09 note: London\n"
    assert merged(ours, base + "- 2026-11-08 call\n", base) == (
        head + "- 2026-11-07 note: Porto!\n- 2026-11-08 call\n- 2026-11-09 note: London\n"
    )


def test_the_line_that_was_corrected_is_the_likest_and_not_the_first() -> None:
    """One takes a line out and corrects the next, which the other takes out: that is a conflict of that line."""
    base = "## Log\n\n- 2026-11-12 email: Sent the CV\n- 2026-11-13 email: Sent the CVs\n- 2026-11-17 met: The panel\n"
    ours = "## Log\n\n- 2026-11-13 email: Sent the CVs, twice\n- 2026-11-17 met: The panel\n"
    theirs = "## Log\n\n- 2026-11-12 email: Sent the CV\n- 2026-11-17 met: The panel\n"
    found = merge_notes(base, ours, theirs, never)
    assert (
        found.text
        == "## Log\n\n" + MARKED.format("- 2026-11-13 email: Sent the CVs, twice\n", "") + "- 2026-11-17 met: The panel\n"
    )


def test_the_time_of_day_decides_on_one_day() -> None:
    ours, theirs = with_line(BASE, "- 2026-11-20 16:40 voicemail"), with_line(BASE, "- 2026-11-20 9:15 call")
    assert log_of(merged(ours, theirs))[2:] == ["- 2026-11-20 9:15 call", "- 2026-11-20 16:40 voicemail"]


def test_what_both_wrote_stands_once_and_what_one_wrote_twice_stands_twice() -> None:
    line = "- 2026-11-20 call"
    assert log_of(merged(with_line(BASE, line), with_line(with_line(BASE, line), "- 2026-11-21 email"))).count(line) == 1
    twice = with_line(with_line(BASE, line), line)
    assert log_of(merged(twice, with_line(BASE, line))).count(line) == 2


def test_indented_lines_and_code_go_with_their_line() -> None:
    ours = BASE + "- 2026-11-20 call: Long one\n  - she rows\n  - ask about Lisbon\n"
    theirs = BASE + "- 2026-11-19 email: With this\n  ```\n  - 2026-01-01 no line of the log\n  ```\n"
    assert merged(ours, theirs).endswith(theirs.removeprefix(BASE) + ours.removeprefix(BASE))


def test_a_line_taken_out_by_one_side_is_gone() -> None:
    ours = BASE.replace("- 2026-11-12 email: Sent the CV\n", "")
    assert merged(ours, with_line(BASE, "- 2026-11-18 email")) == with_line(ours, "- 2026-11-18 email")


def test_a_line_corrected_by_one_side_is_corrected() -> None:
    ours = BASE.replace("Sent the CV", "Sent the CV and the portfolio")
    assert merged(ours, with_line(BASE, "- 2026-11-18 email")) == with_line(ours, "- 2026-11-18 email")


def test_one_line_corrected_by_both_in_two_ways_is_a_conflict_of_that_line() -> None:
    ours = with_line(BASE.replace("Sent the CV", "Sent the CV and the portfolio"), "- 2026-11-20 call")
    theirs = BASE.replace("Sent the CV", "Sent my CV")
    found = merge_notes(BASE, ours, theirs, never)
    assert found.conflicted
    assert found.text == with_line(
        BASE.replace(
            "- 2026-11-12 email: Sent the CV\n",
            MARKED.format("- 2026-11-12 email: Sent the CV and the portfolio\n", "- 2026-11-12 email: Sent my CV\n"),
        ),
        "- 2026-11-20 call",
    )


def test_a_line_that_both_corrected_alike_or_took_out_is_no_conflict() -> None:
    alike = BASE.replace("the CV", "the CV and a letter")
    assert log_of(merged(with_line(alike, "- 2026-11-20 call"), with_line(alike, "- 2026-11-18 email"))) == [
        "- 2026-11-12 email: Sent the CV and a letter", "- 2026-11-17 met: The panel",
        "- 2026-11-18 email", "- 2026-11-20 call",
    ]  # fmt: skip
    without = BASE.replace("- 2026-11-12 email: Sent the CV\n", "")
    assert log_of(merged(with_line(without, "- 2026-11-20 call"), with_line(without, "- 2026-11-18 email"))) == [
        "- 2026-11-17 met: The panel", "- 2026-11-18 email", "- 2026-11-20 call",
    ]  # fmt: skip


def test_a_line_in_the_place_of_another_is_a_new_one() -> None:
    ours = BASE.replace("- 2026-11-12 email: Sent the CV", "- 2026-11-14 call #call-1: Nobody there before half past four")
    assert log_of(merged(ours, with_line(BASE, "- 2026-11-18 email"))) == [
        "- 2026-11-14 call #call-1: Nobody there before half past four", "- 2026-11-17 met: The panel", "- 2026-11-18 email",
    ]  # fmt: skip


def test_a_side_that_changed_nothing_has_no_say() -> None:
    changed = with_line(BASE, "- 2026-11-18 email")
    assert merged(BASE, changed) == merged(changed, BASE) == merged(changed, changed) == changed


def test_links_that_one_side_renamed_do_not_meet_what_the_other_corrected() -> None:
    base = "## Log\n\n- 2026-11-17 email [[Dana Lee]], [[Sam Roe]] #thank-you: Picked it up\n"
    ours = base.replace("[[Dana Lee]]", "[[Dana Smith]]")
    assert merged(ours, base.replace("[[Sam Roe]]", "[[Sam Rowe]]"), base) == ours.replace("[[Sam Roe]]", "[[Sam Rowe]]")
    assert merged(base.replace("up", "up again"), ours, base) == ours.replace("up", "up again")
    other = base.replace("[[Dana Lee]]", "[[Dana Poe]]")
    assert merge_notes(base, ours, other, never).conflicted


INBOX = "# Inbox\n\nJotted down.\n\n- ask Ruth\n- 2026-11-12 met Farida\n"


def test_what_both_put_into_the_inbox_stands_there_and_what_one_has_filed_is_gone() -> None:
    filed = INBOX.replace("- ask Ruth\n", "")
    found = merge_notes(
        INBOX, with_line(filed, "- call Sam"), with_line(INBOX, "- a talk\n  for Noor"), never, "my vault/Inbox.md"
    )
    assert found == Merged(f"{filed}- call Sam\n- a talk\n  for Noor\n")
    both = merge_notes("", INBOX, with_line(INBOX, "- call Sam"), never, "Inbox.md")
    assert both == Merged(with_line(INBOX, "- call Sam"))
    marked = merge_notes(INBOX, INBOX.replace("Ruth", "Ruth?"), INBOX.replace("Ruth", "Ruth A."), never, "Inbox.md")
    assert marked.text == INBOX.replace("- ask Ruth\n", MARKED.format("- ask Ruth?\n", "- ask Ruth A.\n"))


def test_a_log_that_only_one_side_has_does_not_meet_the_others_prose() -> None:
    base = "---\ntype: contact\n---\n\nRows.\n"
    ours, theirs = f"{base}\n## Log\n\n- 2026-11-18 email\n", f"{base}Sings in a choir.\n"
    assert merged(ours, theirs, base) == f"{theirs}\n## Log\n\n- 2026-11-18 email\n"


def test_a_log_that_both_began_is_one() -> None:
    base = "Rows.\n"
    ours, theirs = f"{base}\n## Log\n\n- 2026-11-18 email\n", f"{base}\n## Log\n\n- 2026-11-17 met\n"
    assert merged(ours, theirs, base) == f"{base}\n## Log\n\n- 2026-11-17 met\n- 2026-11-18 email\n"


def test_prose_is_merged_by_git_apart_from_the_log() -> None:
    ours = with_line(BASE.replace("Rows", "Sails"), "- 2026-11-18 email")
    theirs = with_line(BASE.replace("Rows", "Swims"), "- 2026-11-19 call")
    found = merge_notes(BASE, ours, theirs, whole_texts_meet)
    assert found.conflicted
    assert MARKED.format("\nSails on the Charles.\n", "\nSwims on the Charles.\n") in found.text
    assert log_of(found.text)[2:] == ["- 2026-11-18 email", "- 2026-11-19 call"]


def test_each_key_is_taken_from_the_side_that_changed_it() -> None:
    ours = BASE.replace("+1 555 0100", "+1 555 0199").replace("id: dana-lee\n", "id: dana-lee\ntitle: CTO\n")
    theirs = BASE.replace("dana@example.com", "d.lee@example.com").replace("]\n---", "]\nprefers: post # she said\n---")
    assert merged(ours, theirs) == (
        BASE.replace("+1 555 0100", "+1 555 0199")
        .replace("id: dana-lee\n", "id: dana-lee\ntitle: CTO\n")
        .replace("dana@example.com", "d.lee@example.com")
        .replace("]\n---", "]\nprefers: post # she said\n---")
    )


def test_keys_that_both_put_in_at_the_end_both_stand_there() -> None:
    ours, theirs = BASE.replace("]\n---", "]\ntitle: CTO\n---"), BASE.replace("]\n---", "]\nprefers: post\n---")
    assert merged(ours, theirs) == BASE.replace("]\n---", "]\ntitle: CTO\nprefers: post\n---")


def test_a_key_taken_out_by_one_side_is_gone() -> None:
    ours, theirs = BASE.replace("phone: +1 555 0100\n", ""), BASE.replace("dana-lee", "dana")
    assert merged(ours, theirs) == ours.replace("dana-lee", "dana")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "together"),
    [
        ("tags: [panel, acme]", "tags: [panel, acme, rower]", "tags: [acme, Boston]", "tags: [acme, rower, Boston]"),
        ("tags:\n  - panel", "tags:\n  - panel\n  - rower", "tags:\n  - Rower\n  - panel", "tags:\n  - panel\n  - rower"),
        ("aliases: [Dana]", "aliases: [Dana, D. Lee]", "aliases: []", "aliases: [D. Lee]"),
        ("aliases:", "aliases: [Dana]", 'aliases:\n  - "Lee, Dana"', 'aliases: [Dana, "Lee, Dana"]'),
        ('interviewers: ["[[A]]", "[[B]]"]', 'interviewers: ["[[C]]", "[[A]]", "[[B]]"]', 'interviewers: ["[[A]]"]',
         'interviewers: ["[[C]]", "[[A]]"]'),
        ("interviewers:\n- [[A]]\n- [[B]]", 'interviewers:\n- "[[C]]"\n- [[B]]', 'interviewers:\n- [[A]]\n- "[[D]]"',
         'interviewers:\n- "[[C]]"\n- "[[D]]"'),
        ("status: scheduled", "status: 'held'", "status: held", "status: 'held'"),
    ],
)  # fmt: skip
def test_lists_have_what_both_sides_did(base: str, ours: str, theirs: str, together: str) -> None:
    note = "---\ntype: interview\n{}\nkind: panel\n---\n"
    assert merged(note.format(ours), note.format(theirs), note.format(base)) == note.format(together)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("stage: applied\n", "stage: offer\n", "stage: rejected\n"),
        ("stage: applied\n", "", "stage: rejected\n"),
        ("", "stage: offer\n", "stage: rejected\n"),
        ("stage: applied\n", "stage: applied # for now\n", "stage: rejected\n"),
        ("interviewers: [A]\n", "interviewers: [A, B]\n", "interviewers: [A, C]\n"),
        ("tags: [a]\n", "tags: [a, b] # mine\n", "tags: {a: b}\n"),
    ],
)
def test_what_both_changed_differently_is_a_conflict_of_just_that_key(base: str, ours: str, theirs: str) -> None:
    note = "---\ntype: job\n{}company: {}\n---\n\n## Log\n\n- 2026-11-02 sent: The form\n{}"
    before = note.format(base, "Acme", "")
    found = merge_notes(before, note.format(ours, "Acme AG", ""), note.format(theirs, "Acme", "- 2026-11-20 call\n"), never)
    assert found.conflicted
    assert found.text == note.format(MARKED.format(ours, theirs), "Acme AG", "- 2026-11-20 call\n")


def test_a_note_that_both_made_is_merged_too() -> None:
    ours = "---\ntype: contact\nid: dana-lee\nemail: dana@example.com\n---\n\n## Log\n\n- 2026-11-18 email\n"
    theirs = "---\ntype: contact\nid: dana-lee\nphone: 555\n---\n\n## Log\n\n- 2026-11-17 met\n"
    assert merged(ours, theirs, "") == (
        "---\ntype: contact\nid: dana-lee\nemail: dana@example.com\nphone: 555\n---\n\n"
        "## Log\n\n- 2026-11-17 met\n- 2026-11-18 email\n"
    )


def test_the_form_of_the_file_is_kept() -> None:
    base = "\ufeff" + BASE.replace("\n", "\r\n").removesuffix("\r\n")
    ours, theirs = base + "\r\n- 2026-11-20 call", base + "\r\n- 2026-11-18 email"
    assert merged(ours, theirs, base) == base + "\r\n- 2026-11-18 email\r\n- 2026-11-20 call"


def test_a_file_that_one_side_saved_in_another_form_is_merged_line_by_line_all_the_same() -> None:
    ours = with_line(BASE, "- 2026-11-20 call").replace("\n", "\r\n")
    theirs = with_line(BASE, "- 2026-11-18 email")
    assert merged(ours, theirs) == with_line(with_line(BASE, "- 2026-11-18 email"), "- 2026-11-20 call").replace("\n", "\r\n")


def test_front_matter_that_cannot_be_read_is_merged_as_text_and_the_logs_by_line() -> None:
    broken = BASE.replace("phone: +1", "phone: : +1")
    ours = with_line(broken.replace("dana-lee", "dana"), "- 2026-11-20 call")
    theirs = with_line(broken.replace("panel,", "panels,"), "- 2026-11-18 email")
    found = merge_notes(broken, ours, theirs, whole_texts_meet)
    assert found.conflicted
    assert log_of(found.text)[2:] == ["- 2026-11-18 email", "- 2026-11-20 call"]


def test_values_that_hang_on_each_other_are_merged_as_text() -> None:
    base = "---\na: &who Dana\nb: *who\nc: x\n---\n"
    found = merge_notes(base, base.replace("a: &who Dana\nb: *who\n", ""), base.replace("c: x", "c: *who"), whole_texts_meet)
    assert found.conflicted


def test_a_note_with_marks_of_before_or_with_two_logs_is_left_to_git() -> None:
    marked = BASE.replace("- 2026-11-17", "<<<<<<< ours\n- 2026-11-17")
    with pytest.raises(EditRefused):
        merge_notes(BASE, with_line(marked, "- 2026-11-20 call"), with_line(BASE, "- 2026-11-21 call"), never)
    two = BASE + "\n## Log\n\n- 2026-11-18 call\n"
    with pytest.raises(EditRefused):
        merge_notes(two, with_line(two, "- 2026-11-20 call"), with_line(two, "- 2026-11-21 call"), never)


def test_a_log_that_both_have_rewritten_is_left_to_git_and_one_with_a_word_exchanged_is_not() -> None:
    base = "## Log\n\n" + "".join(f"- 2026-10-{day} email: [[Dana Lee]] {day}\n" for day in range(10, 31))
    ours, theirs = base.replace("email: [[Dana Lee]]", "email [[Dana Lee]]:"), base.replace("Dana Lee", "Dana Smith")
    assert merge_notes(base, ours, theirs, never).text.count("\n- ") == 2 * 21
    with pytest.raises(EditRefused):
        merge_notes(base, ours, theirs.replace("- 2026-10-10 email: [[Dana Smith]] 10\n", ""), never)


VERBS = ("email", "call", "met", "no-answer", "note")
TEXTS = ("", ": Thanked her", ": Left a message", ": Asked about Friday\n  - and about Lisbon")


@st.composite
def units(draw: st.DrawFn) -> str:
    """A line of a log, now and then with lines that belong to it, or a task without a date."""
    day = date(2026, 11, 1) + timedelta(days=draw(st.integers(0, 40)))
    dated = f"- {day} {draw(st.sampled_from(VERBS))}{draw(st.sampled_from(TEXTS))}"
    return draw(st.sampled_from((dated, dated, dated, "- [ ] send her the article", "- ask about Lisbon")))


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """A log as it was, and as two machines have it: lines put in, taken out and moved."""
    base = draw(st.lists(units(), max_size=6, unique=True))
    return base, draw(changed(base)), draw(changed(base))


@st.composite
def changed(draw: st.DrawFn, base: list[str]) -> list[str]:
    side = [unit for unit in base if draw(st.integers(0, 4))]
    for unit in draw(st.lists(units(), max_size=4)):
        side.insert(draw(st.integers(0, len(side))), unit)
    return side


def note_of(log: list[str], gap: str = "") -> str:
    return "---\ntype: contact\n---\n\n## Log\n\n" + "".join(f"{unit}\n{gap}" for unit in log)


def found_in(text: str) -> Iterator[str]:
    """The units of a merged log, those between marks too."""
    unit = ""
    for line in text.partition("## Log\n\n")[2].splitlines():
        if line.startswith("  "):
            unit += f"\n{line}"
        elif line.startswith("- "):
            yield from [unit] if unit else []
            unit = line
    yield from [unit] if unit else []


@given(logs(), st.sampled_from(["", "\n"]))
def test_no_line_of_either_side_is_ever_lost(three: tuple[list[str], list[str], list[str]], gap: str) -> None:
    base, ours, theirs = three
    result = merge_notes(*(note_of(log, gap) for log in three), never)
    found = list(found_in(result.text))
    for unit in {*ours, *theirs}:
        taken_out = unit in base and (unit not in ours or unit not in theirs)
        assert unit in found or taken_out
    assert {*found} <= {*ours, *theirs}
    assert result.conflicted == ("<<<<<<<" in result.text)


@given(logs())
def test_what_both_only_added_to_merges_without_a_conflict(three: tuple[list[str], list[str], list[str]]) -> None:
    base, ours, theirs = three
    result = merge_notes(note_of(base), note_of(base + ours), note_of(base + theirs), never)
    assert not result.conflicted
    for unit in {*base, *ours, *theirs}:
        wanted = max((base + ours).count(unit), (base + theirs).count(unit))
        assert list(found_in(result.text)).count(unit) == wanted


@given(logs())
def test_which_side_is_ours_changes_no_more_than_the_order_within_a_moment(
    three: tuple[list[str], list[str], list[str]],
) -> None:
    base, ours, theirs = (note_of(log) for log in three)
    one, other = merge_notes(base, ours, theirs, never), merge_notes(base, theirs, ours, never)
    assert sorted(found_in(one.text)) == sorted(found_in(other.text))
    assert one.conflicted == other.conflicted


KEYS = ("id", "title", "company", "email", "tags", "aliases", "My key")
VALUES = ("", " x", " 'quoted: x'", " [a, b]", "\n  - a\n  - c", " |\n  two\n  lines", " 2026-11-17 # noted")
fronts = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=5)


@given(fronts, fronts, fronts)
def test_no_value_of_a_key_is_lost(base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> None:
    texts = [
        f"---\n{''.join(f'{key}:{value}{chr(10)}' for key, value in side.items())}---\nText\n" for side in (base, ours, theirs)
    ]
    result = merge_notes(*texts, never)
    for key in {*ours, *theirs} - {"tags", "aliases"}:
        for side, other in ((ours, theirs), (theirs, ours)):
            changed_here = side.get(key) != base.get(key)
            if key in side and changed_here:
                assert f"{key}:{side[key]}\n" in result.text
            if key in side and key in other and side[key] == base.get(key) != other[key]:
                assert f"{key}:{other[key]}\n" in result.text


LIST = "# Today\n\n<!-- vaultcrm -->\n### {}\n\n{}<!-- /vaultcrm -->\n"
DANA, SAM, RUTH = "- [ ] Thank Dana ^aaaaaa\n", "- [ ] Call Sam ^bbbbbb\n", "- [ ] Write to Ruth ^cccccc\n"


def ticked(line: str, day: str = "2026-11-18") -> str:
    return line.replace("[ ]", "[x]").replace(" ^", f" ✅ {day} ^")


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (DANA + SAM, DANA + SAM + RUTH, DANA + SAM),
        (DANA + SAM, ticked(DANA) + RUTH, ticked(DANA) + SAM),
        (ticked(DANA) + SAM, DANA + ticked(SAM), ticked(DANA) + ticked(SAM)),
        (ticked(DANA), ticked(DANA, "2026-11-19"), ticked(DANA)),
        (SAM, ticked(DANA), SAM + ticked(DANA)),
        (SAM, SAM + "Ask her about Lisbon\n", SAM + "Ask her about Lisbon\n"),
    ],
)
def test_two_checklists_are_never_a_conflict_and_keep_every_tick(ours: str, theirs: str, both: str) -> None:
    """Of the lists, ours; the next command writes it anew."""
    for base in ("", LIST.format("2026-11-17", DANA)):
        found = merge_notes(base, LIST.format("2026-11-19", ours), LIST.format("2026-11-18", theirs), never)
        assert found == Merged(LIST.format("2026-11-19", both))


def test_text_around_a_checklist_is_merged_as_ever() -> None:
    base = LIST.format("2026-11-17", DANA)
    ours, theirs = base.replace("2026-11-17", "2026-11-18"), base.replace("# Today", "# Now").replace(DANA, SAM) + "Mine\n"
    text = merged(ours, theirs, base)
    assert text == ours.replace("# Today", "# Now") + "Mine\n"
    assert merge_notes(base, ours + "Ours\n", theirs, whole_texts_meet).conflicted
