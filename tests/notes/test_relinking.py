"""Links are pointed elsewhere, in front matter and prose; every other byte stays, or the edit is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.errors import EditRefused
from vaultcrm.notes.relinking import links_of, relink


def to_smith(key: str, target: str) -> str | None:
    """Dana Lee is called Dana O'Neil now."""
    return "Dana O'Neil" if target.casefold() == "dana lee" else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Dana Lee]], [[dana lee|Dana]] and [[Dana Leeson]]", "[[Dana O'Neil]], [[Dana O'Neil|Dana]] and [[Dana Leeson]]"),
        ("![[Dana Lee.md]] [[ Dana Lee#Log|log]]", "![[Dana O'Neil.md]] [[ Dana O'Neil#Log|log]]"),
        ("~~~\n[[Dana Lee]]\n~~~\n<!-- [[Dana Lee]] -->", "~~~\n[[Dana Lee]]\n~~~\n<!-- [[Dana Lee]] -->"),
        ("---\na: '[[Dana Lee]]'\n---\n", "---\na: '[[Dana O''Neil]]'\n---\n"),
        ('---\r\na: ["[[Dana Lee]]", b] # c\r\n---\r\n', '---\r\na: ["[[Dana O\'Neil]]", b] # c\r\n---\r\n'),
        ("---\na: [[Dana Lee|Dana]]\nb:\n- [[Dana Lee]]\n---\n",
         '---\na: "[[Dana O\'Neil|Dana]]"\nb:\n- "[[Dana O\'Neil]]"\n---\n'),
        ("---\na: ask [[Dana Lee]] twice\n---\n", "---\na: \"ask [[Dana O'Neil]] twice\"\n---\n"),
        ("---\na: >-\n  ask\n  [[Dana Lee]]\nb: x\n---\n", "---\na: >-\n  ask\n  [[Dana O'Neil]]\nb: x\n---\n"),
        ("---\na: @work\nb: [[Dana Lee]]\n---\n[[Dana Lee]]", "---\na: @work\nb: [[Dana O'Neil]]\n---\n[[Dana O'Neil]]"),
    ],
)  # fmt: skip
def test_a_link_leads_elsewhere_and_the_rest_stays(before: str, after: str) -> None:
    assert relink(before, to_smith) == after


def test_the_key_says_what_a_link_means() -> None:
    note = '---\njob: "[[Acme]]"\nCompany Name: "[[Acme]]"\n---\n[[Acme]]\n'
    seen: list[str] = []
    assert relink(note, lambda key, target: seen.append(key)) == note
    assert sorted(set(seen)) == ["", "company_name", "job"]


def test_what_cannot_be_proved_is_refused() -> None:
    with pytest.raises(EditRefused):
        relink('---\na: &who "[[Dana Lee]]"\nb: *who\n---\n', to_smith)


@given(
    st.lists(st.sampled_from(["[[Dana Lee]]", "[[Sam]]", "---\n", "a: ", "- ", "'", '"', "\n", "|", "```\n", "\ufeff", "x"]))
)
def test_whatever_a_note_looks_like_only_links_change(pieces: list[str]) -> None:
    note = "".join(pieces)
    assert relink(note, lambda key, target: None) == note
    assert len(links_of(note)) <= note.count("[[")
    try:
        changed = relink(note, lambda key, target: "Ann" if target == "Dana Lee" else None)
    except EditRefused:
        return
    assert len(links_of(changed)) == len(links_of(note))
    assert changed.count("[[Sam]]") == note.count("[[Sam]]")
