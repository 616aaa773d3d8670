"""Which touch-points a case has on a day: its steps and their recipients; one act for one person is one (*Together*)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from vaultcrm.model import Interview, NoteKey, Step

from .cases import Case, is_held, is_on
from .people import Who
from .recipients import recipients
from .world import World, fallback_steps, steps_for, systems_of

SlotKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """One act for one person in one note, for all rounds: the steps that ask for it, those of the first document first.

    A ``stopped`` one has only the rounds that were closed before.
    """

    note: NoteKey
    interview: Interview | None
    name: str
    who: Who | None
    steps: tuple[Step, ...]
    each: bool = True
    missing: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def key(self) -> SlotKey:
        """What identifies it: the person has a part only where the step is with each of several."""
        return (self.note.path, self.first.scope, self.name, self.who.uid if self.who and self.each else "")

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def names(self) -> frozenset[str]:
        """The tags that mean this slot."""
        return frozenset(word for step in self.steps for word in (step.name, step.act, *step.was))

    @property
    def fits(self) -> frozenset[str]:
        return frozenset(verb for step in self.steps for verb in step.fits)


@dataclass(frozen=True, slots=True)
class View:
    """A case as it stood on ``day``. Today all that is in the vault counts; before, a later interview only once it had begun.

    ``closed`` maps the slots that were closed by then to the step by which they were.
    """

    world: World
    case: Case
    day: date
    closed: Mapping[SlotKey, str]

    @property
    def final(self) -> bool:
        return self.day == self.world.today


def slots_of(view: View) -> tuple[Slot, ...]:
    """All slots of the case: of its interviews in their order, then of the job."""
    found = [slot for interview in view.case.interviews if is_on(interview) for slot in _interview_slots(view, interview)]
    return (*found, *_job_slots(view))


def _interview_slots(view: View, interview: Interview) -> list[Slot]:
    vault = view.world.vault
    systems = systems_of(vault.settings, interview)
    note = NoteKey(interview.id, interview.source.path)
    steps = [step for step in steps_for(vault, systems, "interview") if not step.replaces]
    slots = _merged(view, note, interview, steps)
    covered = {(act, _uid(slot)) for slot in slots for step in slot.steps for act in (*step.covers, step.act)}
    spare = _merged(view, note, interview, list(fallback_steps(vault)))
    slots += [slot for slot in spare if (slot.name, _uid(slot)) not in covered]
    replacing = [step for step in steps_for(vault, systems, "interview") if step.replaces]
    for step in sorted(replacing, key=lambda step: step.rows):
        slots = _replaced(view, note, interview, step, slots)
    return slots


def _uid(slot: Slot) -> str:
    return slot.who.uid if slot.who else ""


def _job_slots(view: View) -> list[Slot]:
    job, note = view.case.job, view.case.job_note
    if job is None or note is None:
        return []
    steps = steps_for(view.world.vault, systems_of(view.world.settings, job), "job")
    return _merged(view, note, None, list(steps))


def _merged(view: View, note: NoteKey, interview: Interview | None, steps: list[Step]) -> list[Slot]:
    """One slot for each act and person: the steps that run, or all that asked for it where it is closed already."""
    found: dict[SlotKey, Slot] = {}
    stopped: dict[SlotKey, Slot] = {}
    for step in sorted(steps, key=lambda step: (step.rows, step.playbook, step.name)):
        for to in recipients(view.world, view.case, interview, step, view.day):
            slot = Slot(note, interview, step.act, to.who, (step,), to.each, to.missing)
            if not reachable(slot) or not allowed(view, slot):
                continue
            kept = stopped if stopping(view, interview, step) else found
            known = kept.get(slot.key)
            kept[slot.key] = replace(known, steps=(*known.steps, step)) if known else slot
    done = [replace(slot, stopped=True) for key, slot in stopped.items() if key in view.closed and key not in found]
    return [*found.values(), *done]


def reachable(slot: Slot) -> bool:
    """Post to someone without an address is not planned where nothing can be handed over either."""
    if slot.first.via != ("post",) or not slot.interview or not slot.interview.remote:
        return True
    return bool(slot.who and slot.who.contact and slot.who.contact.address)


def allowed(view: View, slot: Slot) -> bool:
    """Whether all conditions of the step (``only``) hold."""
    return all(_holds(view, slot, word) for word in slot.first.only)


def _holds(view: View, slot: Slot, word: str) -> bool:
    interview, case, day = slot.interview, view.case, view.day
    if interview is None:
        return _job_holds(view, word)
    verdict = case.verdict(day)
    refused = verdict is not None and verdict.word == "not-a-fit"
    match word:
        case "requirement":
            return interview.debrief.names_requirement
        case "linkedin-ok":
            return bool(slot.who and slot.who.contact and slot.who.contact.linkedin_ok)
        case "job":
            return case.job is not None
        case "held":
            return is_held(interview, day)
        case "remote" | "on-site":
            return interview.remote == (word == "remote")
        case "not-a-fit":
            return refused and _bears(case, interview, verdict.about if verdict else "")
        case "badly":
            return not refused and case.went_badly(interview, day) is not None
        case _:
            return False


def _bears(case: Case, interview: Interview, about: str) -> bool:
    """Whether this interview bears the verdict; what the job's own log says belongs to its last interview."""
    bearer = about or next((one.id for one in reversed(case.interviews) if is_on(one)), "")
    return interview.id == bearer


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


def _replaced(view: View, note: NoteKey, interview: Interview, step: Step, slots: list[Slot]) -> list[Slot]:
    """The slots after ``step`` has taken the place of those that it replaces and that are not closed yet (rows E4, E5)."""
    result = list(slots)
    for to in recipients(view.world, view.case, interview, step, view.day):
        slot = Slot(note, interview, step.replaces or step.act, to.who, (step,), True, to.missing)
        if not allowed(view, slot):
            continue
        closed_by = view.closed.get(slot.key) or _covered_by(view, slot, slots)
        if closed_by is None or closed_by == step.name:
            result = [one for one in result if one.key != slot.key] + [slot]
        elif step.also_after:
            result.append(replace(slot, name=step.name))
    return result


def _covered_by(view: View, slot: Slot, slots: list[Slot]) -> str | None:
    """The step that was done in this slot's stead: a pitch that was the thank-you (row E3)."""
    if any(one.key == slot.key for one in slots):
        return None
    theirs = [one for one in slots if one.who == slot.who and one.key in view.closed]
    return next((step.name for one in theirs for step in one.steps if slot.name in step.covers), None)
