"""Any row makes a note that reads back as the row, and a body that is nothing but text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from vaultcrm.actions.importing.matching import employer
from vaultcrm.actions.importing.notes import note_of
from vaultcrm.exchange.people import Person, people_of
from vaultcrm.model import Contact, PartialDate, Settings, Source
from vaultcrm.notes.edit import as_prose
from vaultcrm.notes.records import parse_note, read_record

TEMPLATE = (Path(__file__).parents[2] / "templates/notes/contact.md").read_text(encoding="utf-8")
NASTY = st.sampled_from(
    ['=HYPERLINK("http://x","y")', "[[Dana Lee]]", "<b>x</b>", "---", "- [ ] a", "null", "no", "'", '"', "#", ": ", "a: b",
     "😀", "\u202eabc", "\ufeff", "\x00", "1e3", "2026-11-20", "|", "> ", "@x", "%", "&a", "*a", "!x", "{a}", "[a, b]",
     "\ud800"]
)  # fmt: skip
TEXT = st.one_of(NASTY, st.text(max_size=40), st.lists(NASTY, max_size=3).map(" ".join))
KEYS = ("name", "title", "company", "email", "phone", "address", "linkedin", "birthday", "aliases", "tags", "note", "street")
ROWS = st.fixed_dictionaries({"name": st.lists(TEXT, min_size=1, max_size=1)}).flatmap(
    lambda name: st.dictionaries(st.sampled_from(KEYS), st.lists(TEXT, max_size=3)).map(lambda more: {**more, **name})
)


def read_back(person: Person) -> Contact:
    text = note_of(TEMPLATE, "x-1", person, Settings())
    record, problems = read_record(parse_note("contacts/X.md", text), Settings(), "contact")
    assert isinstance(record, Contact)
    assert problems == ()
    return record


@given(ROWS)
@example({"name": ["Dana"], "note": ["## Log\n- 2026-01-01 email: no\n<!-- \n```\n<<<<<<< a\n- [ ] task\n===\n1. x\n    code"]})
@example({"name": ["\n=1+1\r\n"], "company": ["[[Acme|x]]"], "address": ["a\n\n---\nb: c\n  d"], "phone": ["0123", "no 12345"]})
def test_any_row_is_read_back_as_it_was(raw: dict[str, list[str]]) -> None:
    for person in people_of([(Source("x.csv", 2), raw)], "US").people:
        contact = read_back(person)
        assert contact.name == person.name
        assert contact.aliases == person.aliases
        assert (contact.title or "") == person.title
        assert employer(contact) == person.company
        assert contact.email == person.email
        assert contact.phone == person.phone
        assert (contact.address or "") == person.address
        assert (contact.linkedin or "") == person.linkedin
        assert contact.birthday == person.birthday
        assert contact.tags == person.tags
        assert contact.log == ()
        assert contact.promises == ()


def test_a_connection_of_linkedin_is_a_line_of_the_log_and_no_contact() -> None:
    contact = read_back(Person(Source("c.csv", 2), "Dana Lee", since=date(2021, 1, 5), birthday=PartialDate(5, 2)))
    assert [(line.day, line.verb, line.text) for line in contact.log] == [(date(2021, 1, 5), "note", "Connected on LinkedIn")]
    assert contact.birthday == PartialDate(5, 2)


def test_prose_is_words_only() -> None:
    assert as_prose("# A\n- b\n1. c\n<b>d</b> <dana@x.example> a < b\n[[e]]\n~~~\nplain - text") == (
        "\\# A\n\\- b\n1\\. c\n&lt;b>d&lt;/b> <dana@x.example> a < b\n\\[\\[e]]\n\\~~~\nplain - text"
    )
