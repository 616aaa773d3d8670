"""An interview's note as a record (``vault.md``, *interview*; rows B1, D1, D2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from vaultcrm.dates import parse_answer
from vaultcrm.model import Interview, Ref, Settings, Source
from vaultcrm.model.slugs import slug

from .body import Body, about_interviewer
from .ids import stem_of
from .links import plain, unwrapped
from .moments import parse_date, parse_moment, parse_time, unlinked
from .schema import Sheet
from .sections import read_debrief
from .values import as_length, as_text, as_time, of_text, one_of
from .zones import as_zone

Status = Literal["scheduled", "held", "cancelled", "missed"]
Verdict = Literal["keen", "unsure", "not-a-fit"]
Went = Literal["well", "badly"]
_NIGHT = timedelta(hours=12)
_STATUS: Mapping[str, Status] = {
    "scheduled": "scheduled", "held": "held", "cancelled": "cancelled", "missed": "missed", "canceled": "cancelled",
}  # fmt: skip
_VERDICT: Mapping[str, Verdict] = {"keen": "keen", "unsure": "unsure", "not-a-fit": "not-a-fit"}
_WENT: Mapping[str, Went] = {"well": "well", "badly": "badly"}
_as_start = of_text(
    parse_moment, "there is no such date and time; the interview is left out", "write it as in 2026-11-17 14:00"
)
_as_status, _as_verdict, _as_went = one_of(_STATUS), one_of(_VERDICT), one_of(_WENT)


def read_interview(sheet: Sheet, body: Body, settings: Settings) -> Interview | None:
    """The conversation that the note is about; ``None``, and a problem, where it is not known when it begins."""
    zone = _zone(sheet, settings)
    start = _start(sheet, settings, zone)
    if start is None:
        return None
    interviewers = sheet.refs("interviewers")
    log, problems = about_interviewer(body.log, interviewers)
    sheet.problems += problems
    stem = stem_of(sheet.path)
    kind = sheet.text("kind")
    answer_by, answer_said = _answer(sheet, start.date())
    return Interview(
        source=Source(sheet.path, 1),
        id=sheet.text("id") or slug(stem),
        stem=stem,
        start=start,
        end=_end(sheet, start, zone),
        timezone=zone,
        title=sheet.text("title"),
        aliases=tuple(unwrapped(alias) for alias in sheet.texts("aliases")),
        place=sheet.text("place"),
        kind=unwrapped(kind).casefold() if kind else None,
        job=sheet.ref("job"),
        company=sheet.ref("company"),
        interviewers=interviewers,
        status=sheet.read("status", _as_status),
        verdict=sheet.read("verdict", _as_verdict),
        went=sheet.read("went", _as_went),
        answer_by=answer_by,
        answer_said=answer_said,
        playbooks=sheet.words("playbooks") if sheet.says("playbooks") else None,
        invitation=sheet.text("invitation"),
        debrief=read_debrief(body.text, body.sections, _names(interviewers)),
        tags=sheet.tags(),
        log=log,
        promises=body.promises,
        lines=sheet.lines,
    )


def _names(interviewers: tuple[Ref, ...]) -> frozenset[str]:
    return frozenset(plain(name) for ref in interviewers for name in (ref.name, ref.target.rsplit("/", 1)[-1]))


def _zone(sheet: Sheet, settings: Settings) -> str:
    zone = sheet.read("timezone", as_zone)
    if sheet.value("timezone") is None:
        message = f"no time zone is given; that of the settings, {settings.me.timezone}, is used"
        sheet.wrong("start", message, f"write `timezone: {settings.me.timezone}`", "hint")
    return zone or settings.me.timezone


def _start(sheet: Sheet, settings: Settings, zone: str) -> datetime | None:
    if sheet.value("start") is None:
        sheet.wrong("start", "the interview has no `start`; it is left out", "write `start: 2026-11-17 14:00`")
        return None
    found = sheet.read("start", _as_start)
    at = sheet.read("time", as_time)
    if found is None or isinstance(found, datetime):
        return _at_place(found, zone) if found else None
    if at is None:
        at = settings.working_hours[0]
        message = f"`start` has no time; {at:%H:%M} is taken"
        sheet.wrong("start", message, f"write `start: {found} 14:00`", "warning")
    return datetime.combine(found, at)


def _at_place(moment: datetime, zone: str) -> datetime:
    """Wall-clock time at the interview's place."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment


def _end(sheet: Sheet, start: datetime, zone: str) -> datetime:
    """From ``end``, else ``duration``, else an hour later."""
    text = sheet.read("end", as_text)
    if text:
        end = _end_said(text, start, zone)
        if end and end > start:
            return end
        sheet.wrong("end", "`end`: this is no time after the start; an hour is taken", "write it as in 15:00")
    length = sheet.read("duration", as_length) if not text else None
    return start + (length or timedelta(hours=1))


def _end_said(text: str, start: datetime, zone: str) -> datetime | None:
    """The end as it is said; a time of day may be that of the next day where that is soon.

    Found: who moves ``start`` to a later hour forgets ``end``, and no talk lasts until the next afternoon.
    """
    if at := parse_time(text):
        end = datetime.combine(start.date(), at)
        over = end + timedelta(days=1)
        return over if over - start < _NIGHT else end
    moment = parse_moment(text)
    return _at_place(moment, zone) if isinstance(moment, datetime) else None


def _answer(sheet: Sheet, day: date) -> tuple[date | None, str | None]:
    """The day by which they said they would answer, and their words where they gave words (row D1)."""
    said = sheet.text("answer_said")
    text = sheet.text("answer_by")
    if not text:
        return None, said
    found = parse_date(text)
    if found:
        return found, said
    words = unlinked(text)
    found = parse_answer(words, day)
    if not found:
        message = f"`answer_by`: `{words}` is not understood; 7 days are counted"
        sheet.wrong("answer_by", message, "write a date, or `2 weeks`, `early next week`, `end of the month`", "warning")
    return found, said or words
