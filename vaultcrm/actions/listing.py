"""What ``list`` shows: the notes that fit a query, each with what the list says beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.model import Contact, Interview, Job, Vault
from vaultcrm.views.company import interview_company
from vaultcrm.views.history import last_contact, last_news, talks_by_person
from vaultcrm.views.query import interview_matches, job_matches


def query_of(words: Sequence[str]) -> str:
    """The words of a command line as one query; a value that the shell kept together stays together."""
    return " ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    field, colon, value = word.rpartition(":")
    return f'{field}{colon}"{value}"' if " " in value and '"' not in word else word


def contacts(vault: Vault, query: str, today: date) -> Sequence[tuple[Contact, date | None]]:
    """People by name, with the day of the last contact."""
    talks = talks_by_person(vault, today)
    found = [contact for contact in vault.contacts if not query or vault.contact_matches(query, contact)]
    return [(c, last_contact(c, talks, today)) for c in sorted(found, key=lambda c: (c.name.casefold(), c.source))]


def interviews(vault: Vault, query: str) -> Sequence[tuple[Interview, str | None]]:
    """Interviews, newest first, with their company."""
    found = ((interview, interview_company(vault, interview)) for interview in vault.interviews)
    fitting = [(interview, company) for interview, company in found if interview_matches(query, interview, company)]
    return sorted(fitting, key=lambda each: (each[0].start, each[0].source), reverse=True)


def jobs(vault: Vault, query: str, today: date) -> Sequence[tuple[Job, date | None]]:
    """Openings by path, with the last day of news."""
    talks = talks_by_person(vault, today)
    return [(job, last_news(job, vault, talks, today)) for job in vault.jobs if job_matches(query, job)]
