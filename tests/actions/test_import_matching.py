"""Who a row means: what is certain, what is doubtful, and who is new."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vaultcrm.actions.importing.claiming import claimed
from vaultcrm.actions.importing.joining import joined
from vaultcrm.actions.importing.matching import Doubt, Found, Known, Match, as_contact, same_company
from vaultcrm.exchange import Person
from vaultcrm.model import Source


def person(name: str, *, line: int = 2, **more: Any) -> Person:
    return Person(Source("p.csv", line), name, **more)


def known(*people: Person) -> Known:
    return Known("US", [as_contact(one, f"contacts/{number}.md") for number, one in enumerate(people)])


def shown(match: Match) -> str:
    if isinstance(match, Found):
        return f"{match.contact.name} by {match.by}"
    return f"doubt: {match.why}" if isinstance(match, Doubt) else "new"


DANA = person(
    "Dana Lee", id="dana", company="Acme Inc.", email=("dana@acme.example",), phone=("617 555 0142",),
    linkedin="https://www.linkedin.com/in/dana-lee", aliases=("Dee Lee",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (person("Somebody Else", id="dana"), "Dana Lee by id"),
        (person("Dana Lee-Park", email=("DANA@acme.example",)), "Dana Lee by e-mail"),
        (person("D. Lee", email=("dana@acme.example",)), "Dana Lee by e-mail"),
        (person("Peter Lee", email=("dana@acme.example",)), "doubt: the same e-mail, another name"),
        (person("Dr. Dana Lee", phone=("+1 (617) 555-0142",)), "Dana Lee by phone"),
        (person("Peter Roe", phone=("+1 (617) 555-0142",)), "new"),
        (person("Dana Park", linkedin="http://de.linkedin.com/in/dana-lee/"), "Dana Lee by LinkedIn address"),
        (person("dána  lee"), "Dana Lee by name"),
        (person("Dee Lee", company="ACME"), "Dana Lee by name"),
        (person("Dana Lee", company="Globex"), "doubt: the same name, another company"),
        (person("Dana Lee", email=("d@home.example",)), "doubt: the same name, another e-mail"),
        (person("Dana Lee", email=("d@home.example",), company="Acme"), "Dana Lee by name"),
        (person("Dana"), "new"),
    ],
)
def test_whom_a_row_means(row: Person, expected: str) -> None:
    assert shown(known(DANA).match(as_contact(row))) == expected


def test_who_is_called_by_a_picture_is_known_again() -> None:
    both = known(person("❤️", phone=("+1 617 555 0142",)), person("🙂"))
    assert [shown(both.match(as_contact(person(name)))) for name in ("🙂", "❤️", "🙃")] == ["🙂 by name", "❤️ by name", "new"]


def test_two_of_one_name_are_told_by_their_company_or_not_at_all() -> None:
    both = known(person("Anna Müller", company="Acme"), person("Anna Müller", company="Globex GmbH"))
    assert shown(both.match(as_contact(person("Anna Müller")))) == "doubt: 2 are called that"
    match = both.match(as_contact(person("Anna Müller", company="Globex")))
    assert isinstance(match, Found)
    assert match.contact.company
    assert match.contact.company.target == "Globex GmbH"


def test_marks_of_two_people_are_a_doubt() -> None:
    both = known(DANA, person("Kim Lee", email=("kim@x.example",)))
    row = person("Kim Lee", email=("kim@x.example",), linkedin="https://www.linkedin.com/in/dana-lee")
    assert shown(both.match(as_contact(row))) == "doubt: e-mail and LinkedIn address are of 2 people"


SWITCHBOARD = ("617 555 0100",)
TWO_ANNAS = (person("Anna Müller", phone=SWITCHBOARD), person("Anna Schmidt", phone=SWITCHBOARD), person("Peter Roe"))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (person("Anna Schmidt", phone=SWITCHBOARD), "Anna Schmidt by phone"),
        (person("Anna Braun", phone=SWITCHBOARD), "doubt: 2 have this phone"),
        (person("Kim Lee", phone=SWITCHBOARD), "new"),
        (person("Peter Roe", phone=SWITCHBOARD), "Peter Roe by name"),
        (person("A. Schmidt", phone=SWITCHBOARD), "Anna Schmidt by phone"),
    ],
)
def test_a_number_of_many_tells_who_has_the_very_name_or_nobody(row: Person, expected: str) -> None:
    assert shown(known(*TWO_ANNAS).match(as_contact(row))) == expected


def test_an_address_of_one_and_the_very_name_of_another_are_a_doubt() -> None:
    both = known(person("D. Lee", email=("dana@x.example",), linkedin="linkedin.com/in/dee"), person("Dana Lee"))
    by_address, by_profile = person("Dana Lee", email=("dana@x.example",)), person("Dana Lee", linkedin="linkedin.com/in/dee")
    assert shown(both.match(as_contact(by_address))) == "doubt: e-mail and name are of 2 people"
    assert shown(both.match(as_contact(by_profile))) == "D. Lee by LinkedIn address"


def rivals(*rows: Person) -> list[str]:
    there = known(DANA)
    return [shown(match) for _, match in claimed([(row, there.match(as_contact(row))) for row in rows], there)]


def test_of_rows_that_mean_one_note_the_one_that_agrees_in_more_means_it() -> None:
    by_name, by_number = person("Dana Lee", title="Boss"), person("D. Lee", phone=("617 555 0142",))
    lost = "doubt: another row means the same note"
    assert rivals(by_name, by_number) == [lost, "Dana Lee by phone"]
    assert rivals(by_number, replace(by_number, name="Dana")) == ["Dana Lee by phone", lost]
    assert rivals(by_name, by_name) == ["Dana Lee by name", lost]


def test_a_row_in_doubt_that_agrees_in_more_puts_the_other_in_doubt() -> None:
    said = rivals(person("Dana Lee"), person("Peter Lee", email=("dana@acme.example",)))
    assert said == ["doubt: another row means the same note", "doubt: the same e-mail, another name"]
    assert rivals(person("Dana Lee", company="Globex"), person("Dana Lee")) == [
        "doubt: the same name, another company",
        "Dana Lee by name",
    ]


def test_rows_of_one_person_are_one_and_two_people_stay_two() -> None:
    rows = (
        person("Anna Müller", company="Acme", email=("a@acme.example",)),
        person("Anna Müller", line=3, company="Globex", email=("a@globex.example",)),
        person("Anna Müller", line=4, email=("a@acme.example", "anna@home.example"), title="Boss"),
        person("A. Müller", line=5, email=("anna@home.example",), phone=("617 555 0142",)),
    )
    first, second = joined(rows, "US")
    assert (first.email, first.title, first.phone) == (("a@acme.example", "anna@home.example"), "Boss", ("617 555 0142",))
    assert second is rows[1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Acme", "ACME Inc.", True),
        ("Müller & Söhne GmbH & Co. KG", "muller sohne", True),
        ("Acme", "Acme Robotics", True),
        ("A/S Norsk", "Norsk AS", False),
        ("Acme", "Globex", False),
        ("The Company", "The Company", True),
        ("Inc", "Ltd", False),
    ],
)
def test_when_two_names_are_one_company(one: str, other: str, same: bool) -> None:
    assert same_company(one, other) is same
