"""Groups of people in words."""

from dataclasses import replace

import pytest

from vaultcrm.model import Contact, Ref, Settings, Source
from vaultcrm.vault.queries import candidates, group

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
    people = [_named(name) for name in ("Groß & Söhne", "Jo Mueller", "Jörg Müller", "Søren Łoś", "Zoë Brandt")]
    last_names = {one.name: (one.name.split()[-1],) for one in people}
    assert [one.name for one in candidates(typed, people, lambda one: (one.name, *last_names[one.name]))] == found


def test_who_is_spelled_just_so_goes_before_who_is_with_accents():
    people = [_named("Jose"), _named("José")]
    assert [one.name for one in candidates("jose", people, lambda one: (one.name,))] == ["Jose"]
    assert [one.name for one in candidates("jos", people, lambda one: (one.name,))] == ["Jose", "José"]


def _named(name: str) -> Contact:
    return replace(DANA, name=name, stem=name, id=f"x-{len(name)}", aliases=())
