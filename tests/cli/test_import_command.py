"""``import``: shown first, written at once, undone by one ``undo``; a second run changes nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vaultcrm.cli import cli
from vaultcrm.vault import load_vault
from vaultcrm.vault.leftovers import leftovers, sweep

Run = Callable[..., Result]
CARDS = """\
BEGIN:VCARD
VERSION:3.0
FN:Dana Lee
ORG:Acme Inc.
TEL;TYPE=CELL:+1 617 555 0142
EMAIL:dana@example.com
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:=HYPERLINK("http://x"\\,"Kim")
NOTE:## Log\\n- 2026-01-01 email: no
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Sam Roe
ORG:Umbrella
END:VCARD
BEGIN:VCARD
FN:
END:VCARD
"""
CONNECTIONS = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Dana,Lee,https://www.linkedin.com/in/dana-lee,dana@example.com,Globex,VP Platform,17 Nov 2026
Nina,Ortiz,https://www.linkedin.com/in/ninaortiz,,Tidemark,Recruiter,05 May 2026
Ola,Berg,https://www.linkedin.com/in/ola,,Fjell,Boss,05 May 2026
"""
MESSAGES = """\
CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT
1,Robin,https://www.linkedin.com/in/robin,Dana Lee,https://www.linkedin.com/in/dana-lee,2026-11-14 14:03:22 UTC,hi
1,Dana Lee,https://www.linkedin.com/in/dana-lee,Robin,https://www.linkedin.com/in/robin,2026-11-15 01:03:22 UTC,hi
2,Nina Ortiz,https://www.linkedin.com/in/ninaortiz,Robin,https://www.linkedin.com/in/robin,2026-11-12 11:03:22 UTC,hi
3,A Stranger,https://www.linkedin.com/in/stranger,Robin,https://www.linkedin.com/in/robin,2026-11-12 11:03:22 UTC,hi
"""
INVITE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
METHOD:REQUEST
BEGIN:VEVENT
UID:abc@acme
SEQUENCE:1
DTSTART;TZID=America/Chicago:20261201T100000
DTEND;TZID=America/Chicago:20261201T104500
SUMMARY:Panel with Acme
LOCATION:1 Main St\\, Chicago
ORGANIZER;CN=Dana Lee:mailto:dana@example.com
ATTENDEE;CN="Novak, Kim":mailto:kim@acme.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def run(vault: Path) -> Run:
    """Type ``import`` with files that are written first: ``run("vcard", "--yes", text)``."""

    def typed(kind: str, *words: str) -> Result:
        names = []
        for number, text in enumerate(word for word in words if "\n" in word):
            path = vault.parent / f"file{number}"
            path.write_text(text, encoding="utf-8")
            names.append(str(path))
        options = [word for word in words if "\n" not in word]
        return CliRunner().invoke(cli, ["--vault", str(vault), "--today", "2026-11-18", "import", kind, *options, *names])

    return typed


@pytest.fixture
def me(vault: Path) -> None:
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text() + '\n[me]\nemail = "robin@example.org"\n')


def everything(vault: Path) -> dict[str, str]:
    return {path.relative_to(vault).as_posix(): path.read_text() for path in sorted(vault.rglob("*")) if path.is_file()}


def undo(vault: Path) -> None:
    assert CliRunner().invoke(cli, ["--vault", str(vault), "undo"]).exit_code == 0


def test_a_plan_is_shown_and_nothing_written(run: Run, vault: Path) -> None:
    before = everything(vault)
    done = run("vcard", CARDS)
    assert done.exit_code == 0
    assert everything(vault) == before
    path = vault.parent / "file0"
    assert (
        done.stdout.replace(str(path), "c.vcf")
        == """\
1 new
  + =HYPERLINK("http://x","Kim")  contacts/=HYPERLINK( http x , Kim ).md
1 changed
  ~ Dana Lee (by e-mail)  contacts/Dana Lee.md
      phone: +1 617 555 0142
1 in doubt, left alone
  ? Sam Roe, Umbrella: the same name, another company  c.vcf:13
      contacts/Sam Roe.md
      --same 'Sam Roe=contacts/Sam Roe.md' or --same 'Sam Roe=new'
1 to look at
c.vcf:18:1: error: there is no name; left out
    add the name, and import it again
"""
    )
    assert done.stderr == "Nothing was written; --yes writes it.\n"


def test_a_second_run_changes_nothing_and_one_undo_takes_all_back(run: Run, vault: Path) -> None:
    before = everything(vault)
    assert run("vcard", "--yes", CARDS).stderr.startswith("Written: 1 new note, 1 changed.")
    after = everything(vault)
    assert "phone: +1 617 555 0142\n" in after["contacts/Dana Lee.md"]
    again = run("vcard", "--yes", CARDS)
    assert again.stderr == "There is nothing to write.\n"
    assert everything(vault) == after
    undo(vault)
    assert everything(vault) == before


def test_a_doubtful_one_is_who_the_user_says(run: Run, vault: Path) -> None:
    done = run("vcard", "--yes", "--same", "Sam Roe=new", CARDS)
    assert "contacts/Sam Roe 2.md" in done.stdout
    assert "company: Umbrella" in (vault / "contacts/Sam Roe 2.md").read_text()
    assert run("vcard", "--yes", "--same", "Sam Roe=sam-roe", CARDS).exit_code == 0
    assert run("vcard", "--same", "Nobody=sam-roe", CARDS).exit_code == 4
    assert run("vcard", "--same", "Sam Roe", CARDS).exit_code == 2


def test_the_plan_as_json(run: Run) -> None:
    data = json.loads(run("vcard", "--json", CARDS).stdout)
    assert data["written"] is False
    assert data["counts"] == {"new": 1, "changed": 1, "doubtful": 1, "unchanged": 0, "not_picked": 0}
    dana = data["entries"][0]
    assert {key: dana[key] for key in ("state", "name", "line", "path", "by", "changes", "kept", "fits", "occasion")} == {
        "state": "changed", "name": "Dana Lee", "line": 1, "path": "contacts/Dana Lee.md", "by": "e-mail",
        "changes": [{"key": "phone", "before": "", "after": "+1 617 555 0142"}], "kept": [], "fits": [], "occasion": False,
    }  # fmt: skip
    assert [problem["line"] for problem in data["problems"]] == [18]
    assert json.loads(run("vcard", "--json", "--yes", CARDS).stdout)["written"] is True


def test_what_the_note_has_otherwise_stays(run: Run, vault: Path) -> None:
    done = run("csv", "Name,Email,Title,Id\nDana Lee,dana@home.example,Boss,dana-lee\n")
    assert "      title stays Engineering Manager; the file has Boss\n" in done.stdout
    assert "      email stays dana@example.com; the file has dana@home.example\n" in done.stdout
    assert done.stderr == "There is nothing to write.\n"


def test_two_people_of_one_name_get_two_notes(run: Run, vault: Path) -> None:
    rows = "Name,Email\nAnna Müller,a@x.example\nAnna Müller,b@y.example\n"
    assert run("csv", "--yes", rows).exit_code == 0
    assert "email: a@x.example" in (vault / "contacts/Anna Müller.md").read_text()
    assert "email: b@y.example" in (vault / "contacts/Anna Müller 2.md").read_text()
    assert run("csv", "--yes", rows).stderr == "There is nothing to write.\n"


def test_connections_are_made_only_when_picked(run: Run, vault: Path) -> None:
    done = run("linkedin", "--yes", "--pick", "company:tidemark, nobody at all", CONNECTIONS)
    assert "  + Nina Ortiz, Recruiter at Tidemark  contacts/Nina Ortiz.md\n" in done.stdout
    assert "1 not picked; --pick WHOM makes notes of them\n  Ola Berg, Boss at Fjell\n" in done.stdout
    assert "- 2026-05-05 note: Connected on LinkedIn\n" in (vault / "contacts/Nina Ortiz.md").read_text()


def test_a_query_that_is_none_is_shown_at_its_place(run: Run) -> None:
    done = run("linkedin", "--pick", "foo:bar", CONNECTIONS)
    assert done.exit_code == 2
    assert "foo:bar" in done.stderr
    quoted = CONNECTIONS.replace("Fjell", '"Fjell, Inc"')
    assert "  + Ola Berg" in run("linkedin", "--pick", 'company:"Fjell, Inc"', quoted).stdout


def test_another_employer_is_an_occasion_to_write(run: Run, vault: Path) -> None:
    done = run("linkedin", "--yes", "--write-by", "fri", CONNECTIONS)
    assert "Another employer: an occasion to write." in done.stdout
    text = (vault / "contacts/Dana Lee.md").read_text()
    for line in (
        "title: VP Platform", "company: Globex", "linkedin: https://www.linkedin.com/in/dana-lee",
        "- 2026-11-18 note: Now VP Platform at Globex (before: Engineering Manager at Acme)",
        "- [ ] Write to [[Dana Lee]]: now at Globex 2026-11-20",
    ):  # fmt: skip
        assert f"{line}\n" in text
    assert run("linkedin", "--yes", CONNECTIONS).stderr == "There is nothing to write.\n"


def test_the_last_messages_go_into_the_log_once(run: Run, vault: Path) -> None:
    words = ("linkedin", "--yes", "--pick", "nina ortiz", CONNECTIONS, MESSAGES)
    done = run(*words)
    assert "messages with 1 who are no contacts: left alone\n" in done.stdout
    log = (vault / "contacts/Dana Lee.md").read_text().partition("## Log")[2]
    assert log.splitlines()[1:] == [
        "",
        "- 2026-11-12 email [[Dana Lee]]: Sent the CV",
        "- 2026-11-14 09:03 message: LinkedIn",
        "- 2026-11-14 20:03 message from: LinkedIn",
        "- 2026-11-18 note: Now VP Platform at Globex (before: Engineering Manager at Acme)",
    ]
    assert "- 2026-11-12 06:03 message from: LinkedIn\n" in (vault / "contacts/Nina Ortiz.md").read_text()
    again = run(*words).stderr
    assert again == "Of those without a note nobody fits 'nina ortiz'.\nThere is nothing to write.\n"


@pytest.mark.usefixtures("me")
def test_an_invitation_is_made_moved_and_called_off(run: Run, vault: Path) -> None:
    before = everything(vault)
    done = run("invite", "--yes", INVITE)
    assert done.stdout.startswith("2 new\n  + 2026-12-01 Acme, Tue 2026-12-01 10:00 (America/Chicago), 1 Main St, Chicago")
    note = vault / "interviews/2026-12-01 Acme.md"
    assert '  - "[[Kim Novak]]"\n  - "[[Dana Lee]]"\n' in note.read_text()
    later = INVITE.replace("SEQUENCE:1", "SEQUENCE:3").replace("T10", "T09")
    assert run("invite", "--yes", INVITE, later).exit_code == 0
    assert "start: 2026-12-01 09:00\n" in note.read_text()
    assert run("invite", "--yes", INVITE).stderr == "There is nothing to write.\n"
    run("invite", "--yes", INVITE.replace("SEQUENCE:1", "SEQUENCE:4").replace("REQUEST", "CANCEL"))
    assert "status: cancelled\n" in note.read_text()
    for _ in range(3):
        undo(vault)
    assert everything(vault) == before


@pytest.mark.usefixtures("me")
def test_an_older_invitation_that_comes_late_moves_nothing(run: Run, vault: Path) -> None:
    path = vault.parent / "invite.ics"
    path.write_text(INVITE.replace("SEQUENCE:1", "SEQUENCE:2"))
    CliRunner().invoke(cli, ["--vault", str(vault), "new", "interview", "--from-invite", str(path)])
    assert run("invite", "--yes", INVITE.replace("T10", "T09")).stderr == "There is nothing to write.\n"


@pytest.mark.usefixtures("me")
def test_an_invitation_without_an_identity_is_known_by_its_time_and_name(run: Run) -> None:
    nameless = "".join(line for line in INVITE.splitlines(keepends=True) if not line.startswith("UID"))
    assert nameless != INVITE
    assert "new note" in run("invite", "--yes", nameless).stderr
    assert run("invite", "--yes", nameless).stderr == "There is nothing to write.\n"
    assert "new note" in run("invite", "--yes", nameless.replace("T10", "T16")).stderr


@pytest.mark.usefixtures("me")
def test_what_is_no_single_invitation_is_said_and_the_rest_taken(run: Run) -> None:
    series = INVITE.replace("SEQUENCE:1", "RRULE:FREQ=DAILY").replace("abc@", "ser@")
    answer = INVITE.replace("REQUEST", "REPLY")
    done = run("invite", series, INVITE + INVITE.replace("abc@", "def@") + INVITE.replace("abc@", "ghi@"), answer, INVITE)
    assert done.stdout.startswith("4 new\n")
    for words in ("the event repeats", "this is an answer to an invitation"):
        assert f": error: {words}\n" in done.stdout
    assert run("invite", series).exit_code == 1
    several = run("invite", series + INVITE)
    assert several.stdout.startswith("2 new\n")
    assert ": error: Panel with Acme: the event repeats\n" in several.stdout
    assert "it calls off what is not in the vault" in run("invite", INVITE.replace("REQUEST", "CANCEL")).stdout


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("csv", "Nimi,Posti\nDana,x\n", "none of its columns is known to hold a name"),
        ("csv", "\n\n", "there is nothing in it"),
        ("google", "Name,Mail\nDana,x@y.example\n", "these are not Google's contacts"),
        ("linkedin", "Name,Mail\nDana,x@y.example\n", "this is neither Connections.csv nor messages.csv"),
        ("vcard", "Name,Mail\nDana,x@y.example\n", "there is no vCard in it"),
    ],
)
def test_a_file_that_is_something_else_is_refused(run: Run, kind: str, text: str, words: str) -> None:
    done = run(kind, "--yes", text)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output


def test_a_note_that_cannot_be_changed_stays_and_the_rest_is_taken(run: Run, vault: Path) -> None:
    (vault / "contacts/Dana Lee.md").write_text("---\nid: dana-lee\nemail: dana@example.com\nphone: &x\nb: *x\n---\n")
    done = run("vcard", "--yes", CARDS)
    assert done.exit_code == 0
    assert "contacts/Dana Lee.md: warning: not changed: " in done.stdout
    assert "Written: 1 new note, 0 changed." in done.stderr


@pytest.mark.parametrize("words", [("vcard",), ("vcard", "--version", "3.0"), ("csv", "contacts")])
def test_what_was_exported_says_nothing_new(run: Run, vault: Path, words: tuple[str, ...]) -> None:
    exported = CliRunner().invoke(cli, ["--vault", str(vault), "export", *words]).stdout
    done = run(words[0], "--yes", exported)
    assert done.stderr == "There is nothing to write.\n"
    assert done.stdout.startswith("2 left as they are\n")


def test_one_that_is_known_is_left_as_it_is(run: Run) -> None:
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dana Lee\r\nEMAIL:dana@example.com\r\nEND:VCARD\r\n"
    assert run("vcard", "--yes", card).stdout.startswith("1 left as it is\n")


def test_a_card_of_ours_is_known_by_its_uid_whatever_became_of_its_name(run: Run, vault: Path) -> None:
    exported = CliRunner().invoke(cli, ["--vault", str(vault), "export", "vcard", "dana"]).stdout
    changed = exported.replace("Dana Lee", "D. Park").replace("dana@example.com", "d.park@example.com")
    entry = json.loads(run("vcard", "--json", changed).stdout)["entries"][0]
    assert (entry["path"], entry["by"]) == ("contacts/Dana Lee.md", "id")


def test_an_archived_person_is_not_made_again(run: Run, vault: Path) -> None:
    (vault / "contacts/Ola Berg.md").write_text("---\ntype: contact\narchived: true\n---\n")
    done = run("csv", "--yes", "Name\nOla Berg\n")
    assert "  ? Ola Berg: there is a file of that name which is not read (archived, perhaps)" in done.stdout
    assert "      contacts/Ola Berg.md\n" in done.stdout
    assert "      --same 'Ola Berg=new'\n" in done.stdout
    assert "contacts/Ola Berg 2.md" in run("csv", "--yes", "--same", "Ola Berg=new", "Name\nOla Berg\n").stdout


def test_at_a_terminal_one_is_asked_whom_to_make_and_whether_to_write(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["each", "nobody"])
    monkeypatch.setattr("vaultcrm.cli.import_shown.at_terminal", lambda: True)
    monkeypatch.setattr("vaultcrm.cli.import_shown.ask", lambda *_: next(answers))
    agreed = ("Nina Ortiz, Recruiter at Tidemark?", "Write this?")
    monkeypatch.setattr("click.confirm", lambda text, **_: text in agreed)
    done = run("linkedin", CONNECTIONS)
    assert "Written: 1 new note, 1 changed." in done.stderr
    assert (vault / "contacts/Nina Ortiz.md").is_file()
    assert "1 not picked" in run("linkedin", CONNECTIONS).stdout


def test_a_template_that_cannot_be_filled_in_is_said_at_once(run: Run, vault: Path) -> None:
    (vault / "templates").mkdir()
    (vault / "templates/contact.md").write_text("---\nname: [\n---\n")
    done = run("vcard", "--yes", CARDS)
    assert done.exit_code == 5
    assert done.stderr.startswith("vaultcrm: templates/contact.md cannot be filled in: ")


def test_the_vaults_own_words_for_keys_are_read_and_written(run: Run, vault: Path) -> None:
    settings = vault / "vaultcrm.toml"
    settings.write_text(settings.read_text() + '\n[fields.contact]\nrole = "title"\nmail = "email"\n')
    (vault / "contacts/Sam Roe.md").write_text("---\r\nid: sam-roe\r\nrole:  # what?\r\nmail: [sam@x.example]\r\n---\r\n")
    assert run("csv", "--yes", "name;role;mail\nSam Roe;Boss;sam@x.example\n").exit_code == 0
    assert "\r\nrole: Boss  # what?\r\n" in (vault / "contacts/Sam Roe.md").read_bytes().decode()


def table(count: int) -> str:
    rows = (f"Person {n} Name{n % 97},p{n}@x.example,Company {n % 300},Engineer,+1 617 555 {n:04}" for n in range(count))
    return "Name,Email,Company,Title,Phone\n" + "\n".join(rows) + "\n"


@pytest.mark.slow
def test_five_thousand_rows_in_ten_seconds(run: Run, vault: Path) -> None:
    begin = time.process_time()
    done = run("csv", "--yes", table(5000))
    assert done.stderr.startswith("Written: 5000 new notes")
    assert run("csv", "--yes", table(5000)).stderr == "There is nothing to write.\n"
    assert time.process_time() - begin < 10


def test_what_was_interrupted_is_taken_back_or_done_and_taken_back_at_once(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, link, left = everything(vault), os.link, iter(range(3))

    def interrupted(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        link(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", interrupted)
        assert run("csv", "--yes", table(5)).exit_code == 1
    assert len(everything(vault)) == len(before) + 3
    undo(vault)
    assert everything(vault) == before
    left = iter(range(3))
    with monkeypatch.context() as patched:
        patched.setattr(os, "link", interrupted)
        run("csv", "--yes", table(5))
    assert run("csv", "--yes", table(5)).stderr.startswith("Written: 2 new notes")
    undo(vault)
    assert everything(vault) == before


def test_another_import_after_one_that_was_interrupted_is_taken_back_by_itself(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(source: Path, target: Path) -> None:
        raise KeyboardInterrupt

    before = everything(vault)
    with monkeypatch.context() as patched:
        patched.setattr(os, "link", interrupted)
        run("csv", "--yes", table(5))
    run("csv", "--yes", "Name\nKim Roe\n")
    undo(vault)
    assert everything(vault) == before


@pytest.mark.slow
def test_killed_in_the_midst_every_note_is_whole_and_a_second_run_does_the_rest(vault: Path) -> None:
    before = everything(vault)
    source = vault.parent / "people.csv"
    source.write_text(table(3000))
    command = [sys.executable, "-m", "vaultcrm", "--vault", str(vault), "import", "csv", "--yes", str(source)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and len(list((vault / "contacts").glob("Person*"))) < 300:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait()
    made = load_vault(vault)
    assert 300 <= len(made.contacts) - 2 <= 3000
    assert all(contact.email and contact.company and contact.title for contact in made.contacts if contact.name != "Sam Roe")
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert len(load_vault(vault).contacts) == 3002
    undo(vault)
    (left,) = (vault / "contacts").glob(".vaultcrm-*.tmp")
    os.utime(left, (0, 0))
    assert leftovers(vault) == (left.relative_to(vault).as_posix(),)
    sweep(vault, leftovers(vault))
    assert everything(vault) == before
