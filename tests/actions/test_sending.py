"""Drafts that were sent: linked in the line that says so; files that go along; files that are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vaultcrm.actions.doing import Said, done, tried
from vaultcrm.actions.renaming import carry_out, renaming
from vaultcrm.actions.sending import MOST_BYTES, contact_of, enclosed, write_out
from vaultcrm.actions.undoing import undo
from vaultcrm.drafts.material import Promised
from vaultcrm.errors import CannotWrite, NotFound, WrongUsage
from vaultcrm.model import LIVE, Draft, Plan, Ref, Source, Touchpoint
from vaultcrm.notes.drafts import draft_note
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.drafts import all_drafts

TODAY = date(2026, 11, 18)
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "k3x9"\ntimezone = "America/New_York"\n',
    "contacts/Dana Lee.md": "---\ntype: contact\nid: dana-lee\ncadence: 3 months\nlast_contact: 2026-08-01\n---\n",
    "contacts/Ann Poe.md": "---\ntype: contact\nid: ann-poe\ncadence: 3 months\nlast_contact: 2026-08-01\n---\n",
    "interviews/Acme.md": "---\ntype: interview\nid: acme\nstart: 2026-11-17 14:00\n"
    "interviewers: ['[[Dana Lee]]', '[[Sam Roe]]']\nplaybooks: [impressive]\n---\n\n## Log\n",
}


class NoHolidays:
    def name(self, day: date, country: str) -> str | None:
        return None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in NOTES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def plan_of(root: Path) -> Plan:
    return make_plan(load_vault(root), TODAY, NoHolidays())


def touch(root: Path, step: str, name: str = "Dana Lee") -> Touchpoint:
    found = [one for one in plan_of(root).touchpoints if one.step == step and one.person and one.person.name == name]
    return next((one for one in found if one.state in LIVE), found[0])


def write_draft(root: Path, touchpoint: Touchpoint, medium: str, stem: str = "2026-11-18 Dana Lee") -> str:
    path = f"drafts/{stem} {touchpoint.step}.md"
    draft = Draft(
        Source(path), touchpoint.uid, touchpoint.act, "email", "en", Ref("Dana Lee"), Ref("Acme"), "Thanks", "Dear Dana,"
    )
    (root / "drafts").mkdir(exist_ok=True)
    (root / path).write_text(draft_note(draft).replace("medium: email", f"medium: {medium}"), encoding="utf-8")
    return path.removesuffix(".md")


def close(root: Path, touchpoint: Touchpoint, via: str | None = None, text: str = "") -> str:
    return done(load_vault(root), plan_of(root), [touchpoint.key], Said(TODAY, via, text))[0].wrote.line


def test_the_line_links_what_was_said(root: Path) -> None:
    target = write_draft(root, touch(root, "thank-you"), "email")

    line = close(root, touch(root, "thank-you"), "email")

    assert line == f"- 2026-11-18 email [[Dana Lee]] #thank-you: [[{target}|what was said]]"
    vault = load_vault(root)
    read = vault.interviews[0].log[0]
    assert [ref.target for ref in read.people] == ["Dana Lee"]
    assert (read.step, read.text) == ("thank-you", f"[[{target}|what was said]]")
    assert not [problem for problem in vault.problems if problem.source.line == read.source.line]
    assert touch(root, "thank-you").state == "done"


def test_the_link_stands_behind_ones_own_words_and_undo_takes_both(root: Path) -> None:
    target = write_draft(root, touch(root, "thank-you"), "email")
    before = (root / "interviews/Acme.md").read_bytes()

    line = close(root, touch(root, "thank-you"), "email", "Asked for the list")

    assert line.endswith(f"#thank-you: Asked for the list [[{target}|what was said]]")
    undo(root)
    assert (root / "interviews/Acme.md").read_bytes() == before


@pytest.mark.parametrize(
    ("medium", "via", "linked"),
    [
        ("email", "email", True), ("email", "call", False), ("email", "card", False), ("card", "card", True),
        ("card", "email", False),
        ("express", "post", True), ("letter", "letter", True), ("phone", "call", True), ("phone", "voicemail", True),
        ("linkedin", "message", True), ("linkedin", "linkedin", True), ("phone", "met", False),
    ],
)  # fmt: skip
def test_only_what_was_said_in_that_medium_is_linked(root: Path, medium: str, via: str, linked: bool) -> None:
    write_draft(root, touch(root, "thank-you"), medium)

    assert ("what was said" in close(root, touch(root, "thank-you"), via)) is linked


@pytest.mark.parametrize(
    ("medium", "verb"), [("express", "letter"), ("card", "card"), ("linkedin", "linkedin"), ("email", "email")]
)
def test_the_line_says_how_the_draft_went_out(root: Path, medium: str, verb: str) -> None:
    target = write_draft(root, touch(root, "thank-you"), medium)

    assert close(root, touch(root, "thank-you")) == f"- 2026-11-18 {verb} [[Dana Lee]] #thank-you: [[{target}|what was said]]"


def test_without_a_draft_for_it_the_line_is_as_ever(root: Path) -> None:
    write_draft(root, touch(root, "thank-you", "Sam Roe"), "email")

    assert close(root, touch(root, "thank-you"), "email") == "- 2026-11-18 email [[Dana Lee]] #thank-you"


def test_in_the_persons_own_note_and_not_again_in_the_next_round(root: Path) -> None:
    target = write_draft(root, touch(root, "stay-in-touch", "Ann Poe"), "email", "2026-11-18 Ann Poe")

    first = close(root, touch(root, "stay-in-touch", "Ann Poe"), "email")
    later = make_plan(load_vault(root), date(2027, 3, 1), NoHolidays())
    again = next(one for one in later.touchpoints if one.person and one.person.id == "ann-poe" and one.state in LIVE)
    second = done(load_vault(root), later, [again.key], Said(date(2027, 3, 1), "email"))[0].wrote.line

    assert first == f"- 2026-11-18 email #stay-in-touch: [[{target}|what was said]]"
    assert second == "- 2027-03-01 email #stay-in-touch"


def test_a_draft_that_cannot_be_linked_is_left_out(root: Path) -> None:
    write_draft(root, touch(root, "thank-you"), "email", "2026 #1 [x]")

    assert close(root, touch(root, "thank-you"), "email") == "- 2026-11-18 email [[Dana Lee]] #thank-you"


def test_nobody_answered_and_it_stays_to_be_done(root: Path) -> None:
    write_draft(root, touch(root, "call-1"), "phone")

    line = tried(load_vault(root), plan_of(root), [touch(root, "call-1").key], Said(TODAY, text="Rang twice"))[0].wrote.line

    assert line == "- 2026-11-18 no-answer [[Dana Lee]] #call-1: Rang twice"
    assert touch(root, "call-1").state in LIVE


def test_trying_to_reach_oneself_is_refused(root: Path) -> None:
    mine = next(one for one in plan_of(root).touchpoints if one.person is None and one.state in LIVE)

    with pytest.raises(WrongUsage):
        tried(load_vault(root), plan_of(root), [mine.key], Said(TODAY))


def test_renaming_the_person_keeps_the_link_to_what_was_said(root: Path) -> None:
    target = write_draft(root, touch(root, "thank-you"), "email")
    close(root, touch(root, "thank-you"), "email")

    vault = load_vault(root)
    carry_out(vault, renaming(vault, "Dana Lee", "Dana Leigh"))

    log = (root / "interviews/Acme.md").read_text(encoding="utf-8")
    assert f"email [[Dana Leigh]] #thank-you: [[{target}|what was said]]" in log
    draft = all_drafts(root)[0]
    assert (draft.source.path, draft.recipient and draft.recipient.target) == (f"{target}.md", "Dana Leigh")


def a_draft(recipient: Ref | None = None, path: str = "drafts/x.md") -> Draft:
    return Draft(Source(path), "u", "thank-you", "email", "en", recipient, None, "", "Dear Dana,")


def test_whom_it_goes_to(root: Path) -> None:
    vault = load_vault(root)

    assert contact_of(vault, a_draft(Ref("Dana Lee"))).id == "dana-lee"
    with pytest.raises(NotFound, match="there is no note of Sam Roe") as nobody:
        contact_of(vault, a_draft(Ref("Sam Roe")))
    assert 'vaultcrm new contact "Sam Roe"' in nobody.value.remedy
    with pytest.raises(NotFound, match=r"drafts/x\.md"):
        contact_of(vault, a_draft())


def test_open_promises_go_along_as_far_as_a_message_takes_them(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    (root / "list.pdf").write_bytes(b"list")
    (root / "sent.pdf").write_bytes(b"sent")
    with (root / "film.mp4").open("wb") as film:
        film.truncate(MOST_BYTES)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (root / "leak.txt").symlink_to(tmp_path / "secret.txt")
    promises = [
        Promised("the list", file="list.pdf"), Promised("again", file="list.pdf"), Promised("the film", file="film.mp4"),
        Promised("kept", True, "sent.pdf"), Promised("no file"), Promised("out", file="leak.txt"),
        Promised("up", file="../secret.txt"),
    ]  # fmt: skip

    along = enclosed(root, promises)

    assert [(one.name, one.data) for one in along.files] == [("list.pdf", b"list")]
    assert along.left_out == (
        "film.mp4: 18 MB, and a message takes 18 MB in all",
        "leak.txt: no file of the vault",
        "../secret.txt: no file of the vault",
    )


def test_a_file_beside_the_draft_or_where_it_is_asked_for(root: Path) -> None:
    (root / "drafts").mkdir()

    assert write_out(root, a_draft(), None, b"%PDF-1", ".pdf") == root / "drafts/x.pdf"
    assert write_out(root, a_draft(), None, b"%PDF-2", ".pdf").read_bytes() == b"%PDF-2"
    assert write_out(root, a_draft(), root / "own.eml", b"X-Unsent: 1\r\n", ".eml") == root / "own.eml"


def test_nothing_else_is_written_over(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "target.pdf"
    outside.write_bytes(b"%PDF")
    (root / "drafts").mkdir()
    (root / "drafts/x.pdf").symlink_to(outside)
    (root / "mine.pdf").write_bytes(b"my own")
    (root / "folder.pdf").mkdir()

    for path in (None, root / "mine.pdf", root / "folder.pdf"):
        with pytest.raises(CannotWrite):
            write_out(root, a_draft(), path, b"%PDF-1", ".pdf")
    with pytest.raises(WrongUsage, match=r"is to end in \.pdf"):
        write_out(root, a_draft(), Path("k3mq7"), b"%PDF-1", ".pdf")
    assert outside.read_bytes() == b"%PDF"
    assert (root / "mine.pdf").read_bytes() == b"my own"
