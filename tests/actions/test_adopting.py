"""``init`` in vaults that were there before: every note stays as it is, and what is shown is what is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vaultcrm.actions.adopting import adoption, template_folders
from vaultcrm.actions.init import Adopted, init, settings_text
from vaultcrm.model import Contact
from vaultcrm.notes.adopting import propose
from vaultcrm.notes.kinds import note_kind
from vaultcrm.notes.records import parse_note
from vaultcrm.vault import NoteVault, load_vault
from vaultcrm.vault.settings import read_settings

DATA = Path(__file__).parents[1] / "data" / "adopt"
SAMPLES = ("categories", "folders")


def sample(name: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / name, tmp_path / name))


def adopt(root: Path, meetings: bool = False, agreed: bool = True) -> NoteVault:
    init(root, adopted=Adopted(adoption(root, meetings), agreed))
    return load_vault(root)


def contact(vault: NoteVault, name: str) -> Contact:
    return next(one for one in vault.contacts if one.name == name)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_note_is_touched(name: str, tmp_path: Path) -> None:
    root = sample(name, tmp_path)

    def state() -> dict[str, tuple[bytes, int]]:
        files = (path for path in root.rglob("*") if path.is_file())
        return {str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    adopt(root)
    assert before.items() <= state().items()


@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_shown_is_what_is_read(name: str, tmp_path: Path) -> None:
    root = sample(name, tmp_path)
    proposal = adoption(root, meetings=True)
    vault = adopt(root, meetings=True)
    for kind, records in (("contact", vault.contacts), ("interview", vault.interviews), ("job", vault.jobs)):
        assert tuple(one.source.path for one in records) == proposal.kinds[kind]
    assert [problem for problem in vault.problems if problem.source.path == "vaultcrm.toml"] == []
    assert adoption(root).findings == ()


def test_a_vault_of_categories_is_read_in_its_own_words(tmp_path: Path) -> None:
    vault = adopt(sample("categories", tmp_path))
    assert [one.name for one in vault.contacts] == ["Ines Calder", "Mara Quint", "Teo Brandt", "Uncle Osk"]
    teo = contact(vault, "Teo Brandt")
    assert (teo.title, teo.email, teo.phone) == ("Recruiter", ("teo@example.org",), ("+1 617 555 0142",))
    assert str(teo.cadence) == "3 months"
    assert [(one.title, one.stage) for one in vault.jobs] == [
        ("Staff engineer", "interviewing"),
        ("Backend developer", "lead"),
        ("SRE", None),
    ]
    assert [[ref.name for ref in one.interviewers] for one in vault.interviews] == [
        ["Mara Quint"],
        ["Mara Quint", "Teo Brandt"],
    ]
    assert vault.settings.folders == ("Applications", "References", "Talks")
    assert vault.settings.ignore == ("Blueprints",)


def test_a_vault_of_folders_is_read_in_its_own_words(tmp_path: Path) -> None:
    vault = adopt(sample("folders", tmp_path))
    assert [one.name for one in vault.contacts] == ["Ben Oduya", "Åsa Holm", "Lou Park", "Ruth Abara", "Kim at the fair"]
    ruth = contact(vault, "Ruth Abara")
    assert (ruth.title, ruth.company and ruth.company.name, ruth.phone) == ("Head of data", "Calloway", ("020 7946 0018",))
    assert [(one.title, one.stage) for one in vault.jobs] == [
        ("Data engineer", "interviewing"),
        ("Platform engineer", None),
        ("Lead", "lead"),
    ]
    assert not vault.interviews
    assert (vault.root / "interviews").is_dir()
    assert not (vault.root / "contacts").exists()


def test_meetings_of_an_office_are_interviews_only_if_their_owner_says_so(tmp_path: Path) -> None:
    assert len(adopt(sample("folders", tmp_path), meetings=True).interviews) == 3


def test_what_was_not_agreed_to_is_written_down_and_does_not_apply(tmp_path: Path) -> None:
    vault = adopt(sample("folders", tmp_path), agreed=False)
    assert '# employer = "company"' in vault.text("vaultcrm.toml")
    assert (vault.settings.types, vault.settings.fields, vault.settings.folders) == ({}, {}, ())


def test_settings_that_are_there_are_the_users(tmp_path: Path) -> None:
    root = sample("folders", tmp_path)
    (root / "vaultcrm.toml").write_text('vault = "k3x9"\n')
    adopt(root)
    assert (root / "vaultcrm.toml").read_text() == 'vault = "k3x9"\n'


@pytest.mark.parametrize(
    "text", ["", "[]", '{"folder": 1}', '{"folder": ""}', '{"folder": "gone"}', "\ud800", '{"folder": "/My/"}']
)
def test_folders_of_templates_are_found_whatever_other_programs_say(text: str, tmp_path: Path) -> None:
    for folder in (".obsidian", "My", "9 Templates", "templates", "contemplates"):
        (tmp_path / folder).mkdir()
    (tmp_path / ".obsidian/templates.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert template_folders(tmp_path) == (("9 Templates", "My") if "/My/" in text else ("9 Templates",))


WORDS = st.sampled_from(
    "type Kind categories tags person #People Meeting meeting date when title Role E-mail follow_up status Applied ghosted "
    "People/ CRM [[x]] 2026-11-17 'a\"b' é👤 \x07 \u202e job application org".split(" ")
)
NOTES = st.dictionaries(
    st.tuples(WORDS, WORDS).map(lambda parts: f"{'-'.join(parts)}/n.md".replace("/n", f"/{parts[1]}").replace("//", "/")),
    st.lists(st.tuples(WORDS, WORDS).map(lambda pair: f"{pair[0]}: {pair[1]}\n"), max_size=6).map("".join),
    max_size=8,
)


@given(NOTES, st.booleans())
@example({"type-type/type.md": "Kind: job\ncategories: CRM\n"}, False)  # says two things of itself
@settings(max_examples=150, deadline=None)
def test_whatever_is_found_the_settings_are_read_without_a_problem(notes: dict[str, str], meetings: bool) -> None:
    parsed = [parse_note(path, f"---\n{front}---\n") for path, front in sorted(notes.items())]
    proposal = propose([(note.path, note.front.entries) for note in parsed], ("9 Templates",), meetings)
    for agreed in (True, False):
        read, problems = read_settings(settings_text("k3x9", "Europe/Berlin", Adopted(proposal, agreed)))
        assert problems == ()
        kinds = {note.path: note_kind(note.path, note.front.entries, read) for note in parsed} if agreed else {}
        assert all(kinds[path] == kind for kind, paths in proposal.kinds.items() for path in paths if agreed)


def test_new_notes_are_written_in_words_that_are_read_again(tmp_path: Path) -> None:
    from vaultcrm.actions.new import ContactFacts, contact_draft, create

    vault = adopt(sample("folders", tmp_path))
    draft = contact_draft(vault, ContactFacts("Kim Novak", title="Baker", company="Acme", email="kim@example.com"))
    create(vault, draft)
    assert draft.asked.path == "20 Network/Kim Novak.md"
    kim = contact(load_vault(vault.root), "Kim Novak")
    assert (kim.title, kim.company and kim.company.name, kim.email) == ("Baker", "Acme", ("kim@example.com",))


def test_five_thousand_notes_are_looked_through_in_seconds(tmp_path: Path) -> None:
    from time import perf_counter

    for n in range(5_000):
        folder = tmp_path / f"{n % 50:02}"
        folder.mkdir(exist_ok=True)
        person = f"categories: [People]\nrole: Nurse\norg: Acme {n}\nlast-contact: 2026-10-01\n" if n % 10 == 0 else "x: 1\n"
        (folder / f"Note {n}.md").write_text(f"---\ncreated: 2026-01-01\ntags: [a, b]\n{person}---\n" + "Words.\n" * 300)
    start = perf_counter()
    proposal = adoption(tmp_path)
    assert (proposal.total, len(proposal.kinds["contact"])) == (5_000, 500)
    assert perf_counter() - start < 10
