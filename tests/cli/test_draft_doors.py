"""``draft KEY`` by each of its doors, from the debrief to the file, the address, the screen."""

from __future__ import annotations

from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import Result

from vaultcrm.notes.drafts import GAP
from vaultcrm.vault.drafts import all_drafts

Run = Callable[..., Result]


@pytest.fixture
def key(run: Run) -> Callable[[str], str]:
    """The key of what the agenda calls so."""
    return lambda title: next(line.split()[0] for line in run("agenda", "--all").stdout.splitlines() if title in line)


@pytest.fixture
def address(vault: Path) -> None:
    """Dana can be written to on paper."""
    note = vault / "contacts/Dana Lee.md"
    text = note.read_text(encoding="utf-8").replace(
        "company: Acme\n", "company: Acme\naddress: 300 Sleeper Lane, Boston, MA 02210\n"
    )
    note.write_text(text, encoding="utf-8")


def test_a_message_with_the_promised_file(run: Run, key: Callable[[str], str], vault: Path) -> None:
    (vault / "files").mkdir()
    (vault / "files/plan.pdf").write_bytes(b"%PDF-1.7")
    (vault / "outside.txt").symlink_to("/etc/hostname")
    note = vault / "interviews/2026-11-17 Acme.md"
    promised = "\n## Promised\n\n- [ ] Send the [[plan.pdf]]\n- [ ] Send [[outside.txt]]\n- [ ] Send [[../../secret.txt]]\n"
    note.write_text(note.read_text(encoding="utf-8") + promised, encoding="utf-8")

    result = run("draft", key("Thank Dana"), "--eml")

    message = BytesParser(policy=policy.default).parsebytes(Path(result.stdout.strip()).read_bytes())
    assert (message["X-Unsent"], message["To"]) == ("1", "Dana Lee <dana@example.com>")
    assert [part.get_filename() for part in message.iter_attachments()] == ["plan.pdf"]
    assert "attached: plan.pdf" in result.stderr
    body = message.get_body()
    assert body is not None
    assert "can do the job" not in body.get_content()


def test_a_message_and_a_page_onto_stdout(run: Run, key: Callable[[str], str], address: None) -> None:
    assert run("draft", key("Thank Dana"), "--eml", "-o", "-").stdout_bytes.startswith(b"X-Unsent: 1\r\n")
    assert run("draft", key("Thank Dana"), "--pdf", "-o", "-").stdout_bytes.startswith(b"%PDF")


def test_an_address_for_the_mail_program(run: Run, key: Callable[[str], str], vault: Path) -> None:
    result = run("draft", key("Thank Dana"), "--mailto")

    to, _, query = result.stdout.strip().removeprefix("mailto:").partition("?")
    assert to == "dana@example.com"
    assert parse_qs(query)["subject"] == [all_drafts(vault)[0].subject]


def test_paper_wants_an_address(run: Run, key: Callable[[str], str], vault: Path) -> None:
    result = run("draft", key("Thank Dana"), "--pdf")

    assert result.exit_code == 2
    assert "contacts/Dana Lee.md: there is no postal address of Dana Lee" in result.stderr
    assert list(vault.glob("drafts/*.pdf")) == []


def test_a_letter_beside_its_draft(run: Run, key: Callable[[str], str], vault: Path, address: None) -> None:
    result = run("draft", key("Thank Dana"), "--pdf")

    assert Path(result.stdout.strip()) == (vault / all_drafts(vault)[0].source.path).with_suffix(".pdf")


def test_a_letter_with_a_gap_is_written_and_the_status_tells(
    run: Run, key: Callable[[str], str], vault: Path, address: None
) -> None:
    asked = ("draft", key("Thank Dana"))
    with_gaps = [run(*asked, *door) for door in ((), ("--pdf",), ("--eml",))]
    assert [result.exit_code for result in with_gaps] == [0, 1, 0]
    assert all("to fill, marked [?: …]" in result.stderr for result in with_gaps)

    note = vault / all_drafts(vault)[0].source.path
    note.write_text(GAP.sub("the cutover", note.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(*asked, "--pdf").exit_code == 0


def test_a_card_to_be_copied(run: Run, key: Callable[[str], str], address: None) -> None:
    lines = [
        line.strip()
        for line in run("draft", key("Thank Dana"), "--medium", "card", "--card").stdout.splitlines()
        if line.strip()
    ]

    assert lines[0].startswith("Dear Dana")
    assert lines[-2:] == ["300 Sleeper Lane", "Boston, MA 02210"]


def test_a_calls_script_goes_by_no_other_door(run: Run, key: Callable[[str], str]) -> None:
    for door in ("--eml", "--mailto", "--pdf", "--card"):
        result = run("draft", key("Call Dana Lee (Acme): first"), door)
        assert result.exit_code == 2
        assert "--speak" in result.stderr
    assert run("draft", key("Thank Dana"), "--speak").exit_code == 2


def test_a_call_is_printed_where_there_is_no_terminal(run: Run, key: Callable[[str], str], vault: Path) -> None:
    before = (vault / "interviews/2026-11-17 Acme.md").read_bytes()

    result = run("draft", key("Call Dana Lee (Acme): first"), "--speak")

    assert result.exit_code == 0
    assert "set up a second" in result.stdout
    assert "Voicemail" in result.stdout
    assert (vault / "interviews/2026-11-17 Acme.md").read_bytes() == before


def test_without_a_note_of_them_they_cannot_be_written_to(run: Run, key: Callable[[str], str], vault: Path) -> None:
    (vault / "contacts/Dana Lee.md").unlink()

    result = run("draft", key("Thank Dana"), "--eml")

    assert result.exit_code == 4
    assert 'vaultcrm new contact "Dana Lee"' in result.stderr


def test_done_links_the_draft_and_undo_takes_it_back(run: Run, key: Callable[[str], str], vault: Path) -> None:
    wanted = key("Thank Dana")
    run("draft", wanted)

    line = run("done", wanted).stdout.splitlines()[0]

    target = all_drafts(vault)[0].source.path.removesuffix(".md")
    assert line == f"- 2026-11-18 email [[Dana Lee]] #thank-you: [[{target}|what was said]]"
    assert run("doctor").stdout.count("Acme.md") == 0
    run("undo")
    assert "what was said" not in (vault / "interviews/2026-11-17 Acme.md").read_text(encoding="utf-8")
