"""What every part of planning looks at: the vault, the day, the people, the journal, and the interviews by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vaultcrm.model import Holidays, Interview, Settings, Step, Vault

from .calendar import Place
from .cases import Case, build_cases, is_held, is_on
from .journal import Journal, read_journal
from .people import People, Who
from .rulebook import Rulebook, read_rules


@dataclass(frozen=True, slots=True)
class World:
    """The vault on a day, read once: of its ``cases`` those ``wanted`` are planned, the others only looked at.

    ``leads`` remembers whom each interview's chain is with.
    """

    vault: Vault
    today: date
    holidays: Holidays
    people: People
    journal: Journal
    cases: tuple[Case, ...]
    wanted: tuple[Case, ...]
    met: Mapping[str, tuple[Interview, ...]]
    rules: Rulebook
    spare: tuple[Step, ...]
    lead_words: frozenset[str]
    stoppable_words: frozenset[str]
    words: frozenset[str]
    acts: Mapping[str, str]
    introduced: Mapping[str, int]
    touching: Step | None
    leads: dict[str, Who | None] = field(default_factory=dict)

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


def read_world(vault: Vault, today: date, holidays: Holidays, of: Collection[str] | None = None) -> World:
    """Everything that planning needs, in one pass over the notes; with ``of``, only the cases of these notes are wanted."""
    people = People(vault)
    journal = read_journal(vault, people, today)
    met: dict[str, list[Interview]] = defaultdict(list)
    for interview in sorted(vault.interviews, key=lambda one: (one.start, one.id)):
        for who in people.interviewers(interview):
            if is_on(interview):
                met[who.uid].append(interview)
    cases = build_cases(vault, people, journal, today)
    wanted = cases if of is None else tuple(case for case in cases if any(path in of for path in case.notes))
    rules, by_person = read_rules(vault), {uid: tuple(found) for uid, found in met.items()}
    words = rules.lead_words(), rules.stoppable_words(), rules.words(), rules.acts()
    introduced = Counter(who.uid for who in _introducers(vault, people))
    return World(
        vault, today, holidays, people, journal, cases, wanted, by_person, rules, rules.spare(), *words,
        introduced=introduced, touching=rules.touching,
    )  # fmt: skip


def _introducers(vault: Vault, people: People) -> Iterator[Who]:
    refs = [contact.introduced_by for contact in vault.contacts] + [job.referred_by for job in vault.jobs]
    yield from (people.who(ref) for ref in refs if ref)
