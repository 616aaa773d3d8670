"""From when a step counts: the anchors of an interview, a job, or another step, as moments."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from vaultcrm.dates import day_of
from vaultcrm.model import Interview, Moment, Point

from .calendar import Place
from .cases import LONG_AGO, Case, is_held

NO_ANSWER_SAID = 7
LEAST_SLACK = 2
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Anchor(NamedTuple):
    """A moment to count from. ``waits_for`` names the step that is not done yet: what hangs on it is tentative."""

    moment: Moment
    label: str
    waits_for: str | None = None


def interview_anchor(case: Case, interview: Interview, word: str, day: date) -> Anchor | None:
    """An anchor of the interview: its day, its hours, the day to check in, or a fact that holds on ``day``."""
    zone = ZoneInfo(interview.timezone)
    match word:
        case "interview":
            return Anchor(interview.start.date(), "the interview")
        case "start" | "end":
            return Anchor(getattr(interview, word).replace(tzinfo=zone), f"the interview's {word}")
        case "answer":
            return answer_anchor(interview)
        case "verdict":
            verdict = case.verdict(day)
            return Anchor(verdict.day, f"the verdict {verdict.word}") if verdict else None
        case "badly":
            fact = case.went_badly(interview, day)
            return Anchor(fact.day, "the word that it went badly") if fact else None
        case _:
            return None


def answer_anchor(interview: Interview) -> Anchor:
    """The day to check in: the wait they named with the same proportion of slack, 7 days become 10 (row D5)."""
    began = interview.start.date()
    wait = max((interview.answer_by - began).days, 0) if interview.answer_by else NO_ANSWER_SAID
    slack = max(-(-10 * wait // 7), wait + LEAST_SLACK)
    said = f"they said {interview.answer_said or interview.answer_by}" if interview.answer_by else "they named no day"
    waiting = f"{wait} {'day' if wait == 1 else 'days'} of waiting with slack are {slack}"
    return Anchor(began + timedelta(days=slack), f"{said}: {waiting}, and {slack} days after the interview")


def job_anchor(case: Case, word: str, day: date) -> Anchor | None:
    """An anchor of the job: a date of its note, the first interview held, or a stage reached by ``day``."""
    match word:
        case "applied":
            return Anchor(found, "the application") if (found := case.job and case.job.applied) else None
        case "decide-by":
            return Anchor(found, "the day to decide by") if (found := case.job and case.job.decide_by) else None
        case "first-interview":
            return _first_held(case, day)
        case "references":
            named = [anchor for anchor in (_first_held(case, day), _stage(case, "references", day)) if anchor]
            return min(named, key=lambda anchor: day_of(anchor.moment), default=None)
        case "job-end":
            stage = case.stage(day)
            return Anchor(stage.day, "the job's end") if stage and case.ended(day) else None
        case _:
            return _stage(case, word, day)


def _first_held(case: Case, day: date) -> Anchor | None:
    held = next((one for one in case.interviews if is_held(one, day)), None)
    return Anchor(held.start.date(), "the first interview held") if held else None


def _stage(case: Case, word: str, day: date) -> Anchor | None:
    dated = [fact.day for fact in case.stages if fact.word == word and LONG_AGO < fact.day <= day]
    return Anchor(min(dated), f"the stage {word}") if dated else None


def count(point: Point, anchor: Anchor, place: Place, zone: str) -> tuple[Moment, str]:
    """The moment that ``point`` names, counted from ``anchor``, with a sentence that says how."""
    moment = place.shift(anchor.moment, point.offset, point.sign) if point.offset else anchor.moment
    if isinstance(anchor.moment, datetime) or not (point.offset and point.offset.unit in ("hour", "minute")):
        shifted = moment
    else:
        shifted = place.shift(datetime.combine(day_of(moment), time.min, ZoneInfo(zone)), point.offset, point.sign)
    if point.at:
        shifted = datetime.combine(day_of(shifted), point.at, ZoneInfo(zone))
    began = f"{anchor.label} is {say(anchor.moment)}"
    return shifted, began if shifted == anchor.moment else f"{began}; {point.text}: {say(shifted)}"


def say(moment: Moment) -> str:
    """A moment as people read it: ``Fri 20 Nov 2026``, with the hour where there is one."""
    text = f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{text}, {moment.hour:02}:{moment.minute:02}" if isinstance(moment, datetime) else text
