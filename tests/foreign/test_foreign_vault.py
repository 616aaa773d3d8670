"""Somebody clones a stranger's vault and runs every command in it: nothing leaves the vault, nothing runs, nobody is called."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Protocol

import pytest
from click.shell_completion import BashComplete
from click.testing import Result

from vaultcrm.cli import cli
from vaultcrm.vault.git_trust import agree_to_commits

NAMES = (
    "agenda", "agenda --all", "agenda --count", "agenda --days 90", "agenda --json", "brief acme", "brief dana",
    "brief dana --json", "brief dana --markdown", "check", "check --json", "check --trust", "day --json", "day --list",
    "doctor", "doctor --json", "doctor --staged", "export csv contacts", "export json", "export vcard", "export work-log",
    "export work-log --csv", "export work-log --markdown", "feed address --feed usual", "feed address --feed usual --json",
    "feed check usual.ics", "find e", "find e --json", "help notes", "inbox --list", "list contacts", "list contacts --csv",
    "list interviews", "list jobs --csv", "list jobs --json", "list saved", "open dana --path", "playbook check",
    "playbook list", "playbook show nasty", "prep acme", "prep acme --json", "stats", "stats --json", "tree", "tree --json",
    "tree --mermaid",
)  # fmt: skip
PAGES = ("brief dana --html -", "stats --html -", "export work-log --html -", "tree --svg -")
OF_A_KEY = (
    "why",
    "done",
    "reopen",
    "skip",
    "snooze KEY fri",
    "draft",
    "draft KEY --eml",
    "draft KEY --pdf",
    "draft KEY --card",
)
WRITING = (
    "init", "init --pages", "feed build", "feed build --feed usual", "feed build --feed away", "feed build --feed linked",
    "publish", "log sam met Hello", "undo", "heard sam Hello", "new contact Eve", "new contact", "undo",
    "new interview --with Eve --start 2026-12-01T10:00", "new job Dev --company Acme", "stage acme offer",
    "debrief acme --went well", "inbox --file 1 --to sam", "draft --interview acme", "playbook add savvy", "rename eve Dora",
    "doctor --fix --yes", "import csv x.csv --yes", "merge eve sam --yes", "forget eve --yes",
)  # fmt: skip
KIM = """\
---
type: contact
name: Kim Lo
introduced_by: "[[Dana Lee]]"
linkedin: "javascript:alert(1)"
email: '"onmouseover=alert(1) x"@example.com'
---

## Log

- 2026-11-01 met: <svg onload=alert(1)>
"""
# What a terminal would obey, but for our own colours.
OBEYED = re.compile(r"\x1b(?!\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Stranger(Protocol):
    vault: Path
    home: Path
    outside: Path
    ran: Path
    seen: list[str]
    started: list[str]
    called: list[str]

    def run(self, *words: str, text: str | None = None) -> Result: ...

    def state(self) -> dict[str, bytes]: ...


def wrong(stranger: Stranger, result: Result) -> list[str]:
    """All that should not have been."""
    crash = [] if result.exception is None or isinstance(result.exception, SystemExit) else [repr(result.exception)]
    git = [one for one in stranger.started if "'core.fsmonitor=false'" not in one]
    ran = sorted(path.name for path in stranger.ran.iterdir()) if stranger.ran.is_dir() else []
    told = ["the secret"] if "the-secret" in result.output else []
    return [*crash, *stranger.seen, *git, *stranger.called, *ran, *told]


def keys(stranger: Stranger) -> list[str]:
    return [one["key"] for one in json.loads(stranger.run("agenda", "--all", "--json").stdout)]


def test_who_only_reads_sees_the_vault_alone(stranger: Stranger) -> None:
    before = stranger.state()
    commands = [*NAMES, *PAGES, *(f"why {key}" for key in keys(stranger))]
    found = {one: problems for one in commands if (problems := wrong(stranger, stranger.run(*one.split())))}
    assert found == {}
    assert stranger.state() == before


def test_who_only_reads_starts_no_git(stranger: Stranger) -> None:
    started = {words: list(stranger.started) for words in NAMES if stranger.run(*words.split()) and stranger.started}
    assert list(started) == ["doctor --staged"]


def test_who_writes_changes_the_vault_alone(stranger: Stranger) -> None:
    (stranger.vault / "x.csv").write_text("name,email\nNew One,new@example.com\n", encoding="utf-8")
    before = stranger.state()
    of_keys = [words if "KEY" in words else f"{words} KEY" for words in OF_A_KEY]
    commands = [*WRITING, *(words.replace("KEY", key) for key in keys(stranger)[:2] for words in of_keys)]
    found = {one: problems for one in commands if (problems := wrong(stranger, stranger.run(*one.split())))}
    assert found == {}
    assert stranger.state() == before


def test_folders_that_are_links_take_nothing_out(stranger: Stranger) -> None:
    for folder in ("drafts", "jobs", "playbooks", "templates"):
        (stranger.vault / folder).rename(stranger.vault / f"old {folder}")
        (stranger.vault / folder).symlink_to(stranger.outside / "people")
    before = stranger.state()
    commands = (
        "new job Dev --company Zeta",
        "playbook add savvy",
        "init",
        "draft --interview acme",
        "agenda",
        "check",
        "find -x",
    )
    found = {one: problems for one in commands if (problems := wrong(stranger, stranger.run(*one.split())))}
    assert found == {}
    assert stranger.state() == before
    assert sorted(path.name for path in (stranger.outside / "people").iterdir()) == ["Eve Mallory.md", "language.toml"]


def test_settings_that_are_a_link_are_no_settings(stranger: Stranger) -> None:
    (stranger.vault / "vaultcrm.toml").rename(stranger.outside / "settings.toml")
    (stranger.vault / "vaultcrm.toml").symlink_to(stranger.outside / "settings.toml")
    before = stranger.state()
    for words in ("agenda", "doctor"):
        result = stranger.run(words)
        assert (result.exit_code, "a link that leads out" in result.stderr) == (3, True)
    assert stranger.run("init").exit_code == 3
    assert stranger.state() == before


def test_links_within_the_vault_are_followed(stranger: Stranger) -> None:
    (stranger.vault / "Inbox.md").unlink()
    (stranger.vault / "people notes").mkdir()
    (stranger.vault / "people notes/inbox.md").write_text("- ask Ruth\n", encoding="utf-8")
    (stranger.vault / "Inbox.md").symlink_to("people notes/inbox.md")
    assert "ask Ruth" in stranger.run("inbox", "--list").stdout


def test_a_commit_runs_the_clones_hooks_only_where_it_was_agreed_to(stranger: Stranger) -> None:
    refused = stranger.run("heard", "sam", "Hello")
    assert (refused.exit_code, stranger.ran.exists()) == (0, False)
    assert "written, but not committed" in refused.stderr
    agree_to_commits("stranger", stranger.vault)
    stranger.run("heard", "sam", "Hello")
    assert "hook" in {path.name for path in stranger.ran.iterdir()}


def test_an_agreement_is_for_one_clone(stranger: Stranger) -> None:
    agree_to_commits("stranger", stranger.home)
    assert "not committed" in stranger.run("heard", "sam", "Hello").stderr
    assert not stranger.ran.exists()


def test_what_the_shell_completes_is_no_command(stranger: Stranger) -> None:
    note = '---\ntype: contact\nid: "x$(touch ran);`touch ran`"\nname: Mal\ntags: ["a;b", "--vault=/", good]\n---\n'
    (stranger.vault / "contacts/Mal.md").write_text(note, encoding="utf-8")
    shell = BashComplete(cli, {}, "vaultcrm", "_VAULTCRM_COMPLETE")
    for before, begun in ((["brief"], ""), (["list", "contacts"], ""), (["why"], ""), (["playbook", "show"], "")):
        items = shell.get_completions(before, begun)
        assert items
        assert [one for one in items if not re.fullmatch(r"[\w.,:@%+/-]+", one.value) or OBEYED.search(one.help or "")] == []
    assert "tag:good" in [item.value for item in shell.get_completions(["list", "contacts"], "tag:")]


def test_modules_and_programs_that_lie_in_the_vault_are_not_run(stranger: Stranger) -> None:
    script = Path(sys.executable).with_name("vaultcrm")
    for words in (["agenda"], ["doctor", "--staged"], ["draft", "--interview", "acme"]):
        done = subprocess.run([script, *words], capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
    assert not stranger.ran.exists()


def on_terminal(words: list[str], folder: Path) -> str:
    """What a terminal of 100 columns is sent by a command."""
    here, there = pty.openpty()
    script = Path(sys.executable).with_name("vaultcrm")
    environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    command = [script, "--today", "2026-11-20", *words]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=there, stderr=there)
    os.close(there)
    try:
        return b"".join(_sent(here)).decode("utf-8", "replace")
    finally:
        os.close(here)
        process.wait(20)


def _sent(terminal: int) -> Iterator[bytes]:
    end = time.monotonic() + 20
    while time.monotonic() < end and select.select([terminal], [], [], 20)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            return
        if not data:
            return
        yield data


def unfit(words: str, folder: Path) -> list[str]:
    shown = on_terminal(words.split(), folder)
    assert shown
    return sorted({repr(found[0]) for found in OBEYED.finditer(re.sub(r"\r\x1b\[K|\r\n", "\n", shown))})


@pytest.mark.parametrize("words", ["list contacts --csv", "export vcard", "tree --svg -"])
def test_no_name_has_the_terminal_do_anything(stranger: Stranger, words: str) -> None:
    assert unfit(words, stranger.vault) == []


@pytest.mark.slow
def test_no_note_has_the_terminal_do_anything(stranger: Stranger) -> None:
    stranger.run("feed", "build", "--feed", "usual")
    found = keys(stranger)
    shown = [words for words in (*NAMES, *PAGES) if "--json" not in words]
    commands = [
        *shown,
        "undo",
        "new contact",
        "stage acme offer",
        "debrief acme --went well",
        *(f"why {key}" for key in found[::4]),
    ]
    commands += [f"draft {key}" for key in found[:3]]
    assert {words: wrongs for words in commands if (wrongs := unfit(words, stranger.vault))} == {}


class Live(HTMLParser):
    """What of a page could do something: scripts, handlers, addresses that are run or fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "iframe", "object", "embed", "link", "base", "form", "foreignobject"):
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"\s", "", value or "").casefold() if name in ("href", "src", "xlink:href") else ""
            if name.startswith("on") or (address and not re.match(r"https?:|mailto:|tel:|#", address)):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("words", PAGES)
def test_no_html_of_a_note_comes_alive(stranger: Stranger, words: str) -> None:
    (stranger.vault / "contacts/Kim Lo.md").write_text(KIM, encoding="utf-8")
    page = stranger.run(*words.replace("dana", "kim").split()).stdout
    parser = Live()
    parser.feed(page)
    assert parser.found == []
    assert len(page) > 500


def test_no_formula_of_a_note_comes_alive(stranger: Stranger) -> None:
    for words in ("list contacts --csv", "list jobs --csv", "export csv contacts", "export csv jobs", "export work-log --csv"):
        rows = list(csv.reader(io.StringIO(stranger.run(*words.split()).stdout, newline="")))
        assert len(rows) > 1
        assert [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r＝＋－＠]", cell)] == []


def test_no_line_of_a_note_is_one_of_the_feed_or_the_message(stranger: Stranger) -> None:
    text = (stranger.vault / "vaultcrm.toml").read_text(encoding="utf-8")
    good = text.replace("robin@example.com\\r\\nBcc: all@evil.example", "robin@example.com")
    (stranger.vault / "vaultcrm.toml").write_text(good, encoding="utf-8")
    (stranger.vault / "templates/drafts/en/thank-you.md").unlink()
    assert stranger.run("feed", "build", "--feed", "usual").exit_code == 0
    lines = (stranger.vault / "usual.ics").read_bytes().replace(b"\r\n ", b"").split(b"\r\n")
    assert [line for line in lines if re.match(rb"X-EVIL|ALTREP|ATTACH|BCC", line, re.IGNORECASE) or b"\x1b" in line] == []
    agenda = json.loads(stranger.run("agenda", "--json").stdout)
    thanks = next(one["key"] for one in agenda if one["title"].startswith("Thank Sam"))
    assert stranger.run("draft", thanks, "--eml").exit_code == 0
    (message,) = (stranger.vault / "drafts").glob("*Sam Roe*.eml")
    head, _, body = message.read_text(encoding="utf-8").partition("\n\n")
    assert {line.partition(":")[0] for line in head.splitlines() if not line.startswith(" ")} <= {
        "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "X-Unsent",
    }  # fmt: skip
    assert "the-secret" not in body
