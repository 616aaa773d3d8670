"""A person is forgotten: the note and the drafts to them go, links become ``someone``, and no copy stays on this machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from vaultcrm.actions.forgetting import Forgetting, carry_out, forgetting
from vaultcrm.actions.logging_contact import log
from vaultcrm.actions.renaming import carry_out as rename
from vaultcrm.actions.renaming import renaming
from vaultcrm.actions.undoing import undo
from vaultcrm.errors import CannotWrite, NotFound
from vaultcrm.model import Source
from vaultcrm.plan import make_plan
from vaultcrm.vault import load_vault
from vaultcrm.vault.caches import cache_home
from vaultcrm.vault.fulltext import find
from vaultcrm.vault.fulltext.asking import terms
from vaultcrm.vault.git_history import Held
from vaultcrm.vault.holidays import PublicHolidays
from vaultcrm.vault.state import state_home

TRENT, TALK = "contacts/Trent Voss.md", "interviews/2026-11-17 Acme.md"
NOTES = {
    "vaultcrm.toml": 'format = 1\nvault = "test"\ntimezone = "UTC"\n',
    TRENT: "---\ntype: contact\nid: trent\nemail: trent@voss.example\naliases: [Agency Trent]\n---\nPushy.\n",
    "contacts/Sam.md": "---\ntype: contact\nintroduced_by: Trent Voss\nboss: '[[Trent Voss|T.]]'\n---\n",
    TALK: """\
---
type: interview
start: 2026-11-17 14:00
interviewers: ["[[Trent Voss]]", "[[Sam]]"]
playbooks: [savvy]
---

## Topics

- [[Trent Voss]]: rates. Trent Voss knows them all.

```
[[Trent Voss]] in code
```

## Promised

- [x] the list, to [[agency trent|him]]

## Log

- 2026-11-17 email [[Trent Voss]] #thank-you: as [[Trent Voss]] asked
- 2026-11-17 email [[Trent Voss]], [[Sam]]: both [[drafts/to-trent|what was said]]
- 2026-11-18 letter [[Trent Voss]]: [[drafts/to-trent|what was said]]
- 2026-11-18 call [[Sam]] #call-1: [[drafts/to-sam|what was said]]
""",
    "jobs/Acme.md": "---\ntype: job\nhr: '[[Trent Voss]]'\nreferences: Trent Voss, Sam\n---\n",
    "drafts/to-trent.md": "---\ntype: draft\ntouchpoint: abc\nrecipient: '[[Trent Voss]]'\n---\nDear Trent\n",
    "drafts/to-sam.md": "---\ntype: draft\ntouchpoint: abd\nrecipient: '[[Sam]]'\n---\nDear Sam\n",
    "follow-ups.ics": "SUMMARY:Thank Trent Voss\n",
}
AFTER = {
    "vaultcrm.toml": NOTES["vaultcrm.toml"],
    "contacts/Sam.md": "---\ntype: contact\nboss: 'someone'\n---\n",
    TALK: """\
---
type: interview
start: 2026-11-17 14:00
interviewers: ["[[Sam]]"]
playbooks: [savvy]
---

## Topics

- someone: rates. Trent Voss knows them all.

```
[[Trent Voss]] in code
```

## Promised

- [x] the list, to someone

## Log

- 2026-11-17 email [[someone]] #thank-you: as someone asked
- 2026-11-17 email [[someone]], [[Sam]]: both
- 2026-11-18 letter [[someone]]
- 2026-11-18 call [[Sam]] #call-1: [[drafts/to-sam|what was said]]
""",
    "jobs/Acme.md": "---\ntype: job\nreferences: Sam\n---\n",
    "drafts/to-sam.md": NOTES["drafts/to-sam.md"],
    "follow-ups.ics": NOTES["follow-ups.ics"],
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name, text in NOTES.items():
        path = tmp_path / "vault" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "vault"


def files(root: Path) -> dict[str, str]:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_text() for path in found}


def forget(root: Path, without_lines: bool = False) -> Forgetting:
    vault = load_vault(root)
    wanted = forgetting(vault, "trent", without_lines)
    carry_out(vault, wanted)
    return wanted


def test_note_drafts_and_links_go_and_what_is_left_is_told(vault: Path):
    wanted = forget(vault)
    assert files(vault) == AFTER
    assert wanted.paths_gone == ("drafts/to-trent.md", TRENT)
    assert wanted.left == (Source("follow-ups.ics", 1), Source(TALK, 10), Source(TALK, 13))


def test_nobody_is_to_be_written_to_afterwards(vault: Path):
    forget(vault)
    read = load_vault(vault)
    plan = make_plan(read, read.interviews[0].start.date(), PublicHolidays())
    assert {t.person.name for t in plan.touchpoints if t.person} == {"Sam"}
    assert not [one for one in read.problems if "someone" in one.message]


def test_lines_about_them_alone_can_go_too(vault: Path):
    forget(vault, without_lines=True)
    text = (vault / TALK).read_text()
    assert text.partition("## Log\n\n")[2] == (
        "- 2026-11-17 email [[someone]], [[Sam]]: both\n- 2026-11-18 call [[Sam]] #call-1: [[drafts/to-sam|what was said]]\n"
    )


def test_no_copy_stays_on_this_machine(vault: Path):
    read = load_vault(vault)
    log(read, "trent", "email", "a secret", read.interviews[0].start.date())
    assert find(vault, terms(["pushy"]), 5).total == 1
    forget(vault)
    kept = [path.read_bytes() for home in (state_home(), cache_home()) for path in home.rglob("*") if path.is_file()]
    assert not [data for data in kept if b"a secret" in data or b"Pushy" in data or b"pushy" in data]
    with pytest.raises(NotFound):
        undo(vault)


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=R", "-c", "user.email=r@x.org", *words], cwd=folder, check=True, capture_output=True
    )


def commit_all(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all")


def test_what_git_holds_is_counted(vault: Path):
    git(vault, "init", "-q")
    commit_all(vault)
    assert forgetting(load_vault(vault), "trent", False).held == Held((TRENT, "drafts/to-trent.md"), 1)


def test_what_git_holds_is_named_as_git_names_it_also_by_the_names_that_the_note_had(vault: Path):
    """Within a repository; renamed by hand, and by the command, which git does not see in so short a note. Sam is another."""
    git(vault.parent, "init", "-q")
    commit_all(vault)
    (vault / TRENT).rename(vault / "contacts/T. Voss.md")
    commit_all(vault)
    read = load_vault(vault)
    rename(read, renaming(read, "T. Voss", "Trent Maier"))
    (vault / "contacts/Trent Maier.md").write_text("---\ntype: contact\naliases: [T. Voss, Sam]\n---\n")
    commit_all(vault)
    names = ("T. Voss", "Trent Maier", "Trent Voss")
    assert forgetting(load_vault(vault), "Trent Maier", False).held == Held(
        tuple(f"{vault.name}/contacts/{name}.md" for name in names), 3
    )


@pytest.mark.parametrize("step", range(1, 5))
def test_forgetting_that_was_killed_is_finished_by_the_next(vault: Path, monkeypatch: pytest.MonkeyPatch, step: int):
    replace, left = os.replace, iter(range(step))

    def killed(*words: object, **more: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace(*words, **more)

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(os, "replace", killed)
        forget(vault)
    if (vault / TRENT).exists():
        forget(vault)
    assert files(vault) == AFTER


def test_where_the_disk_refuses_every_note_is_as_it_was(vault: Path, monkeypatch: pytest.MonkeyPatch):
    unlink: Callable[..., None] = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "Trent Voss.md":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CannotWrite):
        forget(vault)
    assert files(vault) == NOTES


def test_an_unknown_name_is_refused(vault: Path):
    with pytest.raises(NotFound):
        forgetting(load_vault(vault), "Nobody", False)


def test_a_first_name_that_nobody_else_has_is_told_too(vault: Path):
    (vault / "search.md").write_text("---\ntype: search\n---\n\nTrent's rates.\nAsk Sam.\n")
    assert Source("search.md", 5) in forgetting(load_vault(vault), "Trent Voss", False).left
    (vault / "contacts/Trent Roe.md").write_text("---\ntype: contact\n---\n")
    assert Source("search.md", 5) not in forgetting(load_vault(vault), "Trent Voss", False).left
