"""How a letter begins, by the country of the one who writes, its medium, and how the recipient is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vaultcrm.drafts.conventions import convention, greeting_end


@pytest.mark.parametrize(
    ("medium", "country", "language", "end"),
    [
        ("letter", "US", "en", ":"), ("express", "US", "en", ":"), ("email", "US", "en", ","), ("letter", "GB", "en", ","),
        ("letter", "US", "de", ","), ("letter", "DE-BY", "de", ","), ("letter", "AT", "de", ","), ("letter", "CH", "de", ""),
        ("email", "CH", "de", ""), ("letter", "FR", "en", ","), ("letter", None, "en", ","),
    ],
)  # fmt: skip
def test_what_stands_behind_the_greeting(medium, country, language, end):
    assert greeting_end(medium, country, language) == end


def test_a_region_has_its_countrys_habits():
    assert convention("CH-ZH") == convention("CH") != convention("DE-BY")


@pytest.mark.parametrize(
    ("aliases", "code", "greeting"),
    [
        (("Ms. Lee",), "en", "Dear Ms. Lee:"), ((), "en", "Dear Dana Lee:"), (("Frau Lee",), "en", "Dear Dana Lee:"),
        (("Frau Lee",), "de", "Sehr geehrte Frau Lee,"), (("Herr Lee",), "de", "Sehr geehrter Herr Lee,"),
        (("Ms. Lee",), "de", "Guten Tag Dana Lee,"), (("DL", "Dr. Lee"), "de", "Guten Tag Dr. Lee,"),
    ],
)  # fmt: skip
def test_a_letter_greets_by_the_alias_of_its_language(aliases, code, greeting, rich, written):
    material = replace(rich, medium="letter", to=replace(rich.to, aliases=aliases))
    assert written(material, "letter.md", code).text.startswith(f"{greeting}\n\n")


def test_switzerland_has_no_comma_a_large_start_and_no_sharp_s(rich, written):
    material = replace(rich, medium="letter", me=replace(rich.me, country="CH"))
    text = written(material, "letter.md", "de").text
    greeting, first, *_ = text.split("\n\n")
    assert greeting == "Sehr geehrte Frau Lee"
    assert first[0].isupper()
    assert "ß" not in text
    assert "Mit freundlichen Grüssen" in text


def test_german_goes_on_small_behind_the_comma(rich, written):
    assert written(rich, "appreciate.md", "de").text.split("\n\n")[1][0].islower()


@pytest.mark.parametrize(
    ("today", "medium", "when"),
    [
        (date(2026, 11, 17), "email", "today"), (date(2026, 11, 17), "card", "on Tuesday"),
        (date(2026, 11, 18), "email", "on Tuesday"), (date(2026, 11, 24), "email", "on November 17"),
        (date(2026, 11, 16), "email", "on November 17"),
        (date(2026, 11, 20), "letter", "on Tuesday"), (date(2026, 11, 21), "letter", "on November 17"),
    ],
)  # fmt: skip
def test_the_day_of_the_talk_is_said_so_that_it_is_right_on_arrival(today, medium, when, rich, written):
    own = {"mine.md": "We talked {{ when }}.\n"}
    assert written(replace(rich, today=today, medium=medium), "mine.md", own=own).text == f"We talked {when}."
