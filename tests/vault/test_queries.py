"""Groups of people in words."""

from dataclasses import replace

import pytest

from vaultcrm.model import Contact, Ref, Settings, Source
from vaultcrm.vault.queries import called_so, group, holding
from vaultcrm.vault.records import Records, found_of

DANA = Contact(
    source=Source("contacts/Dana Lee.md", 1),
    id="dana-lee",
    name="Dana Lee",
    stem="Dana Lee",
    aliases=("DL",),
    title="Head of Data",
    company=Ref("Acme Corp"),
    email=("dana@example.com",),
    tags=("mentor", "school/tufts"),
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "*",
        "tag:mentor",
        "tag:#Mentor",
        "tag:school",
        "company:acme",
        'company:"acme corp"',
        "name:dana",
        "name:dl",
        "dana",
        "DANA acme",
        "head",
        "mentor",
        "has:email",
        "missing:phone missing:address",
        "tag:mentor company:acme has:email lee",
    ],
)
def test_she_is_in(query: str) -> None:
    assert group(query, Settings())(DANA)


@pytest.mark.parametrize(
    "query",
    [
        "tag:men",
        "tag:mentor tag:friend",
        "company:brook",
        "name:acme",
        "sam",
        "has:phone",
        "missing:email",
        "shoe:9",
        "dana sam",
    ],
)
def test_she_is_not(query: str) -> None:
    assert not group(query, Settings())(DANA)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Zoë Brandt"]),
        ("Mülle", ["Jo Mueller", "Jörg Müller"]),
        ("jorg", ["Jörg Müller"]),
        ("Joerg", ["Jörg Müller"]),
        ("soren", ["Søren Łoś"]),
        ("groß", ["Groß & Söhne"]),
        ("gross & soehne", ["Groß & Söhne"]),
        ("zox", []),
    ],
)
def test_a_name_is_known_on_a_keyboard_without_its_accents(typed, found):
    names = ("Groß & Söhne", "Jo Mueller", "Jörg Müller", "Søren Łoś", "Zoë Brandt")
    people = [replace(_named(name), aliases=(name.split()[-1],)) for name in names]
    assert [one.name for one in called_so(typed, _records(people))] == found


def test_who_is_spelled_just_so_goes_before_who_is_with_accents():
    people = _records([_named("Jose"), _named("José")])
    assert [one.name for one in called_so("jose", people)] == ["Jose"]
    assert [one.name for one in called_so("jos", people)] == ["Jose", "José"]
    assert called_so("", people) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Roe", ["Sam Roe"]),
        ("aylin", ["Dr. Aylin Özdemir"]),
        ("Ozd", ["Dr. Aylin Özdemir"]),
        ("oezdemir", ["Dr. Aylin Özdemir"]),
        ("aylin özd", ["Dr. Aylin Özdemir"]),
        ("ee", []),
        ("zoe", ["Kim Novak"]),
        ("", []),
        (" ", []),
    ],
)
def test_a_later_word_of_a_name_or_alias_is_known(typed, found):
    people = [replace(_named("Kim Novak"), aliases=("Miss Zoë",)), *map(_named, ("Dana Lee", "Dr. Aylin Özdemir", "Sam Roe"))]
    assert [one.name for one in holding(typed, _records(people))] == found


def _named(name: str) -> Contact:
    return replace(DANA, source=Source(f"contacts/{name}.md", 1), name=name, stem=name, id=f"x-{len(name)}", aliases=())


def _records(people: list[Contact]) -> Records[Contact]:
    return Records(Contact, [found_of(one) for one in people])
