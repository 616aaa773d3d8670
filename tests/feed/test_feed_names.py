"""Full names become first names: what is looked up among all names is what looking for each of them would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultcrm.feed.names import Names, by_line, first_name
from vaultcrm.feed.scene import look_at, revealed
from vaultcrm.feed.words import clean, one_line, shortened
from vaultcrm.model import FeedSettings, Plan, ready

NAMES = st.text(st.sampled_from("aAbß .,-'(ſΣ[]|"), min_size=1, max_size=8)


def looked_for(text: str, called: tuple[tuple[str, ...], ...]) -> str:
    """Each name looked for in the text, the longest first."""
    known = {one_line(name).lower(): one_line(first_name(names[0])) for names in sorted(called) for name in names}
    wanted = [line for line in known if " " in line and re.search(r"\w", line)]
    found = [rf"(?<!\w){re.escape(line)}(?!\w)" for line in sorted(wanted, key=lambda line: (-len(line), line))]
    return re.sub("|".join(found), lambda match: known[match[0].lower()], text, flags=re.IGNORECASE) if found else text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call Dana Lee (Acme)", "Call Dana (Acme)"),
        ("call dana lee's office", "call Dana's office"),
        ("Ask Ann Lee-Roe about Ann Lee", "Ask Ann about Annie"),
        ("Danadana Lee", "Danadana Lee"),
        ("Dana Leeds", "Dana Leeds"),
        ("Thank Dr. Sam Roe, and Roe, Sam", "Thank Dr. Sam, and Sam"),
        ("Write to DANA LEE and dana  lee", "Write to Dana and dana  lee"),
        ("", ""),
    ],
)
def test_full_names_become_first_names(text, shown):
    people = (("Dana Lee",), ("Ann Lee-Roe",), ("Annie", "Ann Lee"), ("Sam Roe", "Roe, Sam"), ("Lee",))
    assert Names(by_line(people), {}).shorten(text) == shown


def test_of_two_who_are_called_the_same_it_is_always_the_same_one():
    people = (("Annie Lee", "Ann Lee"), ("Ann Lee",), ("Bo", "Ann Lee"))
    for known in (people, people[::-1], people[:1], people[1:], ()):
        others = [names for names in people if names not in known]
        assert Names(by_line(known), by_line(others)).shorten("Ann Lee") == "Bo"


@given(called=st.lists(st.tuples(NAMES, NAMES).filter(lambda names: len({*map(str.lower, names)}) == 2), max_size=1).map(tuple),
       before=NAMES, after=NAMES)  # fmt: skip
def test_looking_names_up_finds_what_looking_for_them_would(called, before, after):
    for named in (name for names in called for name in names):
        text = one_line(f"{before} {named} {after}")
        if text.lower() == text.casefold():
            assert Names(by_line(called), {}).shorten(text) == looked_for(text, called)


@given(st.text(st.sampled_from("ab \t\u2028\x07\ufeff\xa0[|]é\ud800"), max_size=12), st.integers(4, 9))
def test_a_text_that_is_one_line_already_is_made_none_otherwise(text, limit):
    shown = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", clean(text))
    assert one_line(text, limit) == shortened(" ".join(shown.split()), limit)


def test_who_has_no_note_is_shortened_too_though_all_that_was_for_them_is_over(vault, plan) -> None:
    plan = Plan(plan.today, ready(()), strangers=frozenset({"Kim Park"}))
    assert revealed(look_at(vault, plan, FeedSettings()), "Ask for Kim Park at the desk") == "Ask for Kim at the desk"
