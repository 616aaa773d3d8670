"""What a vault's own words are found to be: only what is there, and what the notes bear out."""

from __future__ import annotations

import tomllib

from vaultcrm.notes.adopting import Proposal, limits_text, propose, settings_of, words_text
from vaultcrm.notes.records import parse_note

PERSON = {"people/Dana.md": "role: Nurse\norg: Acme"}


def found(notes: dict[str, str], meetings: bool = False) -> Proposal:
    parsed = [parse_note(path, f"---\n{front}\n---\n") for path, front in sorted(notes.items())]
    return propose([(note.path, note.front.entries) for note in parsed], meetings=meetings)


def words(notes: dict[str, str], table: str, meetings: bool = False) -> dict[str, str]:
    findings = found(notes, meetings).findings
    return {finding.word: finding.meaning for finding in findings if finding.table == table and finding.sure}


def test_a_folder_without_notes_has_no_words() -> None:
    assert found({}) == Proposal(kinds={"contact": (), "interview": (), "job": (), "company": ()})
    assert words_text(Proposal()) + limits_text(Proposal()) == ""


def test_our_own_words_need_no_line() -> None:
    notes = {"contacts/Dana.md": "type: contact\ntitle: Nurse\nlast-contact: 2026-10-01", "jobs/x.md": "stage: Applied"}
    assert found(notes).findings == ()
    assert found(notes).kinds["contact"] == ("contacts/Dana.md",)


def test_types_are_found_under_other_keys() -> None:
    notes = {"a.md": 'categories: ["[[People]]"]', "b.md": "categories: [[Job applications]]", "c.md": "categories: [Books]"}
    assert words(notes, "fields.contact") == {"categories": "type"}
    assert words(notes, "types") == {"Job applications": "job"}
    assert found(notes).kinds["job"] == ("b.md",)


def test_a_key_of_the_type_is_named_once() -> None:
    notes = {"a.md": "fileClass: person", "b.md": "fileClass: interview\ndate: 2026-10-01", "c.md": "fileClass: job"}
    assert sum(finding.meaning == "type" for finding in found(notes).findings) == 1
    assert [len(paths) for paths in found(notes).kinds.values()] == [1, 1, 1, 0]


def test_a_word_of_several_meanings_wants_more_than_itself() -> None:
    assert words({"a.md": "type: application\nversion: 2"}, "types") == {}
    assert words({"a.md": "type: application\nemployer: Acme"}, "types") == {"application": "job"}


def test_a_picture_before_the_word_does_not_hide_it() -> None:
    assert words({"a.md": 'type: "👤 Person"'}, "types") == {"👤 Person": "contact"}


def test_a_tag_counts_where_most_of_its_notes_are_people() -> None:
    people = {f"{n}.md": "tags: [people]\nemail: x@example.com" for n in range(3)}
    articles = {f"a{n}.md": "tags: [people]" for n in range(3)}
    assert words(people, "types") == {"#people": "contact"}
    assert words({**people, **articles}, "types") == {}
    assert words({"a.md": "tags: person/friend"}, "types") == {"#person": "contact"}


def test_a_folder_counts_where_most_of_its_notes_bear_it_out() -> None:
    assert words({"2 Network/Dana.md": "employer: Acme", "2 Network/Sam.md": ""}, "types") == {}
    assert words({"2 Network/us/Dana.md": "employer: Acme"}, "types") == {"2 Network/": "contact"}
    assert words({"Career/Applications/x.md": "employer: Acme"}, "types") == {"Career/Applications/": "job"}
    assert words({"Applications/Photoshop.md": "licence: paid"}, "types") == {}


def test_talks_are_interviews_where_they_are_about_work_or_their_owner_says_so() -> None:
    office = {"x.md": "type: meeting\ndate: 2026-10-01\nattendees: [Dana]"}
    assert words(office, "types") == {}
    assert (found(office).meetings, found(office).meeting) == (1, "x.md")
    assert words(office, "types", meetings=True) == {"meeting": "interview"}
    assert found(office, meetings=True).meetings == 0
    assert words({"x.md": "type: meeting\ndate: 2026-10-01\ncompany: Acme"}, "types") == {"meeting": "interview"}


def test_keys_are_proposed_in_the_spelling_of_most_notes() -> None:
    notes = {f"people/{n}.md": "E-Mail Address: x@example.com" for n in range(2)} | {"people/x.md": "e-mail-address: x@y.z"}
    assert words(notes, "fields.contact") == {"E-Mail Address": "email"}


def test_a_key_counts_where_its_values_read_as_ours_do() -> None:
    assert words({"people/a.md": "follow_up: 2026-12-01"}, "fields.contact") == {"follow_up": "next_contact"}
    assert words({"people/a.md": "follow_up: ask about the dog"}, "fields.contact") == {}
    assert words({"people/a.md": "role:"}, "fields.contact") == {}
    assert words({"people/a.md": "title: Nurse\nrole: Lead"}, "fields.contact") == {}


def test_a_title_that_is_the_notes_own_is_a_name() -> None:
    notes = {"people/Dana Lee.md": "title: dana lee\nposition: Nurse", "people/Sam.md": "title: Sam"}
    assert words(notes, "fields.contact") == {"title": "name", "position": "title"}


def test_stages_are_translated_and_what_is_unclear_is_left_open() -> None:
    notes = {"jobs/a.md": "status: To apply", "jobs/b.md": "status: 🟢 Offered", "jobs/c.md": "status: declined"}
    assert words(notes, "stages") == {"To apply": "lead", "🟢 Offered": "offer"}
    assert '# declined = "?"' in words_text(found(notes))


def test_the_lines_are_settings_and_mean_what_was_found() -> None:
    proposal = found({**PERSON, "Über uns/people/x.md": 'Größe "x": 1\nE-mail: x@y.z', "jobs/a.md": 'status: "a \\" b"'})
    read = tomllib.loads(words_text(proposal))
    assert read["fields"]["contact"] == {"E-mail": "email", "org": "company", "role": "title"}
    assert settings_of(proposal.findings).fields["contact"] == {"e_mail": "email", "org": "company", "role": "title"}
    assert tomllib.loads(words_text(proposal, on=False)) == {}


def test_only_folders_with_notes_of_ours_are_read_where_others_are_many() -> None:
    garden = {f"Garden/{n}.md": "" for n in range(20)}
    notes = {"CRM/people/a.md": "email: x@y.z", "CRM/x/b.md": "", "CRM/y/c.md": "", "Job Hunt/jobs/d.md": "company: Acme"}
    assert found({**notes, **garden}).folders == ("CRM/people", "Job Hunt", "interviews")
    assert found({"people/a.md": "email: x@y.z"}).folders == ()
    assert found({"a.md": "type: contact", **garden}).folders == ()
