"""A part of a vault that looks like a whole one: some notes, and look-ups that go over all (for planning again)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import Contact, Interview, Job, OtherNote, Playbook, Ref, Search, Settings

from .note_vault import NoteVault


@dataclass(frozen=True, slots=True)
class PartVault:
    """Satisfies ``model.Vault``; the notes are those asked for, in the order of their paths."""

    settings: Settings
    playbooks: Mapping[str, Playbook]
    search: Search | None
    contacts: Sequence[Contact]
    interviews: Sequence[Interview]
    jobs: Sequence[Job]
    others: Sequence[OtherNote]
    person: Callable[[str], Contact | None]
    interview: Callable[[str], Interview | None]
    interviews_between: Callable[[date, date], Sequence[Interview]]
    called: Callable[[], Iterator[tuple[str, ...]]]
    find_contact: Callable[[Ref], Contact | None]
    find_job: Callable[[Ref], Job | None]
    contact_matches: Callable[[str, Contact], bool]


def part_of(vault: NoteVault, paths: Collection[str]) -> PartVault:
    """The notes of ``vault`` at ``paths``."""
    wanted = frozenset(paths)
    return PartVault(
        vault.settings,
        vault.playbooks,
        vault.search if vault.search and vault.search.source.path in wanted else None,
        vault.contacts.among(wanted),
        vault.interviews.among(wanted),
        vault.jobs.among(wanted),
        vault.others.among(wanted),
        vault.person,
        vault.interview,
        vault.interviews_between,
        vault.called,
        vault.find_contact,
        vault.find_job,
        vault.contact_matches,
    )
