"""Which interviews and jobs a query describes: words, and ``field:value``. All must fit, in any order, whatever the case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vaultcrm.model import Interview, Job

from .company import company_of

_TERM = re.compile(r"(?:(?P<field>[A-Za-z_-]+):)?(?:\"(?P<quoted>[^\"]*)\"|(?P<word>\S+))")


def terms(query: str) -> tuple[tuple[str, str], ...]:
    """``company:acme lead`` as ``(("company", "acme"), ("", "lead"))``; a value with a space stands in quotes."""
    found = ((match["field"] or "", match["quoted"] or match["word"] or "") for match in _TERM.finditer(query))
    return tuple((field.casefold(), value.casefold()) for field, value in found)


def interview_matches(query: str, interview: Interview, company: str | None) -> bool:
    """Whether every term fits one of the interview's fields."""
    return _matches(query, {
        "name": " ".join(filter(None, (interview.title, interview.stem))),
        "company": company or "",
        "kind": interview.kind or "",
        "with": " ".join(ref.name for ref in interview.interviewers),
        "job": interview.job.name if interview.job else "",
        "verdict": interview.verdict or "",
        "status": interview.status or "",
        "tag": " ".join(interview.tags),
    })  # fmt: skip


def job_matches(query: str, job: Job) -> bool:
    """Whether every term fits one of the job's fields."""
    return _matches(query, {
        "name": f"{job.title} {job.stem}",
        "company": company_of(job) or "",
        "stage": job.stage or "",
        "tag": " ".join(job.tags),
        "source": job.origin or "",
    })  # fmt: skip


def _matches(query: str, fields: Mapping[str, str]) -> bool:
    values = {field: value.casefold() for field, value in fields.items()}
    anywhere = "\n".join(values.values())
    return all(value in (values.get(field, "") if field else anywhere) for field, value in terms(query))
