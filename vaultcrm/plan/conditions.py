"""What holds of a case on a day: the conditions under which a step runs, and what stops it (rows B9, E4, E5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vaultcrm.model import Interview, Step

from .cases import Case, is_held, is_on
from .world import World

SlotKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class View:
    """A case as it stood on ``day``. Today all that is in the vault counts; before, a later interview only once it had begun.

    ``closed`` maps the slots that were closed by then to the step by which they were; with ``foreseen`` the later interviews
    count before they had begun, too.
    """

    world: World
    case: Case
    day: date
    closed: Mapping[SlotKey, str]
    foreseen: bool = False

    @property
    def final(self) -> bool:
        return self.foreseen or self.day == self.world.today


def allowed(view: View, interview: Interview | None, step: Step) -> bool:
    """Whether all conditions of the step (``only``) hold."""
    return all(_holds(view, interview, word) for word in step.only)


def _holds(view: View, interview: Interview | None, word: str) -> bool:
    case, day = view.case, view.day
    if interview is None:
        return _job_holds(view, word)
    verdict = case.verdict(day)
    refused = verdict is not None and verdict.word == "not-a-fit"
    match word:
        case "requirement":
            return interview.debrief.names_requirement
        case "linkedin-ok":
            return True  # asked of each recipient, see ``slots.suits``
        case "job":
            return case.job is not None
        case "held":
            return is_held(interview, day)
        case "remote" | "on-site":
            return interview.remote == (word == "remote")
        case "not-a-fit":
            return verdict is not None and refused and verdict.about == interview.id
        case _:  # badly
            return not refused and case.went_badly(interview, day) is not None


def _job_holds(view: View, word: str) -> bool:
    stage = view.case.stage(view.day)
    match word:
        case "live":
            return not view.case.ended(view.day)
        case "no-interview":
            return not any(is_on(interview) for interview in view.case.interviews)
        case _:
            return stage is not None and stage.word == word


def stopping(view: View, interview: Interview | None, step: Step) -> str | None:
    """Which of the step's ``stops`` has come, if any (rows B9, E4, E5)."""
    return next((word for word in step.stops if _stops(view, interview, word)), None)


def _stops(view: View, interview: Interview | None, word: str) -> bool:
    case, day = view.case, view.day
    match word:
        case "not-a-fit":
            verdict = case.verdict(day)
            return verdict is not None and verdict.word == "not-a-fit"
        case "badly":
            return interview is not None and case.went_badly(interview, day) is not None
        case "offer":
            stage = case.stage(day)
            return stage is not None and stage.word == "offer"
        case "job-ended":
            return case.ended(day)
        case _:
            return interview is not None and is_held(interview, day) and _granted_another(view, interview)


def _granted_another(view: View, interview: Interview) -> bool:
    later = [one for one in view.case.interviews if one.start > interview.start and one.status != "cancelled"]
    return any(view.final or one.start.date() <= view.day for one in later)
