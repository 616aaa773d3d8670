"""Two notes of one person as one text: odd front matter, logs without an end, and what cannot go along."""

from __future__ import annotations

import pytest

from vaultcrm.model import Settings
from vaultcrm.notes.uniting import united_front, united_log


def front(lines: str, body: str = "") -> str:
    return f"---\n{lines}---\n{body}"


def united(mine: str, theirs: str):
    return united_front(mine, theirs, {}, lambda key: ())


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ("name: Dana\n", "id: dl # her initials\n", "id: dl # her initials"),
        ("name: Dana\n", "city: Boston\n# that is all\n", "# that is all"),
        ("card: &c {x: 1}\n", "card: {y: 2}\n", "card: {y: 2}"),
        ("city: Bonn\n", "city: [[a], [b]]\n", "city: [[a], [b]]"),
        ("city: Bonn\n", "city: [[Acme, Labs]]\n", "city: [[Acme, Labs]]"),
        ("city: Bonn\n", "city: &c Boston\n", "city: &c Boston"),
    ],
    ids=[
        "a comment on its id",
        "a comment at the end",
        "keys of its own",
        "a list of lists",
        "a link with a comma",
        "an anchor",
    ],
)
def test_what_only_yaml_can_say_is_kept_in_the_text(mine: str, theirs: str, kept: str) -> None:
    found = united(front(mine), front(theirs))
    assert any(kept in line for line in found.left)


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ("name: Dana\n", "city: Boston\n", "name: Dana\ncity: Boston\n"),
        ("name: Dana\n", "  city: Boston\n", "name: Dana\ncity: Boston\n"),
        ("city:\n", "city: Boston\n", "city: Boston\n"),
        ("city:\n", "city: [[Acme]]\n", 'city: "[[Acme]]"\n'),
        ("linkedin_ok:\n", "linkedin_ok: true\n", "linkedin_ok: true\n"),
        ("city: BOSTON\n", "city: Boston\n", "city: BOSTON\n"),
        ("city: Boston\n", "city:\n", "city: Boston\n"),
        ("tags:\n", "tags: mentor\n", "tags: mentor\n"),
        ("tags: mentor\n", "tags: [mentor]\n", "tags: mentor\n"),
        ("tags: mentor, friend\n", "tags: [panel]\n", "tags:\n  - mentor\n  - friend\n  - panel\n"),
        ("phone: +1 555 0100\n", "phone: +1 (555) 0100\n", "phone: +1 555 0100\n"),
        ("phone: +1 555 0100\n", "phone: +1 555 0101\n", "phone:\n  - +1 555 0100\n  - +1 555 0101\n"),
    ],
)
def test_what_the_first_lacks_is_taken_over(mine: str, theirs: str, together: str) -> None:
    found = united(front(mine), front(theirs))
    assert found.text.replace('"', "") == front(together).replace('"', "")
    assert found.left == ()


def test_a_note_without_front_matter_gets_one() -> None:
    found = united("She climbs.\n", front("city: Boston\n"))
    assert found.text == front("city: Boston\n", "She climbs.\n")


def test_lines_that_would_break_the_firsts_front_matter_are_written_anew_or_kept() -> None:
    """A key that goes on after an unfinished one would become part of it."""
    found = united(front("note: |\n  one\n"), front("city: Boston\n"))
    assert found.text == front("note: |\n  one\ncity: Boston\n")


def test_a_log_whose_heading_is_the_notes_last_line_gets_the_others_lines() -> None:
    log = "## Log\n\n- 2026-11-02 email: hello\n"
    assert united_log("Climbs.\n\n## Log", log, (), Settings()).text == "Climbs.\n\n## Log\n- 2026-11-02 email: hello"
    assert united_log(log, "## Log", (), Settings()).gained == 0


def test_a_log_without_any_date_joins_one_with_dates() -> None:
    joined = united_log("## Log\n\nShe was shy.\n", "## Log\n\n- 2026-11-02 email: hello\n- 2026-11-01 call\n", (), Settings())
    assert joined.gained == 2
    assert joined.text.index("She was shy.") < joined.text.index("2026-11-0")


def test_a_log_that_ends_without_a_newline_still_does() -> None:
    mine = "## Log\n\n- 2026-11-01 call"
    joined = united_log(mine, "## Log\n\n- 2026-11-02 email: hello", (), Settings())
    assert joined.text == f"{mine}\n- 2026-11-02 email: hello"


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ("\nShe was shy.\n\n", "\nShe sings.\n\n", "\nShe was shy.\n\nShe sings.\n\n"),
        ("She was shy.\n", "She sings.\n", "She was shy.\n\nShe sings.\n"),
        ("\n", "\nShe sings.\n\n", "\nShe sings.\n\n"),
        ("\nShe was shy.\n\n", "\n", "\nShe was shy.\n\n"),
    ],
)
def test_what_stands_before_the_lines_of_both_logs_stays_before_them(mine: str, theirs: str, together: str) -> None:
    call, mail = "- 2026-11-01 call\n", "- 2026-11-02 email: hello\n"
    joined = united_log(f"## Log\n{mine}{call}", f"## Log\n{theirs}{mail}", (), Settings())
    assert joined.text == f"## Log\n{together}{call}{mail}"
