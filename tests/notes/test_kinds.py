"""What a note is: by its type, else by its folder."""

import pytest

from vaultcrm.model import Settings
from vaultcrm.notes.kinds import note_kind
from vaultcrm.notes.records import parse_note


def kind(path: str, front: str = "", settings: Settings | None = None) -> str:
    note = parse_note(path, f"---\n{front}\n---\n")
    return note_kind(path, note.front.entries, settings or Settings())


@pytest.mark.parametrize(
    ("path", "front", "what"),
    [
        ("contacts/Dana Lee.md", "", "contact"),
        ("People/Dana Lee.md", "", "contact"),
        ("contacts/acme/Dana.md", "", "contact"),
        ("interviews/2026-11-17 Acme.md", "", "interview"),
        ("jobs/Acme.md", "", "job"),
        ("playbooks/savvy.md", "", "playbook"),
        ("drafts/a.md", "", "draft"),
        ("search.md", "", "search"),
        ("Dana Lee.md", "type: contact", "contact"),
        ("Dana Lee.md", "Type: Person", "contact"),
        ("notes/x.md", "type: '[[Job]]'", "job"),
        ("jobs/x.md", "type: company", "company"),
        ("contacts/x.md", "type: recipe", "other"),
        ("notes/x.md", "", "other"),
        ("Inbox.md", "", "other"),
        ("contacts/README.md", "", "other"),
        ("contacts/contacts.md", "", "other"),
        ("jobs/Index.md", "", "other"),
        ("contacts/README.md", "type: contact", "contact"),
        ("contacts/x.md", "type:", "contact"),
    ],
)
def test_type_before_folder(path: str, front: str, what: str) -> None:
    assert kind(path, front) == what


TYPES = {"#person": "contact", "crm/people/": "contact", "crm/people/us/": "other", "opening": "job", "job": "other"}


@pytest.mark.parametrize(
    ("path", "front", "what"),
    [
        ("x.md", "type: Opening", "job"),
        ("x.md", "type: job", "other"),
        ("x.md", "tags: [person]", "contact"),
        ("x.md", "tags: '#Person/friend'", "contact"),
        ("x.md", "tags: personal", "other"),
        ("x.md", "type: recipe\ntags: person", "contact"),
        ("x.md", "type: company\ntags: person", "company"),
        ("person/person.md", "tags: person", "other"),
        ("CRM/People/Dana.md", "", "contact"),
        ("crm/people/b/Dana.md", "", "contact"),
        ("CRM/People/us/Dana.md", "", "other"),
        ("CRM/Dana.md", "", "other"),
        ("CRM/People/x.md", "type: recipe", "other"),
    ],
)
def test_words_tags_and_folders_of_ones_own_count_where_the_settings_name_them(path: str, front: str, what: str) -> None:
    assert kind(path, front, Settings(types=TYPES)) == what


def test_of_several_words_for_the_type_one_that_is_ours_counts() -> None:
    own = Settings(fields={"contact": {"categories": "type"}})
    assert kind("x.md", "type: note\ncategories: [Friends, People]", own) == "contact"


def test_another_word_for_the_type_counts_where_the_settings_name_it() -> None:
    own = Settings(fields={"contact": {"categories": "type"}})
    assert kind("x.md", 'categories: ["[[People]]"]') == "other"
    assert kind("x.md", 'categories: ["[[People]]"]', own) == "contact"
