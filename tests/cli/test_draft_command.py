"""``draft``: written, found again, never written over once edited, made anew where notes changed, taken back by ``undo``."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from vaultcrm.notes.drafts import GAP, message, read_draft
from vaultcrm.vault.drafts import all_drafts

NOTE = "interviews/2026-11-17 Acme.md"
FIVE = ("Ana Ruiz", "Ben Okafor", "Chloe Martin", "Dev Patel", "Eva Lindgren")
DEBRIEFS = {
    "with names": "- Ana: late-arriving events\n- Ben asked about the warehouse\n- Chloe: her team's rota\n"
    "- Dev: schema changes without downtime\n- Eva: what good documentation is",
    "without names": "- Late-arriving events\n- Warehouse costs",
    "empty": "",
}


@pytest.fixture
def key(run):
    """The key of Dana's thank-you."""
    found = json.loads(run("draft", "--json").output)
    return next(one["key"] for one in found if one["title"] == "Thank Dana Lee (Acme)")


def add(vault: Path, name: str, before: str, words: str) -> None:
    """Put words before other words of a note."""
    path = vault / name
    path.write_text(path.read_text("utf-8").replace(before, words + before, 1), "utf-8")


def only(vault: Path):
    """The one draft that there is."""
    (found,) = all_drafts(vault)
    return found


def test_without_a_key_it_lists_what_can_be_drafted(run):
    lines = run("draft").stdout.splitlines()
    assert any("Thank Dana Lee (Acme)" in line for line in lines)
    assert not any("Debrief" in line or "Learn" in line for line in lines)


def test_the_draft_is_shown_and_written_as_a_note(run, vault, key):
    shown = run("draft", key)
    assert shown.exit_code == 0
    assert "drafts/2026-11-18 Dana Lee thank-you.md:" in shown.stdout
    assert "the migration" in shown.stdout
    draft = only(vault)
    assert (draft.act, draft.medium, draft.language, draft.recipient.target) == ("thank-you", "email", "en", "Dana Lee")
    assert draft.about.target == "2026-11-17 Acme"
    assert draft.subject.startswith(("Thank", "Many thanks"))


def test_gaps_are_counted_beside_the_text(run, key):
    shown = run("draft", key)
    assert "2 gaps to fill, marked [?: …]" in shown.stderr
    assert shown.stdout.count("[?: ") == 2


def test_a_gap_in_the_subject_is_counted_too(run, vault):
    """Where nobody knows the company, the pitch asks for it in its subject."""
    note = vault / "interviews" / "2026-11-16 Nobody.md"
    front = "start: 2026-11-16 10:00\nend: 11:00\nkind: screen\ninterviewers: [Joe Public]\nplaybooks: [value-pitch]"
    note.write_text(f"---\n{front}\n---\n", "utf-8")
    found = json.loads(run("draft", "--json").output)
    shown = run("draft", next(one["key"] for one in found if one["title"] == "Value pitch to Joe Public"))
    wanted = shown.stdout.count("[?: ")
    assert f"{wanted} gaps to fill" in shown.stderr
    assert "[?: the company]" in next(line for line in shown.stdout.splitlines() if line.startswith("Subject:"))


def test_it_is_found_again_and_nothing_is_written(run, vault, key):
    run("draft", key)
    before = {path: path.stat().st_mtime_ns for path in (vault / "drafts").iterdir()}
    run("draft", key, today="2026-11-19")
    assert {path: path.stat().st_mtime_ns for path in (vault / "drafts").iterdir()} == before


def test_one_that_is_not_edited_follows_the_notes(run, vault, key):
    run("draft", key)
    add(vault, NOTE, "## Requirement", "## What went well\n\nShowed the comparison job\n\n")
    assert json.loads(run("draft", key, "--json").stdout)[0]["outcome"] == "again"
    assert "the comparison job" in only(vault).text


@pytest.mark.parametrize("change", ["text", "subject"])
def test_one_that_is_edited_is_never_written_over(change, run, vault, key):
    run("draft", key)
    path = vault / only(vault).source.path
    words = {"text": ("Dear Dana", "Dear Director"), "subject": ("subject: ", "subject: My own ")}[change]
    edited = path.read_text("utf-8").replace(*words)
    path.write_text(edited, "utf-8")
    add(vault, NOTE, "## Requirement", "## What went well\n\nShowed the comparison job\n\n")
    shown = run("draft", key, "--medium", "card")
    assert path.read_text("utf-8") == edited
    assert "you have edited this draft, it stays as it is" in shown.stderr
    assert len(all_drafts(vault)) == 1


def test_keys_of_the_users_own_stay_when_it_is_made_anew(run, vault, key):
    run("draft", key)
    path = vault / only(vault).source.path
    path.write_text(path.read_text("utf-8").replace("act: thank-you", "act: thank-you\nmood: sunny"), "utf-8")
    run("draft", key, "--medium", "card")
    assert "mood: sunny" in path.read_text("utf-8")
    assert only(vault).medium == "card"


def test_undo_takes_it_back(run, vault, key):
    run("draft", key)
    assert run("undo").exit_code == 0
    assert all_drafts(vault) == ()


def test_a_whole_panel_is_thanked_at_once_and_undone_at_once(run, vault):
    shown = json.loads(run("draft", "--interview", "Acme", "--json").stdout)
    assert [one["recipient"] for one in shown] == ["Dana Lee", "Sam Roe"]
    run("undo")
    assert all_drafts(vault) == ()


@pytest.mark.parametrize("act", ["thank-you", "pitch"])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("debrief", DEBRIEFS)
def test_the_drafts_of_a_panel_of_five_are_different_from_the_start(debrief, language, act, run, vault):
    people = ", ".join(f'"[[{name}]]"' for name in FIVE)
    system = "[savvy]" if act == "thank-you" else "[value-pitch]"
    note = (vault / NOTE).read_text("utf-8").replace('"[[Dana Lee]]", "[[Sam Roe]]"', people)
    note = note.replace("[impressive, value-pitch]", system).replace("- [[Dana Lee]]: the migration", DEBRIEFS[debrief])
    (vault / NOTE).write_text(note, "utf-8")
    assert run("draft", "--interview", "Acme", "--language", language).exit_code == 0
    texts = [GAP.sub("", message(one)).split() for one in all_drafts(vault)]
    assert len(texts) == 5
    pairs = [SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in combinations(texts, 2)]
    assert max(pairs) < 0.6
    shared = [len(_sentences(one) & _sentences(other)) for one, other in combinations(texts, 2)]
    assert max(shared) <= 1


def _sentences(words: list[str]) -> set[str]:
    return {part for part in " ".join(words).replace("? ", ". ").split(". ") if len(part.split()) > 5}


def test_another_medium_and_another_language(run, vault, key):
    run("draft", key, "--medium", "express", "--language", "de")
    draft = only(vault)
    assert (draft.medium, draft.language) == ("express", "de")
    assert draft.text.startswith("Guten Tag Dana Lee,")


def test_what_is_for_oneself_is_said_kindly(run):
    own = next(word for line in run("agenda", "--all").stdout.splitlines() if "Learn" in line for word in line.split())
    shown = run("draft", own)
    assert shown.exit_code == 2
    assert "this is for yourself, there is nothing to send" in shown.stderr
    assert "vaultcrm done" in shown.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["zzzzz"], 4, "no touch-point has the key 'zzzzz'"),
        (["--interview", "Nobody"], 4, "no interview is called 'Nobody'"),
        (["--interview", "Acme", "--language", "xx"], 2, "there are no templates in the language 'xx'"),
        (["--interview", "Acme", "--language", "../en"], 2, "there are no templates in the language"),
        (["--interview", "Acme", "--eml"], 2, "--eml: one draft goes out at a time"),
        (["--interview", "Acme", "--eml", "--pdf"], 2, "--eml, --pdf: a draft goes out by one way at a time"),
        (["--interview", "Acme", "--eml", "--json"], 2, "--eml, --json: a draft goes out by one way at a time"),
        (["--pdf"], 2, "--pdf: of which draft?"),
    ],
)
def test_what_cannot_be_is_refused_in_words(words, status, said, run):
    shown = run("draft", *words)
    assert (shown.exit_code, said in shown.stderr) == (status, True)


def test_the_vaults_own_template_goes_before_the_programs(run, vault, key):
    folder = vault / "templates/drafts/en"
    folder.mkdir(parents=True)
    (folder / "thank-you.md").write_text("Subject: Hello\n\nMine, {{ to.given }}.\n\n{% include '_closing.md' %}\n", "utf-8")
    run("draft", key)
    assert only(vault).text.startswith("Mine, Dana.")


def test_a_mistake_in_a_template_is_named_by_its_line(run, vault, key):
    folder = vault / "templates/drafts/en"
    folder.mkdir(parents=True)
    (folder / "thank-you.md").write_text("Dear {{ to.given }},\n\n{{ topci }}\n", "utf-8")
    shown = run("draft", key)
    assert shown.exit_code == 1
    assert "templates/drafts/en/thank-you.md:3: nothing is called `topci`" in shown.stderr
    assert "Did you mean `topic`" in shown.stderr
    assert all_drafts(vault) == ()


def test_a_template_outside_the_vault_is_not_followed(run, vault, key, tmp_path):
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    folder = vault / "templates/drafts/en"
    folder.mkdir(parents=True)
    (folder / "thank-you.md").symlink_to(tmp_path / "secret.md")
    assert "secret" not in run("draft", key).stdout


def test_another_language_is_added_by_files_alone(run, vault, key):
    folder = vault / "templates/drafts/nl"
    folder.mkdir(parents=True)
    (folder / "thank-you.md").write_text("Beste {{ to.given }},\n\nDank u wel {{ when }}.\n", "utf-8")
    (folder / "language.toml").write_text('date = "op {day} {month}"\nweekday = "op {weekday}"\n', "utf-8")
    run("draft", key, "--language", "nl")
    assert only(vault).text.startswith("Beste Dana,")


def test_a_promise_and_a_day_by_hand_have_their_drafts(run, vault):
    add(vault, "contacts/Sam Roe.md", "company:", "next_contact: 2026-12-18\n")
    add(vault, NOTE, "## Requirement", "## Promised\n\n- [ ] Send the list to [[Dana Lee]] 2026-11-18\n\n")
    found = {one["step"]: one["key"] for one in json.loads(run("draft", "--json").output)}
    assert "As promised, I am sending you: the list." in run("draft", found["promise"]).stdout
    assert "wanted to hear how you are" in run("draft", found["next-contact"]).stdout


def test_what_was_said_stays_when_staying_in_touch_begins_anew(run, vault):
    add(vault, "contacts/Sam Roe.md", "company:", "cadence: 1 month\nlast_contact: 2026-09-01\n")
    key = next(one["key"] for one in json.loads(run("draft", "--json").output) if one["step"] == "stay-in-touch")
    run("draft", key)
    first = only(vault)
    (vault / "contacts/Sam Roe.md").write_text(
        (vault / "contacts/Sam Roe.md").read_text("utf-8")
        + f"\n## Log\n\n- 2026-11-18 email #stay-in-touch: Hello [[{first.source.path.removesuffix('.md')}]]\n",
        "utf-8",
    )
    run("draft", key, today="2026-12-20")
    assert [one.source.path for one in all_drafts(vault)] == [first.source.path, "drafts/2026-12-20 Sam Roe stay-in-touch.md"]


def test_the_json_has_these_keys(run, key):
    (shown,) = json.loads(run("draft", key, "--json").stdout)
    assert list(shown) == [
        "path", "line", "outcome", "act", "medium", "language", "recipient", "subject", "text", "touchpoint",
    ]  # fmt: skip


def test_a_note_that_is_no_draft_is_passed_over(run, vault, key):
    (vault / "drafts").mkdir()
    (vault / "drafts/notes.md").write_text("just words", "utf-8")
    assert run("draft", key).exit_code == 0
    assert read_draft("drafts/notes.md", "just words")[0] is None


def test_the_help_ends_in_an_example(run):
    assert "vaultcrm draft gsoga --eml" in run("draft", "--help").output.split("Example:")[1]


def test_someone_without_a_note_is_written_to_by_name(run, vault):
    add(vault, NOTE, '"[[Sam Roe]]"', '"[[Kim Doe]]", ')
    shown = json.loads(run("draft", "--interview", "Acme", "--json").stdout)
    assert [one["recipient"] for one in shown] == ["Dana Lee", "Kim Doe", "Sam Roe"]
    assert shown[1]["text"].startswith("Dear Kim,")


def test_staying_in_touch_takes_up_what_you_last_spoke_of(run, vault):
    add(vault, "contacts/Dana Lee.md", "company:", "cadence: 1 month\n")
    add(vault, "vaultcrm.toml", "[[feed]]", "[playbooks]\nother = []\n\n")
    note = (vault / NOTE).read_text("utf-8").replace("[impressive, value-pitch]", "[]")
    (vault / NOTE).write_text(note.replace('job: "[[Acme Staff Engineer]]"\n', ""), "utf-8")
    key = next(
        one["key"] for one in json.loads(run("draft", "--json", today="2027-06-20").output) if one["step"] == "stay-in-touch"
    )
    shown = run("draft", key, today="2027-06-20").stdout
    assert "Half a year has gone by" in shown
    assert "I still think of something we spoke about: the migration." in shown


def test_line_endings_of_another_system_are_no_edit_and_stay(run, vault, key):
    run("draft", key)
    path = vault / only(vault).source.path
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert json.loads(run("draft", key, "--json").stdout)[0]["outcome"] == "same"
    run("draft", key, "--medium", "card")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
