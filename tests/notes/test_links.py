"""Links between notes, in text and in front matter, and whom they name."""

import pytest

from vaultcrm.model import Ref, Source
from vaultcrm.notes.links import Names, as_ref, as_refs, find_links, index_names, paths_of
from vaultcrm.notes.yamltext import Value, read_yaml

HERE = Source("interviews/Acme.md", 3)


def link(target: str, shown: str | None = None) -> Ref:
    return Ref(target, shown, True, HERE)


def name(text: str) -> Ref:
    return Ref(text, None, False, HERE)


def value_of(yaml: str) -> Value:
    entries = read_yaml(yaml, 1)
    assert isinstance(entries, list)
    return entries[0].value


def test_links_in_text() -> None:
    text = (
        "Met [[Dana Lee]] and [[contacts/Sam Roe|Sam]], see [[Acme#Team]], [[Ines Berg.md]]; ![[photo.png]] on [[2026-11-17]]"
    )
    assert find_links(text, HERE) == (link("Dana Lee"), link("contacts/Sam Roe", "Sam"), link("Acme"), link("Ines Berg"))


@pytest.mark.parametrize(
    ("yaml", "refs"),
    [
        ('who: "[[Dana Lee]]"', [link("Dana Lee")]),
        ("who: [[Dana Lee]]", [link("Dana Lee")]),
        ("who: [[Lee, Dana]]", [link("Lee, Dana")]),
        ("who: [[Dana Lee|Dana]]", [link("Dana Lee", "Dana")]),
        ("who:\n- - Dana Lee\n- - Sam Roe", [link("Dana Lee"), link("Sam Roe")]),
        ("who:\n  - [[Dana Lee]]\n  - [[Sam Roe]]", [link("Dana Lee"), link("Sam Roe")]),
        ('who: ["[[Dana Lee]]", Sam Roe]', [link("Dana Lee"), name("Sam Roe")]),
        ("who: Dana Lee", [name("Dana Lee")]),
        ("who: Dana Lee, Sam Roe and Mei Kaya", [name("Dana Lee"), name("Sam Roe"), name("Mei Kaya")]),
        ('who: "[[Dana Lee]] (chair), Sam Roe & [[Lee, Ann]]"', [link("Dana Lee"), name("Sam Roe"), link("Lee, Ann")]),
        ("who: []", []),
        ('who: ["[[Dana Lee]]", "[[]]", "[[ ]]", "[[|]]"]', [link("Dana Lee")]),
        ("who:\n  - [[]]\n  - [[Sam Roe]]", [link("Sam Roe")]),
        ('who: "[[]]"', []),
    ],
)
def test_people_in_front_matter(yaml: str, refs: list[Ref]) -> None:
    assert as_refs(value_of(yaml), HERE) == tuple(refs)


@pytest.mark.parametrize(
    ("yaml", "ref"),
    [
        ('company: "[[Acme]]"', link("Acme")),
        ("company: [[Acme]]", link("Acme")),
        ("company: Smith, Jones & Co", name("Smith, Jones & Co")),
        ('company: "[[Acme]] (by an agency)"', link("Acme")),
        ('company: "[[Acme]] or [[Brook]]"', None),
        ("company: {name: Acme}", None),
        ('company: "[[]]"', None),
        ('company: "[[ ]]"', None),
        ('company: "[[]] Acme"', name("Acme")),
    ],
)
def test_the_one_note_that_a_key_names(yaml: str, ref: Ref | None) -> None:
    assert as_ref(value_of(yaml), HERE) == ref


PEOPLE = index_names(
    [
        Names("contacts/Dana Lee.md", "Dana Lee", ("DL", "Sam Roe")),
        Names("contacts/acme/Sam Roe.md", "Samuel Roe"),
        Names("contacts/dl.md", "D. Lopez"),
        Names("contacts/old/Mei.md", "Mei Kaya"),
        Names("contacts/new/Mei.md", "Mei Kaya"),
        Names("contacts/José.md", "José Silva"),
    ]
)


@pytest.mark.parametrize(
    ("target", "paths"),
    [
        ("contacts/Dana Lee", ["contacts/Dana Lee.md"]),
        ("acme/Sam Roe", ["contacts/acme/Sam Roe.md"]),
        ("dana  LEE", ["contacts/Dana Lee.md"]),
        ("Samuel Roe", ["contacts/acme/Sam Roe.md"]),
        ("Sam Roe", ["contacts/acme/Sam Roe.md"]),
        ("DL", ["contacts/dl.md"]),
        ("Mei", ["contacts/old/Mei.md", "contacts/new/Mei.md"]),
        ("old/Mei", ["contacts/old/Mei.md"]),
        ("JOSE\u0301", ["contacts/José.md"]),
        ("Nobody", []),
    ],
)
def test_path_before_file_before_name_before_alias_and_a_tie_is_a_tie(target: str, paths: list[str]) -> None:
    assert paths_of(PEOPLE, link(target)) == tuple(paths)


def test_in_its_own_note_a_name_means_that_note() -> None:
    assert paths_of(PEOPLE, Ref("Mei", source=Source("contacts/new/Mei.md", 9))) == ("contacts/new/Mei.md",)


@pytest.mark.parametrize(
    ("yaml", "name"),
    [
        ("A/S Norsk", "A/S Norsk"),
        ("[[companies/Acme]]", "Acme"),
        ("[[companies/Acme|Acme GmbH]]", "Acme GmbH"),
    ],
)
def test_a_slash_is_a_folders_in_a_link_only(yaml: str, name: str) -> None:
    ref = as_ref(yaml, Source("x.md"))
    assert ref
    assert ref.name == name
