"""Interviews as events: timed, in UTC, at their place; the place's own hours are told in the text.

UTC because writers of time zones disagree with readers (``feed.md``): an instant that ends in ``Z`` is read alike by all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from vaultcrm.model import Interview, Ref
from vaultcrm.model.identity import identity

from .describe import BUSY, body, note_link, reach_lines
from .entries import Entry
from .scene import Scene, person_name, ref_name, revealed
from .words import clean, day_words, listed, offset_words, one_line, shows

_KINDS = {
    "informational": "Informational interview", "screen": "Screening", "technical": "Technical interview",
    "panel": "Panel interview", "onsite": "Interview on site", "final": "Final interview",
}  # fmt: skip


def interview_entry(scene: Scene, interview: Interview) -> Entry:
    """The event of one interview: opaque, with an alarm an hour before where the feed has alarms."""
    start, end = interview_span(scene, interview)
    named = shows(scene.feed.level, "names")
    return Entry(
        uid=identity(scene.vault.settings.vault, interview.id, "interview", None, None),
        start=start.astimezone(UTC),
        end=max(end.astimezone(UTC), start.astimezone(UTC) + timedelta(minutes=1)),
        summary=_summary(scene, interview) if named else BUSY,
        description=body(tuple(_lines(scene, interview, start, end))) if named else "",
        location=one_line(interview.place or "") if shows(scene.feed.level, "private") else "",
        category="Interview" if named else "",
        opaque=True,
        alarm=timedelta(hours=-1) if scene.feed.alarms else None,
    )


def interview_span(scene: Scene, interview: Interview) -> tuple[datetime, datetime]:
    """Start and end as instants, in the interview's zone."""
    zone = zone_named(interview.timezone) or zone_named(scene.vault.settings.me.timezone) or UTC
    return interview.start.replace(tzinfo=zone), interview.end.replace(tzinfo=zone)


def zone_named(name: str) -> tzinfo | None:
    """The IANA zone; ``None`` where there is none of this name (which is a problem of the note, told elsewhere)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def company_of(scene: Scene, interview: Interview) -> str | None:
    """The interview's company, or its job's."""
    job = scene.vault.find_job(interview.job) if interview.job else None
    company: Ref | None = interview.company or (job.company if job else None)
    return company.name if company else None


def _summary(scene: Scene, interview: Interview) -> str:
    kind = interview.kind or ""
    act = _KINDS.get(kind) or (revealed(scene, kind[:1].upper() + kind[1:]) if kind else "Interview")
    people = listed(tuple(person_name(scene, ref_name(scene, ref)) for ref in interview.interviewers))
    company = company_of(scene, interview)
    parts = (act, f"with {people}" if people else "", f"({company})" if company else "")
    return one_line(" ".join(part for part in parts if part))


def _lines(scene: Scene, interview: Interview, start: datetime, end: datetime) -> Iterator[str]:
    yield f"{day_words(start)}, {start:%H:%M} to {end:%H:%M}, {interview.timezone} ({offset_words(start)})."
    if not shows(scene.feed.level, "private"):
        return
    job = scene.vault.find_job(interview.job) if interview.job else None
    if job:
        yield f"Job: {one_line(job.title)}"
    yield from _people(scene, interview)
    yield clean(interview.place or "")
    yield from note_link(scene, interview.source.path)


def _people(scene: Scene, interview: Interview) -> Iterator[str]:
    for ref in interview.interviewers:
        contact = scene.vault.find_contact(ref)
        if contact:
            title = f", {one_line(contact.title)}" if contact.title else ""
            yield "; ".join((one_line(contact.name) + title, *reach_lines(contact)))
