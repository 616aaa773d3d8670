"""A company on one screen: who is there, which openings, what was said when, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vaultcrm.model import LIVE, Interview, Plan, Touchpoint, Vault

from .brief import titled
from .company import Company
from .days import days_ago, full_day
from .history import Talks, last_contact, last_news, silence, talks_by_person
from .rows import rows
from .spans import Line, Lines, Span, line, wrapped


def company_touchpoints(company: Company, plan: Plan) -> tuple[Touchpoint, ...]:
    """What is still to be done for the company's people and jobs."""
    people = {c.id for c in company.people}
    jobs = {j.id for j in company.jobs}
    live = (t for t in plan.touchpoints if t.state in LIVE)
    return tuple(t for t in live if (t.person and t.person.id in people) or (t.job and t.job.id in jobs))


def company_lines(company: Company, vault: Vault, plan: Plan) -> Lines:
    """The company's screen."""
    talks = talks_by_person(vault, plan.today)
    interviews = sorted(company.interviews, key=lambda i: (i.start, i.id), reverse=True)
    return (
        line(Span(company.name, "heading")),
        *titled("Jobs", _jobs(company, vault, talks, plan.today)),
        *titled("People", _people(company, talks, plan.today)),
        *titled("Interviews", [entry for i in interviews for entry in _interview(i)]),
        *titled("To do", rows(company_touchpoints(company, plan), plan.today)),
    )


def _jobs(company: Company, vault: Vault, talks: Talks, today: date) -> Sequence[Line]:
    found = [(job, silence(job, last_news(job, vault, talks, today), today)) for job in company.jobs]
    return [line("  ", job.title, Span(_behind(job.stage, quiet), "soft")) for job, quiet in found]


def _people(company: Company, talks: Talks, today: date) -> Sequence[Line]:
    found = [(c, last_contact(c, talks, today)) for c in company.people]
    ago = {c.id: f"last contact {days_ago(day, today)}" for c, day in found if day}
    return [line("  ", c.name, Span(_behind(c.title, ago.get(c.id)), "soft")) for c in company.people]


def _interview(interview: Interview) -> Lines:
    names = ", ".join(ref.name for ref in interview.interviewers)
    what = f"{full_day(interview.start.date())}  {interview.kind or 'interview'}" + (f" with {names}" if names else "")
    return wrapped(what, "  ", hanging="  ")


def _behind(*texts: str | None) -> str:
    return "".join(f", {text}" for text in texts if text)
