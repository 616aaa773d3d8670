"""Files that are none, and files without measure: told, never waited for."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from vaultcrm.errors import CannotWrite
from vaultcrm.vault import load_vault
from vaultcrm.vault.writing import read_for_edit, write_output

NOTE = "---\ntype: contact\n---\n\n## Log\n\n- 2026-11-17 email: hello\n"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Path]:
    """A vault of one person; whoever waits for a pipe in it is woken after ten seconds, and fails."""
    (tmp_path / "contacts").mkdir()
    (tmp_path / "vaultcrm.toml").write_text('vault = "test"\n')
    (tmp_path / "contacts" / "Dana Lee.md").write_text(NOTE)
    before = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waited"))
    signal.alarm(10)
    yield tmp_path
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_pipes_and_links_that_lead_nowhere_are_left_out(vault: Path) -> None:
    os.mkfifo(vault / "contacts" / "Pipe.md")
    for name, target in {"loop.md": "loop.md", "pipe too.md": "Pipe.md", "zero.md": "/dev/zero", "self": "."}.items():
        (vault / "contacts" / name).symlink_to(target)
    assert [contact.name for contact in load_vault(vault).contacts] == ["Dana Lee"]


def test_nothing_is_written_through_a_pipe_or_over_it(vault: Path) -> None:
    os.mkfifo(vault / "follow-ups.ics")
    with pytest.raises(CannotWrite, match="no ordinary file"):
        write_output(vault / "follow-ups.ics", b"BEGIN:VCALENDAR")
    with pytest.raises(CannotWrite, match="no ordinary file"):
        read_for_edit(vault / "follow-ups.ics")


def test_a_note_of_a_million_lines_is_told_and_not_read(vault: Path) -> None:
    (vault / "contacts" / "Sam Roe.md").write_text(NOTE + "- 2026-11-17 email: hello\n" * 1_000_000)
    found = load_vault(vault)
    assert [contact.name for contact in found.contacts] == ["Dana Lee"]
    assert [p.remedy for p in found.problems if p.source.path == "contacts/Sam Roe.md"] == ["part it in two"]


def test_a_note_of_which_every_line_is_wrong_is_read_once(vault: Path) -> None:
    (vault / "contacts" / "Sam Roe.md").write_text(NOTE + "- 2026-11-17 email [[Nobody]]: hello\n" * 20_000)
    told = [problem.excerpt for problem in load_vault(vault).problems if problem.source.path == "contacts/Sam Roe.md"]
    assert told == ["- 2026-11-17 email [[Nobody]]: hello"] * 20_000


@pytest.mark.slow
def test_everything_at_once_loses_nothing(busy: ModuleType, tmp_path: Path) -> None:
    assert list(busy.busy(tmp_path, 10)) == []
