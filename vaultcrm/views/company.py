"""Companies, which are a word in the notes of people, jobs and interviews rather than notes of their own."""

from __future__ import annotations

from dataclasses import dataclass

from vaultcrm.model import Contact, Interview, Job, Vault


@dataclass(frozen=True, slots=True)
class Company:
    """Everything of one company."""

    name: str
    people: tuple[Contact, ...]
    jobs: tuple[Job, ...]
    interviews: tuple[Interview, ...]


def company_of(note: Contact | Job | Interview) -> str | None:
    """The company that a note names itself."""
    return note.company.name if note.company else None


def interview_company(vault: Vault, interview: Interview) -> str | None:
    """The company of an interview: its own word, else its job's."""
    job = vault.find_job(interview.job) if interview.job else None
    return company_of(interview) or (company_of(job) if job else None)


def companies(vault: Vault) -> tuple[str, ...]:
    """The names of all companies, sorted; of two spellings that differ in case only, the first."""
    named = [*map(company_of, vault.jobs), *map(company_of, vault.contacts)]
    named += [interview_company(vault, interview) for interview in vault.interviews]
    spellings: dict[str, str] = {}
    for name in filter(None, named):
        spellings.setdefault(name.casefold(), name)
    return tuple(spellings[folded] for folded in sorted(spellings))


def company(vault: Vault, name: str) -> Company:
    """Who and what belongs to the company called ``name``."""
    folded = name.casefold()
    return Company(
        name,
        tuple(c for c in vault.contacts if (company_of(c) or "").casefold() == folded),
        tuple(j for j in vault.jobs if (company_of(j) or "").casefold() == folded),
        tuple(i for i in vault.interviews if (interview_company(vault, i) or "").casefold() == folded),
    )
