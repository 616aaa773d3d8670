"""The follow-up systems: the text of one, copying a built-in one into the vault, the problems of those in the vault."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from vaultcrm.errors import NotFound, WrongUsage
from vaultcrm.model import Playbook, Problem

if TYPE_CHECKING:
    from vaultcrm.vault import NoteVault


def one_playbook(vault: NoteVault, name: str) -> Playbook:
    """The playbook called ``name``; raises ``NotFound`` with the names that there are."""
    if name not in vault.playbooks:
        raise _unknown(name, sorted(vault.playbooks))
    return vault.playbooks[name]


def text_of(vault: NoteVault, playbook: Playbook) -> str:
    """The playbook's note as it stands in the vault, or as it was shipped."""
    return _builtin(playbook.name) if playbook.builtin else vault.text(playbook.source.path)


def add(vault: NoteVault, name: str) -> Path:
    """Copy the built-in playbook ``name`` into the vault; never over one that is there."""
    from vaultcrm.vault.within import own_place
    from vaultcrm.vault.writing import create_note

    text = _builtin(name)
    path = own_place(vault.root, f"playbooks/{name}.md")
    if path.exists() or (name in vault.playbooks and not vault.playbooks[name].builtin):
        place = path if path.exists() else vault.root / vault.playbooks[name].source.path
        raise WrongUsage(f"the vault has {name} already, in {place}", "Nothing was written: change that note.")
    create_note(path, text)
    return path


def problems_in_vault(vault: NoteVault) -> Sequence[Problem]:
    """What is wrong with the vault's own playbooks."""
    paths = {playbook.source.path for playbook in vault.playbooks.values() if not playbook.builtin}
    return sorted({p for p in vault.problems if p.source.path in paths or p.source.path.startswith("playbooks/")})


def problems_in_files(files: Sequence[Path]) -> Sequence[Problem]:
    """What is wrong with playbooks that lie anywhere."""
    from vaultcrm.notes.playbook import parse_playbook

    texts = ((str(file), file.read_text(encoding="utf-8-sig", errors="replace")) for file in files)
    return [problem for path, text in texts for problem in sorted(parse_playbook(path, text)[1])]


def _builtin(name: str) -> str:
    notes = {path.stem: path for path in sorted(_folder().glob("*.md"))}
    if name not in notes:
        raise _unknown(name, list(notes))
    return notes[name].read_text(encoding="utf-8")


def _folder() -> Path:
    from vaultcrm.vault.shipped import shipped

    return shipped("templates") / "playbooks"


def _unknown(name: str, known: Sequence[str]) -> NotFound:
    near = get_close_matches(name, known, 1)
    return NotFound(f"there is no playbook {name!r}", f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}.")
