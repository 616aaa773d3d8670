"""What every part of planning looks at: the vault, the day, the people, the journal, and the interviews by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import DEFAULT_PLAYBOOKS, Contact, Holidays, Interview, Job, Scope, Settings, Step, Vault

from .calendar import Place
from .cases import Case, build_cases, is_held, is_on
from .journal import Journal, read_journal
from .people import People, Who


@dataclass(frozen=True, slots=True)
class World:
    """The vault on a day, read once."""

    vault: Vault
    today: date
    holidays: Holidays
    people: People
    journal: Journal
    cases: tuple[Case, ...]
    met: Mapping[str, tuple[Interview, ...]]

    @property
    def settings(self) -> Settings:
        return self.vault.settings

    def place(self, who: Who | None) -> Place:
        """Where ``who`` (or the user) lives, with the settings' place for what the note does not say."""
        me, contact = self.settings.me, who.contact if who else None
        zone = (contact.timezone if contact else None) or me.timezone
        return Place(zone, (contact.country if contact else None) or me.country, self.holidays)

    def first_held(self, who: Who, day: date) -> Interview | None:
        """The first interview with ``who`` that had been held by ``day``."""
        return next((interview for interview in self.met.get(who.uid, ()) if is_held(interview, day)), None)


def read_world(vault: Vault, today: date, holidays: Holidays) -> World:
    """Everything that planning needs, in one pass over the notes."""
    people = People(vault)
    journal = read_journal(vault, people, today)
    met: dict[str, list[Interview]] = defaultdict(list)
    for interview in sorted(vault.interviews, key=lambda one: (one.start, one.source)):
        for who in people.interviewers(interview):
            if is_on(interview):
                met[who.uid].append(interview)
    cases = build_cases(vault, people, journal, today)
    return World(vault, today, holidays, people, journal, cases, {uid: tuple(found) for uid, found in met.items()})


def systems_of(settings: Settings, note: Interview | Job) -> tuple[str, ...]:
    """The systems that run on a note: its own, else the settings' for its kind, else the defaults (row F4)."""
    if note.playbooks is not None:
        return note.playbooks
    table = {**DEFAULT_PLAYBOOKS, **settings.playbooks}
    kind = "job" if isinstance(note, Job) else (note.kind or "other").casefold()
    return table.get(kind, table["other"])


def contact_systems(contact: Contact) -> tuple[str, ...]:
    """The systems that a contact's own note names."""
    return contact.playbooks


def steps_for(vault: Vault, systems: Sequence[str], scope: Scope) -> tuple[Step, ...]:
    """The steps of one scope that run: those of the chosen systems, and of the others those that always do.

    What runs only ``otherwise`` is not among them (see ``fallback_steps``).
    """
    return tuple(
        step
        for name, playbook in sorted(vault.playbooks.items())
        for step in playbook.steps
        if step.scope == scope and step.always != "otherwise" and (name in systems or step.always)
    )


def fallback_steps(vault: Vault) -> tuple[Step, ...]:
    """The interview's steps that run only where no system asks for the same act (row C12)."""
    return tuple(
        step
        for _, playbook in sorted(vault.playbooks.items())
        for step in playbook.steps
        if step.scope == "interview" and step.always == "otherwise"
    )
