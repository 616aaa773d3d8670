"""What ``list`` shows: the notes that fit a query, in the order that was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vaultcrm.errors import WrongUsage
from vaultcrm.model import Contact, Interview, Job, Plan, Vault
from vaultcrm.notes.query import Asked, BadQuery, compiled
from vaultcrm.notes.query.facts import Record
from vaultcrm.views.company import company_of, interview_company
from vaultcrm.views.history import Talks, last_contact, talks_by_person
from vaultcrm.views.pointing import pointed

_TERM = re.compile(r"[^\W\d_][\w-]{0,60}\s*(?:!=|>=|<=|[:=<>])")
_SPEAKS = re.compile(r"(?:^|\s)(?:(?:and|or|not)(?=\s|$)|[-#@(])|\)(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What queries and lists ask of the vault besides the notes themselves; found out when it is first asked for."""

    vault: Vault
    today: date
    plan: Callable[[], Plan]

    def last(self, record: Record) -> date | None:
        """The last contact with a person, the last news of a job, the day of an interview."""
        if isinstance(record, Contact):
            return last_contact(record, self._talks, self.today)
        return record.start.date() if isinstance(record, Interview) else self.plan().news.get(record.id)

    def due(self, record: Record) -> date | None:
        """The first day on which something is planned for it."""
        return self._dues.get(record.id if isinstance(record, Contact | Job) else record.source.path)

    def company(self, record: Record) -> str | None:
        """Its company; an interview's from its job where it names none."""
        return interview_company(self.vault, record) if isinstance(record, Interview) else company_of(record)

    @cached_property
    def _talks(self) -> Talks:
        return talks_by_person(self.vault, self.today)

    @cached_property
    def _dues(self) -> Mapping[str, date]:
        """By the id of a person or a job, and by the path of an interview."""
        found: dict[str, date] = {}
        for one in self.plan().live:
            for key in (one.person and one.person.id, one.job and one.job.id, one.note.path):
                if key:
                    found[key] = min(found.get(key, one.planned), one.planned)
        return found


def query_of(words: Sequence[str]) -> str:
    """The words of a command line as one query.

    A word with a space in it is a whole query, or a value that stood in quotes, which the shell has taken away.
    """
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    if " " not in word or '"' in word or _SPEAKS.search(word):
        return word
    terms = list(_TERM.finditer(word))
    if not terms:
        return f'"{word}"'
    if len(terms) == 1 and terms[0].start() == 0:
        return f'{terms[0][0]}"{word[terms[0].end() :].strip()}"'
    return word


def fitting(known: Known, kind: str, query: str) -> list[Record]:
    """The contacts, interviews or jobs that fit: people by name, interviews the newest first, jobs by path.

    Raises ``WrongUsage`` with the place where the query is wrong.
    """
    try:
        fits = compiled(query, Asked(kind, known.vault.settings, known.today))
    except BadQuery as bad:
        raise WrongUsage(f"{bad.message}\n{pointed(bad.query, bad.start, bad.end)}", bad.remedy) from None
    return [record for record in _usual_order(known.vault, kind) if fits(record, known)]


def _usual_order(vault: Vault, kind: str) -> Sequence[Record]:
    if kind == "contact":
        return sorted(vault.contacts, key=lambda contact: (contact.name.casefold(), contact.source))
    if kind == "interview":
        return sorted(vault.interviews, key=lambda interview: (interview.start, interview.source), reverse=True)
    return vault.jobs
